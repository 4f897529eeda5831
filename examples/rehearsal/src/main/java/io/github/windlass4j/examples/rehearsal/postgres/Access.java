package io.github.windlass4j.examples.rehearsal.postgres;

/** What the server's access rules admit. */
public enum Access {
    /** {@code host}: with TLS and in plain text; what an installation starts with. */
    PLAIN_AND_TLS("host"),
    /** {@code hostssl}: only with TLS; what a managed server asks for. */
    TLS_ONLY("hostssl");

    private final String type;

    Access(String type) {
        this.type = type;
    }

    /** The line of {@code pg_hba.conf} (PostgreSQL documentation, "The pg_hba.conf File"). */
    String rule() {
        return type + " all all 127.0.0.1/32 trust";
    }
}
