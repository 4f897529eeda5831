package io.github.windlass4j.examples.conformance.mesh;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.mesh.authz.Access;
import io.github.windlass4j.mesh.authz.Authorization.Effect;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The policy that ztunnel gets: of its groups one must hold, of a group all rules, of a rule one match, of a match all fields.
 * The workload's own address is no part of an access, so what asks for it is unknown.
 */
final class ZtunnelPolicy {
    private static final int NO = 0;
    private static final int UNKNOWN = 1;
    private static final int YES = 2;

    private final Map<?, ?> policy;

    /** @param policy as in a golden */
    ZtunnelPolicy(Object policy) {
        this.policy = (Map<?, ?>) policy;
    }

    Effect effect(Access access) {
        int taken = any(
                policy.get("groups"),
                group -> all(
                        inner(group, "rules"),
                        rule -> any(
                                inner(rule, "matches"),
                                match -> all(
                                        List.copyOf(((Map<?, ?>) match).entrySet()),
                                        field -> holds((Map.Entry<?, ?>) field, access)))));
        int passes = "DENY".equals(policy.get("action")) ? YES - taken : taken;
        return switch (passes) {
            case NO -> Effect.DENIED;
            case YES -> Effect.ALLOWED;
            default -> Effect.UNKNOWN;
        };
    }

    private static int holds(Map.Entry<?, ?> field, Access access) {
        String name = (String) field.getKey();
        boolean negative = name.startsWith("not");
        String plain = negative ? name.substring(3) : name;
        int found = any(field.getValue(), value -> switch (plain.substring(0, 1).toUpperCase(Locale.ROOT)
                + plain.substring(1)) {
            case "Principals" -> text(value, access.principal().orElse(""));
            case "Namespaces" -> text(value, part(access, 2));
            case "ServiceAccounts" ->
                truth(inner(value, "namespace").equals(part(access, 2))
                        && inner(value, "serviceAccount").equals(part(access, 4)));
            case "SourceIps" -> truth(in(value, access.sourceAddress().orElseThrow()));
            case "DestinationIps" -> UNKNOWN;
            case "DestinationPorts" -> truth(value.toString().equals(Integer.toString(access.port())));
            default -> throw new IllegalArgumentException("a golden with " + name);
        });
        return negative ? YES - found : found;
    }

    private static String part(Access access, int index) {
        List<String> parts =
                access.principal().map(name -> List.of(name.split("/", -1))).orElse(List.of());
        return parts.size() == 5 ? parts.get(index) : "";
    }

    private static int text(Object match, String value) {
        Map.Entry<?, ?> only = ((Map<?, ?>) match).entrySet().iterator().next();
        String wanted = only.getValue().toString();
        return truth(!value.isEmpty()
                && switch ((String) only.getKey()) {
                    case "presence" -> true;
                    case "exact" -> value.equals(wanted);
                    case "prefix" -> value.startsWith(wanted);
                    case "suffix" -> value.endsWith(wanted);
                    default -> throw new IllegalArgumentException("a golden with " + only.getKey());
                });
    }

    private static boolean in(Object range, String address) {
        try {
            byte[] bytes = Base64.getDecoder().decode((String) inner(range, "address"));
            String prefix = InetAddress.getByAddress(bytes).getHostAddress();
            return IpRange.parse(prefix + "/" + inner(range, "length"))
                    .orElseThrow()
                    .contains(IpRange.parse(address).orElseThrow());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("a golden with " + range, e);
        }
    }

    private static int any(@Nullable Object list, Function<Object, Integer> test) {
        int best = NO;
        for (Object one : list instanceof List<?> all ? all : List.of()) {
            best = Math.max(best, test.apply(one));
        }
        return best;
    }

    private static int all(Object list, Function<Object, Integer> test) {
        int worst = YES;
        for (Object one : (List<?>) list) {
            worst = Math.min(worst, test.apply(one));
        }
        return worst;
    }

    private static Object inner(Object value, String field) {
        return requireNonNull(((Map<?, ?>) value).get(field), field);
    }

    private static int truth(boolean holds) {
        return holds ? YES : NO;
    }
}
