package io.github.windlass4j.examples.conformance.x509;

import static io.github.windlass4j.core.chain.Rule.*;
import static io.github.windlass4j.core.chain.Switch.*;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.AlgorithmPolicy;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.chain.RuleProfile;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What BoringSSL's test options mean, as a profile and a request. */
record BoringQuestion(JsonNode node, List<Certificate> chain) {
    private static final Set<String> KEYS = Set.of("RSA", "EC", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87");
    private static final Set<String> CURVES = Set.of("P-256", "P-384", "P-521");

    /** The participant information that a caller of the messaging purpose reads itself. */
    private static final Set<String> MESSAGING = Set.of("2.23.146.2.1.4", "2.23.146.2.1.5");

    private String trust() {
        return node.get("lastCertTrust").asString();
    }

    private String keyPurpose() {
        return node.get("keyPurpose").asString();
    }

    RuleProfile profile() {
        boolean strong = node.get("digestPolicy").asString().equals("STRONG");
        Set<String> digests = strong ? Set.of("MD2", "MD5", "SHA-1") : Set.of("MD2", "MD5");
        RuleProfile profile = Profile.RFC5280_PATH
                .named("libpki")
                .with(new AlgorithmPolicy(KEYS, 1024, CURVES, digests))
                .with(LEADING_DOT_CONSTRAINTS);
        if (trust().contains("EXPIRATION")) {
            profile = profile.rejecting(ANCHOR_EXPIRED, ANCHOR_NOT_YET_VALID);
        }
        if (trust().contains("WITH_CONSTRAINTS") || trust().contains("AND_CONSTRAINTS")) {
            profile = profile.with(ANCHOR_EXTENSIONS_BIND);
            // Without constraints of the anchor that bind, BoringSSL does not ask for basicConstraints either.
            if (trust().contains("REQUIRE_BASIC")) {
                profile = profile.with(ANCHOR_PROFILE_CHECKED);
            }
        }
        if (trust().contains("SELF_SIGNED")) {
            profile = profile.with(SELF_SIGNED_LEAF);
        }
        return keyPurpose(profile);
    }

    private RuleProfile keyPurpose(RuleProfile profile) {
        return switch (keyPurpose()) {
            case "SERVER_AUTH_STRICT", "CLIENT_AUTH_STRICT" ->
                profile.rejecting(LEAF_EKU_MISSING, CA_EKU_MISSING, PURPOSE_MIXED, CA_PURPOSE_MIXED, LEAF_IS_CA)
                        .without(ANY_PURPOSE_IN_LEAF, ANY_PURPOSE_IN_ISSUER);
            case "SERVER_AUTH_STRICT_LEAF", "CLIENT_AUTH_STRICT_LEAF" ->
                profile.rejecting(LEAF_EKU_MISSING, PURPOSE_MIXED, LEAF_IS_CA).without(ANY_PURPOSE_IN_LEAF);
            case "SERVER_AUTH", "CLIENT_AUTH", "ANY_EKU" -> profile;
            default -> profile.rejecting(LEAF_IS_CA);
        };
    }

    ChainRequest request() {
        boolean leafOnly = trust().startsWith("TRUSTED_LEAF") || trust().equals("UNSPECIFIED");
        Certificate last = chain.get(chain.size() - 1);
        List<Certificate> presented = leafOnly || chain.size() == 1 ? chain : chain.subList(0, chain.size() - 1);
        ChainRequest request = ChainRequest.of(presented)
                .at(Instant.parse(node.get("time").asString()))
                .purpose(purpose());
        if (!leafOnly || trust().contains("SELF_SIGNED")) {
            request = request.anchors(List.of(last));
        }
        if (trust().contains("LEAF") && !trust().contains("SELF_SIGNED")) {
            request = request.trustedLeaves(List.of(last));
        }
        if (trust().equals("DISTRUSTED")) {
            request = request.distrusted(List.of(last));
        }
        return purpose() == Purpose.RCS_MLS_CLIENT ? request.understoodExtensions(MESSAGING) : request;
    }

    private Purpose purpose() {
        String name = keyPurpose();
        if (name.startsWith("SERVER_AUTH")) {
            return Purpose.SERVER_AUTH;
        }
        if (name.startsWith("CLIENT_AUTH")) {
            return Purpose.CLIENT_AUTH;
        }
        return switch (name) {
            case "ANY_EKU" -> Purpose.ANY;
            case "C2PA_MANIFEST" -> Purpose.C2PA_MANIFEST;
            case "C2PA_TIMESTAMPING" -> Purpose.C2PA_TIME_STAMP;
            case "MLS_CLIENT_AUTH", "RCS_MLS_CLIENT_AUTH" -> Purpose.RCS_MLS_CLIENT;
            default -> throw new IllegalArgumentException("keyPurpose: " + name);
        };
    }
}
