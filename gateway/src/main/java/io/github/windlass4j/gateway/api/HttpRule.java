package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One rule of an HTTPRoute.
 *
 * @param fields the rule's fields
 * @param index place among the route's rules, from 0
 */
public record HttpRule(Fields fields, int index) implements RouteRule {
    /**
     * Which requests the rule takes: those that fulfil any of the matches.
     *
     * @return the matches in order; for a rule that writes none, the one that takes every path
     */
    public List<HttpMatch> matches() {
        List<HttpMatch> matches =
                fields.list("matches").stream().map(HttpMatch::new).toList();
        return matches.isEmpty() ? List.of(new HttpMatch(Fields.of(Mapping.empty()))) : matches;
    }

    /**
     * How long things may take.
     *
     * @return {@code timeouts}
     */
    public Timeouts timeouts() {
        return new Timeouts(fields.child("timeouts"));
    }

    /**
     * When a request is tried again.
     *
     * @return {@code retry}, if the rule has one
     */
    public Optional<Retry> retry() {
        return fields.has("retry") ? Optional.of(new Retry(fields.child("retry"))) : Optional.empty();
    }

    /**
     * How requests of one session reach one backend.
     *
     * @return {@code sessionPersistence}, if the rule has one
     */
    public Optional<SessionPersistence> sessionPersistence() {
        return SessionPersistence.in(fields);
    }

    /**
     * Time limits of a rule.
     *
     * @param fields the {@code timeouts} field
     */
    public record Timeouts(Fields fields) implements View {
        /**
         * Limit for the whole request.
         *
         * @return the limit, zero for none; empty when the controller decides
         */
        public Optional<Duration> request() {
            return GatewayDuration.of(fields, "request");
        }

        /**
         * Limit for one try at a backend.
         *
         * @return the limit, zero for none; empty when the controller decides
         */
        public Optional<Duration> backendRequest() {
            return GatewayDuration.of(fields, "backendRequest");
        }
    }

    /**
     * Retries of a rule.
     *
     * @param fields the {@code retry} field
     */
    public record Retry(Fields fields) implements View {
        /**
         * Responses that cause another try.
         *
         * @return status codes in order
         */
        public List<Integer> codes() {
            List<Integer> codes = new ArrayList<>();
            if (fields.child("codes").node() instanceof Sequence items) {
                for (Node item : items.items()) {
                    if (item instanceof Scalar scalar && scalar.value() instanceof Long code) {
                        codes.add(code.intValue());
                    }
                }
            }
            return List.copyOf(codes);
        }

        /**
         * How often at most.
         *
         * @return number of further tries; empty when the controller decides
         */
        public OptionalInt attempts() {
            return fields.int32("attempts");
        }

        /**
         * The least time between tries.
         *
         * @return the pause; empty when the controller decides
         */
        public Optional<Duration> backoff() {
            return GatewayDuration.of(fields, "backoff");
        }
    }
}
