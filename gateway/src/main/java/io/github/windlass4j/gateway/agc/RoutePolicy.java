package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.manifest.object.Resource;
import java.util.Optional;
import java.util.Set;

/**
 * A view of a RoutePolicy: session affinity and time limit of an HTTPRoute.
 *
 * @param resource the object
 */
public record RoutePolicy(Resource resource) implements AgcPolicy {
    /** What names the kind. */
    public static final String KIND = "RoutePolicy";

    @Override
    public Set<String> targetKinds() {
        return Set.of("HTTPRoute");
    }

    /**
     * How requests of one session reach one pod.
     *
     * @return {@code application-cookie} or {@code managed-cookie}; empty without affinity
     */
    public Optional<String> affinityType() {
        return settings().child("sessionAffinity").text("affinityType");
    }

    /**
     * The name of the application's cookie.
     *
     * @return the name, if one is set
     */
    public Optional<String> cookieName() {
        return settings().child("sessionAffinity").text("cookieName");
    }

    /**
     * The life of the application's cookie.
     *
     * @return the duration as written, if one is set
     */
    public Optional<String> cookieDuration() {
        return settings().child("sessionAffinity").text("cookieDuration");
    }

    /**
     * Limit for the whole request.
     *
     * @return the duration as written, if one is set
     */
    public Optional<String> routeTimeout() {
        return settings().child("timeouts").text("routeTimeout");
    }

    /** {@code RoutePolicy namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
