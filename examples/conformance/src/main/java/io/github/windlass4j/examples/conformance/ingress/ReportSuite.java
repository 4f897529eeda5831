package io.github.windlass4j.examples.conformance.ingress;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.portability.ConformanceReport;
import io.github.windlass4j.gateway.portability.FeatureUse;
import io.github.windlass4j.gateway.portability.Portability;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What published conformance reports say of the extended features that the specification's own tests use must come out of the
 * matrix as it was said, and the order of the reports must not matter.
 */
final class ReportSuite implements Suite {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EVERY_REPORT = "all of them in another order";

    @Override
    public String name() {
        return "implementation-features";
    }

    @Override
    public String file() {
        return "gateway/implementation-features.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        GatewaySet everything = everything(
                file.companion("gateway/gateway-api-conformance.json").json());
        List<JsonNode> all = new ArrayList<>();
        file.json().forEach(all::add);
        Case order = new Case(EVERY_REPORT, List.of(), () -> order(everything, all));
        return Stream.concat(
                all.stream()
                        .map(one ->
                                new Case(one.get("file").asString(), one.get("profiles"), () -> ask(everything, one))),
                Stream.of(order));
    }

    /** The objects of all tests together. */
    private static GatewaySet everything(JsonNode tests) {
        ArrayNode items = JSON.createArrayNode();
        tests.path("baseManifests").forEach(items::add);
        tests.path("meshManifests").forEach(items::add);
        tests.path("tests").forEach(test -> test.path("manifests").forEach(items::add));
        ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
        list.set("items", items);
        return GatewaySet.of(Manifests.read(list.toString(), "tests.json"));
    }

    private static Answer ask(GatewaySet set, JsonNode raw) {
        Portability matrix = Portability.of(set, List.of(report(raw)));
        Map<String, Portability.Support> support =
                matrix.implementations().get(0).support();
        Map<String, String> wrong = new TreeMap<>();
        for (FeatureUse use : matrix.uses()) {
            if (!use.isCore()) {
                Portability.Support said = said(raw, use.feature());
                Portability.Support told = support.get(use.feature());
                if (told != said) {
                    wrong.put(use.feature(), told + " (want " + said + ")");
                }
            }
        }
        return new Answer(support, wrong.isEmpty(), wrong.isEmpty() ? "as reported" : wrong.toString());
    }

    private static Portability.Support said(JsonNode raw, String feature) {
        for (JsonNode profile : raw.get("profiles")) {
            // Before v1.1 one feature had a name of its own.
            String old =
                    feature.equals("HTTPRouteResponseHeaderModification") ? "HTTPResponseHeaderModification" : feature;
            if (names(profile.path("supported")).stream().anyMatch(name -> name.equals(feature) || name.equals(old))) {
                return Portability.Support.SUPPORTED;
            }
            if (names(profile.path("unsupported")).stream()
                    .anyMatch(name -> name.equals(feature) || name.equals(old))) {
                return Portability.Support.UNSUPPORTED;
            }
        }
        return Portability.Support.UNKNOWN;
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(name -> names.add(name.asString()));
        return names;
    }

    private static Answer order(GatewaySet set, List<JsonNode> raw) {
        List<ConformanceReport> reports =
                new ArrayList<>(raw.stream().map(ReportSuite::report).toList());
        Portability one = Portability.of(set, reports);
        Collections.reverse(reports);
        Portability other = Portability.of(set, reports);
        boolean same = one.equals(other);
        return new Answer(one.implementations().size(), same, same ? "the same answer" : one + "\n" + other);
    }

    /** The report as it was published, as far as it was kept. */
    private static ConformanceReport report(JsonNode raw) {
        ObjectNode report = JSON.createObjectNode()
                .put("apiVersion", "gateway.networking.k8s.io/v1")
                .put("kind", "ConformanceReport");
        report.set("implementation", raw.get("implementation"));
        report.set("date", raw.get("date"));
        report.set("gatewayAPIVersion", raw.get("gatewayAPIVersion"));
        report.set("gatewayAPIChannel", raw.get("channel"));
        report.set("mode", raw.get("mode"));
        ArrayNode profiles = report.putArray("profiles");
        for (JsonNode profile : raw.get("profiles")) {
            ObjectNode one = profiles.addObject();
            one.set("name", profile.get("name"));
            one.putObject("core").set("result", profile.get("coreResult"));
            // One maker writes lists without a result.
            if (!profile.path("extendedResult").isNull()
                    || !profile.path("supported").isEmpty()) {
                ObjectNode extended = one.putObject("extended");
                extended.set("result", profile.get("extendedResult"));
                extended.set("supportedFeatures", profile.get("supported"));
                extended.set("unsupportedFeatures", profile.get("unsupported"));
            }
        }
        return ConformanceReport.all(
                        Manifests.read(report.toString(), raw.get("file").asString()))
                .get(0);
    }
}
