package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** dmn-tck: and, or, not with null as unknown; one case per expected value. */
final class TernaryLogic implements Suite {
    @Override
    public String name() {
        return "dmn-tck-ternary-logic";
    }

    @Override
    public String file() {
        return "advisor/dmn-tck-ternary-logic.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        List<Case> cases = new ArrayList<>();
        for (JsonNode model : file.json().get("models")) {
            for (JsonNode one : model.get("cases")) {
                one.get("out").properties().forEach(out -> {
                    String expression = model.get("decisions").get(out.getKey()).asString();
                    String id =
                            model.get("model").asString() + "/" + one.get("id").asString() + "/" + out.getKey();
                    String expected = truth(out.getValue()).name();
                    cases.add(new Case(
                            id,
                            expected,
                            () -> Answer.compare(
                                    expected,
                                    evaluate(expression, one.get("in")).name(),
                                    expression)));
                });
            }
        }
        return cases.stream();
    }

    private static Truth evaluate(String expression, JsonNode in) {
        if (expression.startsWith("not(")) {
            return truth(in.get(expression.substring(4, expression.length() - 1)))
                    .not();
        }
        String[] words = expression.split(" ", -1);
        Truth left = truth(in.get(words[0]));
        Truth right = truth(in.get(words[2]));
        return words[1].equals("and") ? left.and(right) : left.or(right);
    }

    private static Truth truth(JsonNode value) {
        return value.isNull() ? Truth.UNKNOWN : Truth.of(value.asBoolean());
    }
}
