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
import java.util.stream.Collectors;

/** What istioctl looks at in objects that select pods. */
final class SelectorAnalyzers {
    private static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";

    private SelectorAnalyzers() {}

    /**
     * Sidecars that select no pod, pods that several select, and several for a whole namespace; in the ambient mesh they have no
     * effect (analyzers/sidecar, selector.go).
     */
    static void sidecars(Mesh mesh, Report report) {
        conflicts(
                mesh,
                report,
                Sidecar.KIND,
                Sidecar::workloadLabels,
                pod -> isAmbientPod(mesh, pod),
                Code.CONFLICTING_SIDECARS);
        defaults(
                mesh,
                report,
                Sidecar.KIND,
                sidecar -> sidecar.workloadLabels().isEmpty(),
                namespace -> Pods.isAmbient(mesh.namespaceLabels(namespace)),
                Code.SIDECARS_WITHOUT_SELECTOR);
    }

    /** A pod that is there says itself whether the ambient mesh took it; of pods to come only the namespace can tell. */
    private static boolean isAmbientPod(Mesh mesh, Workload pod) {
        return Pods.isPod(pod) ? Pods.isRedirected(pod) : Pods.isAmbient(mesh, pod);
    }

    static void telemetries(Mesh mesh, Report report) {
        conflicts(
                mesh,
                report,
                Telemetry.KIND,
                telemetry -> telemetry.target().labels(),
                pod -> false,
                Code.CONFLICTING_TELEMETRIES);
    }

    static void telemetryDefaults(Mesh mesh, Report report) {
        defaults(
                mesh,
                report,
                Telemetry.KIND,
                telemetry -> telemetry.target().isEverything(),
                namespace -> false,
                Code.TELEMETRIES_WITHOUT_SELECTOR);
    }

    /** Objects that select no pod, and pods that several select. */
    private static <T extends IstioObject> void conflicts(
            Mesh mesh,
            Report report,
            IstioKind<T> kind,
            Function<T, Map<String, String>> selector,
            Predicate<Workload> withoutEffect,
            Code conflict) {
        Map<ObjectRef, List<T>> byPod = new LinkedHashMap<>();
        for (T object : mesh.all(kind)) {
            Map<String, String> labels = selector.apply(object);
            if (labels.isEmpty()) {
                continue;
            }
            List<Workload> pods = Pods.in(mesh, object.namespace()).stream()
                    .filter(pod -> Pods.has(pod.podLabels(), labels))
                    .toList();
            if (pods.isEmpty()) {
                report.add(Code.REFERENCE_NOT_FOUND, object, "selector " + Pods.text(labels) + " selects no pod");
            }
            for (Workload pod : pods) {
                if (withoutEffect.test(pod)) {
                    noEffect(report, object, pod.ref() + " is in the ambient mesh");
                } else {
                    byPod.computeIfAbsent(pod.ref(), unknown -> new ArrayList<>())
                            .add(object);
                }
            }
        }
        byPod.forEach((pod, objects) -> {
            if (objects.size() > 1) {
                String names = objects.stream().map(IstioObject::name).collect(Collectors.joining(", "));
                objects.forEach(object -> report.add(
                        conflict,
                        object,
                        kind.kind() + " " + names + " select " + pod + ": which one counts is not defined"));
            }
        });
    }

    private static void noEffect(Report report, IstioObject object, String why) {
        report.once(Code.INEFFECTIVE_POLICY, object.resource(), "no effect: " + why);
    }

    /** Several objects for a whole namespace. */
    private static <T extends IstioObject> void defaults(
            Mesh mesh,
            Report report,
            IstioKind<T> kind,
            Predicate<T> isDefault,
            Predicate<String> withoutEffect,
            Code code) {
        Map<String, List<T>> byNamespace = new TreeMap<>();
        mesh.all(kind).stream()
                .filter(isDefault)
                .forEach(object -> byNamespace
                        .computeIfAbsent(object.namespace(), unknown -> new ArrayList<>())
                        .add(object));
        byNamespace.forEach((namespace, objects) -> {
            if (withoutEffect.test(namespace)) {
                objects.forEach(object -> noEffect(report, object, "the namespace is in the ambient mesh"));
            } else if (objects.size() > 1) {
                String names = objects.stream().map(IstioObject::name).collect(Collectors.joining(", "));
                objects.forEach(object -> report.add(
                        code,
                        object,
                        kind.kind() + " " + names + " are all for the whole namespace " + namespace
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
