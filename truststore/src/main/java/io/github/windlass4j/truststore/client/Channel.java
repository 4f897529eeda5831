package io.github.windlass4j.truststore.client;

/** How bytes travel between client and server. */
public enum Channel {
    /** In the clear: readable and changeable on the way. */
    PLAIN_TEXT,
    /** Encrypted; whether the other end is the right one is another question. */
    TLS;

    @Override
    public String toString() {
        return this == TLS ? "TLS" : "plain text";
    }
}
