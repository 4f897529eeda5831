package io.github.windlass4j.examples.rehearsal.postgres;

import io.github.windlass4j.core.mint.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A server of the PostgreSQL binaries that come with the tests; without binaries for this platform the tests are skipped. */
final class BundledServer {
    private BundledServer() {}

    static PostgresServer start(Class<?> test, Path folder, Issued identity) throws IOException {
        return PostgresServer.start(
                programs(test, folder),
                Files.createDirectory(folder.resolve("server")),
                identity.chain(),
                identity.privateKeyPem());
    }

    static PostgresPrograms programs(Class<?> test, Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Optional<PostgresPrograms> programs =
                PostgresPrograms.bundled(Files.createDirectory(folder.resolve("programs")));
        if (programs.isEmpty()) {
            System.out.println(test.getSimpleName() + ": skipped, no PostgreSQL binaries for this platform");
            Assumptions.abort("no PostgreSQL binaries for this platform");
        }
        return programs.get();
    }
}
