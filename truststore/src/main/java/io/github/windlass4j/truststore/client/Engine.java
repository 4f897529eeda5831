package io.github.windlass4j.truststore.client;

/** The library that decides whether a chain is trusted. It matters more than the sslmode. */
public enum Engine {
    /** The TLS of the JDK: any certificate in the store is an anchor, an expired one too. */
    JSSE,
    /** OpenSSL without partial chains: an anchor is self-signed and in date, and the first fitting issuer is final. */
    OPENSSL;

    @Override
    public String toString() {
        return this == JSSE ? "JSSE" : "OpenSSL";
    }
}
