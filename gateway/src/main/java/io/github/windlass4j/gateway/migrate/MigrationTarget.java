package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.agc.AgcProfile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the objects are produced for.
 *
 * @param gatewayName name of the Gateway
 * @param gatewayClass class of the Gateway
 * @param annotations annotations of the Gateway
 * @param frontend name of an existing frontend of Application Gateway for Containers, for a Gateway that brings its own
 * @param agc the version of ALB Controller; empty for any implementation of the standard channel
 */
public record MigrationTarget(
        String gatewayName,
        String gatewayClass,
        Map<String, String> annotations,
        Optional<String> frontend,
        Optional<AgcProfile> agc) {
    private static final String ANNOTATIONS = "alb.networking.azure.io/";

    /** Copies the map. */
    public MigrationTarget {
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }

    /**
     * Any implementation: only what the standard channel defines.
     *
     * @param gatewayName name of the Gateway
     * @param gatewayClass class of the Gateway
     * @return the target
     */
    public static MigrationTarget standard(String gatewayName, String gatewayClass) {
        return new MigrationTarget(gatewayName, gatewayClass, Map.of(), Optional.empty(), Optional.empty());
    }

    /**
     * Application Gateway for Containers that the controller manages.
     *
     * @param profile the version of the controller
     * @param gatewayName name of the Gateway
     * @param namespace namespace of the ApplicationLoadBalancer
     * @param name its name
     * @return the target
     */
    public static MigrationTarget managed(AgcProfile profile, String gatewayName, String namespace, String name) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(ANNOTATIONS + "alb-namespace", namespace);
        annotations.put(ANNOTATIONS + "alb-name", name);
        return new MigrationTarget(
                gatewayName,
                profile.knowledge().names().gatewayClass(),
                annotations,
                Optional.empty(),
                Optional.of(profile));
    }

    /**
     * Application Gateway for Containers that exists already.
     *
     * @param profile the version of the controller
     * @param gatewayName name of the Gateway
     * @param resourceId resource ID of the traffic controller
     * @param frontend name of its frontend
     * @return the target
     */
    public static MigrationTarget bringYourOwn(
            AgcProfile profile, String gatewayName, String resourceId, String frontend) {
        return new MigrationTarget(
                gatewayName,
                profile.knowledge().names().gatewayClass(),
                Map.of(ANNOTATIONS + "alb-id", resourceId),
                Optional.of(frontend),
                Optional.of(profile));
    }

    @Override
    public String toString() {
        return gatewayName + " of class " + gatewayClass;
    }
}
