package io.github.windlass4j.gateway.route;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.List;

/** Whether rows of a match table accept common requests. */
final class Overlap {
    /** States of a joint automaton; enough for expressions as people write them. */
    private static final int BUDGET = 2_000;

    private Overlap() {}

    /** Whether every request that {@code narrow} accepts is accepted by {@code wide}; false when in doubt. */
    static boolean covers(MatchRow wide, MatchRow narrow) {
        Match all = wide.match();
        Match some = narrow.match();
        return HostIndex.covers(wide.hostname(), narrow.hostname())
                && (!all.grpc() || some.grpc())
                && (all.method().isEmpty() || all.method().equals(some.method()))
                && some.headers().containsAll(all.headers())
                && some.query().containsAll(all.query())
                && covers(all.path(), some.path());
    }

    private static boolean covers(PathPredicate all, PathPredicate some) {
        if (all.equals(some) || all.equals(PathPredicate.Prefix.ANY)) {
            return true;
        }
        if (some instanceof PathPredicate.Exact exact) {
            return all.matches(exact.value());
        }
        return all instanceof PathPredicate.Prefix wide
                && some instanceof PathPredicate.Prefix narrow
                && wide.matches(narrow.stem().isEmpty() ? "/" : narrow.stem());
    }

    /** Whether some request is accepted by both rows; true when in doubt. */
    static boolean exists(MatchRow one, MatchRow other) {
        Match a = one.match();
        Match b = other.match();
        return (HostIndex.covers(one.hostname(), other.hostname())
                        || HostIndex.covers(other.hostname(), one.hostname()))
                && (a.method().isEmpty() || b.method().isEmpty() || a.method().equals(b.method()))
                && compatible(a.headers(), b.headers())
                && compatible(a.query(), b.query())
                && exists(a.path(), b.path());
    }

    private static boolean compatible(List<ValuePredicate> some, List<ValuePredicate> others) {
        for (ValuePredicate one : some) {
            for (ValuePredicate other : others) {
                if (one.name().equals(other.name()) && !compatible(one, other)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean compatible(ValuePredicate one, ValuePredicate other) {
        if (!one.isExpression()) {
            return other.accepts(one.value());
        }
        return !other.isExpression() ? one.accepts(other.value()) : joint(one.value(), other.value());
    }

    private static boolean exists(PathPredicate one, PathPredicate other) {
        if (one instanceof PathPredicate.Exact exact) {
            return other.matches(exact.value());
        }
        if (other instanceof PathPredicate.Exact exact) {
            return one.matches(exact.value());
        }
        return covers(one, other) || covers(other, one) || joint(one.pattern(), other.pattern());
    }

    private static boolean joint(String one, String other) {
        Regex.Example example = Regex.example(List.of(Regex.compile(one), Regex.compile(other)), List.of(), BUDGET);
        return example.text().isPresent() || !example.complete();
    }
}
