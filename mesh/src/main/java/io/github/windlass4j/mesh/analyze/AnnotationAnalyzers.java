package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.inject.PodAnnotations;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What istioctl looks at in annotations: known, at the right object, with a value that is one. */
final class AnnotationAnalyzers {
    private static final Map<String, String> KINDS =
            Map.of("Namespace", "", "Service", "", "Pod", "", "Deployment", "apps");
    private static final String INJECT = "sidecar.istio.io/inject";

    private AnnotationAnalyzers() {}

    static void annotations(Mesh mesh, Report report) {
        for (Resource resource : objects(mesh)) {
            new TreeMap<>(resource.annotations()).forEach((name, value) -> check(resource, name, value, report));
        }
    }

    private static void check(Resource resource, String name, String value, Report report) {
        if (!isIstios(name)) {
            return;
        }
        Optional<AnalysisFacts.Annotation> found = AnalysisFacts.read().annotation(name);
        if (found.isEmpty()) {
            report.add(Code.UNKNOWN_ANNOTATION, resource, "annotation " + name + ": Istio knows none of that name");
            return;
        }
        AnalysisFacts.Annotation known = found.get();
        // Who has the label too has moved already.
        if (known.isDeprecated() && !(name.equals(INJECT) && resource.labels().containsKey(INJECT))) {
            report.add(
                    Code.DEPRECATED_ANNOTATION,
                    resource,
                    "annotation " + name + " is deprecated"
                            + (name.equals(INJECT) ? " (want the label of that name)" : ""));
        }
        if (known.objects().contains("Any")) {
            return;
        }
        if (!known.objects().contains(resource.kind())) {
            report.add(
                    Code.MISPLACED_ANNOTATION,
                    resource,
                    "annotation " + name + " has effect on " + known.objects() + " only");
            return;
        }
        PodAnnotations.errors(Map.of(name, value))
                .forEach(error -> report.add(Code.INVALID_ANNOTATION, resource, error));
    }

    static void alpha(Mesh mesh, Report report) {
        for (Resource resource : objects(mesh)) {
            for (String name : new TreeMap<>(resource.annotations()).keySet()) {
                boolean isAlpha = AnalysisFacts.read()
                        .annotation(name)
                        .filter(known -> known.status().equals("Alpha"))
                        .isPresent();
                // What injection writes itself is nobody's decision.
                boolean isWritten = AnalysisFacts.read().writtenByIstio().contains(name)
                        || (isCaptured(resource)
                                && AnalysisFacts.read().writtenByCni().contains(name));
                if (isAlpha && !isWritten) {
                    report.add(Code.ALPHA_ANNOTATION, resource, "annotation " + name + " belongs to an alpha feature");
                }
            }
        }
    }

    /** Whether a pod has no init container of Istio's: then the CNI plugin captures for it. */
    private static boolean isCaptured(Resource resource) {
        return resource.kind().equals("Pod")
                && new PodSpec(resource.spec())
                        .initContainers().stream()
                                .noneMatch(container -> container.name().equals("istio-init"));
    }

    private static List<Resource> objects(Mesh mesh) {
        return mesh.manifests().resources().stream()
                .filter(resource -> resource.group().equals(KINDS.get(resource.kind())))
                .toList();
    }

    private static boolean isIstios(String name) {
        int slash = name.indexOf('/');
        return name.equals("kubernetes.io/ingress.class")
                || (slash < 0 ? name : name.substring(0, slash)).endsWith("istio.io");
    }
}
