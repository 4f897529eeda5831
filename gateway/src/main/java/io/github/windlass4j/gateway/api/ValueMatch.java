package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import java.util.List;

/**
 * A condition on one header or query parameter.
 *
 * @param fields the condition's fields
 */
public record ValueMatch(Fields fields) implements View {
    static List<ValueMatch> all(Fields owner, String field) {
        return owner.list(field).stream().map(ValueMatch::new).toList();
    }

    /**
     * How the value is compared.
     *
     * @return Exact (also when absent) or RegularExpression
     */
    public String type() {
        return fields.text("type", "Exact");
    }

    /**
     * Whether the value is a regular expression, whose dialect is the controller's.
     *
     * @return true for the type {@code RegularExpression}
     */
    public boolean isRegularExpression() {
        return type().equals("RegularExpression");
    }

    /**
     * Name of the header or parameter.
     *
     * @return name as written, empty when absent
     */
    public String name() {
        return fields.text("name", "");
    }

    /**
     * What the value is compared with.
     *
     * @return the value, empty when absent
     */
    public String value() {
        return fields.text("value", "");
    }

    /** {@code x-version=two}, or {@code x-version~tw.} for a regular expression. */
    @Override
    public String toString() {
        return name() + (isRegularExpression() ? "~" : "=") + value();
    }
}
