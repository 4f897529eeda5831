package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.mesh.istio.IstioKind;
import io.github.windlass4j.mesh.validate.Complaint;
import io.github.windlass4j.mesh.validate.Webhook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Objects, or parts of them, and what istiod's webhook says. A part is put where it belongs in an otherwise empty object, and
 * only complaints about it count. Of single functions those are asked that an object or a MeshConfig can ask.
 */
final class IstioWebhookSuite implements Suite {
    private static final String SCALAR = "scalar";

    private final boolean whole;

    IstioWebhookSuite(boolean whole) {
        this.whole = whole;
    }

    @Override
    public String name() {
        return whole ? "istio-webhook" : "istio-webhook-parts";
    }

    @Override
    public String file() {
        return "mesh/istio-validation/webhook-cases.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases")
                .filter(node -> whole
                        ? node.has("kind")
                        : (node.has("fragment") && !node.has("kind"))
                                || WebhookFunctions.isAbout(node)
                                || MeshConfigFunctions.isAbout(node))
                .map(node -> {
                    Map<String, Object> expected = new LinkedHashMap<>();
                    for (String field : List.of("valid", "errorContains", "warning")) {
                        if (node.hasNonNull(field)) {
                            expected.put(field, node.get(field));
                        }
                    }
                    return new Case(CaseIds.of(node), expected, () -> ask(node));
                });
    }

    private static Answer ask(JsonNode node) {
        if (MeshConfigFunctions.isAbout(node)) {
            Webhook.Answer answer = MeshConfigFunctions.ask(node);
            return judge(node, answer.errors(), answer.warnings());
        }
        if (WebhookFunctions.isAbout(node)) {
            return ask(node, WebhookFunctions.object(node), "spec", true);
        }
        String fragment = node.path("fragment").asString("");
        String kind = node.has("kind") ? node.get("kind").asString() : kind(node, fragment);
        String place = fragment.equals(SCALAR) ? "VirtualService.http[].directResponse.status" : fragment;
        Object spec = node.has("kind") ? Trees.node(node.get("spec")) : placed(node, place, kind);
        String prefix = node.has("kind") ? "spec" : prefix(place);
        return ask(node, resource(node, kind, Node.of(spec)), prefix, node.has("kind"));
    }

    private static Answer ask(JsonNode node, Resource object, String prefix, boolean isWhole) {
        Webhook.Answer answer = Webhook.review(object).orElseThrow();
        List<Complaint> errors = about(answer.errors(), prefix, isWhole);
        return judge(node, errors, about(answer.warnings(), prefix, isWhole));
    }

    private static Answer judge(JsonNode node, List<Complaint> errors, List<Complaint> warnings) {
        boolean valid = errors.isEmpty();
        boolean pass = valid == node.get("valid").asBoolean()
                && errors.toString().contains(node.path("errorContains").asString(""))
                && warned(node.path("warning"), warnings);
        return new Answer(valid ? "valid" : errors.toString(), pass, "warnings " + warnings);
    }

    private static boolean warned(JsonNode expected, List<Complaint> warnings) {
        if (expected.isString()) {
            return warnings.toString().contains(expected.asString());
        }
        return !expected.asBoolean(false) || !warnings.isEmpty();
    }

    private static Resource resource(JsonNode node, String kind, Node spec) {
        IstioKind<?> known = IstioKind.all().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        Map<String, Object> metadata = new LinkedHashMap<>();
        // The names that the upstream tests use where a case gives none.
        metadata.put("name", node.path("configName").asString("foo"));
        metadata.put("namespace", node.path("namespace").asString("bar"));
        for (String field : List.of("labels", "annotations")) {
            if (node.hasNonNull(field)) {
                metadata.put(field, Trees.node(node.get(field)));
            }
        }
        return Trees.resource(known.group() + "/" + known.versions().get(0), kind, metadata, "spec", spec);
    }

    private static String kind(JsonNode node, String fragment) {
        if (fragment.equals("exportTo")) {
            return node.path("isServiceEntry").asBoolean(false) ? "ServiceEntry" : "DestinationRule";
        }
        return fragment.equals(SCALAR) ? "VirtualService" : fragment.substring(0, fragment.indexOf('.'));
    }

    /** The specification with the part at its place, and what the case gives beside it. */
    private static Object placed(JsonNode node, String place, String kind) {
        List<String> steps = new ArrayList<>(List.of(place.split("\\.", -1)));
        if (steps.get(0).equals(kind)) {
            steps.remove(0);
        }
        Object inner = Trees.node(node.get("spec"));
        for (int i = steps.size() - 1; i >= 0; i--) {
            String step = steps.get(i);
            boolean isItem = step.endsWith("[]");
            Map<String, Object> around = new LinkedHashMap<>();
            around.put(isItem ? step.substring(0, step.length() - 2) : step, isItem ? List.of(inner) : inner);
            if (node.has("bind") && step.equals("port")) {
                around.put("bind", node.get("bind").asString());
            }
            if (node.hasNonNull("outlier") && step.equals("loadBalancer")) {
                around.put("outlierDetection", Trees.node(node.get("outlier")));
            }
            if (node.path("isDestinationRuleWithSelector").asBoolean(false)) {
                around.put("workloadSelector", Map.of("matchLabels", Map.of("a", "b")));
            }
            boolean isTop = i == 0;
            // Without hosts it would be a delegate; which of the two a route is for stands in the case's name alone.
            if (isTop
                    && kind.equals("VirtualService")
                    && !node.get("id").asString().contains("Delegate")) {
                around.put("hosts", List.of("foo.bar"));
            }
            inner = around;
        }
        return inner;
    }

    private static String prefix(String place) {
        Optional<String> kind =
                Optional.of(place).filter(path -> path.contains(".")).map(path -> path.substring(0, path.indexOf('.')));
        String path = kind.map(name -> place.substring(name.length() + 1)).orElse(place);
        return "spec." + path.replace("[]", "[0]");
    }

    /** Complaints about a list, or about one number, are told of the object around it. */
    private static List<Complaint> about(List<Complaint> complaints, String prefix, boolean isWhole) {
        boolean isField = prefix.endsWith(".route") || prefix.endsWith(".status") || prefix.endsWith(".bind");
        String around = isField ? prefix.substring(0, prefix.lastIndexOf('.')) : prefix;
        return complaints.stream()
                .filter(complaint -> isWhole
                        || complaint.path().startsWith(prefix)
                        || (isField && complaint.path().equals(around)))
                .toList();
    }
}
