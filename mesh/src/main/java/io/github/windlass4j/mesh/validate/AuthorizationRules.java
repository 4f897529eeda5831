package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the webhook says of AuthorizationPolicies. */
final class AuthorizationRules {
    private static final String NEVER =
            " action without `rules` is meaningless as it will never be triggered, add an empty rule `{}` if you want it be"
                    + " triggered for every request";
    private static final List<String> IDENTITIES =
            List.of("principals", "notPrincipals", "namespaces", "notNamespaces");
    private static final List<String> ACCOUNTS = List.of("serviceAccounts", "notServiceAccounts");
    private static final List<String> REQUEST = List.of("requestPrincipals", "notRequestPrincipals");
    private static final List<String> ADDRESSES =
            List.of("ipBlocks", "notIpBlocks", "remoteIpBlocks", "notRemoteIpBlocks");
    private static final List<String> PORTS = List.of("ports", "notPorts");
    private static final List<String> HTTP = List.of("methods", "notMethods", "paths", "notPaths", "hosts", "notHosts");
    private static final Pattern MAP_KEY = Pattern.compile("[^\\[]+\\[.+]", Pattern.DOTALL);

    /** What RFC 3986 allows in a segment of a path. */
    private static final Pattern LITERAL = Pattern.compile("[-a-zA-Z0-9._~%!$&'()+,;:@=]+");

    private AuthorizationRules() {}

    static void authorizationPolicy(At spec, Resource object) {
        PolicyTargets.check(spec);
        String action = spec.fields().text("action", "ALLOW");
        boolean hasRules = spec.has("rules");
        if (action.equals("CUSTOM")) {
            spec.errorIf(!hasRules, "CUSTOM" + NEVER);
            spec.errorIf(
                    hasRules && spec.child("provider").text("name").isEmpty(), "`provider.name` must not be empty");
            spec.list("rules").forEach(AuthorizationRules::custom);
        } else {
            spec.errorIf(spec.has("provider"), "`provider` must not be with non CUSTOM action, found " + action);
        }
        spec.errorIf(action.equals("DENY") && !hasRules, "DENY" + NEVER);
        int index = 0;
        for (At rule : spec.list("rules")) {
            rule(rule, index++, action);
        }
    }

    private static void custom(At rule) {
        String says = " is currently not supported with CUSTOM action";
        for (At from : rule.list("from")) {
            At source = from.child("source");
            Stream.of(IDENTITIES, ACCOUNTS, REQUEST)
                    .flatMap(List::stream)
                    .filter(field -> !source.texts(field).isEmpty())
                    .forEach(field -> source.error("From." + capital(field) + says));
        }
        for (At when : rule.list("when")) {
            String key = when.text("key");
            boolean wrong = List.of("source.namespace", "source.serviceAccount", "source.principal")
                            .contains(key)
                    || key.startsWith("request.auth.");
            when.errorIf(!when.isPresent(), "when field cannot be nil");
            when.errorIf(wrong, key + says);
        }
    }

    private static String capital(String field) {
        return Character.toUpperCase(field.charAt(0)) + field.substring(1);
    }

    private static void rule(At rule, int index, String action) {
        String where = ", found at rule " + index;
        if (!rule.isPresent() && rule.fields().node().toJava() == null) {
            rule.error("`rule` must not be nil" + where);
            return;
        }
        boolean tcpFrom = false;
        boolean tcpTo = false;
        boolean hasFrom = false;
        boolean hasTo = false;
        rule.errorIf(isEmptyList(rule, "from"), "`from` must not be empty" + where);
        for (At from : rule.list("from")) {
            At source = from.child("source");
            from.errorIf(!from.has("source"), nothing(from, "from", "source") + where);
            if (from.has("source")) {
                hasFrom = true;
                source(source, where);
                tcpFrom |= Stream.of(IDENTITIES, ACCOUNTS, ADDRESSES)
                        .flatMap(List::stream)
                        .anyMatch(source::has);
            }
        }
        rule.errorIf(isEmptyList(rule, "to"), "`to` must not be empty" + where);
        for (At to : rule.list("to")) {
            At operation = to.child("operation");
            to.errorIf(!to.has("operation"), nothing(to, "to", "operation") + where);
            if (to.has("operation")) {
                hasTo = true;
                operation(operation, where);
                tcpTo |= PORTS.stream().anyMatch(operation::has);
            }
        }
        rule.list("when").forEach(AuthorizationRules::condition);
        boolean httpOnly = (hasFrom && !hasTo && !tcpFrom) || (hasTo && !tcpTo);
        rule.warnIf(
                httpOnly && action.equals("DENY"),
                "configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only"
                        + " HTTP attributes in a DENY rule; it is recommended to explicitly specify the port");
    }

    private static String nothing(At at, String list, String field) {
        return '`' + list + (at.isPresent() ? "." + field : "") + "` must not be nil";
    }

    private static boolean isEmptyList(At at, String field) {
        return at.fields().child(field).node() instanceof Sequence list
                && list.items().isEmpty();
    }

