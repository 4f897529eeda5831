package io.github.windlass4j.examples.rehearsal.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of one PostgreSQL installation: {@code initdb}, {@code postgres}, {@code pg_ctl}. */
public record PostgresPrograms(Path bin) {
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");

    /**
     * An installation that is there already.
     *
     * @param directory its root or its {@code bin}
     * @throws PostgresException when the programs are not there
     */
    public static PostgresPrograms installed(Path directory) {
        for (Path bin : new Path[] {directory, directory.resolve("bin")}) {
            PostgresPrograms programs =
                    new PostgresPrograms(bin.toAbsolutePath().normalize());
            if (Files.isExecutable(programs.program("initdb"))
                    && Files.isExecutable(programs.program("postgres"))
                    && Files.isExecutable(programs.program("pg_ctl"))) {
                return programs;
            }
        }
        throw new PostgresException(directory + ": no initdb, postgres and pg_ctl there or in its bin");
    }

    /** The installation that the build put on the class path for this platform, unpacked; empty when there is none. */
    public static Optional<PostgresPrograms> bundled(Path into) {
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                System.getProperty("os.name").split(" ", 2)[0].replace("Mac", "Darwin"),
                System.getProperty("os.arch"))) {
            unpack(archive, into);
        } catch (IllegalStateException e) {
            return Optional.empty(); // how the resolver says that no archive fits
        } catch (IOException e) {
            throw new PostgresException("cannot unpack PostgreSQL into " + into + ": " + e.getMessage(), e);
        }
        return Optional.of(installed(into));
    }

    private static void unpack(InputStream archive, Path into) throws IOException {
        Path root = into.toAbsolutePath().normalize();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = root.resolve(entry.getName()).normalize();
            if (!target.startsWith(root)) {
                throw new IOException("entry " + entry.getName() + " leads out of the archive");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                continue;
            }
            Files.createDirectories(target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, target);
                allow(target, (entry.getMode() & 0100) != 0);
            }
        }
    }

    private static void allow(Path file, boolean executable) throws IOException {
        if (!WINDOWS) {
            Set<PosixFilePermission> permissions = EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.OTHERS_READ);
            if (executable) {
                permissions.addAll(EnumSet.of(
                        PosixFilePermission.OWNER_EXECUTE,
                        PosixFilePermission.GROUP_EXECUTE,
                        PosixFilePermission.OTHERS_EXECUTE));
            }
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    Path program(String name) {
        return bin.resolve(WINDOWS ? name + ".exe" : name);
    }
}
