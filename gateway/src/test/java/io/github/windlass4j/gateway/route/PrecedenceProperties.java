package io.github.windlass4j.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * The table against the rule of the specification applied to each pair of matching rows, written out a second time. The
 * build asks 1,000 tables, {@code -Dwindlass.deep=true} 10,000.
 */
class PrecedenceProperties {
    private static final int TABLES_PER_TRY = Boolean.getBoolean("windlass.deep") ? 10 : 1;
    private static final Instant OLD = Instant.parse("2020-01-01T00:00:00Z");

    /** A row as the test sees it. */
    record Drawn(
            String hostname,
            String kind,
            String path,
            String method,
            List<String> headers,
            List<String> query,
            Instant created,
            String name,
            int rule) {
        MatchRow row(int number) {
            PathPredicate predicate = switch (kind) {
                case "Exact" -> new PathPredicate.Exact(path);
                case "Prefix" -> new PathPredicate.Prefix(path);
                default -> PathPredicate.Expression.of(path + "(/.*)?");
            };
            Match match = new Match(
                    predicate,
                    Optional.of(method).filter(text -> !text.isEmpty()),
                    headers.stream().map(one -> ValuePredicate.exact(one, "1")).toList(),
                    query.stream().map(one -> ValuePredicate.exact(one, "1")).toList(),
                    false);
            Backend backend =
                    new Backend(ObjectRef.core("Service", "ns", "b" + number), OptionalInt.of(80), Optional.empty());
            RuleAction action = new RuleAction(
                    List.of(), List.of(new Target(backend, 1, List.of(), Optional.empty())), Delivery.PLAIN);
            return new MatchRow(
                    hostname,
                    new ObjectRef("g", "HTTPRoute", "ns", name),
                    created,
                    rule,
                    number,
                    match,
                    action,
                    Location.of(""));
        }

        boolean accepts(Asked asked) {
            boolean host = hostname.isEmpty()
                    || (hostname.startsWith("*")
                            ? asked.host().endsWith(hostname.substring(1))
                                    && asked.host().length() >= hostname.length()
                            : hostname.equals(asked.host()));
            String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            boolean under = (asked.path() + "/").startsWith(stem + "/");
            boolean there = switch (kind) {
                case "Exact" -> asked.path().equals(path);
                case "Prefix" -> under;
                default -> asked.path().equals(path) || asked.path().startsWith(path + "/");
            };
            return host
                    && there
                    && (method.isEmpty() || method.equals(asked.method()))
                    && asked.headers().containsAll(headers)
                    && asked.query().containsAll(query);
        }

        /** Whether this row goes before another one, or neither (0); kinds in the order this library takes. */
        int against(Drawn other) {
            int[] steps = {
                Boolean.compare(hostname.startsWith("*"), other.hostname.startsWith("*"))
                        * (hostname.isEmpty() || other.hostname.isEmpty() ? 0 : 1),
                other.hostname.length() - hostname.length(),
                List.of("Exact", "Expression", "Prefix").indexOf(kind)
                        - List.of("Exact", "Expression", "Prefix").indexOf(other.kind),
                other.written() - written(),
                Boolean.compare(method.isEmpty(), other.method.isEmpty()),
                other.headers.size() - headers.size(),
                other.query.size() - query.size(),
                Boolean.compare(kind.equals("Expression"), other.kind.equals("Expression")),
                created.compareTo(other.created),
                ("ns/" + name).compareTo("ns/" + other.name),
                Integer.compare(rule, other.rule)
            };
            for (int step : steps) {
                if (step != 0) {
                    return step;
                }
            }
            return 0;
        }

        private int written() {
            return kind.equals("Expression") ? path.length() + "(/.*)?".length() : path.length();
        }
    }

    /** A request as the test sees it. */
    record Asked(String host, String path, String method, List<String> headers, List<String> query) {
        Request request() {
            Request request = Request.http(
                    method, "http://" + host + path + (query.isEmpty() ? "" : "?" + String.join("=1&", query) + "=1"));
            for (String header : headers) {
                request = request.withHeader(header, "1");
            }
            return request;
        }
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void the_first_row_is_the_one_no_other_beats(@ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TABLES_PER_TRY; i++) {
            List<Drawn> drawn = Stream.generate(() -> row(random))
                    .limit(1 + random.nextInt(12))
                    .toList();
            List<MatchRow> rows = new ArrayList<>();
            for (Drawn one : drawn) {
                rows.add(one.row(rows.size()));
            }
            Collections.shuffle(rows, random);
            MatchTable table = new MatchTable("t", true, rows);
            for (int j = 0; j < 6; j++) {
                agree(drawn, table, asked(random));
            }
        }
    }

