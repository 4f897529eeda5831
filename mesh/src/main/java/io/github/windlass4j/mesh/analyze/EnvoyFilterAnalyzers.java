package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.mesh.istio.EnvoyFilter;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What istioctl looks at in EnvoyFilters: operations without effect, or whose effect depends on an order nobody wrote. */
final class EnvoyFilterAnalyzers {
    private static final List<String> ROUTES = List.of("ROUTE_CONFIGURATION", "HTTP_ROUTE");
    private static final List<String> REPLACEABLE = List.of("NETWORK_FILTER", "HTTP_FILTER", "VIRTUAL_HOST");

    private EnvoyFilterAnalyzers() {}

    static void patches(Mesh mesh, Report report) {
        Set<String> versioned = new HashSet<>();
        for (EnvoyFilter filter : mesh.all(EnvoyFilter.KIND)) {
            for (Fields patch : filter.configPatches()) {
                if (!patch.has("patch")) {
                    break;
                }
                patch(filter, patch, versioned, report);
            }
        }
    }

    private static void patch(EnvoyFilter filter, Fields patch, Set<String> versioned, Report report) {
        String target = patch.text("applyTo", "");
        String name = name(patch);
        switch (patch.child("patch").text("operation", "")) {
            case "ADD" -> {
                if (ROUTES.contains(target)) {
                    report.once(Code.ADD_MISUSED, filter.resource(), "ADD has no effect on " + target);
                }
            }
            case "REMOVE" -> {
                if (ROUTES.contains(target)) {
                    report.once(Code.REMOVE_MISUSED, filter.resource(), "REMOVE has no effect on " + target);
                } else {
                    relative(filter, name, versioned, report);
                }
            }
            case "REPLACE" -> {
                if (!REPLACEABLE.contains(target)) {
                    report.once(Code.REPLACE_MISUSED, filter.resource(), "REPLACE has no effect on " + target);
                } else {
                    relative(filter, name, versioned, report);
                }
            }
            case "INSERT_BEFORE", "INSERT_AFTER" -> relative(filter, name, versioned, report);
            default -> {}
        }
        if (!patch.child("match", "proxy").text("proxyVersion", "").isEmpty()) {
            versioned.add(name);
        }
    }

    private static void relative(EnvoyFilter filter, String name, Set<String> versioned, Report report) {
        if (filter.spec().whole("priority").orElse(0) != 0) {
            return;
        }
        boolean known = versioned.contains(name);
        report.once(
                known ? Code.RELATIVE_OPERATION_WITH_VERSION : Code.RELATIVE_OPERATION,
                filter.resource(),
                "an operation relative to other filters without priority: whether it applies depends on the order"
                        + (known ? ", and another patch of \"" + name + "\" is limited to proxy versions" : ""));
    }

    /** The filter that is patched: as written in the value, else as matched. */
    private static String name(Fields patch) {
        Fields value = patch.child("patch", "value");
        if (!value.isPresent()) {
            return "";
        }
        return value.text("name")
                .orElseGet(() -> patch.child("match", "listener", "filterChain", "filter")
                        .text("name", ""));
    }
}
