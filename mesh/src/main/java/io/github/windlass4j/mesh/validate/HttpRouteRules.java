package io.github.windlass4j.mesh.validate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the webhook says of one HTTP route of a VirtualService. */
final class HttpRouteRules {
    private static final Set<String> PSEUDO_HEADERS = Set.of(":method", ":scheme", ":authority", ":path", ":status");
    private static final Pattern HEADER_VALUE = Pattern.compile("[^\\x00-\\x08\\x0A-\\x1F\\x7F]*");

    private static final String ANY_VALUE = "*";
    private static final List<String> TEXT_CONDITIONS = List.of("uri", "scheme", "method", "authority");

    private HttpRouteRules() {}

    static void route(At route, boolean isDelegate) {
        if (!route.isPresent()) {
            route.error("http route may not be null");
            return;
        }
        boolean delegates = route.has("delegate");
        conflicts(route, isDelegate, delegates);
        for (At match : route.list("match")) {
            match(match);
        }
        headers(route.child("headers"));
        cors(route.child("corsPolicy"));
        fault(route.child("fault"));
        mirrors(route);
        redirect(route.child("redirect"), route.list("match"));
        directResponse(route.child("directResponse"));
        retries(route.child("retries"));
        rewrite(route.child("rewrite"));
        authority(route);
        List<At> weights = route.list("route");
        for (At weighted : weights) {
            VirtualServiceRules.weighted(weighted);
            headers(weighted.child("headers"));
        }
        VirtualServiceRules.total(route, weights);
        Syntax.duration(route, "timeout");
    }

    private static void conflicts(At route, boolean isDelegate, boolean delegates) {
        if (isDelegate) {
            route.errorIf(delegates, "delegate HTTP route cannot contain delegate");
        } else if (delegates) {
            route.errorIf(route.has("redirect"), "root HTTP route must not specify redirect");
            route.errorIf(route.has("route"), "root HTTP route must not specify route");
            route.errorIf(route.has("directResponse"), "root HTTP route must not specify direct_response");
            return;
        }
        boolean hasRoute = !route.list("route").isEmpty();
        if (route.has("redirect")) {
            route.errorIf(hasRoute, "HTTP route cannot contain both route and redirect");
            route.errorIf(route.has("fault"), "HTTP route cannot contain both fault and redirect");
            route.errorIf(route.has("rewrite"), "HTTP route rule cannot contain both rewrite and redirect");
            route.errorIf(
                    route.has("directResponse"), "HTTP route rule cannot contain both direct_response and redirect");
        } else if (route.has("directResponse")) {
            route.errorIf(hasRoute, "HTTP route cannot contain both route and direct_response");
            route.errorIf(route.has("fault"), "HTTP route cannot contain both fault and direct_response");
            route.errorIf(route.has("rewrite"), "HTTP route rule cannot contain both rewrite and direct_response");
        } else {
            route.errorIf(!hasRoute, "HTTP route, redirect or direct_response is required");
        }
        route.errorIf(
                route.has("mirror") && !route.list("mirrors").isEmpty(),
                "HTTP route cannot contain both mirror and mirrors");
    }

    private static void match(At match) {
        if (!match.isPresent()) {
            return;
        }
        for (String field : List.of("headers", "withoutHeaders")) {
            match.map(field).forEach((name, condition) -> {
                boolean excludes = field.equals("withoutHeaders");
                condition.errorIf(!excludes && !condition.isPresent(), "header match " + name + " cannot be null");
                headerName(condition, name);
                // There an asterisk alone is no expression, but stands for a header that is there.
                if (!excludes || !condition.text("regex").equals(ANY_VALUE)) {
                    text(condition, field);
                }
            });
        }
        for (String field : TEXT_CONDITIONS) {
            text(match.child(field), field);
        }
        match.map("queryParams").forEach((name, condition) -> text(condition, "queryParams"));
        if (match.whole("port") != 0) {
            Syntax.port(match, match.whole("port"));
        }
        Syntax.labels(match, match.fields().textMap("sourceLabels"));
        VirtualServiceRules.gatewayNames(match.child("gateways"), match.texts("gateways"));
        String namespace = match.text("sourceNamespace");
        match.errorIf(
                !namespace.isEmpty() && !Syntax.isLabel(namespace),
                "sourceNamespace match " + namespace + " is invalid");
    }

    private static void headerName(At condition, String name) {
        if (name.isEmpty()) {
            condition.error("header name cannot be empty");
        } else if (!VirtualServiceRules.isClaim(name) && !PSEUDO_HEADERS.contains(name)) {
            condition.errorIf(!Syntax.isHeaderName(name), "header name " + name + " is not a valid header name");
        }
    }

    private static void text(At condition, String where) {
        if (condition.has("prefix")) {
            // An empty prefix of the path takes every path, and stands for that.
            condition.errorIf(
                    condition.text("prefix").isEmpty() && !where.equals("uri"),
                    '"' + where + "\": prefix string match should not be empty");
        } else if (condition.has("regex")) {
            Syntax.regex(condition, condition.text("regex"), where);
        }
    }

