package io.github.windlass4j.examples.conformance.ingress;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.AnnotationCatalog;
import io.github.windlass4j.gateway.migrate.AnnotationReport;
import io.github.windlass4j.gateway.migrate.IngressMigration;
import io.github.windlass4j.gateway.migrate.MigrationProof;
import io.github.windlass4j.gateway.migrate.MigrationTarget;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.schema.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ingresses and what another tool makes of them. That tool is no truth: a case passes when our objects do what the Ingress
 * does, as far as no reported loss says otherwise, and when no request shows the other tool's objects to be nearer to the
 * Ingress than ours.
 */
final class IngressNginxSuite implements Suite {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final GatewayRelease RELEASE = GatewayRelease.shipped(Channel.STANDARD);
    private static final String CLASS = "nginx";

    @Override
    public String name() {
        return "ingress-nginx-to-gateway";
    }

    @Override
    public String file() {
        return "gateway/ingress-nginx-to-gateway.jsonl.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.lines()
                .map(node -> new Case(CaseIds.of(node, "output"), expectation(node.get("output")), () -> ask(node)));
    }

    private static Map<String, Object> expectation(JsonNode output) {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("behaves as", "the Ingress");
        expected.put(
                "peer", output.has("error") ? "refuses" : output.get("objects").size() + " objects");
        return expected;
    }

    private static Answer ask(JsonNode node) {
        IngressMigration migration = IngressMigration.of(
                GatewaySet.of(manifests(node.get("input"))), MigrationTarget.standard(CLASS, CLASS));
        MigrationProof ours = migration.prove();
        Map<String, Object> actual = new LinkedHashMap<>();
        actual.put("requests", ours.requests());
        actual.put("differences", ours.differences().size());
        List<String> faults = new ArrayList<>();
        ours.differences().stream()
                .filter(difference -> difference.loss().isEmpty())
                .findFirst()
                .ifPresent(difference -> faults.add("unexplained: " + difference));
        migration.annotations().stream()
                .filter(report -> report.status() == AnnotationCatalog.Status.UNKNOWN)
                .map(AnnotationReport::toString)
                .forEach(faults::add);
        refused(migration.objects()).ifPresent(error -> faults.add("the API server refuses ours: " + error));
        String peer = node.get("output").has("error")
                ? "the peer refuses"
                : against(migration, ours, manifests(node.get("output").get("objects")), faults);
        ours.differences().stream()
                .findFirst()
                .ifPresent(difference -> actual.put("of ours, explained", difference.toString()));
        actual.put("peer", peer);
        return new Answer(actual, faults.isEmpty(), faults.isEmpty() ? peer : String.join("; ", faults));
    }

    /** What requests show of both sides. */
    private static String against(
            IngressMigration migration, MigrationProof ours, Manifests others, List<String> faults) {
        Optional<String> refused = refused(others);
        if (refused.isPresent()) {
            return "the API server refuses the peer's objects: " + refused.get();
        }
        if (others.resources().isEmpty()) {
            if (!migration.objects().resources().isEmpty()) {
                faults.add("only we produce objects");
            }
            return "the peer produces nothing";
        }
        Map<String, MigrationProof.Difference> theirs = byRequest(migration.compare(others));
        Map<String, MigrationProof.Difference> own = byRequest(ours);
        own.values().stream()
                .filter(difference -> !theirs.containsKey(request(difference)))
                .findFirst()
                .ifPresent(difference -> faults.add("the peer is right: " + difference));
        return theirs.values().stream()
                .filter(difference -> !own.containsKey(request(difference)))
                .findFirst()
                .map(difference -> "the peer is wrong, we are right: " + difference)
                .orElse("both behave the same");
    }

    private static Optional<String> refused(Manifests objects) {
        return objects.resources().stream()
                .filter(object -> object.group().equals(GatewayObject.GROUP))
                .flatMap(object -> RELEASE.schemas().create(object).errors().stream())
                .map(FieldError::message)
                .findFirst();
    }

    private static Map<String, MigrationProof.Difference> byRequest(MigrationProof proof) {
        Map<String, MigrationProof.Difference> differences = new LinkedHashMap<>();
        proof.differences().forEach(difference -> differences.put(request(difference), difference));
        return differences;
    }

    private static String request(MigrationProof.Difference difference) {
        return difference.request().toString();
    }

    private static Manifests manifests(JsonNode objects) {
        return Manifests.read(
                JSON.createObjectNode()
                        .put("apiVersion", "v1")
                        .put("kind", "List")
                        .set("items", objects)
                        .toString(),
                "case.json");
    }
}
