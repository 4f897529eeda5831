package io.github.windlass4j.mesh.authz;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether one rule takes an access. On ports without requests a rule of an ALLOW policy with a condition on requests takes
 * nothing, and one of a DENY policy is read without that condition (pilot/pkg/security/authz/model).
 */
final class RuleMatch {
    private static final List<String> HTTP_SOURCE =
            List.of("requestPrincipals", "notRequestPrincipals", "remoteIpBlocks", "notRemoteIpBlocks");
    private static final List<String> HTTP_OPERATION =
            List.of("hosts", "notHosts", "methods", "notMethods", "paths", "notPaths");
    private static final List<String> HTTP_KEYS = List.of("request.", "remote.ip");

    /** All others are conditions on requests for ztunnel, that on the server's name too. */
    private static final List<String> TUNNEL_KEYS = List.of(
            "source.ip",
            "source.namespace",
            "source.principal",
            "source.serviceAccount",
            "destination.ip",
            "destination.port");

    private final AuthorizationPolicy.Rule rule;
    private final AuthorizationPolicy policy;
    private final Authorization.View view;
    private final Access access;

    RuleMatch(AuthorizationPolicy.Rule rule, AuthorizationPolicy policy, Authorization.View view, Access access) {
        this.rule = rule;
        this.policy = policy;
        this.view = view;
        this.access = access;
    }

    Truth truth() {
        if (!access.http() && policy.action() == AuthorizationPolicy.Action.ALLOW && asksForRequests()) {
            return Truth.NO;
        }
        Truth from = rule.from().isEmpty() ? Truth.YES : Truth.any(rule.from(), this::source);
        Truth to = rule.to().isEmpty() ? Truth.YES : Truth.any(rule.to(), this::operation);
        return from.and(to).and(Truth.all(rule.when(), this::condition));
    }

    private boolean asksForRequests() {
        return Stream.of(
                        rule.from().stream()
                                .flatMap(from -> from.names().stream().filter(HTTP_SOURCE::contains)),
                        rule.to().stream().flatMap(to -> to.names().stream().filter(HTTP_OPERATION::contains)),
                        rule.when().stream().map(when -> when.text("key", "")).filter(this::isRequestKey))
                .anyMatch(found -> found.findAny().isPresent());
    }

    private boolean isRequestKey(String key) {
        return view.tunnel() ? !TUNNEL_KEYS.contains(key) : HTTP_KEYS.stream().anyMatch(key::startsWith);
    }

    private Truth source(Fields source) {
        return both(source, "principals", "notPrincipals", this::principal)
                .and(both(source, "namespaces", "notNamespaces", this::namespace))
                .and(both(source, "trustDomains", "notTrustDomains", this::trustDomain))
                .and(both(source, "serviceAccounts", "notServiceAccounts", this::serviceAccount))
                .and(both(source, "ipBlocks", "notIpBlocks", this::address))
                .and(request(source, "remoteIpBlocks", "notRemoteIpBlocks", block -> Truth.UNKNOWN))
                .and(request(source, "requestPrincipals", "notRequestPrincipals", this::token));
    }

    private Truth operation(Fields operation) {
        return both(operation, "ports", "notPorts", port -> Truth.of(port.equals(Integer.toString(access.port()))))
                .and(request(
                        operation,
                        "hosts",
                        "notHosts",
                        host -> Truth.of(text(
                                host.toLowerCase(Locale.ROOT), access.host().toLowerCase(Locale.ROOT)))))
                .and(request(operation, "methods", "notMethods", method -> Truth.of(text(method, access.method()))))
                .and(request(operation, "paths", "notPaths", path -> Truth.of(path(path, plainPath()))));
    }

    private Truth condition(Fields when) {
        String key = when.text("key", "");
        if (!access.http() && isRequestKey(key)) {
            return Truth.YES;
        }
        Function<String, Truth> question = switch (key) {
            case "source.principal" -> this::principal;
            case "source.namespace" -> this::namespace;
            case "source.serviceAccount" -> this::serviceAccount;
            case "source.ip" -> this::address;
            case "destination.port" -> port -> Truth.of(port.equals(Integer.toString(access.port())));
            case "connection.sni" -> name -> Truth.of(text(name, access.serverName()));
            default -> named(key);
        };
        return both(when, "values", "notValues", question);
    }

    private Function<String, Truth> named(String key) {
        if (key.startsWith("request.auth.")) {
            return this::token;
        }
        return key.startsWith("request.headers[") && key.endsWith("]")
                ? header(key.substring("request.headers[".length(), key.length() - 1))
                : value -> Truth.UNKNOWN;
    }

