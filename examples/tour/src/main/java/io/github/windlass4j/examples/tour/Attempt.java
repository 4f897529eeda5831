package io.github.windlass4j.examples.tour;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens one connection to a server that refuses every session after TLS. */
interface Attempt {
    /** The state that the server refuses with: who sees it has finished the handshake. */
    String AFTER_THE_HANDSHAKE = "0A000";

    Connection open() throws SQLException;

    /** The first connection of a pool. */
    static Attempt of(HikariConfig config) {
        config.setInitializationFailTimeout(1);
        config.setMaximumPoolSize(1);
        return () -> {
            try (HikariDataSource pool = new HikariDataSource(config)) {
                return pool.getConnection();
            }
        };
    }

    /** What the driver says, from the innermost exception that says it. */
    default String outcome() {
        try (Connection connection = open()) {
            return "connected, " + connection;
        } catch (SQLException | RuntimeException refused) {
            Throwable cause = refused;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            boolean secured = cause instanceof SQLException said && AFTER_THE_HANDSHAKE.equals(said.getSQLState());
            return secured ? "TLS established, chain and host verified" : "refused: " + cause.getMessage();
        }
    }
}
