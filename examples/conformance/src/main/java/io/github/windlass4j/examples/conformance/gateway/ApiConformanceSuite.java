package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The specification's own tests: manifests, then steps in order; each step that asks something is a case. */
final class ApiConformanceSuite implements Suite {
    @Override
    public String name() {
        return "gateway-api-conformance";
    }

    @Override
    public String file() {
        return "gateway/gateway-api-conformance.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        ObjectNode head = file.head("tests");
        return file.elements("tests").flatMap(test -> cases(test, head).stream());
    }

    private static List<Case> cases(JsonNode test, ObjectNode head) {
        List<Case> cases = new ArrayList<>();
        TestCluster cluster = TestCluster.of(test, head);
        JsonNode steps = test.get("steps");
        JsonNode request = steps;
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            String id = test.get("shortName").asString() + "#" + i;
            switch (step.get("kind").asString()) {
                case "mutation" -> cluster = cluster.after(step);
                case "status" -> {
                    TestCluster now = cluster;
                    cases.add(new Case(id, step, () -> StatusAssertion.of(step).ask(now.attachment())));
                }
                case "request" -> {
                    TestCluster now = cluster;
                    request = step;
                    cases.add(new Case(id, step.get("expect"), () -> new RequestStep(step, now).ask()));
                }
                case "weights" -> {
                    TestCluster now = cluster;
                    JsonNode asked = request;
                    cases.add(new Case(id, step.get("expected"), () -> RequestStep.weights(asked, step, now)));
                }
                default -> throw new IllegalArgumentException(id + ": " + step.get("kind"));
            }
        }
        return cases;
    }
}
