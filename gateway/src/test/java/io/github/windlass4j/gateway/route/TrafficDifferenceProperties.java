package io.github.windlass4j.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.route.TrafficDifference.Move;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * The difference of two sets against deciding requests on both. The build compares 100 pairs, {@code -Dwindlass.deep=true}
 * 10,000.
 */
class TrafficDifferenceProperties {
    private static final int PAIRS_PER_TRY = Boolean.getBoolean("windlass.deep") ? 100 : 1;
    private static final int REQUESTS = 25;
    private static final String TLS = "protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: cert}]}";

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void a_request_is_in_a_move_exactly_if_it_is_treated_differently(@ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < PAIRS_PER_TRY; i++) {
            compare(random);
        }
    }

    private static void compare(Random random) {
        boolean paths = random.nextBoolean();
        List<String> first = draw(random, paths);
        List<String> second = random.nextInt(4) == 0 ? draw(random, paths) : changed(random, first, paths);
        RouteSimulator before = Simulators.of(first.toArray(String[]::new));
        RouteSimulator after = Simulators.of(second.toArray(String[]::new));
        TrafficDifference difference = TrafficDifference.between(before, after);
        Supplier<String> context =
                () -> String.join("", first) + "\n=====\n" + String.join("", second) + "\n" + difference;
        assertThat(difference.notCompared()).as(context).isEmpty();
        for (Move move : difference.moves()) {
            assertThat(move.requests().contains(move.witness()))
                    .as(() -> move + " in " + context.get())
                    .isTrue();
            assertThat(move.before().effect())
                    .as(() -> move + " in " + context.get())
                    .isNotEqualTo(move.after().effect());
        }
        for (int i = 0; i < REQUESTS; i++) {
            Request request = request(random);
            boolean differs = !before.decide(request)
                    .effect()
                    .equals(after.decide(request).effect());
            boolean moved = difference.moveOf(request).isPresent();
            // A path may be rewritten to what it was: then its class moves although it does not.
            if (differs || !paths) {
                assertThat(moved).as(() -> request + " in " + context.get()).isEqualTo(differs);
            }
        }
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void the_order_of_documents_means_nothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<Resource> resources = new ArrayList<>(
                Manifests.read(String.join("", draw(random, true)), "x.yaml").resources());
        RouteSimulator one = Simulators.of(resources);
        Collections.shuffle(resources, random);
        RouteSimulator other = Simulators.of(resources);
        assertThat(one).hasToString(other.toString());
        assertThat(TrafficDifference.between(one, other).moves()).isEmpty();
        for (int i = 0; i < REQUESTS; i++) {
            Request request = request(random);
            assertThat(one.decide(request)).isEqualTo(other.decide(request));
        }
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void the_way_back_moves_the_same_requests(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> first = draw(random, false);
        RouteSimulator before = Simulators.of(first.toArray(String[]::new));
        RouteSimulator after = Simulators.of(changed(random, first, false).toArray(String[]::new));
        TrafficDifference there = TrafficDifference.between(before, after);
        TrafficDifference back = TrafficDifference.between(after, before);
        assertThat(there.moves()).allMatch(move -> back.moveOf(move.witness()).isPresent());
        assertThat(back.moves()).allMatch(move -> there.moveOf(move.witness()).isPresent());
    }

    private static List<String> draw(Random random, boolean paths) {
        List<String> documents = new ArrayList<>(List.of(Simulators.SERVICES, TestCertificate.SECRET));
        List<String> listeners = new ArrayList<>(List.of("name: http, port: 80, protocol: HTTP"));
        if (random.nextInt(3) == 0) {
            listeners.add("name: wild, port: 80, protocol: HTTP, hostname: \"*.example.com\"");
        }
        if (random.nextInt(8) == 0) {
            listeners.add("name: any-tls, " + TLS);
            listeners.add("name: tls, hostname: one.example.com, " + TLS);
        }
        documents.add(Simulators.gateway(listeners.toArray(String[]::new)));
        int routes = 1 + random.nextInt(3);
        for (int i = 0; i < routes; i++) {
            documents.add(route(random, i, paths));
        }
        return documents;
    }

    private static List<String> changed(Random random, List<String> documents, boolean paths) {
        List<String> changed = new ArrayList<>(documents);
        int last = changed.size() - 1;
        switch (random.nextInt(4)) {
            case 0 -> changed.set(last, route(random, last - 3, paths));
            case 1 -> changed.add(route(random, last - 2, paths));
            case 2 -> changed.remove(last);
            default -> changed.set(last, changed.get(last).replace("name: a,", "name: b,"));
        }
        return changed;
    }

    private static String route(Random random, int number, boolean paths) {
        if (random.nextInt(6) == 0) {
            return Simulators.route("GRPCRoute", "calls" + number, "  rules:\n" + grpcRules(random));
        }
        String parent = random.nextInt(5) == 0 ? "  parentRefs: [{group: \"\", kind: Service, name: a}]\n" : "";
        String hosts = some(random, 3, "one.example.com", "\"*.example.com\"", "other.org");
        return Simulators.route(
                "route" + number,
                parent
                        + (hosts.isEmpty() ? "" : "  hostnames: [" + hosts + "]\n")
                        + "  rules:\n"
                        + IntStream.rangeClosed(0, random.nextInt(3))
                                .mapToObj(rule -> rule(random, paths))
                                .collect(Collectors.joining()));
    }

    private static String grpcRules(Random random) {
        return "    - matches: [{method: {" + one(random, "service: s.T", "method: Get", "service: s.T, method: Get")
                + "}}]\n      backendRefs: [{name: " + one(random, "a", "b") + ", port: 80}]\n";
    }

    private static String rule(Random random, boolean paths) {
        String matches = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> match(random))
                .collect(Collectors.joining(", "));
        List<String> filters = new ArrayList<>(List.of(
                "",
                "",
                "{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-set, value: \""
                        + random.nextInt(2) + "\"}]}}",
                "{type: URLRewrite, urlRewrite: {hostname: new.example}}",
                "{type: RequestRedirect, requestRedirect: {hostname: new.example, statusCode: 301}}",
                "{type: RequestMirror, requestMirror: {backendRef: {name: c, port: 80}}}"));
        boolean prefixed = matches.startsWith("{path: {value") && !matches.contains("}, {");
        if (paths && prefixed) {
            filters.add("{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /a}}}");
            filters.add("{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /a/b}}}");
        }
        String filter = filters.get(random.nextInt(filters.size()));
        String backends = filter.contains("Redirect")
                ? ""
                : "      backendRefs: [{name: " + one(random, "a", "b", "gone") + ", port: 80, weight: "
                        + random.nextInt(3) + "}, {name: a, port: 80}]\n";
        return "    - matches: [" + matches + "]\n      filters: [" + filter + "]\n" + backends;
    }

    private static String match(Random random) {
        List<String> parts = new ArrayList<>();
        String path = one(random, "/", "/a", "/a/b", "/c");
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> parts.add("path: {value: " + path + "}");
            case 4, 5 -> parts.add("path: {type: Exact, value: " + path + "}");
            case 6 ->
                parts.add("path: {type: RegularExpression, value: \"" + one(random, "/a.*", "/[ab](/.*)?") + "\"}");
            default -> {}
        }
        if (random.nextInt(4) == 0) {
            parts.add("method: " + one(random, "GET", "POST"));
        }
        if (random.nextInt(4) == 0) {
            parts.add("headers: [{name: " + one(random, "h", "k") + ", value: " + one(random, "one", "two") + "}]");
        } else if (random.nextInt(6) == 0) {
            parts.add("headers: [{name: h, type: RegularExpression, value: \"" + one(random, "o.*", "t.+|") + "\"}]");
        }
        if (random.nextInt(5) == 0) {
            parts.add("queryParams: [{name: q, value: " + one(random, "one", "two") + "}]");
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private static Request request(Random random) {
        String host =
                one(random, "one.example.com", "two.example.com", "a.b.example.com", "example.com", "other.org", "x.y");
        if (random.nextInt(8) == 0) {
            return Request.grpc(host, one(random, "s.T", "s.U"), one(random, "Get", "Put"))
                    .atGateway("shop", "edge");
        }
        String target = one(random, "/", "/a", "/a/", "/a/b", "/a/b/c", "/c", "/ab", "/b/x", "/d")
                + one(random, "", "", "?q=one", "?q=two&q=one", "?z=1");
        String method = one(random, "GET", "GET", "POST", "PUT");
        Request request;
        if (random.nextInt(6) == 0) {
            request = Request.http(method, "http://a" + target).fromPod(one(random, "shop", "elsewhere"));
        } else if (random.nextInt(4) == 0) {
            request = Request.http(method, "https://" + host + target).atGateway("shop", "edge");
            if (random.nextInt(3) == 0) {
                request = request.withSni(one(random, "one.example.com", "other.org", ""));
            }
        } else {
            request = Request.http(method, "http://" + host + target).atGateway("shop", "edge");
        }
        for (String name : List.of("h", "k")) {
            if (random.nextInt(3) == 0) {
                request = request.withHeader(name, one(random, "one", "two", "three", ""));
            }
        }
        return request;
    }

    private static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static String some(Random random, int rarity, String... of) {
        return Stream.of(of).filter(one -> random.nextInt(rarity) == 0).collect(Collectors.joining(", "));
    }
}
