package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.chain.Profile;
import java.util.List;
import java.util.Optional;

/** The library that decides whether a chain is trusted. It matters more than the sslmode. */
public enum Engine {
    /** The TLS of the JDK: any certificate in the store is an anchor, an expired one too. */
    JSSE("JSSE"),
    /** OpenSSL without partial chains: an anchor is self-signed and in date, and the first fitting issuer is final. */
    OPENSSL("OpenSSL"),
    /** {@code crypto/x509} of Go: any certificate in the pool is an anchor while it is in date; every path is tried. */
    GO("Go"),
    /** {@code X509Chain} of .NET on Linux: OpenSSL with self-issued anchors; elsewhere the platform, which is not modelled. */
    DOTNET(".NET");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    /** The modelled releases, oldest first, as whom to ask about a chain; .NET by the OpenSSL below it. */
    public List<Profile> profiles() {
        return EngineRun.of(this, Optional.empty()).stream()
                .map(EngineRun::profile)
                .toList();
    }

    @Override
    public String toString() {
        return title;
    }
}
