package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseFileException;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows of an article's table, put to a shipped pack. The resource {@code advisor/meanings.json} translates: which facts the
 * words of a row state, where the pack answers, and which of the pack's words mean what the row says. Words are recognised
 * by a fragment; a text without a matching fragment stands for itself.
 */
final class ArticleTables implements Suite {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String name;
    private final JsonNode meaning;

    private ArticleTables(String name, JsonNode meaning) {
        this.name = name;
        this.meaning = meaning;
    }

    static List<Suite> all() {
        try (InputStream in = ArticleTables.class.getResourceAsStream("/advisor/meanings.json")) {
            if (in == null) {
                throw new CaseFileException("advisor/meanings.json: no such resource");
            }
            List<Suite> suites = new ArrayList<>();
            JSON.readTree(in).properties().forEach(e -> suites.add(new ArticleTables(e.getKey(), e.getValue())));
            return suites;
        } catch (IOException e) {
            throw new CaseFileException("advisor/meanings.json: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String file() {
        return "advisor/" + name + ".json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        JsonNode json = file.json();
        List<Case> cases = new ArrayList<>();
        Map<String, Knowledge> packs = new TreeMap<>();
        for (JsonNode list : meaning.get("lists")) {
            JsonNode pack = list.has("pack") ? list.get("pack") : meaning.get("pack");
            Knowledge knowledge = packs.computeIfAbsent(pack.asString(), p -> Knowledge.of(KnowledgePack.shipped(p)));
            for (ObjectNode row : rows(json, list)) {
                cases.add(one(knowledge, list, row));
            }
        }
        return Stream.concat(cases.stream(), Choices.of(name, json));
    }

    private static Case one(Knowledge knowledge, JsonNode list, ObjectNode row) {
        List<String> columns = new ArrayList<>(list.get("answers").propertyNames());
        Map<String, String> expected = new LinkedHashMap<>();
        for (String column : columns) {
            expected.put(column, meant(list.get("answers").get(column).get("words"), text(row, column)));
        }
        String id = list.get("path").asString() + "/" + CaseIds.join(row, key(list, row));
        return new Case(id, expected, () -> {
            Advice advice = Advisor.advise(knowledge, facts(list, row), asOf(list, row));
            Map<String, String> actual = new LinkedHashMap<>();
            List<String> sources = new ArrayList<>();
            for (String column : columns) {
                JsonNode answer = list.get("answers").get(column);
                String wanted = expected.getOrDefault(column, "");
                PackQuestion.Reply reply =
                        PackQuestion.ask(advice, answer.get("ask").asString(), wanted);
                boolean listed = Optional.ofNullable(answer.get("unless"))
                        .map(topic -> PackQuestion.isListedConflict(advice, topic.asString(), wanted))
                        .orElse(false);
                actual.put(column, listed ? wanted : reply.answer());
                sources.addAll(reply.sources());
            }
            boolean sourced = !sources.isEmpty();
            return new Answer(
                    actual,
                    actual.equals(expected) && sourced,
                    sourced ? "sources " + sources.stream().distinct().toList() : "no source");
        });
    }

    private static String[] key(JsonNode list, ObjectNode row) {
        JsonNode key = list.get("key");
        return key == null
                ? row.propertyNames().toArray(String[]::new)
                : CapabilityMatrices.strings(key).toArray(String[]::new);
    }

    private static LocalDate asOf(JsonNode list, ObjectNode row) {
        JsonNode column = list.get("asOf");
        return column == null ? TODAY : LocalDate.parse(text(row, column.asString()));
    }

    private static Facts facts(JsonNode list, ObjectNode row) {
        Map<String, String> answers = new TreeMap<>();
        if (list.has("given")) {
            list.get("given")
                    .properties()
                    .forEach(g -> answers.put(g.getKey(), g.getValue().asString()));
        }
        if (list.has("facts")) {
            list.get("facts").properties().forEach(column -> {
                String text = text(row, column.getKey());
                if (column.getValue().isString()) {
                    answers.put(column.getValue().asString(), text);
                } else {
                    fragment(column.getValue(), text)
                            .ifPresent(f -> f.properties()
                                    .forEach(p ->
                                            answers.put(p.getKey(), p.getValue().asString())));
                }
            });
        }
        Facts facts = Facts.none();
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            facts = facts.declare(answer.getKey(), answer.getValue());
        }
        return facts;
    }

    private static String meant(JsonNode words, String text) {
        return words == null
                ? text
                : fragment(words, text).map(JsonNode::asString).orElse(text);
    }

    /** The value of the first fragment that the text contains, ignoring case. */
    private static Optional<JsonNode> fragment(JsonNode words, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.properties().stream()
                .filter(w -> lower.contains(w.getKey().toLowerCase(Locale.ROOT)))
                .<JsonNode>map(Map.Entry::getValue)
                .findFirst();
    }

    private static String text(JsonNode row, String column) {
        JsonNode value = row.get(column);
        return value == null
                ? "(absent)"
                : value.isNull() ? "(null)" : value.isValueNode() ? value.asString() : value.toString();
    }

    // Rows are objects; a text is a row with the column "item", a list a row with columns "0", "1" and so on, and the
    // entries of an object are rows with the columns "key" and "value" where the meaning says so.
    private static List<ObjectNode> rows(JsonNode json, JsonNode list) {
        JsonNode found = json;
        for (String step : list.get("path").asString().split("\\.", -1)) {
            found = found == null ? null : found.get(step);
        }
        if (found == null) {
            return List.of();
        }
        List<ObjectNode> result = new ArrayList<>();
        if (list.has("entries")) {
            found.properties().forEach(e -> {
                ObjectNode row = JSON.createObjectNode();
                row.put("key", e.getKey());
                row.set("value", e.getValue());
                result.add(row);
            });
        } else if (found.isArray()) {
            found.forEach(element -> result.add(row(element)));
        } else {
            result.add(row(found));
        }
        if (list.has("only")) {
            list.get("only")
                    .properties()
                    .forEach(o -> result.removeIf(
                            row -> !text(row, o.getKey()).contains(o.getValue().asString())));
        }
        if (list.has("has")) {
            result.removeIf(row -> !row.has(list.get("has").asString()));
        }
        return result;
    }

    private static ObjectNode row(JsonNode element) {
        if (element instanceof ObjectNode object) {
            return object;
        }
        ObjectNode row = JSON.createObjectNode();
        if (element.isArray()) {
            for (int i = 0; i < element.size(); i++) {
                row.set(String.valueOf(i), element.get(i));
            }
            return row;
        }
        row.set("item", element);
        return row;
    }
}
