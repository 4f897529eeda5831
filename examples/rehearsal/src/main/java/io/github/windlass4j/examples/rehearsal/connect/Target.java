package io.github.windlass4j.examples.rehearsal.connect;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * One way to connect.
 *
 * @param host the name to connect to and, for the modes that look, to find in the certificate
 * @param port on {@code host}
 * @param user an account that needs no password
 * @param sslmode as written in a connection string
 * @param rootFile value of {@code sslrootcert}; need not exist
 */
public record Target(String host, int port, String user, String sslmode, Path rootFile) {
    public Target {
        requireNonNull(host);
        requireNonNull(user);
        requireNonNull(sslmode);
        requireNonNull(rootFile);
    }
}
