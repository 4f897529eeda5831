package io.github.windlass4j.gateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.RealNginx.Answer;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.manifest.object.Manifests;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which location takes a request is nginx's decision. The servers and locations that ingress-nginx's template makes of
 * generated Ingresses are written out here a second time, a real nginx is asked, and the simulator has to agree.
 */
class RealNginxTest {
    private static final int HOSTS = 150;
    private static final List<String> PATHS = List.of(
            "/", "/foo", "/foo/", "/foo/bar", "/Foo", "/foobar", "/bar", "/b.r", "/foo(/|$)(.*)", "/bar/.*", "/fo+/?");
    private static final List<String> TYPES = List.of("Prefix", "Prefix", "Exact", "ImplementationSpecific");
    private static final List<String> TARGETS = List.of("/", "/new", "/$2", "/in/$1", "/foo");
    private static final List<String> ASKED = List.of(
            "/",
            "/foo",
            "/foo/",
            "/foo/bar",
            "/foo/bar/",
            "/foo/bar/baz",
            "/Foo",
            "/FOO/x",
            "/foobar",
            "/foobar/x",
            "/bar",
            "/bar/",
            "/bar/x",
            "/bxr",
            "/b.r/",
            "/fooo",
            "/foo?a=1",
            "/foo/?a=1&b=2",
            "/other");

    private record Rule(String path, String type, String service) {}

    private record One(String name, boolean regex, Optional<String> target, List<Rule> paths) {
        String yaml(String host) {
            StringBuilder text = new StringBuilder("---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n");
            text.append("  name: ").append(name).append("\n  namespace: shop\n  annotations:\n");
            text.append("    nginx.ingress.kubernetes.io/use-regex: '")
                    .append(regex)
                    .append("'\n");
            target.ifPresent(to -> text.append("    nginx.ingress.kubernetes.io/rewrite-target: '")
                    .append(to)
                    .append("'\n"));
            text.append("spec:\n  ingressClassName: nginx\n  rules:\n    - host: ")
                    .append(host)
                    .append("\n");
            text.append("      http:\n        paths:\n");
            for (Rule path : paths) {
                text.append("          - {path: '")
                        .append(path.path())
                        .append("', pathType: ")
                        .append(path.type());
                text.append(", backend: {service: {name: ")
                        .append(path.service())
                        .append(", port: {number: 80}}}}\n");
            }
            return text.toString();
        }
    }

    private Random random = new Random(0);
    private int services;

    private One ingress(int host, int number) {
        List<Rule> paths = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            paths.add(new Rule(pick(PATHS), pick(TYPES), "s" + services++));
        }
        boolean plain = random.nextInt(10) < 6;
        Optional<String> target = plain || random.nextBoolean() ? Optional.empty() : Optional.of(pick(TARGETS));
        return new One("i" + host + "-" + number, !plain && random.nextBoolean(), target, paths);
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A location before it is written; no service is the default backend. */
    private record Place(String path, boolean exact, String service, boolean regex, Optional<String> target) {
        boolean rewrites() {
            return target.isPresent() && !target.get().equals(path);
        }

        String written(String opening) {
            String rewrite = rewrites() ? "rewrite \"(?i)" + path + "\" " + target.get() + " break; " : "";
            String body = service.isEmpty()
                    ? "return 404;"
                    : rewrite + "proxy_set_header X-Service " + service + "; proxy_pass http://127.0.0.1:@ECHO@;";
            return "    location " + opening + " { " + body + " }\n";
        }
    }

    private static List<Place> places(List<One> ingresses) {
        // The default location of a host has the annotations of its first Ingress.
        One first = ingresses.get(0);
        List<Place> places = new ArrayList<>(List.of(new Place("/", false, "", first.regex(), first.target())));
        for (One one : ingresses) {
            for (Rule path : one.paths()) {
                boolean exact = path.type().equals("Exact");
                Place place = new Place(path.path(), exact, path.service(), one.regex(), one.target());
                int same = -1;
                for (int i = 0; i < places.size(); i++) {
                    boolean equal = places.get(i).path().equals(place.path())
                            && places.get(i).exact() == exact;
                    same = equal ? i : same;
                }
                if (same < 0) {
                    places.add(place);
                } else if (places.get(same).service().isEmpty()) {
                    places.set(same, place);
                }
            }
        }
        places.sort(Comparator.comparing(Place::path).reversed());
        places.sort(
                Comparator.comparingInt((Place place) -> place.path().length()).reversed());
        return places;
    }

