package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects of the Gateway API that are attached to a Service: istiod makes rules of them for the clients' proxies, which are not
 * modelled.
 */
final class GatewayApi {
    private static final String GROUP = "gateway.networking.k8s.io";
    private static final List<String> ROUTES = List.of("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute");

    private GatewayApi() {}

    /** The object that changes how clients reach a port of a Service, in words. */
    static Optional<String> touching(Mesh mesh, ObjectRef service, int port) {
        Stream<Resource> routes = ROUTES.stream()
                .flatMap(kind -> mesh.ofKind(GROUP, kind).stream())
                .filter(route -> attaches(route, "parentRefs", service, port));
        Stream<Resource> policies = mesh.ofKind(GROUP, "BackendTLSPolicy").stream()
                .filter(policy -> attaches(policy, "targetRefs", service, port));
        return Stream.concat(routes, policies)
                .findFirst()
                .map(found ->
                        found.ref() + " is attached to " + service + ": what it makes of the call is not modelled");
    }

    private static boolean attaches(Resource resource, String field, ObjectRef service, int port) {
        return resource.spec().list(field).stream()
                .anyMatch(ref -> isTo(ref, resource.namespace(), service)
                        && ref.whole("port").orElse(port) == port);
    }

    /** A reference that names no group means one of the Gateway API's own kinds (ParentReference, group). */
    private static boolean isTo(Fields ref, String namespace, ObjectRef service) {
        return ref.text("kind", "").equals(service.kind())
                && ref.text("group", GROUP).equals(service.group())
                && ref.text("name", "").equals(service.name())
                && ref.text("namespace", namespace).equals(service.namespace());
    }
}
