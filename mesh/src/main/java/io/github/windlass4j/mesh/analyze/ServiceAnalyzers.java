package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.Protocol;
import io.github.windlass4j.mesh.istio.ServiceEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What istioctl looks at in Services and the workloads behind them. */
final class ServiceAnalyzers {
    private static final long PROXY_USER = 1337;

    private ServiceAnalyzers() {}

    /** Ports whose name does not say what is spoken. */
    static void portNames(Mesh mesh, Report report) {
        for (Service service : mesh.services()) {
            if (Pods.isSystem(mesh, service.ref().namespace()) || Pods.isControlPlane(service.resource())) {
                continue;
            }
            boolean external = service.type().equals("ExternalName");
            for (Service.Port port : service.ports()) {
                boolean undeclared = Protocol.of(port) == Protocol.UNDECLARED;
                if (external && (undeclared || port.name().equals("tcp"))) {
                    report.once(
                            Code.EXTERNAL_NAME_PORT,
                            service.resource(),
                            "port " + port.port() + " of an ExternalName Service is named \"" + port.name()
                                    + "\": as TCP it may take all traffic of that port");
                } else if (undeclared) {
                    report.add(
                            Code.PORT_NAME,
                            service.resource(),
                            "port " + port.port() + " (target " + port.targetPort() + ") is named \"" + port.name()
                                    + "\", which says no protocol");
                }
            }
        }
    }

    /** One workload behind several Services that disagree on a port. */
    static void association(Mesh mesh, Report report) {
        for (Workload workload : mesh.workloads()) {
            Resource resource = workload.resource();
            if (!resource.kind().equals("Deployment")
                    || "istio.io-mesh-controller".equals(resource.labels().get("gateway.istio.io/managed"))
                    || !Pods.inMesh(mesh, workload)) {
                continue;
            }
            Map<Integer, Set<String>> protocols = new TreeMap<>();
            Map<String, Set<Integer>> ports = new TreeMap<>();
            List<Service> services = mesh.services(workload);
            for (Service service : services) {
                for (Service.Port port : service.ports()) {
                    protocols
                            .computeIfAbsent(port.port(), unknown -> new TreeSet<>())
                            .add(port.protocol());
                    ports.computeIfAbsent(port.targetPort(), unknown -> new TreeSet<>())
                            .add(port.port());
                }
            }
            List<String> names =
                    services.stream().map(service -> service.ref().name()).toList();
            protocols.forEach((port, spoken) -> {
                if (spoken.size() > 1) {
                    report.add(
                            Code.SERVICES_WITH_DIFFERENT_PROTOCOLS,
                            resource,
                            "Services " + names + " use port " + port + " with protocols " + spoken);
                }
            });
            ports.forEach((target, numbers) -> {
                if (numbers.size() > 1) {
                    report.add(
                            Code.CONFLICTING_PORTS,
                            resource,
                            "Services " + names + " lead from ports " + numbers + " to target port " + target);
                }
            });
        }
    }

    /** Applications that run as the proxy's user: nothing of theirs is captured. */
    static void applicationUsers(Mesh mesh, Report report) {
        for (Workload workload : mesh.workloads()) {
            Fields spec = workload.pod().fields();
            boolean isProxys = user(spec.child("securityContext")) == PROXY_USER
                    || Pods.containers(workload)
                            .filter(container -> !List.of(
                                            Pods.PROXY, "istio-init", "istio-validation", "enable-core-dump")
                                    .contains(container.name()))
                            .anyMatch(container -> user(container.fields().child("securityContext")) == PROXY_USER);
            boolean isLooked =
                    Pods.isPod(workload) || workload.resource().kind().equals("Deployment");
            if (isLooked && isProxys) {
                report.add(
                        Code.APPLICATION_UID,
                        workload.resource(),
                        "user " + PROXY_USER + " is the proxy's: what the application sends is not captured");
            }
        }
    }

    private static long user(Fields securityContext) {
        return securityContext.whole("runAsUser").orElse(0);
    }

    /** Conditions with which Istio or a gateway's controller says no. */
    static void conditions(Mesh mesh, Report report) {
        for (Resource resource : mesh.manifests().resources()) {
            boolean isKubernetes = resource.group().isEmpty() && resource.kind().equals(Service.KIND);
            boolean isGatewayApi = resource.group().equals("gateway.networking.k8s.io");
            boolean isIstio = ServiceEntry.KIND.describes(resource) || AuthorizationPolicy.KIND.describes(resource);
            if (!isKubernetes && !isGatewayApi && !isIstio) {
                continue;
            }
            Stream<Fields> parents =
                    resource.status().list("parents").stream().flatMap(parent -> parent.list("conditions").stream());
            Stream.concat(resource.status().list("conditions").stream(), parents)
                    // Others write conditions on Services too.
                    .filter(condition ->
                            !isKubernetes || condition.text("type", "").startsWith("istio.io/"))
                    .filter(condition -> condition.text("status", "").equals("False")
                            || condition.text("reason", "").equals("PartiallyInvalid"))
                    .forEach(condition -> report.add(
                            Code.NEGATIVE_CONDITION,
                            resource,
                            "condition " + condition.text("type", "") + " is " + condition.text("status", "") + ": "
                                    + condition.text("reason", "") + ", " + condition.text("message", "")));
        }
    }
}
