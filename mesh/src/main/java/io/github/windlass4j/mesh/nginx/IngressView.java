package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An Ingress as the controller reads it.
 *
 * @param ingress the object
 * @param options what the controller was started with
 */
record IngressView(Resource ingress, ControllerOptions options) {
    static final String PREFIX = "nginx.ingress.kubernetes.io/";
    static final String SERVICE_UPSTREAM = PREFIX + "service-upstream";
    static final String UPSTREAM_VHOST = PREFIX + "upstream-vhost";

    /** What no rule names: the Host of a request that any rule takes. */
    private static final String ANY_HOST = "host.of.the.request.invalid";

    private static final List<String> NOT_READ =
            List.of("configuration-snippet", "server-snippet", "ssl-passthrough", "auth-url", "mirror-target");

    /**
     * Where requests go.
     *
     * @param host the Host that the rule takes
     * @param path the path that the rule takes
     * @param service name of the service
     * @param port number of its port
     */
    record Backend(String host, String path, Service service, Service.Port port) {}

    static IngressView of(Mesh mesh, NginxSetup setup) {
        return mesh.ofKind("networking.k8s.io", "Ingress").stream()
                .filter(ingress -> ingress.namespace().equals(setup.ingressNamespace())
                        && ingress.name().equals(setup.ingressName()))
                .findFirst()
                .map(found -> new IngressView(found, ControllerOptions.of(mesh, NginxDoctor.controller(mesh, setup))))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no Ingress " + setup.ingressNamespace() + "/" + setup.ingressName() + " among the objects"));
    }

    /** Each service port once, with the first rule that leads to it. */
    List<Backend> backends(Mesh mesh) {
        List<Backend> backends = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Fields rule : ingress.spec().list("rules")) {
            String host = rule.text("host", ANY_HOST);
            for (Fields path : rule.child("http").list("paths")) {
                backend(mesh, path.child("backend", "service"), host, path.text("path", "/"))
                        .filter(found -> seen.add(found.service.ref() + ":" + found.port.port()))
                        .ifPresent(backends::add);
            }
        }
        backend(mesh, ingress.spec().child("defaultBackend", "service"), ANY_HOST, "/")
                .filter(found -> seen.add(found.service.ref() + ":" + found.port.port()))
                .ifPresent(backends::add);
        return backends;
    }

    private Optional<Backend> backend(Mesh mesh, Fields backend, String host, String path) {
        Optional<Service> service = backend.text("name").flatMap(name -> mesh.service(ingress.namespace(), name));
        return service.flatMap(found -> {
            Fields port = backend.child("port");
            Optional<Service.Port> chosen = port.whole("number").isPresent()
                    ? found.port((int) port.whole("number").getAsLong())
                    : found.port(port.text("name", ""));
            // An ExternalName needs no ports: the number of the Ingress is used.
            Optional<Service.Port> used =
                    chosen.isPresent() || found.externalName().isEmpty()
                            ? chosen
                            : port.whole("number").stream()
                                    .mapToObj(number -> new Service.Port(Fields.of(Node.of(Map.of("port", number)))))
                                    .findFirst();
            return used.map(own -> new Backend(host, path.isEmpty() ? "/" : path, found, own));
        });
    }

    /** Services and ports that rules name and no object is. */
    List<String> missing(Mesh mesh) {
        List<String> missing = new ArrayList<>();
        for (Fields rule : ingress.spec().list("rules")) {
            rule.child("http").list("paths").forEach(path -> missing(mesh, path.child("backend"), missing));
        }
        missing(mesh, ingress.spec().child("defaultBackend"), missing);
        return missing.stream().distinct().toList();
    }

    private void missing(Mesh mesh, Fields backend, List<String> missing) {
        Fields service = backend.child("service");
        if (service.isPresent() && backend(mesh, service, "", "").isEmpty()) {
            Fields port = service.child("port");
            missing.add(service.text("name", "") + "." + ingress.namespace() + ":"
                    + port.wholeOrText("number").or(() -> port.text("name")).orElse(""));
        }
    }

    boolean usesServiceAddress() {
        return annotation(SERVICE_UPSTREAM).map(ControllerOptions::isTrue).orElse(options.usesServiceAddresses());
    }

    /** The call that the controller makes for a request. */
    Call call(Mesh mesh, NginxSetup setup, Backend backend) {
        String protocol =
                annotation(PREFIX + "backend-protocol").orElse("HTTP").strip().toUpperCase(Locale.ROOT);
        Call call = Call.from(setup.controller().namespace(), setup.controller().workload())
                .to(mesh.host(backend.service).value(), backend.port.port())
                .requesting("GET", backend.path, Map.of())
                .withHost(annotation(UPSTREAM_VHOST).orElse(backend.host))
                .speaking(
                        protocol.startsWith("GRPC")
                                ? Application.HTTP2
                                : protocol.equals("FCGI") ? Application.TCP : Application.HTTP);
        call = protocol.endsWith("S") ? call.overTls() : call;
        // Behind an ExternalName the controller finds whatever address DNS has.
        boolean byName = usesServiceAddress() || backend.service.externalName().isPresent();
        return byName ? call : call.toPod();
    }

    /** What of the Ingress is not understood, and whether the controller looks at it at all. */
    List<String> notes(Mesh mesh) {
        List<String> notes = new ArrayList<>();
        options.doubtAbout(mesh, ingress).ifPresent(notes::add);
        NOT_READ.stream()
                .filter(name -> ingress.annotations().containsKey(PREFIX + name))
                .map(name -> ingress.ref() + ": annotation " + PREFIX + name + " is not read")
                .forEach(notes::add);
        return notes;
    }

    private Optional<String> annotation(String name) {
        return Optional.ofNullable(ingress.annotations().get(name));
    }
}
