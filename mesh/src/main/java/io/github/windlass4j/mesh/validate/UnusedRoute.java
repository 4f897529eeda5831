package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.List;

/**
 * A part of a VirtualService that no request reaches, because earlier ones take all of its requests. Conditions are compared as
 * istiod compares them: equal ones, and prefixes of paths; regular expressions are not.
 *
 * @param part what is never used
 * @param message which one, and what is before it
 */
public record UnusedRoute(Part part, String message) {
    /** What is never used. */
    public enum Part {
        /** A whole route. */
        ROUTE,
        /** One of a route's conditions. */
        CONDITION
    }

    /**
     * What is never used of one VirtualService.
     *
     * @param service the VirtualService
     * @return the parts: HTTP first, then TCP and TLS, then prefixes
     */
    public static List<UnusedRoute> all(VirtualService service) {
        return List.copyOf(RouteMatches.unused(service));
    }
}