    private static void headers(At headers) {
        At request = headers.child("request");
        At response = headers.child("response");
        for (String field : List.of("add", "set")) {
            request.fields().child(field).names().forEach(name -> requestHeader(request, name));
            response.fields().child(field).names().forEach(name -> changedHeader(response, name));
            for (At side : List.of(request, response)) {
                side.fields().textMap(field).values().forEach(value -> headerValue(side, value));
            }
        }
        request.texts("remove").forEach(name -> changedHeader(request, name));
        response.texts("remove").forEach(name -> changedHeader(response, name));
    }

    private static void requestHeader(At at, String name) {
        at.errorIf(name.isEmpty(), "header name cannot be empty");
        at.errorIf(
                name.startsWith(":") && !isAuthority(name),
                "invalid header \"" + name + "\": header cannot have \":\" prefix");
    }

    private static void changedHeader(At at, String name) {
        at.errorIf(name.isEmpty(), "header name cannot be empty");
        at.errorIf(name.equalsIgnoreCase("host"), "invalid header \"" + name + "\": cannot set Host header");
        at.errorIf(name.startsWith(":"), "invalid header \"" + name + "\": header cannot have \":\" prefix");
    }

    private static void headerValue(At at, String value) {
        at.errorIf(!HEADER_VALUE.matcher(value).matches(), "header value configuration " + value + " is invalid");
        at.errorIf(!HeaderFormat.isComplete(value), "header value configuration " + value + " is invalid: format");
    }

    private static boolean isAuthority(String name) {
        return name.equalsIgnoreCase(":authority") || name.equalsIgnoreCase("host");
    }

    /** The authority may be set in one place only. */
    private static void authority(At route) {
        int places = route.child("rewrite").text("authority").isEmpty() ? 0 : 1;
        for (String field : List.of("set", "add")) {
            for (String name : route.child("headers")
                    .child("request")
                    .child(field)
                    .fields()
                    .names()) {
                places += isAuthority(name) ? 1 : 0;
            }
        }
        route.errorIf(places > 1, "authority header cannot be set multiple times");
    }

    private static void cors(At cors) {
        for (At origin : cors.list("allowOrigins")) {
            boolean isEmpty = List.of("exact", "prefix", "regex").stream()
                    .allMatch(field -> origin.text(field).isEmpty());
            if (isEmpty) {
                origin.error("'' is not a valid match type for CORS allow origins");
            } else if (origin.has("regex")) {
                Syntax.regex(origin, origin.text("regex"), "corsPolicy.allowOrigins");
            }
        }
        Set<String> methods = ValidationFacts.read().httpMethods();
        for (String method : cors.texts("allowMethods")) {
            cors.errorIf(
                    !method.equals(ANY_VALUE) && !methods.contains(method),
                    '"' + method + "\" is not a supported HTTP method");
        }
        for (String field : List.of("allowHeaders", "exposeHeaders")) {
            for (String name : cors.texts(field)) {
                cors.errorIf(name.isEmpty(), "header name cannot be empty");
                cors.errorIf(
                        !name.isEmpty() && !name.equals(ANY_VALUE) && !Syntax.isHeaderName(name),
                        "header name " + name + " is not a valid header name");
            }
        }
        if (cors.has("maxAge")) {
            Syntax.duration(cors, "maxAge");
            cors.errorIf(
                    Syntax.seconds(cors.text("maxAge"))
                            .filter(seconds -> seconds.stripTrailingZeros().scale() > 0)
                            .isPresent(),
                    "max_age duration is accurate only to seconds precision");
        }
    }

    private static void fault(At fault) {
        if (!fault.isPresent()) {
            return;
        }
        fault.errorIf(
                !fault.has("abort") && !fault.has("delay"), "HTTP fault injection must have an abort and/or a delay");
        At abort = fault.child("abort");
        if (abort.isPresent()) {
            percentage(abort.child("percentage"));
            if (abort.has("httpStatus")) {
                status(abort, abort.whole("httpStatus"));
            } else if (abort.has("grpcStatus")) {
                abort.errorIf(
                        !ValidationFacts.read().grpcStatuses().contains(abort.text("grpcStatus")),
                        "gRPC status \"" + abort.text("grpcStatus") + "\" is not supported");
            } else if (abort.has("http2Error")) {
                abort.error("HTTP/2 abort fault injection not supported yet");
            } else {
                abort.warn("abort configured, but error type not set");
            }
        }
        At delay = fault.child("delay");
        percentage(delay.child("percentage"));
        Syntax.duration(delay, "fixedDelay");
        Syntax.duration(delay, "exponentialDelay");
        delay.errorIf(delay.has("exponentialDelay"), "exponentialDelay not supported yet");
    }

    private static void percentage(At percentage) {
        double value = percentage.number("value");
        percentage.errorIf(
                value < 0 || value > 100 || (value > 0 && value < 0.0001),
                "percentage " + value + " is neither 0.0, nor in range [0.0001, 100.0]");
    }

    private static void status(At at, long status) {
        at.errorIf(status < 200 || status > 600, "HTTP status " + status + " is not in range 200-599");
    }

