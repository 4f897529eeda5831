package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import io.github.windlass4j.core.revocation.RevocationStatus;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** BoringSSL's CRLs: one certificate, its issuer, one CRL. libpki takes no indirect CRLs, so the policy leaves them out. */
final class BoringCrlSuite implements Suite {
    @Override
    public String name() {
        return "boringssl-crl";
    }

    @Override
    public String file() {
        return "x509/boringssl/crl.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile cases) {
        return cases.elements("cases").map(node -> {
            String expected = node.get("expected").asString();
            return new Case(CaseIds.of(node), expected, () -> ask(node, expected));
        });
    }

    private static Answer ask(JsonNode node, String expected) {
        RevocationStatus status;
        try {
            RevocationPolicy policy = RevocationPolicy.REQUIRE
                    .withoutIndirectCrls()
                    .withMaxAge(Duration.ofSeconds(node.get("maxAgeSeconds").asLong()));
            Instant at = Instant.parse(node.get("time").asString());
            status = Crl.parse(Der.of(node, "crl"))
                    .check(Certificate.parse(Der.of(node, "cert")), above(node), at, policy);
        } catch (IllegalArgumentException unreadable) {
            return Answer.compare(expected, "UNKNOWN", String.valueOf(unreadable.getMessage()));
        }
        return Answer.compare(expected, Der.word(status), status.toString());
    }

    private static List<Certificate> above(JsonNode node) {
        List<Certificate> above = new ArrayList<>(List.of(Certificate.parse(Der.of(node, "issuer"))));
        if (!node.get("issuersIssuer").isNull()) {
            above.add(Certificate.parse(Der.of(node, "issuersIssuer")));
        }
        return above;
    }
}
