package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.migrate.Outcome.Arrival;
import io.github.windlass4j.gateway.migrate.Outcome.Kind;
import io.github.windlass4j.gateway.route.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Something that the produced objects do otherwise, because Gateway API has no words for it.
 *
 * @param aspect in what respect
 * @param host the server, empty for the catch-all
 * @param path the location
 * @param what one sentence
 */
public record Loss(Aspect aspect, String host, String path, String what) {
    /** Respects in which both sides may differ. */
    public enum Aspect {
        /** HTTPS is answered with the controller's own certificate before, and refused after. */
        OWN_CERTIFICATE,
        /** Expressions ignore the case of letters before, prefixes do not after. */
        LETTER_CASE,
        /** A prefix of text before, of whole segments after. */
        TEXT_PREFIX,
        /** A path that Gateway API cannot compare. */
        PATH,
        /** A rewriting that Gateway API cannot express. */
        REWRITE,
        /** A backend that does not exist: 503 before, or 502 under Application Gateway, 500 after. */
        MISSING_BACKEND,
        /** A Service of type ExternalName: the specification advises implementations against sending requests there. */
        EXTERNAL_NAME,
        /** A status code that Gateway API's redirects do not have. */
        REDIRECT_CODE,
        /** A redirect to a fixed URL drops the query before, and may keep it after. */
        REDIRECT_QUERY,
        /** A wildcard stands for one label before, for one or more after. */
        WILDCARD,
        /** A path that no rule of a host takes is answered 404 before; after, a less specific name may take it. */
        HOST_FALLTHROUGH,
        /** The order of expressions is the implementation's choice after. */
        EXPRESSION_ORDER,
        /** The host that backends see. */
        UPSTREAM_HOST,
        /** TLS is passed through before, and not after. */
        PASSTHROUGH,
        /**
         * What the Ingress does cannot be said: nginx refuses the configuration, or it uses variables or expressions of PCRE.
         */
        UNKNOWN_BEFORE,
        /** More listeners than the target can have; nothing listens for this host after. */
        LISTENERS,
        /** Every request is answered 404 before; nothing is produced that listens. */
        NOT_SERVED,
        /** What no path takes goes to an empty pool before, answered 502; after, nobody takes it. */
        EMPTY_POOL,
        /** A host name with wildcards that Gateway API has no words for. */
        HOST_PATTERN,
        /** A wildcard that is asked before a more specific name; after, the more specific name decides. */
        HOST_ORDER,
        /** Another port than those of the target. */
        PORT,
        /** Plain HTTP at a port for TLS: 400 before, no answer after. */
        PLAIN_AT_TLS,
        /** A path that nothing reaches, because an earlier one takes it whole; it is left out. */
        NEVER_REACHED,
        /** A host that the API server refuses: nothing of its Ingress is there, before or after. */
        REFUSED_HOST,
        /** An Ingress of a version before networking.k8s.io/v1: no API server has it, and nothing of it is read. */
        OLD_VERSION,
        /** Two controllers had an address each; what one of them did not serve, the other's routes may take now. */
        OTHER_CONTROLLER
    }

    /** Whether this is about a request to a site. */
    boolean concerns(Request request, String site) {
        return host.equals(site)
                || host.equals(request.host())
                || aspect == Aspect.WILDCARD
                || aspect == Aspect.HOST_PATTERN
                || aspect == Aspect.OTHER_CONTROLLER;
    }

