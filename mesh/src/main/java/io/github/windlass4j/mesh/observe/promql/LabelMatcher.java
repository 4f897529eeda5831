package io.github.windlass4j.mesh.observe.promql;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.Arrays;
import java.util.Optional;

/**
 * One condition of a selector.
 *
 * @param label name of the label
 * @param operator how it is compared
 * @param value text or expression
 */
public record LabelMatcher(String label, Operator operator, String value) {
    /** A comparison. */
    public enum Operator {
        /** Equal. */
        EQUAL("="),
        /** Not equal. */
        NOT_EQUAL("!="),
        /** The whole value matches. */
        MATCHES("=~"),
        /** The whole value does not match. */
        MATCHES_NOT("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static Optional<Operator> of(String sign) {
            return Arrays.stream(values())
                    .filter(operator -> operator.sign.equals(sign))
                    .findFirst();
        }

        boolean takesExpression() {
            return this == MATCHES || this == MATCHES_NOT;
        }

        /** The sign. */
        @Override
        public String toString() {
            return sign;
        }
    }

    /**
     * Whether a value fulfils the condition.
     *
     * @param actual the label's value, empty when there is no such label
     * @return true if so
     */
    public boolean accepts(String actual) {
        return switch (operator) {
            case EQUAL -> actual.equals(value);
            case NOT_EQUAL -> !actual.equals(value);
            case MATCHES -> anchored().find(actual);
            case MATCHES_NOT -> !anchored().find(actual);
        };
    }

    Regex anchored() {
        return Regex.compile("^(?s:" + value + ")$");
    }

    /** {@code app=~"a.*"}. */
    @Override
    public String toString() {
        return label + operator + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
