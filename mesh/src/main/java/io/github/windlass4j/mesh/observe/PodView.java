package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.mesh.inject.InjectedProxy;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workload's pod as discovery sees it: after injection, with an address.
 *
 * @param address that of the status, else one from a block reserved for documentation (RFC 5737)
 */
record PodView(
        Workload workload,
        String address,
        Optional<InjectedProxy> proxy,
        Map<String, String> annotations,
        List<ContainerPort> ports) {
    private static final String NO_ADDRESS = "192.0.2.1";

    /** One candidate: {@code number} 0 for a container that declares no port; the image of an injected proxy is not known. */
    record ContainerPort(String container, String image, boolean init, String name, int number, String protocol) {}

    static PodView of(Workload workload, InjectionVerdict verdict, MeshConfig config) {
        Optional<InjectedProxy> proxy = verdict instanceof InjectionVerdict.Injected injected
                ? Optional.of(injected.proxy())
                : Optional.empty();
        List<ContainerPort> ports = new ArrayList<>();
        ObserveFacts.Proxy facts = ObserveFacts.shipped().proxy();
        boolean shown = false;
        for (PodSpec.Container container : workload.pod().containers()) {
            shown |= container.name().equals(facts.container());
            ports.addAll(ports(container, false));
        }
        for (PodSpec.Container container : workload.pod().initContainers()) {
            shown |= container.name().equals(facts.container());
            ports.addAll(ports(container, true));
        }
        if (proxy.isPresent() && !shown) {
            ports.add(new ContainerPort(
                    facts.container(),
                    "",
                    proxy.get().isNative(),
                    facts.telemetryPortName(),
                    facts.telemetryPort(),
                    "TCP"));
        }
        return new PodView(
                workload,
                workload.resource().status().text("podIP", NO_ADDRESS),
                proxy,
                proxy.isPresent()
                        ? MetricsMerge.afterInjection(config, workload.podAnnotations())
                        : workload.podAnnotations(),
                ports);
    }

    private static List<ContainerPort> ports(PodSpec.Container container, boolean init) {
        List<ContainerPort> ports = new ArrayList<>();
        for (Fields port : container.ports()) {
            ports.add(new ContainerPort(
                    container.name(),
                    container.image(),
                    init,
                    port.text("name", ""),
                    (int) port.whole("containerPort").orElse(0),
                    port.text("protocol", "TCP")));
        }
        if (ports.isEmpty()) {
            ports.add(new ContainerPort(container.name(), container.image(), init, "", 0, ""));
        }
        return ports;
    }

    boolean declares(int port) {
        return ports.stream().anyMatch(declared -> declared.number() == port);
    }

    String namespace() {
        return workload.namespace();
    }
}
