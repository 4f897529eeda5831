package io.github.windlass4j.manifest.internal.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Kubernetes' own environment of rules (k8s.io/apiserver 0.36.4, cel-go 0.32.0) answered to expressions of ours on
 * 2026-11-23: the value with its type, the words of an error, or that the expression does not compile. Left out are
 * expressions that only a checker of types refuses.
 */
class CelAnswersTest {
    record Case(String expr, String answer) {
        @Override
        public String toString() {
            return expr;
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(CelAnswersTest.class.getResourceAsStream("cel-answers.jsonl"))) {
            for (Document document : Yaml.read(in.readAllBytes(), "cel-answers.jsonl")) {
                Fields line = Fields.of(document.root());
                cases.add(new Case(line.text("expr", ""), line.text("answer", "")));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answers_as_kubernetes_answers(Case one) {
        assertThat(answer(one.expr)).as(one.expr).isEqualTo(one.answer);
    }

    private static String answer(String expression) {
        try {
            Object value = CelProgram.compile(expression)
                    .run(CelNull.NULL, null, 10_000_000)
                    .value();
            return value instanceof CelError error ? "ERROR " + error.message() : show(value);
        } catch (CelSyntaxException refused) {
            return refused.isCertain() ? "COMPILE" : String.valueOf(refused.getMessage());
        }
    }

    private static String show(Object value) {
        if (value instanceof CelMap map) {
            return map.keys().stream()
                    .map(key -> show(key) + "=" + show(Objects.requireNonNull(map.find(key))))
                    .sorted()
                    .collect(Collectors.joining(", ", "map{", "}"));
        }
        if (value instanceof CelList list) {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                items.add(show(list.get(i)));
            }
            return "list" + items;
        }
        if (value instanceof CelOptional optional) {
            Object inner = optional.value();
            return inner == null ? "optional.none" : "optional(" + show(inner) + ")";
        }
        if (value instanceof CelBytes bytes) {
            return "bytes:" + HexFormat.of().formatHex(bytes.bytes());
        }
        if (value instanceof CelDuration duration) {
            return "duration:" + duration.nanos();
        }
        if (value instanceof Instant time) {
            return String.format("timestamp:%d.%09d", time.getEpochSecond(), time.getNano());
        }
        if (value instanceof CelType type) {
            return "type:" + type.name();
        }
        if (value instanceof CelUint number) {
            return "uint:" + Long.toUnsignedString(number.bits());
        }
        return value == CelNull.NULL ? "null" : CelTypes.nameOf(value) + ":" + value;
    }
}