    /** The server of a host: internal/ingress/controller, location.go and template.go (1.11). */
    private static String server(String host, List<One> ingresses) {
        List<Place> places = places(ingresses);
        boolean expressions = places.stream().anyMatch(place -> place.regex() || place.rewrites());
        StringBuilder text =
                new StringBuilder("  server {\n    listen 127.0.0.1:@PORT@;\n    server_name " + host + ";\n");
        for (Place place : places) {
            String slashed = place.path().endsWith("/") ? place.path() : place.path() + "/";
            boolean taken = places.stream()
                    .anyMatch(other -> other.exact() && other.path().equals(place.path()));
            if (expressions) {
                text.append(place.written("~* \"^" + place.path() + "\""));
            } else if (place.exact()) {
                text.append(place.written("= " + place.path()));
            } else if (place.path().equals("/")) {
                text.append(place.written("/"));
            } else {
                text.append(taken ? "" : place.written("= " + place.path()));
                text.append(place.written(slashed));
            }
        }
        return text.append("  }\n").toString();
    }

    private static Path nginx() {
        Optional<Path> program = RealNginx.program();
        if (program.isEmpty()) {
            System.out.println("nginx: skipped, it is not on this machine");
        }
        Assumptions.assumeTrue(program.isPresent());
        return program.get();
    }

    private static String answer(Outcome outcome) {
        return switch (outcome.kind()) {
            case FORWARDED ->
                outcome.arrivals().get(0).service().name() + " "
                        + outcome.arrivals().get(0).target();
            case ANSWERED ->
                outcome.status() + outcome.location().map(to -> " " + to).orElse("");
            case REFUSED, UNKNOWN -> outcome.kind().name();
        };
    }

    private static String answer(Answer answer) {
        return answer.status() == 200
                ? answer.body()
                : answer.status() + (answer.location().isEmpty() ? "" : " " + answer.location());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_real_nginx_takes_the_locations_that_the_simulator_takes(long seed, @TempDir Path folder) throws Exception {
        Path nginx = nginx();
        random = new Random(seed);
        Map<String, List<One>> hosts = new LinkedHashMap<>();
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < HOSTS; i++) {
            List<One> ingresses = new ArrayList<>();
            for (int number = random.nextInt(3); number >= 0; number--) {
                ingresses.add(0, ingress(i, number));
            }
            String host = "h" + i + ".example.com";
            hosts.put(host, ingresses);
            ingresses.forEach(one -> yaml.append(one.yaml(host)));
        }
        for (int i = 0; i < services; i++) {
            yaml.append("---\n{apiVersion: v1, kind: Service, metadata: {name: s")
                    .append(i);
            yaml.append(", namespace: shop}, spec: {ports: [{port: 80}]}}\n");
        }
        GatewaySet set = GatewaySet.of(Manifests.read(yaml.toString(), "shop.yaml"));
        IngressSimulator simulator = IngressSimulator.of(set, set.ingresses());
        StringBuilder servers = new StringBuilder();
        int refused = 0;
        List<String> asked = new ArrayList<>();
        for (Map.Entry<String, List<One>> host : hosts.entrySet()) {
            String server = server(host.getKey(), host.getValue());
            if (simulator.config().servers().get(host.getKey()).clashes()) {
                assertThat(RealNginx.accepts(nginx, folder, server)).as(server).isFalse();
                refused++;
            } else {
                servers.append(server);
                asked.add(host.getKey());
            }
        }
        assertThat(refused).isPositive();
        List<String> differences = new ArrayList<>();
        try (RealNginx running = RealNginx.start(nginx, folder, servers.toString())) {
            for (String host : asked) {
                for (String target : ASKED) {
                    String want = answer(running.get(host, target));
                    String have = answer(simulator.decide(Request.http("GET", "http://" + host + target)));
                    if (!want.equals(have)) {
                        differences.add(host + target + ": nginx " + want + ", simulator " + have + "\n"
                                + server(host, hosts.get(host)));
                    }
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(HOSTS / 2);
        assertThat(differences).as("seed %d", seed).isEmpty();
    }

    @Test
    void a_port_that_somebody_took_meanwhile_is_left_to_them(@TempDir Path folder) throws Exception {
        Path nginx = nginx();
        String echo = "server { listen 127.0.0.1:@PORT@; location / { return 200 ours; } }";
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Iterator<int[]> lost = List.of(new int[] {taken.getLocalPort(), taken.getLocalPort()})
                    .iterator();
            try (RealNginx running =
                    RealNginx.start(nginx, folder, echo, () -> lost.hasNext() ? lost.next() : RealNginx.freePorts())) {
                assertThat(running.get("any.example.com", "/").body()).isEqualTo("ours");
            }
        }
    }
}
