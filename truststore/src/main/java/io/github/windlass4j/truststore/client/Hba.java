package io.github.windlass4j.truststore.client;

/** The kind of {@code pg_hba.conf} line that matches the client: which channels the server lets in. */
public enum Hba {
    /** {@code hostssl}: TLS only, the default of managed PostgreSQL services. */
    HOSTSSL,
    /** {@code host}: TLS and plain text. */
    HOST,
    /** {@code hostnossl}: plain text only. */
    HOSTNOSSL;

    /** Tells whether a session on this channel is let in. */
    public boolean admits(Channel channel) {
        return this == HOST || (this == HOSTSSL) == (channel == Channel.TLS);
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
