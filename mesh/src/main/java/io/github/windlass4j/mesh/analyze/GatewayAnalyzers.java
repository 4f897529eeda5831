package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.istio.Gateway;
import io.github.windlass4j.mesh.istio.Host;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What istioctl looks at in Gateways: certificates, conflicts, ports, secrets. */
final class GatewayAnalyzers {
    private GatewayAnalyzers() {}

    /** Two gateways of the same pods with one certificate: clients may reuse a connection and get 404. */
    static void certificate(Mesh mesh, Report report) {
        List<Gateway> gateways = mesh.all(Gateway.KIND);
        for (Gateway gateway : gateways) {
            for (Gateway other : gateways) {
                if (!other.ref().equals(gateway.ref()) && Pods.has(other.selector(), gateway.selector())) {
                    shared(gateway, other)
                            .forEach(server -> report.add(
                                    Code.DUPLICATE_CERTIFICATE,
                                    gateway,
                                    "the same certificate as in " + other.ref()
                                            + ": clients that reuse an HTTP/2 connection may get 404"));
                }
            }
        }
    }

    /** A gateway's servers with the certificate of one of another, once for each of those. */
    private static Stream<Gateway.Server> shared(Gateway gateway, Gateway other) {
        return gateway.servers().stream()
                .flatMap(server -> other.servers().stream().filter(peer -> same(server.tls(), peer.tls())));
    }

    private static boolean same(Fields a, Fields b) {
        String name = a.text("credentialName", "");
        String peer = b.text("credentialName", "");
        if (!a.isPresent() || !b.isPresent()) {
            return false;
        }
        if (!name.isEmpty() || !peer.isEmpty()) {
            return name.equals(peer);
        }
        return equalAndWritten(a, b, "serverCertificate") && equalAndWritten(a, b, "privateKey");
    }

    private static boolean equalAndWritten(Fields a, Fields b, String field) {
        String text = a.text(field, "");
        return !text.isEmpty() && text.equals(b.text(field, ""));
    }

    /** Two gateways of the same pods with the same port and overlapping hosts. */
    static void conflicting(Mesh mesh, Report report) {
        List<Gateway> gateways = mesh.all(Gateway.KIND);
        for (Gateway gateway : gateways) {
            for (Gateway.Server server : gateway.servers()) {
                List<ObjectRef> others = gateways.stream()
                        .filter(other -> !other.ref().equals(gateway.ref()))
                        .filter(other -> other.servers().stream()
                                .anyMatch(peer -> server.port() != 0
                                        && peer.port() == server.port()
                                        && overlap(server.hosts(), peer.hosts())))
                        .filter(other -> sharePods(mesh, gateway, other))
                        .map(Gateway::ref)
                        .toList();
                if (!others.isEmpty()) {
                    report.add(
                            Code.CONFLICTING_GATEWAYS,
                            gateway,
                            "conflicts with " + others + " (selector " + Pods.text(gateway.selector()) + ", port "
                                    + server.port() + ", hosts " + server.hosts() + ")");
                }
            }
        }
    }

    private static boolean sharePods(Mesh mesh, Gateway gateway, Gateway other) {
        return gateway.selector().equals(other.selector())
                || pods(mesh, gateway).stream().anyMatch(pod -> Pods.has(pod.podLabels(), other.selector()));
    }

    private static boolean overlap(List<String> hosts, List<String> others) {
        return hosts.stream()
                .anyMatch(host -> others.stream().anyMatch(other -> new Host(host).overlaps(new Host(other))));
    }

    /**
     * A gateway's port that no Service of its pods leads to. A server may name the port of a Service (istiod then lets the
     * proxy listen at the target port of it: pilot/pkg/model, gateway.go) or the port at the pods.
     */
    static void ports(Mesh mesh, Report report) {
        for (Gateway gateway : mesh.all(Gateway.KIND)) {
            List<Workload> pods = pods(mesh, gateway);
            if (pods.isEmpty()) {
                noPods(report, gateway);
                continue;
            }
            Set<Integer> reachable = new TreeSet<>();
            for (Workload pod : pods) {
                for (Service service : mesh.services(pod.namespace())) {
                    if (Pods.has(pod.podLabels(), service.selector())) {
                        service.ports().stream()
                                .filter(port -> port.protocol().equals("TCP"))
                                .forEach(port -> {
                                    reachable.add(port.port());
                                    pod.targetPort(port).ifPresent(reachable::add);
                                });
                    }
                }
            }
            for (Gateway.Server server : gateway.servers()) {
                if (server.fields().has("port") && !reachable.contains(server.port())) {
                    report.add(
                            Code.GATEWAY_PORT_NOT_ON_SERVICE,
                            gateway,
                            "no Service of the pods " + Pods.text(gateway.selector()) + " leads to port "
                                    + server.port());
                }
            }
        }
    }

    /** Secrets that a gateway names and its pods' namespace does not have, or whose key pair is of no use. */
    static void secrets(Mesh mesh, Report report) {
        for (Gateway gateway : mesh.all(Gateway.KIND)) {
            List<Workload> pods = pods(mesh, gateway);
            if (pods.isEmpty()) {
                noPods(report, gateway);
                continue;
            }
            String namespace = pods.get(0).namespace();
            for (Gateway.Server server : gateway.servers()) {
                String name = server.tls().text("credentialName", "");
                if (name.isEmpty()) {
                    continue;
                }
                Optional<Secret> secret =
                        mesh.find(ObjectRef.core(Secret.KIND, namespace, name)).map(Secret::new);
                if (secret.isEmpty()) {
                    report.add(
                            Code.REFERENCE_NOT_FOUND,
                            gateway,
                            "credentialName " + name + ": no such Secret in namespace " + namespace);
                } else {
                    SecretContent.defect(secret.get(), report.at())
                            .ifPresent(defect -> report.once(
                                    Code.INVALID_CREDENTIAL,
                                    gateway.resource(),
                                    "credentialName " + name + ": " + defect));
                }
            }
        }
    }

    private static List<Workload> pods(Mesh mesh, Gateway gateway) {
        return Pods.of(mesh).stream()
                .filter(pod -> Pods.has(pod.podLabels(), gateway.selector()))
                .toList();
    }

    private static void noPods(Report report, Gateway gateway) {
        report.add(Code.REFERENCE_NOT_FOUND, gateway, "selector " + Pods.text(gateway.selector()) + " selects no pod");
    }
}
