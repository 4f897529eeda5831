package io.github.windlass4j.gateway.route;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A named value, of a header or a query parameter, that must equal a text or match an expression as a whole. */
final class ValuePredicate {
    private final String name;
    private final String value;
    private final @Nullable Regex regex;

    private ValuePredicate(String name, String value, @Nullable Regex regex) {
        this.name = name;
        this.value = value;
        this.regex = regex;
    }

    static ValuePredicate exact(String name, String value) {
        return new ValuePredicate(name, value, null);
    }

    static ValuePredicate expression(String name, String source) {
        return new ValuePredicate(name, source, Regex.compile(source));
    }

    String name() {
        return name;
    }

    String value() {
        return value;
    }

    boolean isExpression() {
        return regex != null;
    }

    @Nullable
    Regex regex() {
        return regex;
    }

    boolean accepts(String actual) {
        return regex == null ? value.equals(actual) : regex.matches(actual);
    }

    String condition() {
        return (regex == null ? "" : "~") + value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValuePredicate that
                && name.equals(that.name)
                && value.equals(that.value)
                && isExpression() == that.isExpression();
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, value, isExpression());
    }

    @Override
    public String toString() {
        return name + "=" + condition();
    }
}
