package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Routes and conditions of a VirtualService that no request reaches, because earlier ones take all of theirs. */
final class RouteMatches {
    private final List<UnusedRoute> found = new ArrayList<>();

    static List<UnusedRoute> unused(VirtualService service) {
        RouteMatches matches = new RouteMatches();
        matches.routes(service.http());
        matches.routes(service.tcp());
        matches.routes(service.tls());
        matches.prefixes(service.http());
        return matches.found;
    }

    private void routes(List<VirtualService.Route> routes) {
        Map<Node, String> seen = new HashMap<>();
        String all = "";
        for (int i = 0; i < routes.size(); i++) {
            VirtualService.Route route = routes.get(i);
            String name = name(route.name(), i);
            if (route.matches().isEmpty()) {
                if (!all.isEmpty()) {
                    unreachable(name, all + " takes every request before it");
                }
                all = name;
                continue;
            }
            int known = 0;
            for (int j = 0; j < route.matches().size(); j++) {
                Fields match = route.matches().get(j);
                if (!all.isEmpty()) {
                    unreachable(name, all + " takes every request before it");
                    continue;
                }
                String earlier = seen.putIfAbsent(unnamed(match), name);
                if (earlier != null) {
                    ineffective(name, name(match.text("name", ""), j), earlier);
                    known++;
                }
            }
            if (known == route.matches().size()) {
                unreachable(name, "earlier routes have all its conditions");
            }
        }
    }

    private static Node unnamed(Fields match) {
        return match.node() instanceof Mapping mapping ? mapping.without("name") : match.node();
    }

    private record Prefix(
            String route,
            String match,
            String prefix,
            long port,
            String method,
            String authority,
            List<Map<String, String>> others) {
        boolean covers(Prefix later) {
            return later.prefix.startsWith(prefix)
                    && later.port == port
                    && method.startsWith(later.method)
                    && authority.startsWith(later.authority)
                    && covers(later.others);
        }

        private boolean covers(List<Map<String, String>> laterOthers) {
            for (int i = 0; i < others.size(); i++) {
                Map<String, String> mine = others.get(i);
                Map<String, String> theirs = laterOthers.get(i);
                if (!mine.keySet().equals(theirs.keySet())
                        || mine.entrySet().stream()
                                .anyMatch(one -> !one.getValue().startsWith(theirs.getOrDefault(one.getKey(), "")))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** An earlier and shorter prefix takes what a later and longer one asks for. */
    private void prefixes(List<VirtualService.Route> routes) {
        List<Prefix> prefixes = new ArrayList<>();
        Map<Node, Boolean> seen = new HashMap<>();
        for (int i = 0; i < routes.size(); i++) {
            VirtualService.Route route = routes.get(i);
            if (route.matches().isEmpty()) {
                break;
            }
            for (int j = 0; j < route.matches().size(); j++) {
                Fields match = route.matches().get(j);
                String prefix = match.child("uri").text("prefix", "");
                if (!prefix.isEmpty() && seen.putIfAbsent(unnamed(match), true) == null) {
                    String method = text(match.child("method"));
                    prefixes.add(new Prefix(
                            name(route.name(), i),
                            name(match.text("name", ""), j),
                            prefix,
                            match.whole("port").orElse(0),
                            method.isEmpty() ? "exact:GET" : method,
                            text(match.child("authority")),
                            List.of(
                                    texts(match.child("headers")),
                                    texts(match.child("queryParams")),
                                    texts(match.child("withoutHeaders")))));
                }
            }
        }
        for (int i = 0; i < prefixes.size(); i++) {
            for (Prefix later : prefixes.subList(i + 1, prefixes.size())) {
                Prefix earlier = prefixes.get(i);
                if (!later.prefix.equals(earlier.prefix) && earlier.covers(later)) {
                    ineffective(
                            later.route,
                            later.match + " with prefix " + later.prefix,
                            earlier.route + ", " + earlier.match + " with prefix " + earlier.prefix);
                }
            }
        }
    }

    private static Map<String, String> texts(Fields conditions) {
        Map<String, String> texts = new TreeMap<>();
        conditions.names().forEach(name -> texts.put(name, text(conditions.child(name))));
        return texts;
    }

    private static String text(Fields condition) {
        return condition
                .text("exact")
                .map(exact -> "exact:" + exact)
                .or(() -> condition.text("prefix").map(prefix -> "prefix:" + prefix))
                .orElse("");
    }

    private static String name(String name, int index) {
        return name.isEmpty() ? "#" + index : '"' + name + '"';
    }

    private void unreachable(String route, String why) {
        found.add(new UnusedRoute(UnusedRoute.Part.ROUTE, "route " + route + " is never used: " + why));
    }

    private void ineffective(String route, String match, String earlier) {
        found.add(new UnusedRoute(
                UnusedRoute.Part.CONDITION,
                "route " + route + ": condition " + match + " is never used, since " + earlier + " has it before"));
    }
}