    private static void mirrors(At route) {
        if (route.has("mirrorPercent")) {
            long percent = route.whole("mirrorPercent");
            route.errorIf(percent > 100, "mirror_percent must have a max value of 100 (it has " + percent + ")");
            route.warn("using deprecated setting \"mirrorPercent\", use \"mirrorPercentage\" instead");
        }
        mirrorPercentage(route.child("mirrorPercentage"), "mirror_percentage");
        VirtualServiceRules.destination(route.child("mirror"));
        for (At mirror : route.list("mirrors")) {
            mirror.errorIf(!mirror.isPresent(), "mirror cannot be null");
            mirror.errorIf(mirror.isPresent() && !mirror.has("destination"), "destination is required for mirrors");
            VirtualServiceRules.destination(mirror.child("destination"));
            mirrorPercentage(mirror.child("percentage"), "mirror percentage");
        }
    }

    private static void mirrorPercentage(At percentage, String name) {
        double value = percentage.number("value");
        percentage.errorIf(value > 100, name + " must have a max value of 100 (it has " + value + ")");
        percentage.errorIf(value < 0, name + " must have a min value of 0 (it has " + value + ")");
    }

    private static void redirect(At redirect, List<At> matches) {
        if (!redirect.isPresent()) {
            return;
        }
        boolean isEmpty = List.of("uri", "authority", "scheme", "prefixRewrite").stream()
                        .allMatch(field -> redirect.text(field).isEmpty())
                && !redirect.has("port")
                && !redirect.has("derivePort");
        redirect.errorIf(isEmpty, "redirect must specify URI, authority, scheme, or port");
        String prefix = redirect.text("prefixRewrite");
        if (!prefix.isEmpty()) {
            redirect.errorIf(!redirect.text("uri").isEmpty(), "redirect may only contain one of URI or prefixRewrite");
            redirect.errorIf(
                    matches.stream().anyMatch(match -> match.child("uri").has("regex")),
                    "prefixRewrite is only supported with a prefix or exact URI match");
        }
        long code = redirect.whole("redirectCode");
        redirect.errorIf(code != 0 && (code < 300 || code > 399), code + " is not a valid redirect code, must be 3xx");
        redirect.errorIf(
                !List.of("", "http", "https").contains(redirect.text("scheme")),
                "invalid redirect scheme, must be \"http\" or \"https\"");
        if (redirect.whole("port") > 0) {
            Syntax.port(redirect, redirect.whole("port"));
        }
    }

    private static void directResponse(At response) {
        if (!response.isPresent()) {
            return;
        }
        At body = response.child("body");
        int size = Math.max(
                body.text("string").getBytes(StandardCharsets.UTF_8).length,
                body.text("bytes").getBytes(StandardCharsets.UTF_8).length);
        String large = "large direct_responses may impact control plane performance";
        ValidationFacts.Limits limits = ValidationFacts.read().limits();
        response.errorIf(size > limits.bodyBytes(), large + ", must be less than " + (limits.bodyBytes() >> 20) + "MB");
        response.warnIf(size > limits.warnedBodyBytes() && size <= limits.bodyBytes(), large);
        status(response, response.whole("status"));
    }

    static void retries(At retries) {
        if (!retries.isPresent()) {
            return;
        }
        long attempts = retries.whole("attempts");
        retries.errorIf(attempts < 0, "attempts cannot be negative");
        boolean isConfigured = retries.has("perTryTimeout")
                || !retries.text("retryOn").isEmpty()
                || retries.has("retryRemoteLocalities");
        retries.errorIf(
                attempts == 0 && isConfigured, "http retry policy configured when attempts are set to 0 (disabled)");
        Syntax.duration(retries, "perTryTimeout");
        Syntax.duration(retries, "backoff");
        String conditions = retries.text("retryOn");
        if (!conditions.isEmpty()) {
            for (String condition : conditions.split(",", -1)) {
                boolean isStatus = condition.matches("[0-9]{3}")
                        && ValidationFacts.read().httpStatuses().contains(Integer.valueOf(condition));
                retries.errorIf(
                        !isStatus && !ValidationFacts.read().retryConditions().contains(condition),
                        '"' + condition + "\" is not a valid retryOn policy");
            }
        }
    }

    private static void rewrite(At rewrite) {
        if (!rewrite.isPresent()) {
            return;
        }
        At regex = rewrite.child("uriRegexRewrite");
        boolean hasUri = !rewrite.text("uri").isEmpty();
        rewrite.errorIf(hasUri && regex.isPresent(), "rewrite may only contain one of URI or UriRegexRewrite");
        rewrite.errorIf(
                !hasUri && !regex.isPresent() && rewrite.text("authority").isEmpty(),
                "rewrite must specify at least one of URI, UriRegexRewrite, or authority. Only one of URI or"
                        + " UriRegexRewrite may be specified");
        if (regex.isPresent()) {
            if (regex.text("match").isEmpty() || regex.text("rewrite").isEmpty()) {
                regex.error("UriRegexRewrite requires both Rewrite and Match fields to be specified");
            } else {
                Syntax.regex(regex, regex.text("match"), "HTTPRewrite.UriRegexRewrite.Match");
            }
        }
    }
}
