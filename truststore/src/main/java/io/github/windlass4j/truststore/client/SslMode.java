package io.github.windlass4j.truststore.client;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The six values of {@code sslmode}, weakest first, as the PostgreSQL documentation names them (libpq-ssl, table "SSL
 * Mode Descriptions"). What a mode really verifies depends on driver, release and factory: ask {@link Client}.
 */
public enum SslMode {
    /** Plain text only. */
    DISABLE,
    /** Plain text first; TLS when the server insists. */
    ALLOW,
    /** TLS first; plain text when that does not come about. */
    PREFER,
    /** TLS only. */
    REQUIRE,
    /** TLS only, with a chain to a trusted anchor. */
    VERIFY_CA,
    /** TLS only, with a chain to a trusted anchor and a certificate for the host that was asked for. */
    VERIFY_FULL;

    /** Returns the value as it is written in a connection string: lower case, {@code verify-ca}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Finds the mode of exactly this text; empty for anything else, {@code verify-all} and {@code VERIFY_FULL} included. */
    public static Optional<SslMode> named(String text) {
        return Stream.of(values()).filter(mode -> mode.text().equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return text();
    }
}