    private static void agree(List<Drawn> drawn, MatchTable table, Asked asked) {
        List<Drawn> matching = drawn.stream().filter(row -> row.accepts(asked)).toList();
        Optional<MatchTable.Winner> winner = table.winner(asked.request(), asked.host(), new ArrayList<>());
        assertThat(winner.isPresent()).as("%s in %s", asked, table).isEqualTo(!matching.isEmpty());
        winner.ifPresent(found -> {
            Drawn best = drawn.get(found.row().index());
            assertThat(best.accepts(asked)).as("%s in %s", asked, table).isTrue();
            assertThat(matching).as("%s in %s", asked, table).allMatch(other -> best.against(other) <= 0);
        });
    }

    @Test
    void the_oracle_tells_every_step_apart() {
        Drawn plain = new Drawn("", "Prefix", "/a", "", List.of(), List.of(), OLD, "r", 0);
        List<Drawn> better = List.of(
                new Drawn("*.com", "Prefix", "/a", "", List.of(), List.of(), OLD, "r", 0),
                new Drawn("", "Exact", "/", "", List.of(), List.of(), OLD, "r", 0),
                new Drawn("", "Prefix", "/a/b", "", List.of(), List.of(), OLD, "r", 0),
                new Drawn("", "Prefix", "/a", "GET", List.of(), List.of(), OLD, "r", 0),
                new Drawn("", "Prefix", "/a", "", List.of("h"), List.of(), OLD, "r", 0),
                new Drawn("", "Prefix", "/a", "", List.of(), List.of("q"), OLD, "r", 0),
                new Drawn("", "Prefix", "/a", "", List.of(), List.of(), OLD.minusSeconds(1), "r", 0),
                new Drawn("", "Prefix", "/a", "", List.of(), List.of(), OLD, "q", 0),
                new Drawn("", "Prefix", "/a", "", List.of(), List.of(), OLD, "r", -1));
        assertThat(better).allMatch(one -> one.against(plain) < 0 && plain.against(one) > 0);
        assertThat(better.stream().map(one -> one.row(0).decides(plain.row(0))))
                .containsExactly(
                        Precedence.HOSTNAME,
                        Precedence.PATH_KIND,
                        Precedence.PATH_LENGTH,
                        Precedence.METHOD,
                        Precedence.HEADERS,
                        Precedence.QUERY,
                        Precedence.AGE,
                        Precedence.NAME,
                        Precedence.RULE_ORDER);
    }

    private static Drawn row(Random random) {
        String kind = one(random, "Exact", "Exact", "Exact", "Prefix", "Prefix", "Prefix", "Prefix", "Expression");
        return new Drawn(
                one(random, "", "*.com", "*.a.com", "x.a.com", "a.com", "y.com"),
                kind,
                kind.equals("Expression") ? "/a" : one(random, "/a", "/a/b", "/a/", "/", "/c"),
                one(random, "", "", "GET", "POST"),
                some(random, "h1", "h2", "h3"),
                some(random, "q1", "q2"),
                one(random, OLD, OLD.plusSeconds(1), Instant.MAX),
                one(random, "r", "s", "t"),
                random.nextInt(4));
    }

    private static Asked asked(Random random) {
        return new Asked(
                one(random, "x.a.com", "a.com", "b.x.a.com", "y.com", "other.org"),
                one(random, "/a", "/a/", "/a/b", "/a/b/c", "/", "/c", "/ab"),
                one(random, "GET", "POST", "PUT"),
                some(random, "h1", "h2", "h3"),
                some(random, "q1", "q2"));
    }

    @SafeVarargs
    private static <T> T one(Random random, T... of) {
        return of[random.nextInt(of.length)];
    }

    private static List<String> some(Random random, String... of) {
        return Stream.of(of).filter(one -> random.nextInt(3) == 0).toList();
    }
}
