package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.List;
import java.util.Optional;

/**
 * What the webhook says of EnvoyFilters. Of a patch's value, only its name and the types it refers to are looked at: Envoy's
 * own definitions are not here.
 */
final class EnvoyFilterRules {
    private static final List<String> LISTENERS = List.of("LISTENER", "FILTER_CHAIN", "NETWORK_FILTER", "HTTP_FILTER");
    private static final List<String> ROUTES = List.of("ROUTE_CONFIGURATION", "VIRTUAL_HOST", "HTTP_ROUTE");
    private static final List<String> OBJECTS = List.of("listener", "routeConfiguration", "cluster", "waypoint");
    private static final List<String> NOT_OF_WAYPOINTS =
            List.of("LISTENER", "LISTENER_FILTER", "EXTENSION_CONFIG", "BOOTSTRAP");
    private static final String CONNECTION_MANAGER = "envoy.filters.network.http_connection_manager";

    private EnvoyFilterRules() {}

    static void envoyFilter(At spec, Resource object) {
        spec.warn(
                "EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if"
                        + " possible, and exercise extreme caution, especially around upgrades.");
        Syntax.selector(
                spec.child("workloadSelector"),
                "labels",
                "Envoy filter: workload selector specified without labels, will be applied to all services in namespace");
        PolicyTargets.check(spec);
        spec.list("configPatches").forEach(EnvoyFilterRules::patch);
    }

    private static void patch(At config) {
        if (!config.isPresent()) {
            config.error("Envoy filter: null config patch");
            return;
        }
        String target = config.text("applyTo");
        if (config.child("match").text("context").equals("WAYPOINT")) {
            waypoint(config, target);
            return;
        }
        At patch = config.child("patch");
        String operation = patch.text("operation");
        Optional<String> missing = missing(config, target, operation);
        if (missing.isPresent()) {
            config.error("Envoy filter: " + missing.get());
            return;
        }
        At match = config.child("match");
        String version = match.child("proxy").text("proxyVersion");
        int most = ValidationFacts.read().limits().proxyVersionLength();
        if (version.length() > most) {
            match.warn("Envoy filter: proxyVersion match exceeds " + most + " characters and will be ignored");
        } else {
            Optional<String> problem = Syntax.regexProblem(version);
            if (problem.isPresent()) {
                match.error("Envoy filter: invalid regex for proxy version, [" + problem.get() + "]");
                return;
            }
        }
        boolean hasObject = OBJECTS.stream().anyMatch(match::has);
        if (LISTENERS.contains(target) && hasObject) {
            listener(match, target);
        }
        match.errorIf(
                ROUTES.contains(target) && hasObject && !match.has("routeConfiguration"),
                "Envoy filter: applyTo for http route class objects cannot have non route configuration match");
        match.errorIf(
                target.equals("CLUSTER") && hasObject && !match.has("cluster"),
                "Envoy filter: applyTo for cluster class objects cannot have non cluster match");
        value(patch.child("value"));
    }

    /** Of a patch for waypoints istiod looks at the match alone. */
    private static void waypoint(At config, String target) {
        At match = config.child("match").child("waypoint");
        At filter = match.child("filter");
        boolean isCluster = target.equals("CLUSTER");
        String says = "Envoy filter: applyTo " + target;
        config.errorIf(NOT_OF_WAYPOINTS.contains(target), says + " is not supported for waypoint");
        config.errorIf(
                filter.isPresent() && (isCluster || ROUTES.contains(target)),
                says + " for waypoint cannot have filter match");
        config.errorIf(
                match.has("route") && (isCluster || target.equals("FILTER_CHAIN") || target.equals("NETWORK_FILTER")),
                says + " for waypoint cannot have route match");
        if (!target.equals("HTTP_FILTER")) {
            return;
        }
        if (!filter.isPresent()) {
            config.error(says + " for waypoint must have filter match");
        } else if (!filter.text("name").equals(CONNECTION_MANAGER)) {
            config.error(says + " for waypoint requires name with " + CONNECTION_MANAGER);
        } else if (filter.child("subFilter").text("name").isEmpty()) {
            config.error(says + " for waypoint must have subfilter name to match on");
        }
    }

    private static Optional<String> missing(At config, String target, String operation) {
        if (target.isEmpty() || target.equals("INVALID")) {
            return Optional.of("missing applyTo");
        }
        if (!config.has("patch")) {
            return Optional.of("missing patch");
        }
        if (operation.isEmpty() || operation.equals("INVALID")) {
            return Optional.of("missing patch operation");
        }
        return operation.equals("REMOVE") || config.child("patch").has("value")
                ? Optional.empty()
                : Optional.of("missing patch value for non-remove operation");
    }

    private static void listener(At match, String target) {
        if (!match.has("listener")) {
            match.error("Envoy filter: applyTo for listener class objects cannot have non listener match");
            return;
        }
        At filter = match.child("listener").child("filterChain").child("filter");
        if (!filter.isPresent()) {
            return;
        }
        String name = filter.text("name");
        filter.warnIf(
                target.equals("LISTENER") || target.equals("FILTER_CHAIN"),
                "Envoy filter: filter match has no effect when used with " + target);
        filter.errorIf(name.isEmpty(), "Envoy filter: filter match has no name to match on");
        At inner = filter.child("subFilter");
        if (inner.isPresent()) {
            inner.errorIf(
                    !target.equals("HTTP_FILTER"),
                    "Envoy filter: subfilter match can be used with applyTo HTTP_FILTER only");
            inner.errorIf(
                    !name.equals(CONNECTION_MANAGER) && !name.equals("envoy.http_connection_manager"),
                    "Envoy filter: subfilter match requires filter match with " + CONNECTION_MANAGER);
            inner.errorIf(inner.text("name").isEmpty(), "Envoy filter: subfilter match has no name to match on");
            deprecated(inner);
        }
        deprecated(filter);
    }

    private static void deprecated(At filter) {
        String successor = ValidationFacts.read().deprecatedFilters().get(filter.text("name"));
        filter.warnIf(
                successor != null,
                "using deprecated filter name \"" + filter.text("name") + "\"; use \"" + successor + "\" instead");
    }

    private static void value(At value) {
        Node name = value.fields().child("name").node();
        boolean isText = name instanceof Scalar scalar && (scalar.isNull() || scalar.value() instanceof String);
        value.errorIf(
                !isText,
                "Envoy filter: json: cannot unmarshal " + (name.toJava() instanceof Boolean ? "bool" : "value")
                        + " into Go value of type string");
        types(value, value.fields().node());
    }

    /** Types of Envoy's second API are gone, wherever in the value one is named. */
    private static void types(At value, Node node) {
        if (node instanceof Mapping mapping) {
            for (String key : List.of("@type", "type_url", "typeUrl")) {
                Fields.of(mapping)
                        .text(key)
                        .filter(type -> type.contains(".v2.") || type.contains(".v2alpha."))
                        .ifPresent(type ->
                                value.error("referenced type unknown (hint: try using the v3 XDS API): " + type));
            }
            mapping.entries().values().forEach(child -> types(value, child));
        } else if (node instanceof Sequence list) {
            list.items().forEach(child -> types(value, child));
        }
    }
}
