package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Possibility;
import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * dmn-tck, compliance level 2. UNIQUE, FIRST and COLLECT are policies of the kernel. The others are tables of these three
 * kinds, written differently: ANY is FIRST, since all matching rows agree; RULE ORDER is COLLECT; PRIORITY and OUTPUT ORDER
 * are FIRST and COLLECT over rows sorted by the declared order of outputs. Aggregations add up what COLLECT collected.
 */
final class DecisionTables implements Suite {
    @Override
    public String name() {
        return "dmn-tck-cl2-decision-tables";
    }

    @Override
    public String file() {
        return "advisor/dmn-tck-cl2-decision-tables.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        List<Case> cases = new ArrayList<>();
        for (JsonNode model : file.json().get("models")) {
            for (JsonNode one : model.get("cases")) {
                one.get("results").properties().forEach(result -> {
                    JsonNode table = model.get("tables").get(result.getKey());
                    String id = String.join(
                            "/", model.get("model").asString(), one.get("id").asString(), result.getKey());
                    Object expected = plain(result.getValue().get("expected"));
                    cases.add(new Case(id, expected, () -> {
                        Object actual = decide(table, one.get("inputs"));
                        return Answer.compare(
                                expected, actual, table.get("hitPolicy").asString());
                    }));
                });
            }
        }
        return cases.stream();
    }

    private static Object decide(JsonNode table, JsonNode inputs) {
        String policy = table.get("hitPolicy").asString();
        JsonNode aggregation = table.get("aggregation");
        HitPolicy hits = switch (policy) {
            case "UNIQUE" -> HitPolicy.UNIQUE;
            case "FIRST", "ANY", "PRIORITY" -> HitPolicy.FIRST;
            default -> HitPolicy.COLLECT;
        };
        List<JsonNode> rules = new ArrayList<>();
        table.get("rules").forEach(rules::add);
        if (policy.equals("PRIORITY") || policy.equals("OUTPUT ORDER")) {
            rules.sort(byOutputs(table.get("outputs")));
        }
        List<UnaryTests.Column> columns = new ArrayList<>();
        for (int i = 0; i < table.get("inputs").size(); i++) {
            List<String> cells = new ArrayList<>();
            for (JsonNode rule : rules) {
                cells.add(rule.get("when").get(i).asString());
            }
            columns.add(UnaryTests.column(table.get("inputs").get(i), cells));
        }
        Knowledge knowledge = knowledge(table, rules, columns, hits);
        Map<String, String> answers = new LinkedHashMap<>();
        for (UnaryTests.Column column : columns) {
            JsonNode given = inputs.get(column.question().id());
            if (given != null && !given.isNull()) {
                answers.put(column.question().id(), column.answer(given));
            }
        }
        Possibility outcome =
                CasePack.advise(knowledge, answers).answer("table").necessary().orElseThrow();
        return result(
                table, outcome, hits, aggregation == null || aggregation.isNull() ? null : aggregation.asString());
    }

    private static Knowledge knowledge(
            JsonNode table, List<JsonNode> rules, List<UnaryTests.Column> columns, HitPolicy hits) {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < rules.size(); r++) {
            Map<String, Set<String>> when = new LinkedHashMap<>();
            for (UnaryTests.Column column : columns) {
                Set<String> accepted = column.accepted(r);
                if (!accepted.equals(Set.copyOf(column.question().values()))) {
                    when.put(column.question().id(), accepted);
                }
            }
            Map<String, String> then = new LinkedHashMap<>();
            for (int o = 0; o < table.get("outputs").size(); o++) {
                then.put(
                        name(table.get("outputs").get(o)),
                        rules.get(r).get("then").get(o).asString());
            }
            rows.add(new Row(when, then, List.of(CasePack.FILE), List.of(), null, null));
        }
        List<Question> questions =
                columns.stream().map(UnaryTests.Column::question).toList();
        List<String> ids = questions.stream().map(Question::id).toList();
        return CasePack.of(questions, List.of(new Table("table", "Table", ids, hits, rows)), List.of());
    }

    private static Object result(JsonNode table, Possibility outcome, HitPolicy hits, @Nullable String aggregation) {
        boolean named = !table.get("outputs").get(0).get("name").isNull();
        List<Object> results = new ArrayList<>();
        for (Map<String, String> row : outcome.rows()) {
            Map<String, Object> values = new LinkedHashMap<>();
            row.forEach((output, literal) -> values.put(output, UnaryTests.literal(literal)));
            results.add(named ? values : values.values().iterator().next());
        }
        if (aggregation != null) {
            return aggregate(aggregation, results);
        }
        if (hits == HitPolicy.COLLECT) {
            return results;
        }
        return results.isEmpty() ? "null" : results.get(0);
    }

    private static Object aggregate(String aggregation, List<Object> results) {
        List<BigDecimal> numbers = results.stream()
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                .toList();
        Optional<BigDecimal> result = switch (aggregation) {
            case "COUNT" -> Optional.of(BigDecimal.valueOf(results.size()));
            case "SUM" -> numbers.stream().reduce(BigDecimal::add);
            case "MIN" -> numbers.stream().min(Comparator.naturalOrder());
            default -> numbers.stream().max(Comparator.naturalOrder());
        };
        // Of an empty list only the count is a number (DMN 1.5, 10.3.4.4).
        return result.<Object>map(UnaryTests::canonical).orElse("null");
    }

    private static Comparator<JsonNode> byOutputs(JsonNode outputs) {
        Comparator<JsonNode> result = Comparator.comparingInt(rule -> 0);
        for (int o = 0; o < outputs.size(); o++) {
            int index = o;
            List<String> order = UnaryTests.alternatives(outputs.get(o).get("values"));
            if (!order.isEmpty()) {
                result = result.thenComparingInt(
                        rule -> order.indexOf(rule.get("then").get(index).asString()));
            }
        }
        return result;
    }

    private static String name(JsonNode output) {
        return output.get("name").isNull() ? "result" : output.get("name").asString();
    }

    private static Object plain(JsonNode value) {
        if (value.isArray()) {
            List<Object> result = new ArrayList<>();
            value.forEach(v -> result.add(plain(v)));
            return result;
        }
        if (value.isObject()) {
            Map<String, Object> result = new LinkedHashMap<>();
            value.properties().forEach(p -> result.put(p.getKey(), plain(p.getValue())));
            return result;
        }
        return value.isNumber() ? UnaryTests.canonical(value.decimalValue()) : value.asString("null");
    }
}
