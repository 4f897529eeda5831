package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.EncodingDefect;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.internal.signature.Signatures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rules on keys and on the algorithms of signatures, family 08. */
final class KeyRules {
    private KeyRules() {}

    static void check(Node node, Role role, AlgorithmPolicy policy, Violation.Sink sink) {
        readable(node, sink);
        key(node.key(), policy, sink);
        if (role != Role.ANCHOR) {
            signature(node.certificate().signatureAlgorithm(), policy, sink);
        }
    }

    private static void readable(Node node, Violation.Sink sink) {
        List<EncodingDefect> defects = node.certificate().defects();
        for (int i = 0; i < defects.size(); i++) {
            EncodingDefect defect = defects.get(i);
            if (defect.kind() == EncodingDefect.Kind.MALFORMED_KEY) {
                unreadable(defect.toString(), sink);
                return;
            }
        }
        Optional<String> why = Signatures.defectOf(node.key());
        if (why.isPresent()) {
            unreadable(node.key() + ": " + why.get(), sink);
        }
    }

    private static void unreadable(String found, Violation.Sink sink) {
        sink.add(Rule.KEY_UNREADABLE, found, "a readable key", "let the CA certify a sound key");
    }

    private static void key(PublicKeyInfo key, AlgorithmPolicy policy, Violation.Sink sink) {
        String type = key.algorithm();
        if (!policy.keyTypes().isEmpty() && !policy.keyTypes().contains(type)) {
            sink.add(
                    Rule.KEY_TYPE_NOT_ALLOWED,
                    key.toString(),
                    "one of " + sorted(policy.keyTypes()),
                    "make a key of an accepted type");
        }
        if (type.equals("RSA") || type.equals("RSASSA-PSS")) {
            rsa(key, policy, sink);
        } else if (type.equals("EC")) {
            curve(key, policy, sink);
        }
    }

    private static void rsa(PublicKeyInfo key, AlgorithmPolicy policy, Violation.Sink sink) {
        int bits = key.size().orElse(0);
        if (bits > 0 && bits < policy.minRsaBits()) {
            sink.add(
                    Rule.RSA_KEY_TOO_SHORT,
                    "RSA key of " + bits + " bits",
                    "at least " + policy.minRsaBits(),
                    "make a longer key");
        }
        if (bits % 8 != 0) {
            sink.add(
                    Rule.RSA_KEY_SIZE_UNEVEN,
                    "RSA key of " + bits + " bits",
                    "a multiple of 8",
                    "make a key of 2,048, 3,072 or 4,096 bits");
        }
    }

    private static void curve(PublicKeyInfo key, AlgorithmPolicy policy, Violation.Sink sink) {
        if (key.hasExplicitCurve()) {
            sink.add(
                    Rule.CURVE_NOT_NAMED,
                    "explicit curve parameters",
                    "a named curve",
                    "encode the key with its curve's name");
        } else if (!policy.curves().isEmpty()
                && !policy.curves().contains(key.curve().orElse(""))) {
            sink.add(
                    Rule.CURVE_NOT_ALLOWED,
                    "curve " + key.curve().orElse("unknown"),
                    "one of " + sorted(policy.curves()),
                    "make a key on an accepted curve");
        }
    }

    private static void signature(AlgorithmIdentifier algorithm, AlgorithmPolicy policy, Violation.Sink sink) {
        String name = algorithm.name();
        if (!Signatures.isKnown(name)) {
            sink.add(
                    Rule.SIGNATURE_ALGORITHM_UNKNOWN,
                    "signature algorithm " + name,
                    "RSA, RSASSA-PSS, DSA, ECDSA, Ed25519, Ed448 or ML-DSA",
                    "let the CA sign with another algorithm");
        }
        String digest = Signatures.digestOf(algorithm);
        if (policy.refusedDigests().contains(digest)) {
            sink.add(
                    Rule.DIGEST_NOT_ALLOWED,
                    "signed with " + name + (name.contains("with") ? "" : " over " + digest),
                    "none of " + sorted(policy.refusedDigests()),
                    "let the CA sign it anew with SHA-256 or better");
        }
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
