package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.TcpRoute;
import io.github.windlass4j.gateway.api.TlsRoute;
import io.github.windlass4j.gateway.api.UdpRoute;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The conformance profiles of Gateway API v1.6.1: in which of them the core of what is tested (GEP-1709, pkg/features). */
final class Profiles {
    /** Features that every implementation of a profile must have; all others it may have or lack, and says so by name. */
    static final Set<String> CORE = Set.of(
            "Gateway",
            "Mesh",
            "ReferenceGrant",
            HttpRoute.KIND,
            GrpcRoute.KIND,
            TlsRoute.KIND,
            TcpRoute.KIND,
            UdpRoute.KIND);

    static final List<String> GATEWAY =
            List.of("GATEWAY-HTTP", "GATEWAY-GRPC", "GATEWAY-TLS", "GATEWAY-TCP", "GATEWAY-UDP");
    static final List<String> GRANTS = List.of("GATEWAY-HTTP", "GATEWAY-GRPC", "GATEWAY-TLS");
    static final List<String> MESH = List.of("MESH-HTTP", "MESH-GRPC");

    private static final Map<String, String> AT_GATEWAYS = Map.of(
            HttpRoute.KIND, "GATEWAY-HTTP",
            GrpcRoute.KIND, "GATEWAY-GRPC",
            TlsRoute.KIND, "GATEWAY-TLS",
            TcpRoute.KIND, "GATEWAY-TCP",
            UdpRoute.KIND, "GATEWAY-UDP");

    /** Names in reports of the first releases, and what became of them. */
    private static final Map<String, String> RENAMED = Map.of(
            "HTTP", "GATEWAY-HTTP",
            "TLS", "GATEWAY-TLS",
            "MESH", "MESH-HTTP",
            "HTTPResponseHeaderModification", "HTTPRouteResponseHeaderModification");

    private Profiles() {}

    /** The profile of a kind of routes at Gateways; none for other kinds. */
    static List<String> atGateways(String kind) {
        String profile = AT_GATEWAYS.get(kind);
        return profile == null ? List.of() : List.of(profile);
    }

    /** The profile of a kind of routes in the mesh; none for the kinds that nobody tests there. */
    static List<String> inMesh(Route route) {
        return route instanceof HttpRoute
                ? List.of("MESH-HTTP")
                : route instanceof GrpcRoute ? List.of("MESH-GRPC") : List.of();
    }

    static boolean isRoute(String group, String kind) {
        return group.equals(GatewayObject.GROUP) && AT_GATEWAYS.containsKey(kind);
    }

    /** The name of today for a profile or feature. */
    static String today(String name) {
        return RENAMED.getOrDefault(name, name);
    }
}
