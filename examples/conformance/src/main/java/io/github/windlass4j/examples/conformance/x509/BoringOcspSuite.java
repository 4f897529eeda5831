package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.revocation.MalformedRevocationException;
import io.github.windlass4j.core.revocation.OcspAnswer;
import io.github.windlass4j.core.revocation.OcspResponse;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** BoringSSL's OCSP responses: the status, and why there is none. */
final class BoringOcspSuite implements Suite {
    @Override
    public String name() {
        return "boringssl-ocsp";
    }

    @Override
    public String file() {
        return "x509/boringssl/ocsp.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile cases) {
        return cases.elements("cases").map(node -> {
            List<String> expected = List.of(
                    node.get("expectedStatus").asString(),
                    node.get("expectedResponseStatus").asString());
            return new Case(
                    CaseIds.of(node, "expectedStatus", "expectedResponseStatus"), expected, () -> ask(node, expected));
        });
    }

    private static Answer ask(JsonNode node, List<String> expected) {
        OcspResponse response;
        try {
            response = OcspResponse.parse(Der.of(node, "response"));
        } catch (MalformedRevocationException unreadable) {
            return Answer.compare(
                    expected, List.of("UNKNOWN", "PARSE_RESPONSE_ERROR"), String.valueOf(unreadable.getMessage()));
        }
        RevocationPolicy policy = RevocationPolicy.REQUIRE.withMaxAge(
                Duration.ofSeconds(node.get("maxAgeSeconds").asLong()));
        OcspAnswer answer = response.check(
                Certificate.parse(Der.of(node, "cert")),
                Certificate.parse(Der.of(node, "issuer")),
                Instant.parse(node.get("time").asString()),
                policy);
        return Answer.compare(
                expected,
                List.of(Der.word(answer.status()), word(answer.outcome())),
                answer.status().toString());
    }

    private static String word(OcspAnswer.Outcome outcome) {
        return switch (outcome) {
            case MALFORMED -> "PARSE_RESPONSE_DATA_ERROR";
            case UNKNOWN_CRITICAL_EXTENSION -> "UNHANDLED_CRITICAL_EXTENSION";
            case NOT_CURRENT -> "INVALID_DATE";
            default -> outcome.name();
        };
    }
}