    /**
     * Whether this is why two outcomes differ.
     *
     * @param request the request
     * @param before what the Ingress does
     * @param after what the produced objects do
     * @return true if a difference of this sort is what the loss is about
     */
    boolean explains(Request request, Outcome before, Outcome after) {
        return switch (aspect) {
            case OWN_CERTIFICATE -> isSecured(request) && after.kind() != Kind.FORWARDED;
            case PASSTHROUGH -> isSecured(request) && (after.kind() != Kind.FORWARDED || before.kind() == Kind.REFUSED);
            case LETTER_CASE -> !request.path().startsWith(path) && startsWith(request.path(), path);
            case PATH -> before.kind() != Kind.REFUSED && startsWith(request.path(), stem(path));
            case TEXT_PREFIX -> besideSegments(request.path(), stem(path));
            case REWRITE -> sameBut(before, after, one -> arrival(one, one.host(), ""));
            case UPSTREAM_HOST -> sameBut(before, after, one -> arrival(one, "", one.target()));
            case MISSING_BACKEND -> before.status() >= 502 || after.status() == 500;
            case REDIRECT_CODE ->
                before.location().isPresent() && withoutQuery(before).equals(withoutQuery(after));
            case UNKNOWN_BEFORE -> before.kind() == Kind.UNKNOWN;
            case LISTENERS -> after.kind() == Kind.REFUSED;
            case NOT_SERVED -> before.status() == 404 && after.kind() == Kind.REFUSED;
            case REDIRECT_QUERY ->
                before.location().isPresent()
                        && before.status() == after.status()
                        && withoutQuery(before).equals(withoutQuery(after));
            case HOST_FALLTHROUGH -> before.status() == 404 || before.status() == 502;
            case WILDCARD ->
                request.host().endsWith(host.substring(1)) && request.host().indexOf('.') >= 0;
            case EMPTY_POOL -> before.status() == 502 && after.kind() == Kind.ANSWERED;
            case HOST_PATTERN -> Globs.matches(host, request.host());
            case HOST_ORDER -> before.kind() != Kind.REFUSED;
            case PORT -> after.kind() == Kind.REFUSED || before.kind() != Kind.FORWARDED;
            case PLAIN_AT_TLS -> before.status() == 400 && after.kind() == Kind.REFUSED;
            case EXTERNAL_NAME -> after.kind() != Kind.FORWARDED;
            case NEVER_REACHED, REFUSED_HOST, OLD_VERSION -> false;
            case OTHER_CONTROLLER -> before.kind() == Kind.REFUSED || before.status() >= 400;
            case EXPRESSION_ORDER -> before.kind() == after.kind() || (isServed(before) && isServed(after));
        };
    }

    private static boolean isSecured(Request request) {
        return request.transport() != Request.Transport.HTTP;
    }

    /** Whether a rule took the request. */
    private static boolean isServed(Outcome outcome) {
        return outcome.kind() == Kind.FORWARDED || outcome.location().isPresent();
    }

    /** The request with its path in the letters of the loss, where both begin the same. */
    Request asWritten(Request request) {
        return request.withPath(path + request.path().substring(path.length()));
    }

    /** Whether a path begins with a text and the text ends within a segment of it, or is that text without its slash. */
    private static boolean besideSegments(String path, String text) {
        if (text.endsWith("/")) {
            return path.equalsIgnoreCase(text.substring(0, text.length() - 1));
        }
        return startsWith(path, text) && path.length() > text.length() && path.charAt(text.length()) != '/';
    }

    private static boolean startsWith(String path, String start) {
        return path.toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT));
    }

    /** The text with which everything begins that an expression takes; a character that may be missing is none of it. */
    private static String stem(String path) {
        int end = 0;
        while (end < path.length() && Rewrite.isLiteral(path.substring(end, end + 1))) {
            end++;
        }
        boolean mayBeMissing = end > 0 && end < path.length() && "?*{".indexOf(path.charAt(end)) >= 0;
        return path.substring(0, mayBeMissing ? end - 1 : end);
    }

    private static boolean sameBut(Outcome before, Outcome after, UnaryOperator<Arrival> without) {
        return before.kind() == Kind.FORWARDED
                && after.kind() == Kind.FORWARDED
                && forwarded(before, without).equals(forwarded(after, without));
    }

    private static Outcome forwarded(Outcome outcome, UnaryOperator<Arrival> without) {
        return Outcome.forwarded(outcome.arrivals().stream().map(without).toList());
    }

    private static Arrival arrival(Arrival one, String host, String target) {
        return new Arrival(one.weight(), one.service(), one.port(), host, target);
    }

    private static Optional<String> withoutQuery(Outcome outcome) {
        return outcome.location().map(url -> url.indexOf('?') < 0 ? url : url.substring(0, url.indexOf('?')));
    }

    /** {@code TEXT_PREFIX at shop.example.com/api: ...}. */
    @Override
    public String toString() {
        return aspect + " at " + (host.isEmpty() ? "every other host" : host) + path + ": " + what;
    }
}
