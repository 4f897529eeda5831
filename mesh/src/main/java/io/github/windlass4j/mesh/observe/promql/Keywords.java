package io.github.windlass4j.mesh.observe.promql;

import java.util.Map;
import java.util.Set;

/** Words and signs with a meaning of their own (promql/parser, lex.go and generated_parser.y). */
final class Keywords {
    static final Set<String> AGGREGATIONS = Set.of(
            "sum",
            "avg",
            "count",
            "min",
            "max",
            "group",
            "stddev",
            "stdvar",
            "topk",
            "bottomk",
            "count_values",
            "quantile",
            "limitk",
            "limit_ratio");
    static final Set<String> WITH_PARAMETER =
            Set.of("topk", "bottomk", "count_values", "quantile", "limitk", "limit_ratio");
    static final Set<String> SETS = Set.of("and", "or", "unless");
    static final Set<String> COMPARISONS = Set.of("==", "!=", ">", "<", ">=", "<=");
    /** What cannot be the name of a metric, unless in braces; every other keyword can. */
    static final Set<String> NO_NAMES = Set.of("on", "ignoring", "group_left", "group_right", "bool", "atan2");

    static final int POWER = 6;
    private static final int PRODUCT = 5;
    static final Map<String, Integer> PRECEDENCE = Map.ofEntries(
            Map.entry("or", 1),
            Map.entry("and", 2),
            Map.entry("unless", 2),
            Map.entry("==", 3),
            Map.entry("!=", 3),
            Map.entry(">", 3),
            Map.entry("<", 3),
            Map.entry(">=", 3),
            Map.entry("<=", 3),
            Map.entry("+", 4),
            Map.entry("-", 4),
            Map.entry("*", PRODUCT),
            Map.entry("/", PRODUCT),
            Map.entry("%", PRODUCT),
            Map.entry("atan2", PRODUCT),
            Map.entry("^", POWER));

    private Keywords() {}
}
