package io.github.windlass4j.examples.conformance.mesh;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.mesh.authz.Access;
import io.github.windlass4j.mesh.authz.Authorization.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Envoy's RBAC filter as far as istiod writes it. Conditions on what an {@link Access} does not have are unknown. */
final class RbacFilter {
    private static final int NO = 0;
    private static final int UNKNOWN = 1;
    private static final int YES = 2;
    private static final String TOKENS = "envoy.filters.http.jwt_authn";
    private static final String SEGMENT = "[A-Za-z0-9._~%!$&'()*+,;:@=-]";

    private final @Nullable Map<?, ?> rules;
    private final boolean asksProvider;

    /** @param rules what the filter goes by */
    private RbacFilter(@Nullable Map<?, ?> rules, boolean asksProvider) {
        this.rules = rules;
        this.asksProvider = asksProvider;
    }

    /**
     * Filters as in goldens, in their order. Where the next one asks a provider, the one before it marks by its shadow rules
     * what is asked about.
     */
    static List<RbacFilter> all(List<Object> goldens) {
        List<RbacFilter> filters = new ArrayList<>();
        for (int i = 0; i < goldens.size(); i++) {
            Map<?, ?> config = (Map<?, ?>) inner(goldens.get(i), "typedConfig");
            boolean asks = i + 1 < goldens.size()
                    && inner(goldens.get(i + 1), "name").toString().endsWith(".ext_authz");
            if (inner(goldens.get(i), "name").toString().endsWith(".rbac")) {
                filters.add(new RbacFilter((Map<?, ?>) config.get(asks ? "shadowRules" : "rules"), asks));
            }
        }
        return filters;
    }

    /** What filters in a row do. */
    static Effect effect(List<RbacFilter> filters, Access access) {
        boolean doubt = false;
        for (RbacFilter filter : filters) {
            int passes = filter.passes(access);
            if (passes == NO) {
                return Effect.DENIED;
            }
            doubt |= passes == UNKNOWN;
        }
        return doubt ? Effect.UNKNOWN : Effect.ALLOWED;
    }

    private int passes(Access access) {
        // Shadow rules only count.
        if (rules == null || "LOG".equals(rules.get("action"))) {
            return YES;
        }
        Map<?, ?> policies = rules.get("policies") instanceof Map<?, ?> map ? map : Map.of();
        int taken = NO;
        for (Object policy : policies.values()) {
            Map<?, ?> parts = (Map<?, ?>) policy;
            taken = Math.max(
                    taken, Math.min(any(inner(parts, "permissions"), access), any(inner(parts, "principals"), access)));
        }
        if (asksProvider) {
            return taken == NO ? YES : UNKNOWN;
        }
        return "DENY".equals(rules.get("action")) ? YES - taken : taken;
    }

    private static int any(Object list, Access access) {
        return ((List<?>) list)
                .stream().mapToInt(one -> holds(one, access)).max().orElse(NO);
    }

    private static int all(Object list, Access access) {
        return ((List<?>) list)
                .stream().mapToInt(one -> holds(one, access)).min().orElse(YES);
    }

    private static Object inner(Object value, String field) {
        return requireNonNull(((Map<?, ?>) value).get(field), field);
    }

    private static int holds(Object condition, Access access) {
        Map.Entry<?, ?> only = ((Map<?, ?>) condition).entrySet().iterator().next();
        Object value = only.getValue();
        return switch ((String) only.getKey()) {
            case "any" -> YES;
            case "andRules" -> all(inner(value, "rules"), access);
            case "orRules" -> any(inner(value, "rules"), access);
            case "andIds" -> all(inner(value, "ids"), access);
            case "orIds" -> any(inner(value, "ids"), access);
            case "notRule", "notId" -> YES - holds(value, access);
            case "destinationPort" -> truth(value.toString().equals(Integer.toString(access.port())));
            case "requestedServerName" -> text(value, access.serverName());
            case "authenticated" ->
                access.principal()
                        .map(name -> text(inner(value, "principalName"), "spiffe://" + name))
                        .orElse(NO);
            case "directRemoteIp" -> truth(in(value, access.sourceAddress().orElseThrow()));
            case "urlPath" -> text(inner(value, "path"), path(access));
            case "uriTemplate" -> template((String) inner(inner(value, "typedConfig"), "pathTemplate"), path(access));
            case "header" -> header((Map<?, ?>) value, access);
            // The accesses bear no tokens, of which this would tell.
            case "metadata" -> TOKENS.equals(inner(value, "filter")) ? NO : UNKNOWN;
            case "remoteIp", "destinationIp" -> UNKNOWN;
            default -> throw new IllegalArgumentException("a golden with " + only.getKey());
        };
    }

    private static String path(Access access) {
        return access.path().split("[?]", 2)[0];
    }

    private static int header(Map<?, ?> header, Access access) {
        String name = ((String) inner(header, "name")).toLowerCase(Locale.ROOT);
        String value = switch (name) {
            case ":authority" -> access.host();
            case ":method" -> access.method();
            default -> access.headers().getOrDefault(name, "");
        };
        boolean absent =
                name.startsWith(":") ? value.isEmpty() : !access.headers().containsKey(name);
        if (absent) {
            return NO;
        }
        if (header.containsKey("safeRegexMatch")) {
            return text(Map.of("safeRegex", inner(header, "safeRegexMatch")), value);
        }
        return header.containsKey("presentMatch") ? YES : text(inner(header, "stringMatch"), value);
    }

    private static int text(Object match, String value) {
        Map<?, ?> fields = (Map<?, ?>) match;
        boolean fold = Boolean.TRUE.equals(fields.get("ignoreCase"));
        String given = fold ? value.toLowerCase(Locale.ROOT) : value;
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String wanted = fold
                    ? field.getValue().toString().toLowerCase(Locale.ROOT)
                    : field.getValue().toString();
            switch ((String) field.getKey()) {
                case "ignoreCase" -> {}
                case "exact" -> {
                    return truth(given.equals(wanted));
                }
                case "prefix" -> {
                    return truth(given.startsWith(wanted));
                }
                case "suffix" -> {
                    return truth(given.endsWith(wanted));
                }
                case "safeRegex" -> {
                    return truth(Pattern.matches((String) inner(field.getValue(), "regex"), given));
                }
                default -> throw new IllegalArgumentException("a golden with " + field.getKey());
            }
        }
        throw new IllegalArgumentException("an empty match");
    }

    private static int template(String template, String path) {
        StringBuilder regex = new StringBuilder();
        for (String part : template.split("(?<=/)|(?=/)", -1)) {
            regex.append(
                    switch (part) {
                        case "*" -> SEGMENT + "+";
                        case "**" -> "(?:" + SEGMENT + "|/)*";
                        default -> Pattern.quote(part);
                    });
        }
        return truth(Pattern.matches(regex.toString(), path));
    }

    private static boolean in(Object range, String address) {
        Optional<IpRange> whole = IpRange.parse(inner(range, "addressPrefix") + "/" + inner(range, "prefixLen"));
        return whole.orElseThrow().contains(IpRange.parse(address).orElseThrow());
    }

    private static int truth(boolean holds) {
        return holds ? YES : NO;
    }
}
