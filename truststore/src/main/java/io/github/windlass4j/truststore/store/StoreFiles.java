package io.github.windlass4j.truststore.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads stores from disk and writes them there. */
final class StoreFiles {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFiles.class);

    /** CA certificates are public, and the processes that verify seldom run as the user that writes. */
    private static final Set<PosixFilePermission> DEFAULT_PERMISSIONS = PosixFilePermissions.fromString("rw-r--r--");

    private StoreFiles() {}

    static TrustStore read(Path path, List<char[]> passwords) {
        if (Files.isDirectory(path)) {
            return DirectoryReader.read(path, passwords);
        }
        TrustStore store = StoreReader.read(bytes(path), path.toString(), passwords);
        LOG.debug("read {}", store);
        return store;
    }

    static byte[] bytes(Path path) {
        StoreSource source = new StoreSource(path.toString(), new byte[0], List.of());
        try (InputStream in = Files.newInputStream(path)) {
            // At once what the file has by its size; what follows, of a file that grows or tells none, in pieces.
            byte[] content = new byte[(int) Math.min(Files.size(path), StoreLimits.MAX_BYTES)];
            int length = in.readNBytes(content, 0, content.length);
            int next = length < content.length ? -1 : in.read();
            if (next < 0) {
                return length < content.length ? Arrays.copyOf(content, length) : content;
            }
            byte[] rest = in.readNBytes(StoreLimits.MAX_BYTES - length);
            content = Arrays.copyOf(content, length + 1 + rest.length);
            content[length] = (byte) next;
            System.arraycopy(rest, 0, content, length + 1, rest.length);
            return content;
        } catch (NoSuchFileException e) {
            throw source.failure(StoreRule.UNREADABLE, "no such file");
        } catch (IOException e) {
            throw source.failure(StoreRule.UNREADABLE, "cannot be read: " + e);
        }
    }

    /**
     * Writes beside the target and moves, so that a reader sees the old file or the new one, whole; also after a crash. A
     * link keeps pointing where it points: its target is replaced.
     */
    static void write(Path path, byte[] content) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = target.getParent();
        Path name = target.getFileName();
        if (folder == null || name == null) {
            throw new IOException(path + ": not a file");
        }
        Path beside = Files.createTempFile(folder, "." + name, ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            permissions(target, beside);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
        LOG.debug("wrote {} bytes to {}", content.length, target);
    }

    private static void permissions(Path target, Path beside) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(
                    Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                            ? Files.getPosixFilePermissions(target)
                            : DEFAULT_PERMISSIONS);
        }
    }
}
