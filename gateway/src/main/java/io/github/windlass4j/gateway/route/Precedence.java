package io.github.windlass4j.gateway.route;

/**
 * The steps by which one of several matching rules wins, in order (Gateway API, HTTPRouteRule.matches and
 * GRPCRouteRule.matches); the first step in which two rules differ decides.
 */
public enum Precedence {
    /** Nothing else matched. */
    ONLY_MATCH("it is the only one that matches"),
    /** An exact host name before a wildcard, a longer one before a shorter one. */
    HOSTNAME("its host name is more specific"),
    /** An exact path before any other; where expressions stand is up to the implementation. */
    PATH_KIND("its kind of path match goes first"),
    /** The longer path, or service name of a gRPC route. */
    PATH_LENGTH("its path is longer"),
    /** The longer method name of a gRPC route. */
    GRPC_METHOD("its method name is longer"),
    /** A rule that names the HTTP method. */
    METHOD("it names the method"),
    /** More header matches. */
    HEADERS("it has more header matches"),
    /** More query parameter matches. */
    QUERY("it has more query parameter matches"),
    /** Fewer expressions: not in the specification, which leaves expressions to the implementation. */
    EXPRESSIONS("it has fewer regular expressions"),
    /** The route that was created first; one without a time counts as not yet created. */
    AGE("its route is older"),
    /** The route that is first by {@code namespace/name}. */
    NAME("its route is first by namespace/name"),
    /** The rule that stands first in its route. */
    RULE_ORDER("it stands first in its route");

    private final String reason;

    Precedence(String reason) {
        this.reason = reason;
    }

    /**
     * Why the winner wins.
     *
     * @return a clause with the winner as "it"
     */
    public String reason() {
        return reason;
    }
}
