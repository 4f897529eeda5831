package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Optional;

/** A route of any kind: which parents it wants, and which backends its rules name. */
public sealed interface Route extends GatewayObject permits HttpRoute, GrpcRoute, PlainRoute {
    /**
     * The view of a route.
     *
     * @param resource any object
     * @return the view, if the object is a route of the Gateway API
     */
    static Optional<Route> of(Resource resource) {
        if (!resource.group().equals(GROUP)) {
            return Optional.empty();
        }
        return switch (resource.kind()) {
            case HttpRoute.KIND -> Optional.of(new HttpRoute(resource));
            case GrpcRoute.KIND -> Optional.of(new GrpcRoute(resource));
            case TlsRoute.KIND -> Optional.of(new TlsRoute(resource));
            case TcpRoute.KIND -> Optional.of(new TcpRoute(resource));
            case UdpRoute.KIND -> Optional.of(new UdpRoute(resource));
            default -> Optional.empty();
        };
    }

    /**
     * The kind.
     *
     * @return such as HTTPRoute
     */
    default String kind() {
        return resource().kind();
    }

    /**
     * What the route wants to be attached to.
     *
     * @return the references in order
     */
    default List<ParentRef> parentRefs() {
        return resource().spec().list("parentRefs").stream().map(ParentRef::new).toList();
    }

    /**
     * Whether the route wants every default Gateway beside its parents (GEP-3793, experimental).
     *
     * @return whether {@code spec.useDefaultGateways} is All
     */
    default boolean usesDefaultGateways() {
        return resource().spec().text("useDefaultGateways", "None").equals("All");
    }

    /**
     * The host names of the route.
     *
     * @return exact and wildcard names in order; empty takes every name
     */
    default List<String> hostnames() {
        return resource().spec().texts("hostnames");
    }

    /**
     * The rules.
     *
     * @return the rules in order
     */
    List<? extends RouteRule> rules();
}
