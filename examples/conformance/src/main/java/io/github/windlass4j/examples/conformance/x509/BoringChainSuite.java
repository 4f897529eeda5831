package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Candidate;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** BoringSSL's chains: valid or not, the policies, and which certificate has which kind of error. */
final class BoringChainSuite implements Suite {
    @Override
    public String name() {
        return "boringssl-chain";
    }

    @Override
    public String file() {
        return "x509/boringssl/chain.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile cases) {
        return cases.elements("cases").map(node -> {
            Map<String, Object> expected = new LinkedHashMap<>();
            expected.put("valid", node.get("expectedValid").asBoolean());
            policies(node).ifPresent(set -> expected.put("policies", set));
            expected.put(
                    "errors",
                    BoringErrors.of(node).stream()
                            .map(BoringErrors::toString)
                            .sorted()
                            .toList());
            return new Case(CaseIds.of(node), expected, () -> ask(node, expected));
        });
    }

    private static Answer ask(JsonNode node, Map<String, Object> expected) {
        List<Certificate> chain = new ArrayList<>();
        try {
            node.get("chain").forEach(pem -> chain.add(Pem.certificate(pem.asString())));
        } catch (IllegalArgumentException unreadable) {
            boolean pass = Boolean.FALSE.equals(expected.get("valid"));
            return new Answer(Map.of("valid", false), pass, String.valueOf(unreadable.getMessage()));
        }
        BoringQuestion question = new BoringQuestion(node, chain);
        ChainVerdict verdict = ChainValidator.of(question.profile()).validate(question.request());
        Map<String, Object> actual = new LinkedHashMap<>();
        actual.put("valid", verdict.isTrusted());
        if (verdict instanceof ChainVerdict.Trusted trusted) {
            if (expected.containsKey("policies")) {
                actual.put("policies", new TreeSet<>(trusted.policies()));
            }
            actual.put("errors", List.of());
            return Answer.compare(expected, actual, verdict.toString());
        }
        if (expected.containsKey("policies")) {
            actual.put("policies", Set.of());
        }
        List<Obstacle> own = obstacles(verdict, chain.size());
        List<BoringErrors> wanted = BoringErrors.of(node);
        List<Obstacle> comparable = BoringErrors.untilItStops(own, wanted);
        actual.put(
                "errors",
                comparable.stream()
                        .map(obstacle ->
                                obstacle.index() + " " + obstacle.rule().id())
                        .distinct()
                        .toList());
        boolean pass = Boolean.FALSE.equals(expected.get("valid"))
                && wanted.stream().allMatch(error -> comparable.stream().anyMatch(error::means))
                && comparable.stream().allMatch(mine -> wanted.stream().anyMatch(error -> error.means(mine)));
        return new Answer(actual, pass, verdict.toString());
    }

    /** Of the path as given; of the nearest one if the search did not get through to its end. */
    private static List<Obstacle> obstacles(ChainVerdict verdict, int length) {
        return verdict.candidates().stream()
                .filter(candidate -> candidate.path().size() == length)
                .findFirst()
                .map(Candidate::obstacles)
                .orElseGet(() -> ((ChainVerdict.Rejected) verdict).obstacles());
    }

    private static Optional<Set<String>> policies(JsonNode node) {
        JsonNode expected = node.get("expectedUserConstrainedPolicySet");
        if (expected == null || expected.isNull()) {
            return Optional.empty();
        }
        Set<String> all = new TreeSet<>();
        for (JsonNode element : expected) {
            for (String policy : element.asString().split(",", -1)) {
                all.add(policy.strip());
            }
        }
        return Optional.of(all);
    }
}
