package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.route.MatchTable;
import io.github.windlass4j.gateway.route.RouteSimulator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The matches of one listener in the order in which an implementation tries them. */
final class OrderedRoutes {
    private OrderedRoutes() {}

    /** @param listener {@code {listener, routesInOrder: [{name, hostname}]}} */
    static Answer ask(JsonNode listener, Attachment attachment) {
        List<String> expected = listener.get("routesInOrder")
                .valueStream()
                .map(OrderedRoutes::expected)
                .flatMap(Optional::stream)
                .toList();
        String table = tableName(listener.get("listener").asString());
        List<String> actual = RouteSimulator.of(attachment).tables().stream()
                .filter(one -> one.name().equals(table))
                .flatMap(one -> one.inOrder().stream())
                .map(OrderedRoutes::actual)
                .toList();
        return Answer.compare(expected, actual, table);
    }

    /** {@code namespace/gateway/listener}, or that of a set: {@code namespace/gateway/namespace/set/listener}. */
    private static String tableName(String path) {
        String[] parts = path.split("/", -1);
        int last = parts.length - 1;
        return (last > 2 ? "ListenerSet " : "Gateway ") + parts[last - 2] + "/" + parts[last - 1] + ", listener \""
                + parts[last] + "\"";
    }

    /** {@code kind/namespace/name/rule/N/match/M/host}; entries made for CORS preflight requests stand for no match. */
    private static Optional<String> expected(JsonNode route) {
        String name = route.get("name").asString();
        String[] parts = name.split("/", -1);
        return name.contains("/cors-preflight/")
                ? Optional.empty()
                : Optional.of(parts[0] + " " + parts[1] + "/" + parts[2] + " rule " + parts[4] + " match " + parts[6]
                        + " of " + route.get("hostname").asString());
    }

    private static String actual(MatchTable.Row row) {
        String[] kindAndName = row.route().split(" ", 2);
        return kindAndName[0].toLowerCase(Locale.ROOT) + " " + kindAndName[1] + " rule " + row.rule() + " match "
                + row.index() + " of " + (row.hostname().isEmpty() ? "*" : row.hostname());
    }
}
