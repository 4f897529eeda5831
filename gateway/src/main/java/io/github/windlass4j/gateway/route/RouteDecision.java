package io.github.windlass4j.gateway.route;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** What becomes of one request. */
public sealed interface RouteDecision {
    /**
     * Why.
     *
     * @return the steps that led here
     */
    Trace trace();

    /**
     * What happens, without the reasons: equal for two decisions that a client and a backend cannot tell apart.
     *
     * @return this decision with an empty trace and without any text that says why
     */
    RouteDecision effect();

    /**
     * Case analysis.
     *
     * @param onRouted a rule takes the request and passes it on
     * @param onAnswered the gateway answers itself
     * @param onRefused there is no answer
     * @param onUnknown it cannot be said
     * @param <R> the result
     * @return the result of the case
     */
    default <R> R fold(
            Function<? super Routed, ? extends R> onRouted,
            Function<? super Answered, ? extends R> onAnswered,
            Function<? super Refused, ? extends R> onRefused,
            Function<? super Unknown, ? extends R> onUnknown) {
        if (this instanceof Routed routed) {
            return onRouted.apply(routed);
        }
        if (this instanceof Answered answered) {
            return onAnswered.apply(answered);
        }
        return this instanceof Refused refused ? onRefused.apply(refused) : onUnknown.apply((Unknown) this);
    }

    /**
     * A rule takes the request and passes it on, at least a share of it.
     *
     * @param shares what happens to which part, in the order of the rule's backends; the weights add up to one
     * @param mirrors copies that are sent elsewhere
     * @param delivery time limits, repetitions and sessions
     * @param trace why
     */
    record Routed(List<Share> shares, List<Mirror> mirrors, Delivery delivery, Trace trace) implements RouteDecision {
        /** Copies the lists. */
        public Routed {
            shares = List.copyOf(shares);
            mirrors = List.copyOf(mirrors);
        }

        @Override
        public Routed effect() {
            return new Routed(shares.stream().map(Share::effect).toList(), mirrors, delivery, NO_TRACE);
        }

        /** The same with what arrives, what is done to the answer, and how it is delivered. */
        String inFull() {
            return shares.stream().map(Share::inFull).toList()
                    + (mirrors.isEmpty() ? "" : " " + mirrors)
                    + (delivery.equals(Delivery.PLAIN) ? "" : " " + delivery);
        }

        /** Shares, then mirrors. */
        @Override
        public String toString() {
            return shares + (mirrors.isEmpty() ? "" : " " + mirrors);
        }
    }

    /**
     * The gateway answers itself.
     *
     * @param status 404 no rule matches, 421 the connection was made for another host, 500 no backend is valid, 3xx a
     *     redirect, 204 an answer to a CORS preflight request
     * @param headers header fields of the answer as far as the route decides about them, such as Location
     * @param why the reason in a few words
     * @param grpcStatus what a gRPC client makes of it; empty for other requests
     * @param trace why
     */
    record Answered(int status, Headers headers, String why, OptionalInt grpcStatus, Trace trace)
            implements RouteDecision {
        @Override
        public Answered effect() {
            return new Answered(status, headers, "", grpcStatus, NO_TRACE);
        }

        @Override
        public String toString() {
            return status + " (" + why + ")" + (headers.fields().isEmpty() ? "" : " " + headers);
        }
    }

    /**
     * There is no answer.
     *
     * @param refusal how the attempt ends
     * @param why the reason in a few words
     * @param trace why
     */
    record Refused(Refusal refusal, String why, Trace trace) implements RouteDecision {
        /** How an attempt ends without an answer. */
        public enum Refusal {
            /** Nothing listens there. */
            CONNECTION,
            /** The TLS handshake fails. */
            TLS,
            /** The connection is accepted and closed, because no backend can take it. */
            CLOSED
        }

        @Override
        public Refused effect() {
            return new Refused(refusal, "", NO_TRACE);
        }

        @Override
        public String toString() {
            return "refused: " + why;
        }
    }

    /**
     * It cannot be said.
     *
     * @param why what is missing
     * @param trace how far it was decided
     */
    record Unknown(String why, Trace trace) implements RouteDecision {
        @Override
        public Unknown effect() {
            return new Unknown("", NO_TRACE);
        }

        @Override
        public String toString() {
            return "unknown: " + why;
        }
    }

    /** Of an effect. */
    Trace NO_TRACE = new Trace(List.of(), false);
}
