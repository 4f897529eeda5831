package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.Optional;

/**
 * What one request must fulfil: all conditions of the match.
 *
 * @param fields the match's fields
 */
public record HttpMatch(Fields fields) implements View {
    /**
     * The condition on the path.
     *
     * @return the written one, or the prefix {@code /} that the API server fills in
     */
    public PathMatch path() {
        return new PathMatch(fields.child("path"));
    }

    /**
     * The method.
     *
     * @return method in capitals; empty takes every method
     */
    public Optional<String> method() {
        return fields.text("method");
    }

    /**
     * Conditions on headers. Of several with one name, ignoring case, only the first counts.
     *
     * @return the conditions in order, all of them
     */
    public List<ValueMatch> headers() {
        return ValueMatch.all(fields, "headers");
    }

    /**
     * Conditions on query parameters. Of several with one name only the first counts.
     *
     * @return the conditions in order, all of them
     */
    public List<ValueMatch> queryParams() {
        return ValueMatch.all(fields, "queryParams");
    }

    /**
     * A condition on the path.
     *
     * @param fields the {@code path} field
     */
    public record PathMatch(Fields fields) implements View {
        /**
         * How the path is compared.
         *
         * @return Exact, PathPrefix (also when absent), RegularExpression
         */
        public String type() {
            return fields.text("type", "PathPrefix");
        }

        /**
         * What the path is compared with.
         *
         * @return the value, {@code /} when absent
         */
        public String value() {
            return fields.text("value", "/");
        }

        /** {@code PathPrefix /login}. */
        @Override
        public String toString() {
            return type() + " " + value();
        }
    }
}
