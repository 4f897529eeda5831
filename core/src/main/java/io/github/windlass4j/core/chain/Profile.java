package io.github.windlass4j.core.chain;

import java.util.Set;

/**
 * Whose idea of a valid path is asked for: a set of rules ({@link RuleProfile}), or another implementation's behaviour
 * ({@link EmulatedProfile}).
 */
public sealed interface Profile permits RuleProfile, EmulatedProfile {
    /**
     * RFC 5280 as a whole: the algorithm of section 6 and the certificate profile of section 4, for anchors as well. MD5 and
     * SHA-1 signatures are refused.
     */
    RuleProfile RFC5280 = Profiles.RFC5280;

    /**
     * The algorithm of RFC 5280 section 6 and nothing else: from the anchor only name and key count, SHA-1 is accepted,
     * faults of issuance are warnings. For old material and for comparing with other implementations.
     */
    RuleProfile RFC5280_PATH = Profiles.RFC5280_PATH;

    /**
     * Certificates of public web servers: {@link #RFC5280} and the CA/Browser Forum's TLS Baseline Requirements 2.1, which
     * let nameConstraints be non-critical (7.1.2.5.2).
     */
    RuleProfile WEBPKI = Profiles.WEBPKI;

    /** {@link #WEBPKI} where what CAs must not issue is refused even if every client lets it pass. */
    RuleProfile WEBPKI_STRICT = Profiles.WEBPKI_STRICT;

    /**
     * CAs of an organisation's own: the algorithm of section 6, modern keys and digests, anchors that bind and expire. Host
     * names may hold underscores, DNS constraints may begin with a dot; faults of issuance are warnings.
     */
    RuleProfile PRIVATE_PKI = Profiles.PRIVATE_PKI;

    /** What the JDK says, by one of its two entries; {@code jdk} is 17 or 25. */
    static JsseProfile jsse(int jdk, JsseProfile.Entry entry) {
        return new JsseProfile(jdk, entry, Set.of());
    }

    /** What a TLS client on OpenSSL says, with that version's defaults. */
    static OpensslProfile openssl(OpensslProfile.Version version) {
        return OpensslProfile.of(version);
    }

    /** What a TLS client in Go says. */
    static GoProfile go(GoProfile.Version version) {
        return new GoProfile(version);
    }

    /** What a TLS client on .NET says, on Linux with that OpenSSL. */
    static DotnetProfile dotnet(OpensslProfile.Version openssl) {
        return new DotnetProfile(openssl);
    }

    /** Name for reports, such as {@code WEBPKI} or {@code OPENSSL 3.5}. */
    String name();
}
