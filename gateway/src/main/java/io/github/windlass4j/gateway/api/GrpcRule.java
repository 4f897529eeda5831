package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import io.github.windlass4j.manifest.yaml.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * One rule of a GRPCRoute.
 *
 * @param fields the rule's fields
 * @param index place among the route's rules, from 0
 */
public record GrpcRule(Fields fields, int index) implements RouteRule {
    /**
     * Which calls the rule takes: those that fulfil any of the matches.
     *
     * @return the matches in order; for a rule that writes none, the one that takes every call
     */
    public List<Match> matches() {
        List<Match> matches = fields.list("matches").stream().map(Match::new).toList();
        return matches.isEmpty() ? List.of(new Match(Fields.of(Mapping.empty()))) : matches;
    }

    /**
     * How calls of one session reach one backend.
     *
     * @return {@code sessionPersistence}, if the rule has one
     */
    public Optional<SessionPersistence> sessionPersistence() {
        return SessionPersistence.in(fields);
    }

    /**
     * What one call must fulfil: all conditions of the match.
     *
     * @param fields the match's fields
     */
    public record Match(Fields fields) implements View {
        /**
         * Whether service and method are regular expressions.
         *
         * @return true for the type {@code RegularExpression}
         */
        public boolean isRegularExpression() {
            return fields.child("method").text("type", "Exact").equals("RegularExpression");
        }

        /**
         * The service.
         *
         * @return full name with its package; empty takes every service
         */
        public Optional<String> service() {
            return fields.child("method").text("service").filter(name -> !name.isEmpty());
        }

        /**
         * The method.
         *
         * @return name; empty takes every method
         */
        public Optional<String> method() {
            return fields.child("method").text("method").filter(name -> !name.isEmpty());
        }

        /**
         * Conditions on headers. Of several with one name, ignoring case, only the first counts.
         *
         * @return the conditions in order, all of them
         */
        public List<ValueMatch> headers() {
            return ValueMatch.all(fields, "headers");
        }
    }
}
