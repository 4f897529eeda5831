package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.inject.CaptureSetting;
import io.github.windlass4j.mesh.inject.InjectedProxy;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.inject.Probe;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Pods before and after injection: injected or not, the arguments of the capture rules, native or not, the kubelet's probes.
 */
final class InjectionGoldenSuite implements Suite {
    private static final String FUNCTION = "$func";

    @Override
    public String name() {
        return "istio-injection-golden";
    }

    @Override
    public String file() {
        return "mesh/istio-injection/injection-golden.json";
    }

    /** Cases that are configured by code, not data, cannot be put. */
    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases")
                .filter(node -> Stream.of("mesh", "setup")
                        .noneMatch(field -> node.path(field).asString("").equals(FUNCTION)))
                .map(node -> new Case(CaseIds.of(node), expected(file, node), () -> ask(file, node)));
    }

    private static Object expected(CaseFile file, JsonNode node) {
        if (node.has("expectedError")) {
            return "refused: " + node.get("expectedError").asString();
        }
        Manifests want = Trees.manifests(
                file, "testdata/" + node.path("want").asString(node.get("in").asString() + ".injected"));
        List<Object> pods = new ArrayList<>();
        Manifests in = Trees.manifests(file, "testdata/" + node.get("in").asString());
        List<Workload> before = Workload.all(in);
        List<Workload> after = Workload.all(want);
        for (int i = 0; i < after.size(); i++) {
            pods.add(golden(before.get(i), after.get(i)));
        }
        return pods.toString();
    }

    private static Map<String, Object> golden(Workload before, Workload workload) {
        Map<String, Object> pod = new TreeMap<>();
        boolean injected = workload.resource().root().toString().contains("sidecar.istio.io/status");
        pod.put("injected", injected);
        if (injected) {
            PodSpec spec = workload.pod();
            pod.put(
                    "native",
                    spec.initContainers().stream().anyMatch(one -> one.name().equals("istio-proxy")));
            pod.put(
                    "capture",
                    spec.initContainers().stream()
                            .filter(one -> one.name().equals("istio-init")
                                    || one.name().equals("istio-validation"))
                            .findFirst()
                            .map(one -> options(one.fields().texts("args")))
                            .orElse(Map.of("-m", "NONE")));
            List<String> probed =
                    Probe.all(before).stream().map(Probe::container).toList();
            pod.put(
                    "probes",
                    Probe.all(workload).stream()
                            .filter(probe -> probed.contains(probe.container()))
                            .map(probe -> probe + (isKnown(spec, probe) ? ", known" : ""))
                            .toList());
        }
        return pod;
    }

    /** Whether the agent is told what to ask when the kubelet asks it this. */
    private static boolean isKnown(PodSpec spec, Probe probe) {
        return Stream.concat(spec.containers().stream(), spec.initContainers().stream())
                .filter(container -> container.name().equals("istio-proxy"))
                .flatMap(container -> container.env("ISTIO_KUBE_APP_PROBERS").stream())
                .anyMatch(told -> told.contains('"' + probe.path() + '"'));
    }

    private static List<String> asked(Workload workload, InjectedProxy proxy) {
        List<String> asked = new ArrayList<>();
        for (Probe probe : Probe.all(workload)) {
            Optional<Probe.Rewritten> rewritten =
                    proxy.rewritesProbes() ? probe.rewritten(workload, proxy.statusPort()) : Optional.empty();
            asked.add(rewritten
                    .map(agent -> agent.asked() + (agent.known() ? ", known" : ""))
                    .orElse(probe.toString()));
        }
        return asked;
    }

    private static Map<String, String> options(List<String> args) {
        Map<String, String> options = new TreeMap<>();
        for (CaptureSetting setting : CaptureSetting.values()) {
            int at = args.indexOf(setting.option());
            String value = at < 0 ? setting.absent() : args.get(at + 1);
            if (isCompared(setting) && !value.isEmpty()) {
                options.put(setting.option(), value);
            }
        }
        return options;
    }

    private static boolean isCompared(CaptureSetting setting) {
        return setting.option().length() == 2 && setting != CaptureSetting.PROXY_GROUPS;
    }

    private static Answer ask(CaseFile file, JsonNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (node.has("inFilePath")) {
            Node written = Trees.manifests(
                            file, "testdata/" + node.get("inFilePath").asString())
                    .resources()
                    .get(0)
                    .spec()
                    .child("values")
                    .node();
            if (written.toJava() instanceof Map<?, ?> map) {
                map.forEach((key, value) -> values.put((String) key, value));
            }
        }
        Resource config = Trees.resource(
                "v1",
                "ConfigMap",
                Map.of("name", "istio-sidecar-injector", "namespace", "istio-system"),
                "data",
                Map.of());
        Resource wrapped = config.with(Node.of(values), "data", "values");
        for (JsonNode flag : node.path("setFlags")) {
            String[] parts = flag.asString().split("=", 2);
            if (parts[0].startsWith("values.")) {
                List<String> path = new ArrayList<>(List.of("data"));
                path.addAll(List.of(parts[0].split("\\.", -1)));
                wrapped = wrapped.with(Scalar.of(parts[1]), path.toArray(String[]::new));
            }
        }
        String text = Yaml.writeJson(wrapped.fields().child("data", "values").node());
        Manifests in = Trees.manifests(file, "testdata/" + node.get("in").asString());
        Mesh mesh = Mesh.of(in.plus(Manifests.of(List.of(config.with(Scalar.of(text), "data", "values")))));
        Injector injector = Injector.of(mesh);
        List<Object> pods = new ArrayList<>();
        List<String> why = new ArrayList<>();
        for (Workload workload : Workload.all(in)) {
            InjectionVerdict verdict = injector.decide(placed(mesh, workload), InjectionWebhook.DEFAULT);
            pods.add(answer(workload, verdict));
            why.addAll(verdict.trace());
        }
        Object expected = expected(file, node);
        boolean pass = node.has("expectedError")
                ? pods.toString()
                                .toLowerCase(Locale.ROOT)
                                .contains(node.get("expectedError").asString())
                        && pods.toString().contains("refused")
                : expected.equals(pods.toString());
        return new Answer(pods.toString(), pass, why.toString());
    }

    private static Workload placed(Mesh mesh, Workload workload) {
        return mesh.workloads().stream()
                .filter(one -> one.ref().name().equals(workload.ref().name())
                        && one.ref().kind().equals(workload.ref().kind()))
                .findFirst()
                .orElseThrow();
    }

    private static Object answer(Workload workload, InjectionVerdict verdict) {
        return verdict.fold(
                injected -> {
                    InjectedProxy proxy = injected.proxy();
                    Map<String, Object> pod = new TreeMap<>();
                    pod.put("injected", true);
                    pod.put("native", proxy.isNative());
                    Map<String, String> capture = new TreeMap<>();
                    for (CaptureSetting setting : CaptureSetting.values()) {
                        if (isCompared(setting)
                                && !proxy.capture().value(setting).isEmpty()) {
                            capture.put(setting.option(), proxy.capture().value(setting));
                        }
                    }
                    pod.put("probes", asked(workload, proxy));
                    pod.put("capture", "NONE".equals(capture.get("-m")) ? Map.of("-m", "NONE") : capture);
                    return pod;
                },
                notInjected -> Map.of("injected", false),
                refused -> "refused: " + refused.errors(),
                unknown -> "unknown");
    }
}
