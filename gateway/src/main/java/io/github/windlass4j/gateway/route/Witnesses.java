package io.github.windlass4j.gateway.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests of one class in which a difference between two actions shows, if there is one. */
final class Witnesses {
    private final Request base;
    private final Map<String, Dimension> dimensions;
    private final Map<Dimension, Dimension.Cell> cells;
    private final List<FilterStep> filters;

    Witnesses(
            Request base,
            Map<String, Dimension> dimensions,
            Map<Dimension, Dimension.Cell> cells,
            List<RuleAction> actions) {
        this.base = base;
        this.dimensions = dimensions;
        this.cells = cells;
        List<FilterStep> all = new ArrayList<>();
        actions.forEach(action -> {
            all.addAll(action.filters());
            action.targets().forEach(target -> all.addAll(target.filters()));
        });
        this.filters = all;
    }

    List<Request> all() {
        if (!base.transport().isHttp()) {
            return List.of(base);
        }
        List<Request> witnesses = new ArrayList<>();
        Request fixed = withParts();
        for (String path : members("path", List.of("/", "/other"))) {
            Request there = fixed.withPath(path);
            witnesses.add(there);
            witnesses.add(withEditedHeaders(there));
            witnesses.addAll(crossOrigin(there));
        }
        return witnesses;
    }

    /** The parts that rules ask about, as the class has them. */
    private Request withParts() {
        Request request = base;
        List<String> query = new ArrayList<>();
        for (Map.Entry<String, Dimension> part : dimensions.entrySet()) {
            Dimension.Cell cell = cells.get(part.getValue());
            String name = part.getKey().substring(part.getKey().indexOf(' ') + 1);
            if (cell == null || cell.maybeAbsent()) {
                continue;
            }
            String value = cell.members().get(0);
            if (part.getKey().equals("method")) {
                request = request.withMethod(value);
            } else if (part.getKey().startsWith("header ")) {
                request = request.withHeader(name, value);
            } else if (part.getKey().startsWith("query ")) {
                query.add(Query.encode(name) + "=" + Query.encode(value));
            }
        }
        return query.isEmpty() ? request : request.withTarget("/?" + String.join("&", query));
    }

    /** With a value in every field that one of the actions edits and no rule asks about. */
    private Request withEditedHeaders(Request request) {
        Set<String> names = new LinkedHashSet<>();
        for (FilterStep filter : filters) {
            if (filter instanceof FilterStep.EditRequest edit) {
                edit.edits().edits().forEach(one -> names.add(Headers.key(one.name())));
            }
        }
        Request edited = request;
        for (String name : names) {
            if (isFree("header " + name)) {
                edited = edited.withHeader(name, "of the client");
            }
        }
        return edited;
    }

    private List<Request> crossOrigin(Request request) {
        List<Request> scripts = new ArrayList<>();
        for (FilterStep filter : filters) {
            if (filter instanceof FilterStep.Cors cors && isFree("header origin")) {
                for (String allowed : cors.policy().origins()) {
                    Request script = request.withHeader(
                            "origin", allowed.replace("*.", "any.").replace("*", "https://any.example"));
                    scripts.add(script);
                    if (isFree("header access-control-request-method")
                            && isFree("header access-control-request-headers")) {
                        Request asking = script.withHeader("access-control-request-method", "PUT")
                                .withHeader("access-control-request-headers", "x-any");
                        scripts.add(isFree("method") ? asking.withMethod("OPTIONS") : asking);
                    }
                }
            }
        }
        return scripts;
    }

    private boolean isFree(String part) {
        Dimension dimension = dimensions.get(part);
        return dimension == null || !cells.containsKey(dimension);
    }

    private List<String> members(String part, List<String> any) {
        Dimension dimension = dimensions.get(part);
        Dimension.Cell cell = dimension == null ? null : cells.get(dimension);
        return cell == null ? any : cell.members();
    }
}
