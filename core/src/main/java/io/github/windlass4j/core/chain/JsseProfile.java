package io.github.windlass4j.core.chain;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.chain.jsse.JdkDistrust;
import io.github.windlass4j.core.chain.jsse.JdkEngine;
import io.github.windlass4j.core.chain.jsse.JdkSettings;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * What a JDK says about a chain, wrong accepts included. Modelled are OpenJDK 17.0.19 and 25.0.3 with their security
 * properties as shipped, held against 17.0.15 and 25.0.3 themselves.
 *
 * <p>Of a {@link ChainRequest} it looks at what the JDK has an input for: the certificates in the order sent, anchors,
 * instants, host and purpose (trust manager only), policies and {@link ChainRequest#maxIntermediates} (builder only). It does
 * not look at trusted leaves and understood extensions; that it does not look at distrusted
 * certificates, mailboxes and revocation either, where they are asked for, is a warning of the accepted path.
 *
 * @param jdk feature release: 17 or 25
 * @param entry which way in
 * @param jdkRoots SHA-256, lower-case hex, of the anchors that the {@code cacerts} of that JDK label {@code [jdk]}: under
 *     them SHA-1 signatures are refused. Empty for distributions that replace {@code cacerts}, as Debian's and Temurin's
 *     with system certificates do
 */
public record JsseProfile(int jdk, Entry entry, Set<String> jdkRoots) implements EmulatedProfile {
    /** The two ways into the JDK's path validation; their answers differ. */
    public enum Entry {
        /**
         * {@code CertPathBuilder.getInstance("PKIX")} with the leaf as target and the other certificates in a Collection
         * {@code CertStore}, revocation off. Searches with back-tracking; asks for neither purpose nor host.
         */
        CERT_PATH_BUILDER,
        /**
         * {@code X509ExtendedTrustManager.checkServerTrusted} of JSSE in a TLS 1.2 or 1.3 handshake. A leaf in the store is
         * accepted as it is; a chain in order whose last issuer is known by name is validated as sent, without any other path
         * being tried, and an expired anchor is no obstacle; anything else goes to the builder.
         */
        TRUST_MANAGER
    }

    /** {@code PKIXBuilderParameters}: at most 5 non-self-issued intermediates unless told otherwise. */
    public static final int MAX_PATH_LENGTH = 5;

    /** Checks the release and copies the set. */
    public JsseProfile {
        requireNonNull(entry);
        if (jdk != 17 && jdk != 25) {
            throw new IllegalArgumentException("jdk: " + jdk + " (want 17 or 25)");
        }
        jdkRoots = Set.copyOf(jdkRoots);
    }

    /** This profile with other roots that the JDK labels as its own; SHA-256, lower-case hex. */
    public JsseProfile withJdkRoots(Collection<String> sha256) {
        return new JsseProfile(jdk, entry, Set.copyOf(sha256));
    }

    /** {@code JSSE 17 trust manager}. */
    @Override
    public String name() {
        return "JSSE " + jdk + " " + entry.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public ChainVerdict validate(ChainRequest request) {
        EmulationInputs inputs = new EmulationInputs(request);
        boolean handshake = entry == Entry.TRUST_MANAGER;
        JdkEngine engine = new JdkEngine(new JdkSettings(
                jdk,
                handshake,
                request.at(),
                request.leafAt(),
                request.purpose(),
                request.host(),
                handshake ? MAX_PATH_LENGTH : request.maxIntermediates().orElse(MAX_PATH_LENGTH),
                jdkRoots,
                JdkDistrust.shipped(),
                request.budget().steps(),
                request.budget().nameComparisons(),
                inputs.signatures(),
                handshake ? inputs.policies(PolicyInputs.NONE) : inputs.policies(request.policies())));
        return inputs.withUnheardWishes(
                handshake
                        ? engine.check(request.presented(), request.anchors())
                        : engine.build(request.leaf(), request.intermediates(), request.anchors()));
    }
}
