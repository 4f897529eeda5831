package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.knowledge.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The simple unary tests of a decision table's input column, turned into a question with finitely many answers: the words
 * that occur, or for numbers one answer for every bound and every stretch between two bounds.
 */
final class UnaryTests {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern INTERVAL =
            Pattern.compile("([\\[(\\]])\\s*(-?[\\d.]+?)\\s*\\.\\.\\s*(-?[\\d.]+)\\s*([\\])\\[])");
    private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>)?\\s*(-?\\d+(?:\\.\\d+)?)");
    private static final String OTHER = "(any other)";

    /** One input column. */
    record Column(Question question, List<String> cells, List<BigDecimal> bounds) {
        /** Answers that the cell of a rule accepts. */
        Set<String> accepted(int rule) {
            Set<String> result = new LinkedHashSet<>();
            for (int v = 0; v < question.values().size(); v++) {
                if (accepts(cells.get(rule).trim(), v)) {
                    result.add(question.values().get(v));
                }
            }
            return result;
        }

        String answer(JsonNode given) {
            if (!bounds.isEmpty()) {
                return question.values().get(position(given.decimalValue()));
            }
            String word = given.isString() ? "\"" + given.asString() + "\"" : given.asString();
            return question.values().contains(word) ? word : OTHER;
        }

        // Even positions are open stretches, odd positions the bounds themselves.
        private int position(BigDecimal number) {
            int below = 0;
            for (BigDecimal bound : bounds) {
                int c = number.compareTo(bound);
                if (c == 0) {
                    return 2 * below + 1;
                }
                if (c > 0) {
                    below++;
                }
            }
            return 2 * below;
        }

        private boolean accepts(String cell, int value) {
            if (cell.equals("-")) {
                return true;
            }
            if (cell.startsWith("not(")) {
                return !accepts(cell.substring(4, cell.length() - 1).trim(), value);
            }
            return split(cell).stream().anyMatch(test -> acceptsOne(test, value));
        }

        private boolean acceptsOne(String test, int value) {
            if (bounds.isEmpty()) {
                return test.equals(question.values().get(value));
            }
            Matcher interval = INTERVAL.matcher(test);
            if (interval.matches()) {
                String low = interval.group(1).equals("[") ? ">=" : ">";
                String high = interval.group(4).equals("]") ? "<=" : "<";
                return compares(low, new BigDecimal(interval.group(2)), value)
                        && compares(high, new BigDecimal(interval.group(3)), value);
            }
            Matcher comparison = COMPARISON.matcher(test);
            if (!comparison.matches()) {
                throw new IllegalArgumentException("unary test: " + test);
            }
            return compares(comparison.group(1), new BigDecimal(comparison.group(2)), value);
        }

        private boolean compares(@Nullable String operator, BigDecimal bound, int value) {
            int c = Integer.compare(value, position(bound));
            if (operator == null) {
                return c == 0;
            }
            return switch (operator) {
                case "<" -> c < 0;
                case "<=" -> c <= 0;
                case ">" -> c > 0;
                default -> c >= 0;
            };
        }
    }

    private UnaryTests() {}

    static Column column(JsonNode input, List<String> cells) {
        String id = input.get("expr").asString();
        if (input.get("type").asString("").equals("number")) {
            SortedSet<BigDecimal> bounds = new TreeSet<>();
            for (String cell : cells) {
                Matcher numbers = NUMBER.matcher(cell.replace("..", " "));
                while (numbers.find()) {
                    bounds.add(new BigDecimal(numbers.group()));
                }
            }
            List<String> values = new ArrayList<>(List.of("lowest"));
            bounds.forEach(b -> values.addAll(List.of("= " + b, "> " + b)));
            if (bounds.isEmpty()) {
                values.add("unused");
            }
            return new Column(new Question(id, id + "?", values, List.of(), false), cells, List.copyOf(bounds));
        }
        Set<String> values = new LinkedHashSet<>(alternatives(input.get("allowed")));
        for (String cell : cells) {
            String inner = cell.startsWith("not(") ? cell.substring(4, cell.length() - 1) : cell;
            if (!inner.equals("-")) {
                values.addAll(split(inner));
            }
        }
        values.add(OTHER);
        if (values.size() < 2) {
            values.add("unused");
        }
        return new Column(new Question(id, id + "?", List.copyOf(values), List.of(), false), cells, List.of());
    }

    static List<String> alternatives(@Nullable JsonNode list) {
        return list == null || list.isNull() ? List.of() : split(list.asString());
    }

    /** The text of a string literal, the canonical form of a number, anything else as it stands. */
    static Object literal(String text) {
        if (NUMBER.matcher(text).matches()) {
            return canonical(new BigDecimal(text));
        }
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    static BigDecimal canonical(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static List<String> split(String list) {
        List<String> result = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                result.add(current.toString().trim());
                current.setLength(0);
            } else {
                current.append(c);
            }
        }
        result.add(current.toString().trim());
        return result;
    }
}