    private static void source(At source, String where) {
        boolean identities =
                IDENTITIES.stream().anyMatch(field -> !source.texts(field).isEmpty());
        boolean accounts =
                ACCOUNTS.stream().anyMatch(field -> !source.texts(field).isEmpty());
        source.errorIf(identities && accounts, "cannot set serviceAccounts with namespaces or principals" + where);
        boolean others = Stream.of(REQUEST, ADDRESSES)
                .flatMap(List::stream)
                .anyMatch(field -> !source.texts(field).isEmpty());
        source.errorIf(!identities && !accounts && !others, "`from.source` must not be empty" + where);
        for (String field : ADDRESSES) {
            source.texts(field).forEach(text -> address(source, text, ""));
        }
        Stream.of(IDENTITIES, REQUEST, ADDRESSES, ACCOUNTS)
                .flatMap(List::stream)
                .forEach(field -> noEmptyValue(source, field));
        ACCOUNTS.forEach(field -> accounts(source, source.texts(field), capital(field)));
    }

    private static void accounts(At at, List<String> accounts, String where) {
        ValidationFacts.Limits limits = ValidationFacts.read().limits();
        at.errorIf(
                accounts.size() > limits.serviceAccounts(),
                "may not have more than " + limits.serviceAccounts() + " values, found in " + where);
        for (String account : accounts) {
            at.errorIf(
                    account.chars().filter(c -> c == '/').count() > 1
                            || account.startsWith("/")
                            || account.endsWith("/"),
                    "expected format 'serviceAccount' or 'namespace/serviceAccount', found \"" + account + "\" in "
                            + where);
            at.errorIf(account.contains("*"), "wildcard not allowed, found in " + where);
            at.errorIf(
                    account.length() > limits.serviceAccountLength(),
                    "value cannot exceed " + limits.serviceAccountLength() + " characters, found in " + where);
        }
    }

    private static void operation(At operation, String where) {
        boolean any = Stream.of(PORTS, HTTP)
                .flatMap(List::stream)
                .anyMatch(field -> !operation.texts(field).isEmpty());
        operation.errorIf(!any, "`to.operation` must not be empty" + where);
        for (String field : PORTS) {
            operation.texts(field).forEach(port -> port(operation, port, ""));
        }
        Stream.of(PORTS, HTTP).flatMap(List::stream).forEach(field -> noEmptyValue(operation, field));
        for (String field : List.of("paths", "notPaths")) {
            operation.texts(field).forEach(path -> template(operation, path, capital(field)));
        }
    }

    private static void noEmptyValue(At at, String field) {
        at.errorIf(at.texts(field).contains(""), "empty value not allowed, found in " + capital(field));
    }

    private static void address(At at, String text, String says) {
        at.errorIf(
                !text.isEmpty() && IpRange.parse(text).isEmpty(),
                says + (text.contains("/") ? "bad CIDR range (" : "bad IP address (") + text + ")");
    }

    private static void port(At at, String text, String says) {
        boolean good = text.isEmpty() || (text.matches("0*[0-9]{1,5}") && Integer.parseInt(text) <= 65535);
        at.errorIf(!good, says + "bad port (" + text + ")");
    }

    /** Templates are {@code {*}} for one segment and, at the end, {@code {**}} for all that follow. */
    private static void template(At at, String path, String field) {
        boolean hasTemplate = path.contains("{*}") || path.contains("{**}");
        String says = "invalid or unsupported path " + path + ", found in " + field + ". ";
        boolean hasRest = false;
        for (String segment : path.replaceAll("^/+|/+$", "").split("/", -1)) {
            if (segment.equals("{*}") || segment.equals("{**}")) {
                at.errorIf(hasRest, says + "{**} is not the last operator");
                hasRest |= segment.equals("{**}");
            } else if (segment.contains("{") || segment.contains("}")) {
                at.error(says + "Contains '{' or '}' beyond a supported path template");
            } else {
                at.errorIf(
                        hasTemplate && !LITERAL.matcher(segment).matches(),
                        says + "Contains segment " + segment + " with invalid string literal");
            }
        }
    }

    private static void condition(At condition) {
        String key = condition.text("key");
        List<String> values = condition.texts("values");
        List<String> notValues = condition.texts("notValues");
        if (key.isEmpty()) {
            condition.error("`key` must not be empty");
            return;
        }
        condition.errorIf(
                values.isEmpty() && notValues.isEmpty(),
                "at least one of `values` or `notValues` must be set for key " + key);
        String says = "invalid `value` for `key` " + key + ": ";
        if (ValidationFacts.read().conditionMaps().stream().anyMatch(key::startsWith)) {
            condition.errorIf(!MAP_KEY.matcher(key).matches(), says + "bad key");
        } else {
            condition.errorIf(
                    !ValidationFacts.read().conditionKeys().contains(key), says + "unknown attribute: " + key);
        }
        compared(condition, key, values, says);
        compared(condition, key, notValues, "invalid `notValue` for `key` " + key + ": ");
    }

    private static void compared(At condition, String key, List<String> values, String says) {
        condition.errorIf(values.contains(""), says + "empty value not allowed, found in " + key);
        switch (key) {
            case "source.ip", "remote.ip", "destination.ip" -> values.forEach(value -> address(condition, value, says));
            case "destination.port" -> values.forEach(value -> port(condition, value, says));
            case "source.serviceAccount" -> accounts(condition, values, key);
            default -> {}
        }
    }
}
