package io.github.windlass4j.advisor;

import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.knowledge.Plan;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.advisor.knowledge.Topic;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Small packs for tests, all from one source. */
public final class Packs {
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    public static final String SRC = "page";

    private Packs() {}

    public static KnowledgePack pack(
            List<Question> questions,
            List<Topic> topics,
            List<Table> tables,
            List<Catalogue> catalogues,
            List<Plan> plans) {
        return new KnowledgePack(
                "test", "Test", TODAY, List.of(source(SRC)), questions, topics, tables, catalogues, plans);
    }

    public static Source source(String id) {
        return new Source(id, id, "Vendor", null, SourceKind.SUBJECT_PAGE, TODAY);
    }

    public static Knowledge knowledge(List<Question> questions, Table... tables) {
        return Knowledge.of(pack(questions, List.of(), List.of(tables), List.of(), List.of()));
    }

    public static Question question(String id, String... values) {
        return new Question(id, id + "?", List.of(values), List.of(), false);
    }

    public static Table table(String id, HitPolicy hits, List<String> inputs, Row... rows) {
        return new Table(id, id, inputs, hits, List.of(rows));
    }

    /** A row from {@code in=a|b in2=c -> out=x}. */
    public static Row row(String text) {
        String[] sides = text.split("->");
        Map<String, Set<String>> when = new LinkedHashMap<>();
        pairs(sides[0])
                .forEach((input, values) -> when.put(input, new LinkedHashSet<>(List.of(values.split("\\|", -1)))));
        return Row.of(when, pairs(sides[1]), SRC);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String pair : text.trim().split(" +")) {
            if (!pair.isEmpty()) {
                result.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return result;
    }

    /** Every way to answer these questions completely, the given answers kept. */
    public static List<Map<String, String>> completions(List<Question> questions, Map<String, String> given) {
        List<Map<String, String>> result = new ArrayList<>(List.of(new LinkedHashMap<>()));
        for (Question question : questions) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> partial : result) {
                for (String value : question.values()) {
                    if (given.getOrDefault(question.id(), value).equals(value)) {
                        Map<String, String> one = new LinkedHashMap<>(partial);
                        one.put(question.id(), value);
                        longer.add(one);
                    }
                }
            }
            result = longer;
        }
        return result;
    }
}
