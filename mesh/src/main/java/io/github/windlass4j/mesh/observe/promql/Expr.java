package io.github.windlass4j.mesh.observe.promql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A checked expression. */
sealed interface Expr {
    ValueType type();

    /** Parts, in order; none unless told. */
    default List<Expr> parts() {
        return List.of();
    }

    /** Labels that the query reads from its series, without those it made itself. */
    default Set<String> read() {
        Set<String> labels = new LinkedHashSet<>();
        parts().forEach(part -> labels.addAll(part.read()));
        return labels;
    }

    /** Labels that the query gives to its result. */
    default Set<String> made() {
        Set<String> labels = new LinkedHashSet<>();
        parts().forEach(part -> labels.addAll(part.made()));
        return labels;
    }

    /** Whether it returns data: if all of its parts do, unless told. */
    default Presence presence(Function<MetricSelector, Presence> series) {
        return parts().stream().map(part -> part.presence(series)).reduce(Presence.YES, Presence::and);
    }

    private static Set<String> plus(Set<String> known, Expr part, List<String> wanted) {
        Set<String> labels = new LinkedHashSet<>(known);
        Set<String> made = part.made();
        wanted.stream().filter(label -> !made.contains(label)).forEach(labels::add);
        return labels;
    }

    /** A number, a text, or a dashboard's variable in the place of one. */
    record Literal(ValueType type, String text) implements Expr {}

    /** A name that a dashboard fills in. */
    record Variable(String name, ValueType type) implements Expr {
        @Override
        public Presence presence(Function<MetricSelector, Presence> series) {
            return Presence.UNKNOWN;
        }
    }

    /** A selector, perhaps with a range. */
    record Series(MetricSelector selector, ValueType type) implements Expr {
        @Override
        public Set<String> read() {
            Set<String> labels = new LinkedHashSet<>();
            selector.matchers().forEach(matcher -> labels.add(matcher.label()));
            return labels;
        }

        @Override
        public Presence presence(Function<MetricSelector, Presence> series) {
            return series.apply(selector);
        }
    }

    /** An expression over a range. */
    record Subquery(Expr inner) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }

        @Override
        public List<Expr> parts() {
            return List.of(inner);
        }
    }

    /** A sign in front. */
    record Unary(Expr inner) implements Expr {
        @Override
        public ValueType type() {
            return inner.type();
        }

        @Override
        public List<Expr> parts() {
            return List.of(inner);
        }
    }

    /** Two operands; {@code matching} are the labels of on, ignoring, group_left and group_right. */
    record Binary(String operator, Expr left, Expr right, List<String> matching) implements Expr {
        @Override
        public ValueType type() {
            return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
                    ? ValueType.SCALAR
                    : ValueType.VECTOR;
        }

        @Override
        public List<Expr> parts() {
            return List.of(left, right);
        }

        @Override
        public Set<String> read() {
            Set<String> labels = new LinkedHashSet<>(left.read());
            labels.addAll(right.read());
            return plus(labels, this, matching);
        }

        @Override
        public Presence presence(Function<MetricSelector, Presence> series) {
            Presence first = left.presence(series);
            Presence second = right.presence(series);
            return switch (operator) {
                case "or" -> first.or(second);
                // What is subtracted may leave nothing; that is a matter of values, not of missing series.
                case "unless" -> first;
                default -> first.and(second);
            };
        }
    }

    /** An aggregation; {@code makes} is the label of count_values. */
    record Aggregation(String name, Expr inner, List<String> grouping, List<String> makes) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }

        @Override
        public List<Expr> parts() {
            return List.of(inner);
        }

        @Override
        public Set<String> read() {
            return plus(inner.read(), inner, grouping);
        }

        @Override
        public Set<String> made() {
            Set<String> labels = new LinkedHashSet<>(inner.made());
            labels.addAll(makes);
            return labels;
        }
    }

    /** A function call; {@code reads} and {@code makes} are the labels that label_join and the like name. */
    record Call(String name, ValueType type, List<Expr> parts, List<String> reads, List<String> makes) implements Expr {
        @Override
        public Set<String> read() {
            Set<String> labels = new LinkedHashSet<>();
            Set<String> made = new LinkedHashSet<>();
            parts.forEach(part -> {
                labels.addAll(part.read());
                made.addAll(part.made());
            });
            reads.stream().filter(label -> !made.contains(label)).forEach(labels::add);
            return labels;
        }

        @Override
        public Set<String> made() {
            Set<String> labels = new LinkedHashSet<>();
            parts.forEach(part -> labels.addAll(part.made()));
            labels.addAll(makes);
            return labels;
        }

        @Override
        public Presence presence(Function<MetricSelector, Presence> series) {
            if (name.startsWith("absent")) {
                return parts.get(0).presence(series).not();
            }
            // scalar() of nothing is NaN, and NaN is a value.
            return name.equals("scalar") ? Presence.YES : Expr.super.presence(series);
        }
    }
}