    /** What a token says is unknown; a request without one has nothing to compare. */
    private Truth token(String written) {
        return view.tokens().lookingAt(access).isPresent() ? Truth.UNKNOWN : Truth.NO;
    }

    private Function<String, Truth> header(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String value = switch (lower) {
            case "host", ":authority" -> access.host();
            case ":method" -> access.method();
            case ":path" -> access.path();
            default -> access.header(lower);
        };
        boolean present = !value.isEmpty() || access.hasHeader(lower);
        // A star alone asks only whether the header is there.
        return wanted -> Truth.of(present && (wanted.equals("*") || text(wanted, value)));
    }

    /** On ports without requests conditions on requests are not there. */
    private Truth request(Fields fields, String positive, String negative, Function<String, Truth> question) {
        return access.http() ? both(fields, positive, negative, question) : Truth.YES;
    }

    private static Truth both(Fields fields, String positive, String negative, Function<String, Truth> question) {
        List<String> wanted = fields.texts(positive);
        Truth yes = wanted.isEmpty() ? Truth.YES : Truth.any(wanted, question);
        return yes.and(Truth.any(fields.texts(negative), question).not());
    }

    private Truth principal(String written) {
        Optional<String> shown = access.principal();
        List<String> ways = new ArrayList<>(view.domains().expand(written));
        return Truth.of(shown.isPresent() && ways.stream().anyMatch(way -> text(way, shown.get())));
    }

    private Truth namespace(String written) {
        return Truth.of(access.principal()
                .map(principal -> principal.split("/", -1))
                .filter(parts -> parts.length == 5 && stars(written, parts[2]))
                .isPresent());
    }

    /** In a namespace each star stands for any text (pilot/pkg/security/authz/model, srcNamespaceGenerator). */
    private static boolean stars(String pattern, String value) {
        String[] texts = pattern.split("\\*", -1);
        String last = texts[texts.length - 1];
        if (texts.length == 1 || !value.startsWith(texts[0])) {
            return pattern.equals(value);
        }
        int at = texts[0].length();
        for (int i = 1; i < texts.length - 1; i++) {
            int found = value.indexOf(texts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + texts[i].length();
        }
        return value.length() - last.length() >= at && value.endsWith(last);
    }

    private Truth trustDomain(String written) {
        return Truth.of(access.principal()
                .filter(principal ->
                        principal.contains("/") && text(written, principal.split("/", 2)[0]))
                .isPresent());
    }

    private Truth serviceAccount(String written) {
        String full = written.contains("/") ? written : policy.namespace() + "/" + written;
        return Truth.of(access.principal()
                .map(principal -> principal.split("/", -1))
                .filter(parts -> parts.length == 5 && full.equals(parts[2] + "/" + parts[4]))
                .isPresent());
    }

    private Truth address(String block) {
        if (access.sourceAddress().isEmpty()) {
            return Truth.UNKNOWN;
        }
        Optional<IpRange> range = IpRange.parse(block);
        Optional<IpRange> own = IpRange.parse(access.sourceAddress().get());
        return Truth.of(range.isPresent() && own.isPresent() && range.get().contains(own.get()));
    }

    private String plainPath() {
        int question = access.path().indexOf('?');
        return question < 0 ? access.path() : access.path().substring(0, question);
    }

    /** A star alone, before or after the text. */
    private static boolean text(String pattern, String value) {
        if (pattern.equals("*")) {
            return !value.isEmpty();
        }
        if (pattern.startsWith("*")) {
            return value.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*")
                ? value.startsWith(pattern.substring(0, pattern.length() - 1))
                : value.equals(pattern);
    }

    /** {@code {*}} is one element of a path, {@code {**}} the rest of it; without them a path is a text. */
    private static boolean path(String pattern, String path) {
        if (!pattern.contains("{*}") && !pattern.contains("{**}")) {
            return text(pattern, path);
        }
        return elements(List.of(pattern.split("/", -1)), List.of(path.split("/", -1)));
    }

    private static boolean elements(List<String> pattern, List<String> path) {
        if (pattern.isEmpty() || path.isEmpty()) {
            return pattern.isEmpty() && path.isEmpty();
        }
        String first = pattern.get(0);
        if (first.equals("{**}")) {
            // It stands once, takes one element or more, and what follows it is the end of the path.
            int rest = pattern.size() - 1;
            return path.size() > rest
                    && elements(pattern.subList(1, pattern.size()), path.subList(path.size() - rest, path.size()));
        }
        boolean fits = first.equals("{*}") ? !path.get(0).isEmpty() : first.equals(path.get(0));
        return fits && elements(pattern.subList(1, pattern.size()), path.subList(1, path.size()));
    }
}
