package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.PolicyInputs;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** NIST PKITS: a path under an anchor, with revocation, and the policies that come out. */
final class PkitsSuite implements Suite {
    @Override
    public String name() {
        return "pkits";
    }

    @Override
    public String file() {
        return "x509/pkits/index.json";
    }

    @Override
    public Stream<Case> cases(CaseFile cases) {
        JsonNode index = cases.json();
        List<Case> all = new ArrayList<>();
        for (JsonNode test : index.get("tests")) {
            Map<String, Object> expected = new LinkedHashMap<>();
            expected.put("valid", test.get("expectedValid").asBoolean());
            if (test.get("expectedValid").asBoolean()) {
                expected.put("policies", strings(test.get("expectedUserConstrainedPolicySet")));
            }
            all.add(new Case(CaseIds.of(test), expected, () -> ask(cases, index, test, expected)));
        }
        return all.stream();
    }

    private static Answer ask(CaseFile cases, JsonNode index, JsonNode test, Map<String, Object> expected) {
        Map<String, Object> actual = new LinkedHashMap<>();
        ChainVerdict verdict;
        try {
            verdict = ChainValidator.of(Profile.RFC5280_PATH).validate(request(cases, index, test));
        } catch (IllegalArgumentException unreadable) {
            actual.put("valid", false);
            return Answer.compare(expected, actual, String.valueOf(unreadable.getMessage()));
        }
        actual.put("valid", verdict.isTrusted());
        if (verdict instanceof ChainVerdict.Trusted trusted) {
            actual.put("policies", new TreeSet<>(trusted.policies()));
        }
        return Answer.compare(expected, actual, verdict.toString());
    }

    private static ChainRequest request(CaseFile cases, JsonNode index, JsonNode test) {
        List<Certificate> presented = new ArrayList<>();
        for (JsonNode name : test.get("certs")) {
            presented.add(certificate(cases, index, name.asString()));
        }
        Collections.reverse(presented);
        return ChainRequest.of(presented)
                .anchors(List.of(
                        certificate(cases, index, test.get("trustAnchor").asString())))
                .at(Instant.parse(test.get("validationTime").asString()))
                .purpose(Purpose.ANY)
                .revocation(RevocationData.crls(crls(cases, index, test)), RevocationPolicy.REQUIRE)
                .policies(new PolicyInputs(
                        strings(test.get("initialPolicySet")),
                        test.get("initialExplicitPolicy").asBoolean(),
                        test.get("initialPolicyMappingInhibit").asBoolean(),
                        test.get("initialInhibitAnyPolicy").asBoolean()));
    }

    private static List<Crl> crls(CaseFile cases, JsonNode index, JsonNode test) {
        List<Crl> crls = new ArrayList<>();
        for (JsonNode name : test.get("crls")) {
            String path = index.get("crlDir").asString() + "/" + name.asString()
                    + index.get("crlSuffix").asString();
            crls.add(Crl.parse(cases.companion(path).bytes()));
        }
        return crls;
    }

    private static Certificate certificate(CaseFile cases, JsonNode index, String name) {
        String path = index.get("certDir").asString() + "/" + name
                + index.get("certSuffix").asString();
        return Certificate.parse(cases.companion(path).bytes());
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> values = new TreeSet<>();
        array.forEach(value -> values.add(value.asString()));
        return values;
    }
}
