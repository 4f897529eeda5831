package io.github.windlass4j.examples.conformance.x509;

import static io.github.windlass4j.core.chain.Rule.*;

import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One error that BoringSSL expects of one certificate, and which of our rules say the same. */
record BoringErrors(int certificate, String message) {
    private static final Set<Rule> NO_LINK = Set.of(
            SIGNATURE_INVALID,
            ISSUER_KEY_DIFFERS,
            ISSUER_UNKNOWN,
            ISSUER_NAME_DIFFERS,
            ROOT_NOT_TRUSTED,
            NO_ANCHORS,
            LEAF_NOT_TRUSTED,
            LOOP);

    private static final Set<Rule> PURPOSE =
            Set.of(LEAF_PURPOSE_MISSING, CA_PURPOSE_MISSING, LEAF_EKU_MISSING, CA_EKU_MISSING);

    /** Text of the message, or its beginning, to the rules that mean it. */
    private static final Map<String, Set<Rule>> KINDS = Map.ofEntries(
            Map.entry("Time is after notAfter", Set.of(EXPIRED, ANCHOR_EXPIRED)),
            Map.entry("Time is before notBefore", Set.of(NOT_YET_VALID, ANCHOR_NOT_YET_VALID)),
            Map.entry("VerifySignedData failed", NO_LINK),
            Map.entry("subject does not match issuer", NO_LINK),
            Map.entry("Certificate is not a trust anchor", NO_LINK),
            Map.entry("Distrusted by trust store", Set.of(DISTRUSTED)),
            Map.entry("The extended key usage does not include", PURPOSE),
            Map.entry("Certificate does not have extended key usage", PURPOSE),
            Map.entry("The extended key usage does not contain only", PURPOSE),
            Map.entry("The extended key usage must contain", Set.of(LEAF_PURPOSE_MISSING, PURPOSE_KEY_USAGE)),
            Map.entry("The extended key usage includes", Set.of(PURPOSE_MIXED, CA_PURPOSE_MIXED)),
            Map.entry("KeyUsage must have only", Set.of(PURPOSE_KEY_USAGE)),
            Map.entry("Unconsumed critical extension", Set.of(UNKNOWN_CRITICAL_EXTENSION, POLICY_QUALIFIER_UNKNOWN)),
            Map.entry("Couldn't parse SubjectPublicKeyInfo", Set.of(KEY_UNREADABLE)),
            Map.entry("Unacceptable public key", Set.of(RSA_KEY_TOO_SHORT, CURVE_NOT_ALLOWED, KEY_TYPE_NOT_ALLOWED)),
            Map.entry("Unacceptable signature algorithm", Set.of(DIGEST_NOT_ALLOWED, SIGNATURE_ALGORITHM_UNKNOWN)),
            Map.entry(
                    "Certificate.signatureAlgorithm != TBSCertificate.signature", Set.of(SIGNATURE_ALGORITHMS_DIFFER)),
            Map.entry("keyCertSign bit is not set", Set.of(KEY_CERT_SIGN_MISSING)),
            Map.entry("Does not have Basic Constraints", Set.of(BASIC_CONSTRAINTS_MISSING)),
            Map.entry("Basic Constraints indicates not a CA", Set.of(BASIC_CONSTRAINTS_NOT_CA)),
            Map.entry("max_path_length reached", Set.of(PATH_LENGTH_EXCEEDED)),
            Map.entry("Certificate has Basic Constraints indicating it is a CA", Set.of(LEAF_IS_CA)),
            Map.entry("No valid policy", Set.of(NO_VALID_POLICY)),
            Map.entry("PolicyMappings must not map anyPolicy", Set.of(ANY_POLICY_MAPPED)),
            Map.entry("Too many name constraints checks", Set.of(NAME_COMPARISONS_EXCEEDED)));

    /** After these, BoringSSL looks neither at the rest of that certificate nor at those below it. */
    private static final Set<String> STOPS = Set.of(
            "VerifySignedData failed",
            "Certificate is not a trust anchor",
            "Distrusted by trust store",
            "Unacceptable signature algorithm",
            "Couldn't parse SubjectPublicKeyInfo",
            "Certificate.signatureAlgorithm != TBSCertificate.signature");

    /** The errors proper; warnings do not reject and are not compared. */
    static List<BoringErrors> of(JsonNode node) {
        List<BoringErrors> errors = new ArrayList<>();
        for (JsonNode error : node.get("expectedErrors")) {
            if (error.get("severity").asString().equals("ERROR")) {
                errors.add(new BoringErrors(
                        error.get("cert").asInt(), error.get("message").asString()));
            }
        }
        return errors;
    }

    boolean means(Obstacle obstacle) {
        if (obstacle.index() != certificate) {
            return false;
        }
        if (message.startsWith("Not permitted by name constraints")) {
            return obstacle.rule().rank() == Rule.Rank.NAME_CONSTRAINT;
        }
        return KINDS.entrySet().stream()
                .filter(kind -> message.startsWith(kind.getKey()))
                .anyMatch(kind -> kind.getValue().contains(obstacle.rule()));
    }

    /** Our obstacles as far as BoringSSL would have come. */
    static List<Obstacle> untilItStops(List<Obstacle> own, List<BoringErrors> wanted) {
        List<Obstacle> comparable = new ArrayList<>(own);
        for (BoringErrors error : wanted) {
            if (STOPS.contains(error.message())) {
                comparable.removeIf(obstacle -> obstacle.index() < error.certificate()
                        || (obstacle.index() == error.certificate() && !error.means(obstacle)));
            }
        }
        return comparable;
    }

    @Override
    public String toString() {
        return certificate + " " + message;
    }
}
