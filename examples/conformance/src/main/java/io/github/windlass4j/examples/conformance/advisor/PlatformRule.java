package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An article's own rule, as a table of the kernel: needs of one side, of the other, of both, of none. */
final class PlatformRule {
    static final String TABLE = "platform";

    private PlatformRule() {}

    static Knowledge of(List<String> first, List<String> second, List<String> both) {
        List<Row> rows = new ArrayList<>();
        both.forEach(need -> rows.add(row(Map.of(need, Set.of("yes")), "BOTH")));
        for (String one : first) {
            for (String other : second) {
                rows.add(row(Map.of(one, Set.of("yes"), other, Set.of("yes")), "BOTH"));
            }
        }
        first.forEach(need -> rows.add(row(Map.of(need, Set.of("yes")), "FOUNDRY")));
        second.forEach(need -> rows.add(row(Map.of(need, Set.of("yes")), "DATABRICKS")));
        rows.add(row(Map.of(), "NEITHER"));
        List<String> needs =
                Stream.of(first, second, both).flatMap(List::stream).toList();
        return CasePack.of(
                needs.stream().map(n -> Question.yesNo(n, n + "?")).toList(),
                List.of(new Table(TABLE, "Platform", needs, HitPolicy.FIRST, rows)),
                List.of());
    }

    private static Row row(Map<String, Set<String>> when, String choose) {
        return Row.of(when, Map.of("choose", choose), CasePack.FILE);
    }
}
