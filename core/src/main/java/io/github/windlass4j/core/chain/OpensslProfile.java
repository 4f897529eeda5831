package io.github.windlass4j.core.chain;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.chain.openssl.OpensslEngine;
import io.github.windlass4j.core.hostname.ServerName;

/**
 * What OpenSSL says about a chain ({@code X509_verify_cert}), wrong accepts and order effects included: it takes the first
 * issuer that fits by name and key identifier, from the store before the certificates sent, and never goes back. Modelled
 * are 3.0.22 and 3.5.7, held against {@code openssl verify}.
 *
 * <p>Of a {@link ChainRequest} it looks at the certificates in the order sent, the anchors in their order, instants, purpose
 * (server or client; anything else asks for none), host ({@code X509_check_host}, {@code X509_check_ip} without flags) and
 * {@link ChainRequest#maxIntermediates} ({@code verify_depth}). It does not look at trusted leaves, understood
 * extensions and policies; that it does not look at distrusted certificates, mailboxes and revocation either, where
 * they are asked for, is a warning of the accepted path.
 *
 * @param version modelled behaviour
 * @param partialChain {@code X509_V_FLAG_PARTIAL_CHAIN}: any certificate in the store is an anchor; curl and Python 3.13 set
 *     it, libpq does not
 * @param securityLevel {@code SSL_CTX_set_security_level}, 0 to 5: least strength of keys and signatures
 */
public record OpensslProfile(Version version, boolean partialChain, int securityLevel) implements EmulatedProfile {
    /** Modelled versions. */
    public enum Version {
        /** 3.0, default security level 1 (Debian and Ubuntu build it with 2). */
        V3_0("3.0", 1),
        /** 3.5, default security level 2. */
        V3_5("3.5", 2);

        private final String text;
        private final int level;

        Version(String text, int level) {
            this.text = text;
            this.level = level;
        }

        /** {@code 3.0}. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** {@code openssl verify} without {@code -auth_level}: strength is not looked at. */
    public static final int NO_SECURITY_LEVEL = 0;

    /** Depth of {@code X509_VERIFY_PARAM} "default" (crypto/x509/x509_vpm.c). */
    public static final int MAX_DEPTH = 100;

    /** Checks the level. */
    public OpensslProfile {
        requireNonNull(version);
        if (securityLevel < 0 || securityLevel > 5) {
            throw new IllegalArgumentException("securityLevel: " + securityLevel + " (want 0 to 5)");
        }
    }

    /** A TLS client with that version's defaults: full chains to a self-signed root, default security level. */
    static OpensslProfile of(Version version) {
        return new OpensslProfile(version, false, version.level);
    }

    /** This profile with {@code X509_V_FLAG_PARTIAL_CHAIN}. */
    public OpensslProfile withPartialChain() {
        return new OpensslProfile(version, true, securityLevel);
    }

    /** This profile with another security level. */
    public OpensslProfile withSecurityLevel(int level) {
        return new OpensslProfile(version, partialChain, level);
    }

    /** {@code OPENSSL 3.0 partial chain}. */
    @Override
    public String name() {
        return "OPENSSL " + version + (partialChain ? " partial chain" : "");
    }

    @Override
    public ChainVerdict validate(ChainRequest request) {
        EmulationInputs inputs = new EmulationInputs(request);
        OpensslEngine engine = new OpensslEngine(new OpensslEngine.Settings(
                partialChain,
                securityLevel,
                version == Version.V3_5,
                request.purpose(),
                request.host().filter(ServerName.Dns.class::isInstance).map(host -> asAsked((ServerName.Dns) host)),
                request.host().filter(ServerName.Ip.class::isInstance).map(host -> ((ServerName.Ip) host).address()),
                request.leafAt(),
                request.maxIntermediates().orElse(MAX_DEPTH),
                inputs.signatures()));
        return inputs.withUnheardWishes(
                engine.verify(request.leaf(), request.intermediates(), request.anchors(), request.at()));
    }

    /** OpenSSL compares a final dot like any other character. */
    private static String asAsked(ServerName.Dns host) {
        return host.name().endsWith(".") ? host.ascii() + "." : host.ascii();
    }
}
