package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import io.github.windlass4j.mesh.istio.IstioKind;
import io.github.windlass4j.mesh.istio.IstioObject;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.PolicyTarget;
import io.github.windlass4j.mesh.istio.RequestAuthentication;
import io.github.windlass4j.mesh.istio.Sidecar;
import io.github.windlass4j.mesh.istio.Telemetry;
import io.github.windlass4j.mesh.istio.WasmPlugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What istioctl looks at in objects that select pods. */
final class SelectorAnalyzers {
    private static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";

    private SelectorAnalyzers() {}

    static void sidecars(Mesh mesh, Report report) {
        for (Sidecar sidecar : mesh.all(Sidecar.KIND)) {
            if (Pods.isAmbient(mesh.namespaceLabels(sidecar.namespace()))) {
                report.add(Code.INEFFECTIVE_POLICY, sidecar, "no effect: the namespace is in the ambient mesh");
            }
        }
        conflicts(mesh, report, Sidecar.KIND, Sidecar::workloadLabels, Code.CONFLICTING_SIDECARS);
    }

    static void telemetries(Mesh mesh, Report report) {
        conflicts(mesh, report, Telemetry.KIND, telemetry -> telemetry.target().labels(), Code.CONFLICTING_TELEMETRIES);
    }

    /** Objects that select no pod, and pods that several select. */
    private static <T extends IstioObject> void conflicts(
            Mesh mesh, Report report, IstioKind<T> kind, Function<T, Map<String, String>> selector, Code conflict) {
        Map<ObjectRef, List<T>> byPod = new LinkedHashMap<>();
        for (T object : mesh.all(kind)) {
            Map<String, String> labels = selector.apply(object);
            if (labels.isEmpty() || Pods.isAmbient(mesh.namespaceLabels(object.namespace()))) {
                continue;
            }
            List<Workload> pods = Pods.in(mesh, object.namespace()).stream()
                    .filter(pod -> Pods.has(pod.podLabels(), labels))
                    .toList();
            if (pods.isEmpty()) {
                report.add(Code.REFERENCE_NOT_FOUND, object, "selector " + Pods.text(labels) + " selects no pod");
            }
            pods.forEach(pod -> byPod.computeIfAbsent(pod.ref(), unknown -> new ArrayList<>())
                    .add(object));
        }
        byPod.forEach((pod, objects) -> {
            if (objects.size() > 1) {
                List<String> names = objects.stream().map(IstioObject::name).toList();
                objects.forEach(object -> report.add(
                        conflict,
                        object,
                        kind.kind() + "s " + names + " select " + pod + ": which one counts is not defined"));
            }
        });
    }

    static void sidecarDefaults(Mesh mesh, Report report) {
        defaults(
                mesh,
                report,
                Sidecar.KIND,
                sidecar -> sidecar.workloadLabels().isEmpty(),
                Code.SIDECARS_WITHOUT_SELECTOR);
    }

    static void telemetryDefaults(Mesh mesh, Report report) {
        defaults(
                mesh,
                report,
                Telemetry.KIND,
                telemetry -> telemetry.target().isEverything(),
                Code.TELEMETRIES_WITHOUT_SELECTOR);
    }

    /** Several objects for a whole namespace. */
    private static <T extends IstioObject> void defaults(
            Mesh mesh, Report report, IstioKind<T> kind, Predicate<T> isDefault, Code code) {
        Map<String, List<T>> byNamespace = new TreeMap<>();
        mesh.all(kind).stream()
                .filter(isDefault)
                .filter(object -> !Pods.isAmbient(mesh.namespaceLabels(object.namespace())))
                .forEach(object -> byNamespace
                        .computeIfAbsent(object.namespace(), unknown -> new ArrayList<>())
                        .add(object));
        byNamespace.forEach((namespace, objects) -> {
            if (objects.size() > 1) {
                List<String> names = objects.stream().map(IstioObject::name).toList();
                objects.forEach(object -> report.add(
                        code,
                        object,
                        kind.kind() + "s " + names + " are all for the whole namespace " + namespace
                                + ": which one counts is not defined"));
            }
        });
    }

    private record Policy(IstioObject object, PolicyTarget target) {}

    /** Selectors that take pods of a Gateway API gateway: only references by target count there. */
    static void gatewayPods(Mesh mesh, Report report) {
        List<Policy> policies = new ArrayList<>();
        mesh.all(AuthorizationPolicy.KIND).forEach(one -> policies.add(new Policy(one, one.target())));
        mesh.all(RequestAuthentication.KIND).forEach(one -> policies.add(new Policy(one, one.target())));
        mesh.all(Telemetry.KIND).forEach(one -> policies.add(new Policy(one, one.target())));
        mesh.all(WasmPlugin.KIND).forEach(one -> policies.add(new Policy(one, one.target())));
        for (Policy policy : policies) {
            boolean selects =
                    policy.target().refs().isEmpty() && policy.object().spec().has("selector");
            for (Workload pod : Pods.in(mesh, policy.object().namespace())) {
                String gateway = pod.podLabels().get(GATEWAY_NAME);
                if (selects && gateway != null && policy.target().takes(pod.podLabels())) {
                    report.add(
                            Code.INEFFECTIVE_SELECTOR,
                            policy.object(),
                            "the selector takes pods of gateway " + gateway + ", where only targetRefs have effect");
                }
            }
        }
    }
}
