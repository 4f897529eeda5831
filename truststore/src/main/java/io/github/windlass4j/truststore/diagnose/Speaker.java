package io.github.windlass4j.truststore.diagnose;

/** Who wrote the text. */
enum Speaker {
    /** A throwable of a JDBC driver, with its causes. */
    JDBC,
    /** The error text of libpq: psql, psycopg and everything else built on it. */
    LIBPQ,
    /** A line in the log of a PostgreSQL server. */
    SERVER_LOG
}
