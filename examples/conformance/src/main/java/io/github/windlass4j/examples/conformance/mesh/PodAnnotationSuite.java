package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.mesh.inject.PodAnnotations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A pod's annotations: does the injector refuse them. */
final class PodAnnotationSuite implements Suite {
    @Override
    public String name() {
        return "istio-annotation-validation";
    }

    @Override
    public String file() {
        return "mesh/istio-injection/annotation-validation.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases").map(node -> {
            boolean expected = node.get("wantErr").asBoolean();
            return new Case(CaseIds.of(node, "wantErr"), expected, () -> {
                Map<String, String> annotations = new LinkedHashMap<>();
                node.get("annotations")
                        .properties()
                        .forEach(one ->
                                annotations.put(one.getKey(), one.getValue().asString()));
                List<String> errors = PodAnnotations.errors(annotations);
                return Answer.compare(expected, !errors.isEmpty(), errors.toString());
            });
        });
    }
}
