package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.mesh.istio.IstioKind;
import io.github.windlass4j.mesh.istio.IstioObject;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.VirtualService;
import io.github.windlass4j.mesh.validate.UnusedRoute;
import io.github.windlass4j.mesh.validate.Webhook;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What istiod's webhook says of each object of a kind. */
final class SchemaAnalyzers {
    private SchemaAnalyzers() {}

    static void objects(IstioKind<?> kind, Mesh mesh, Report report) {
        for (IstioObject object : mesh.all(kind)) {
            Webhook.Answer answer = Webhook.review(object.resource()).orElseThrow();
            answer.errors().forEach(error -> report.add(Code.SCHEMA_ERROR, object, error.toString()));
            List<UnusedRoute> unused = VirtualService.KIND
                    .view(object.resource())
                    .map(UnusedRoute::all)
                    .orElse(List.of());
            Set<String> told = unused.stream().map(UnusedRoute::message).collect(Collectors.toSet());
            answer.warnings().stream()
                    .filter(warning -> !told.contains(warning.message()))
                    .forEach(warning -> report.add(Code.SCHEMA_WARNING, object, warning.toString()));
            unused.forEach(one -> report.add(
                    one.part() == UnusedRoute.Part.ROUTE ? Code.UNREACHABLE_RULE : Code.INEFFECTIVE_MATCH,
                    object,
                    one.message()));
        }
    }
}
