package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.RequestAuthentication;
import io.github.windlass4j.mesh.istio.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What istioctl looks at in policies and telemetry. */
final class PolicyAnalyzers {
    private PolicyAnalyzers() {}

    /** Policies for no pod, and namespaces that do not exist. */
    static void authorization(Mesh mesh, Report report) {
        for (AuthorizationPolicy policy : mesh.all(AuthorizationPolicy.KIND)) {
            if (policy.target().refs().isEmpty()) {
                workloads(mesh, policy, report);
            }
            for (AuthorizationPolicy.Rule rule : policy.rules()) {
                for (Fields source : rule.from()) {
                    Stream.concat(source.texts("namespaces").stream(), source.texts("notNamespaces").stream())
                            .filter(pattern -> mesh.namespaces().stream()
                                    .noneMatch(namespace -> matches(namespace.name(), pattern)))
                            .forEach(pattern -> report.add(
                                    Code.REFERENCE_NOT_FOUND, policy, "namespace " + pattern + ": there is none"));
                }
            }
        }
    }

    private static void workloads(Mesh mesh, AuthorizationPolicy policy, Report report) {
        Map<String, String> labels = policy.target().labels();
        boolean meshWide = policy.namespace().equals(mesh.rootNamespace());
        boolean selects = policy.spec().has("selector");
        if (meshWide && !selects) {
            return;
        }
        List<Workload> pods = meshWide ? Pods.of(mesh) : Pods.in(mesh, policy.namespace());
        boolean found = pods.stream()
                .filter(pod -> Pods.inMesh(mesh, pod) || Pods.isAmbient(mesh, pod))
                .anyMatch(pod -> Pods.has(pod.podLabels(), labels));
        if (!found) {
            report.add(
                    Code.NO_MATCHING_WORKLOADS,
                    policy,
                    labels.isEmpty()
                            ? "the namespace has no pod in the mesh"
                            : "selector " + Pods.text(labels) + " selects no pod in the mesh");
        }
    }

    private static boolean matches(String namespace, String pattern) {
        if (pattern.startsWith("*")) {
            return namespace.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*")
                ? namespace.startsWith(pattern.substring(0, pattern.length() - 1))
                : namespace.equalsIgnoreCase(pattern);
    }

    /** A control plane that fetches keys from wherever a policy says. */
    static void jwksAddresses(Mesh mesh, Report report) {
        int policies = mesh.all(RequestAuthentication.KIND).size();
        for (Workload workload : mesh.workloads()) {
            boolean isControlPlane = workload.resource().kind().equals("Deployment")
                    && "istiod".equals(workload.resource().labels().get("app"));
            boolean isRestricted = workload.pod().containers().stream()
                    .anyMatch(container -> container
                            .env("BLOCKED_CIDRS_IN_JWKS_URIS")
                            .filter(value -> !value.isEmpty())
                            .isPresent());
            if (policies > 0 && isControlPlane && !isRestricted) {
                report.add(
                        Code.UNRESTRICTED_JWKS,
                        workload.resource(),
                        policies + " RequestAuthentication(s) make it fetch keys, and BLOCKED_CIDRS_IN_JWKS_URIS limits"
                                + " no address");
            }
        }
    }

    /** Access logging that names no provider where the mesh has no default. */
    static void telemetryProviders(Mesh mesh, Report report) {
        if (!mesh.config()
                        .fields()
                        .child("defaultProviders")
                        .list("accessLogging")
                        .isEmpty()
                || !mesh.config()
                        .fields()
                        .child("defaultProviders")
                        .texts("accessLogging")
                        .isEmpty()) {
            return;
        }
        for (Telemetry telemetry : mesh.all(Telemetry.KIND)) {
            for (Fields logging : telemetry.spec().list("accessLogging")) {
                boolean disables = logging.flag("disabled").orElse(false);
                if (logging.list("providers").isEmpty() && !disables) {
                    report.once(
                            Code.TELEMETRY_WITHOUT_PROVIDER,
                            telemetry.resource(),
                            "access logging without provider, and the mesh has no default: it has no effect");
                }
            }
        }
    }

    /** Tracing by a provider that is going away. */
    static void lightstep(Mesh mesh, Report report) {
        for (Telemetry telemetry : mesh.all(Telemetry.KIND)) {
            for (Fields tracing : telemetry.spec().list("tracing")) {
                for (Fields provider : tracing.list("providers")) {
                    String name = provider.text("name", "");
                    if (mesh.config()
                            .extensionProvider(name)
                            .filter(found -> found.has("lightstep"))
                            .isPresent()) {
                        report.add(
                                Code.DEPRECATED,
                                telemetry,
                                "provider " + name + " is a lightstep provider (want opentelemetry)");
                    }
                }
            }
        }
    }
}
