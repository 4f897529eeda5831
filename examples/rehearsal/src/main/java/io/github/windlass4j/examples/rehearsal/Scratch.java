package io.github.windlass4j.examples.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary directory that goes away with everything in it, after what uses it was closed; also when the rehearsal is
 * interrupted.
 */
final class Scratch implements AutoCloseable {
    private final Path folder;
    private final Thread hook;
    private final Deque<AutoCloseable> users = new ArrayDeque<>();

    Scratch() throws IOException {
        folder = Files.createTempDirectory("windlass-rehearsal");
        hook = new Thread(this::remove, "remove " + folder);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A new directory below; readable by others, because the server may run under another account. */
    Path folder(String name) throws IOException {
        open(folder);
        return open(Files.createDirectory(folder.resolve(name)));
    }

    private static Path open(Path directory) throws IOException {
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return directory;
    }

    /** Closes {@code user} before the directory goes away, the last one first. */
    synchronized <T extends AutoCloseable> T closing(T user) {
        users.push(user);
        return user;
    }

    private synchronized void remove() {
        for (AutoCloseable user = users.poll(); user != null; user = users.poll()) {
            try {
                user.close();
            } catch (Exception e) {
                System.err.println("cannot close " + user + ": " + e.getMessage());
            }
        }
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("cannot remove " + folder + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // already shutting down: the hook removes it
        }
        remove();
    }
}
