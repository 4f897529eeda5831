package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Ratio;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Worked examples of the weighted sum. The file's examples of other methods are left out: the advisor ranks by weighted
 * sums alone, and says how far the ranking depends on the weights.
 */
final class WeightedSums implements Suite {
    @Override
    public String name() {
        return "mcda-worked-examples";
    }

    @Override
    public String file() {
        return "advisor/mcda-worked-examples.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        JsonNode examples = file.json().get("WSM");
        return examples == null
                ? Stream.of()
                : StreamSupport.stream(examples.spliterator(), false).map(WeightedSums::one);
    }

    private static Case one(JsonNode example) {
        List<BigDecimal> scores = StreamSupport.stream(example.get("score").spliterator(), false)
                .map(JsonNode::decimalValue)
                .toList();
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("score", scores.stream().map(BigDecimal::toPlainString).toList());
        expected.put(
                "rank",
                StreamSupport.stream(example.get("rank").spliterator(), false)
                        .map(JsonNode::asInt)
                        .toList());
        return new Case(CaseIds.of(example, "score", "rank"), expected, () -> {
            List<Ratio> sums = sums(example);
            Map<String, Object> actual = new LinkedHashMap<>();
            actual.put(
                    "score",
                    IntStream.range(0, sums.size())
                            .mapToObj(i -> decimal(sums.get(i), scores.get(i).scale()))
                            .toList());
            actual.put("rank", ranks(sums));
            return Answer.compare(expected, actual, "exact weighted sums");
        });
    }

    // As the example states: smaller-is-better columns are inverted, then columns and weights are scaled by their sum.
    private static List<Ratio> sums(JsonNode example) {
        List<List<Ratio>> rows = new ArrayList<>();
        for (JsonNode row : example.get("matrix")) {
            List<Ratio> values = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                Ratio value = Ratio.of(row.get(c).decimalValue());
                boolean smaller = example.get("direction").get(c).asString().equals("min");
                values.add(smaller ? Ratio.ONE.over(value) : value);
            }
            rows.add(values);
        }
        List<Ratio> weights = scaled(StreamSupport.stream(example.get("weights").spliterator(), false)
                .map(w -> Ratio.of(w.decimalValue()))
                .toList());
        List<List<Ratio>> columns = IntStream.range(0, weights.size())
                .mapToObj(c -> scaled(rows.stream().map(r -> r.get(c)).toList()))
                .toList();
        return IntStream.range(0, rows.size())
                .mapToObj(r -> Ratio.weightedSum(
                        weights, columns.stream().map(c -> c.get(r)).toList()))
                .toList();
    }

    private static List<Ratio> scaled(List<Ratio> values) {
        Ratio sum = values.stream().reduce(Ratio.ZERO, Ratio::plus);
        return values.stream().map(v -> v.over(sum)).toList();
    }

    private static String decimal(Ratio value, int scale) {
        return new BigDecimal(value.numerator())
                .divide(new BigDecimal(value.denominator()), scale, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static List<Integer> ranks(List<Ratio> sums) {
        List<Ratio> ordered = sums.stream().sorted(Comparator.reverseOrder()).toList();
        return sums.stream().map(s -> ordered.indexOf(s) + 1).toList();
    }
}
