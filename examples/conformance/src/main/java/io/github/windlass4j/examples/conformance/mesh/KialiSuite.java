package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.mesh.analyze.Analyzer;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Manifests and what one of Kiali's checkers says of them, against the analyzer that looks at the same. */
final class KialiSuite implements Suite {
    private static final String RATINGS = """
            apiVersion: v1
            kind: Service
            metadata: {name: ratings, namespace: bookinfo}
            spec: {selector: {app: ratings}, ports: [{name: http, port: 9080}]}
            """;

    private static final String NAMESPACES = """
            {apiVersion: v1, kind: Namespace, metadata: {name: bookinfo}}
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: bookinfo2}}
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: default}}
            """;

    /** Which findings stand for which code; Kiali looks at rules for whole namespaces apart. */
    @SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
    private enum Checker {
        IDENTITY("KIA0105", "mtls.IdentityAnalyzer", finding -> true),
        MUTUAL_TO_DISABLED("KIA0505", "mtls.ConflictAnalyzer", Checker::isMutualToDisabled),
        MUTUAL_TO_DISABLED_MESH("KIA0506", "mtls.ConflictAnalyzer", Checker::isMutualToDisabled),
        PLAINTEXT_TO_STRICT(
                "KIA0208",
                "mtls.ConflictAnalyzer",
                finding ->
                        finding.rule().equals("WL-MS-002") && finding.message().contains("to *.")),
        SUBSET("KIA1107", "virtualservice.DestinationRuleAnalyzer", finding -> true),
        EXPORT("KIA0005", "placement.ExportToAnalyzer", finding -> true);

        private final String code;
        private final String analyzer;
        private final Predicate<Finding> counts;

        Checker(String code, String analyzer, Predicate<Finding> counts) {
            this.code = code;
            this.analyzer = analyzer;
            this.counts = counts;
        }

        private static boolean isMutualToDisabled(Finding finding) {
            return finding.rule().equals("WL-MS-003") && finding.message().contains("to *.");
        }
    }

    private static final Map<String, Checker> CHECKERS = Map.of(
            "authorization.MtlsEnabledChecker", Checker.IDENTITY,
            "peerauthentications.DisabledNamespaceWideChecker", Checker.MUTUAL_TO_DISABLED,
            "peerauthentications.DisabledMeshWideChecker", Checker.MUTUAL_TO_DISABLED_MESH,
            "destinationrules.DisabledMeshWideMTLSChecker", Checker.PLAINTEXT_TO_STRICT,
            "virtualservices.SubsetPresenceChecker", Checker.SUBSET,
            "common.ExportToNamespaceChecker", Checker.EXPORT);

    @Override
    public String name() {
        return "kiali";
    }

    @Override
    public String file() {
        return "mesh/kiali/cases.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases").map(node -> {
            List<String> expected = new ArrayList<>();
            node.get("expect").forEach(code -> expected.add(code.asString()));
            return new Case(
                    CaseIds.join(node, "checker", "file", "autoMtls"), expected, () -> ask(file, node, expected));
        });
    }

    private static Answer ask(CaseFile file, JsonNode node, List<String> expected) {
        Checker checker = CHECKERS.get(node.get("checker").asString());
        if (checker == null) {
            return new Answer("no such checker", false, node.get("checker").asString());
        }
        Manifests manifests =
                Trees.manifests(file, "testdata/" + node.get("file").asString());
        if (checker == Checker.IDENTITY) {
            manifests = manifests.plus(Manifests.read(RATINGS, "ratings.yaml"));
        } else if (checker == Checker.EXPORT) {
            manifests = manifests.plus(Manifests.read(NAMESPACES, "namespaces.yaml"));
        }
        Map<String, Object> config = node.hasNonNull("autoMtls")
                ? Map.of("enableAutoMtls", node.get("autoMtls").asBoolean())
                : Map.of();
        Mesh mesh = Mesh.of(manifests, MeshConfig.read(Node.of(config).toString(), "mesh.yaml"));
        List<Finding> findings = Analyzer.named(checker.analyzer).check(mesh).stream()
                .filter(checker.counts)
                .toList();
        // Of several subsets that one object misses, Kiali's tests look at the first.
        long count = checker == Checker.SUBSET
                ? findings.stream()
                        .map(finding -> finding.location().entry())
                        .distinct()
                        .count()
                : findings.size();
        List<String> actual = Collections.nCopies((int) count, checker.code);
        return Answer.compare(expected, actual, findings.toString());
    }
}
