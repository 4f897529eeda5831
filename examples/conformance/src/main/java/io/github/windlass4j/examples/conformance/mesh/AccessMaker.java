package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.mesh.authz.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Accesses from the words of AuthorizationPolicies: mostly of one rule, so that it is met as a whole; the same each time. */
final class AccessMaker {
    private static final String OTHER = "other";

    private final List<Map<String, List<String>>> pools = new ArrayList<>();
    private final boolean http;
    private final Random random = new Random(20260701);

    AccessMaker(List<Object> specs, boolean http) {
        this.http = http;
        pools.add(new HashMap<>());
        for (Object spec : specs) {
            Object rules = spec instanceof Map<?, ?> map ? map.get("rules") : null;
            for (Object rule : list(rules)) {
                Map<String, List<String>> words = new HashMap<>();
                collect(rule, words);
                pools.add(words);
                words.forEach((key, values) -> pools.get(0)
                        .computeIfAbsent(key, any -> new ArrayList<>())
                        .addAll(values));
            }
        }
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static void collect(Object part, Map<String, List<String>> words) {
        if (part instanceof List<?> list) {
            list.forEach(one -> collect(one, words));
        } else if (part instanceof Map<?, ?> map && map.get("key") instanceof String key) {
            for (String side : List.of("values", "notValues")) {
                list(map.get(side)).forEach(value -> add(words, key, value));
            }
        } else if (part instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                String key = (String) name;
                boolean negative = key.startsWith("not");
                String plain = negative ? key.substring(3, 4).toLowerCase(Locale.ROOT) + key.substring(4) : key;
                for (Object one : list(value)) {
                    if (one instanceof String) {
                        add(words, plain, one);
                    } else {
                        collect(one, words);
                    }
                }
                collect(value instanceof Map<?, ?> ? value : List.of(), words);
            });
        }
    }

    private static void add(Map<String, List<String>> words, String key, Object value) {
        words.computeIfAbsent(key, any -> new ArrayList<>()).add(value.toString());
    }

    Access next() {
        Map<String, List<String>> pool = pools.get(random.nextInt(pools.size()));
        Map<String, String> headers = new TreeMap<>();
        pool.keySet().stream()
                .sorted()
                .filter(key -> key.startsWith("request.headers["))
                .forEach(key -> {
                    if (random.nextInt(4) > 0) {
                        headers.put(
                                key.substring("request.headers[".length(), key.length() - 1),
                                filled(one(pool, "x", key)));
                    }
                });
        String port = one(pool, "1", "ports", "destination.port");
        String address = one(pool, "8.8.8.8", "ipBlocks", "source.ip");
        return new Access(
                http,
                Integer.parseInt(port),
                principal(pool),
                Optional.of(address.split("/", -1)[0]),
                http ? filled(one(pool, OTHER, "hosts")) : "",
                http ? filled(one(pool, "PURGE", "methods")) : "",
                http ? filled(one(pool, "/other", "paths")) + (random.nextInt(4) == 0 ? "?x=/suffix" : "") : "",
                http ? headers : Map.of(),
                random.nextInt(3) == 0 ? "" : filled(one(pool, OTHER, "connection.sni")));
    }

    private Optional<String> principal(Map<String, List<String>> pool) {
        return switch (random.nextInt(7)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(filled(one(pool, "x", "trustDomains")) + "/ns/foo/sa/x");
            case 2, 3 ->
                Optional.of("cluster.local/ns/" + filled(one(pool, OTHER, "namespaces", "source.namespace")) + "/sa/x");
            case 4 -> {
                String account = one(pool, OTHER, "serviceAccounts", "source.serviceAccount");
                String[] parts = (account.contains("/") ? account : "foo/" + account).split("/", -1);
                yield Optional.of("cluster.local/ns/" + parts[0] + "/sa/" + parts[1]);
            }
            default ->
                Optional.of(filled(one(pool, "cluster.local/ns/other/sa/other", "principals", "source.principal")))
                        .filter(name -> !name.isEmpty());
        };
    }

    private String one(Map<String, List<String>> pool, String other, String... keys) {
        List<String> all = new ArrayList<>();
        for (String key : keys) {
            all.addAll(pool.getOrDefault(key, List.of()));
        }
        return all.isEmpty() || random.nextInt(5) == 0 ? other : all.get(random.nextInt(all.size()));
    }

    private String filled(String pattern) {
        return pattern.replace("{**}", random.nextBoolean() ? "x/y" : "x")
                .replace("{*}", random.nextInt(4) == 0 ? "x/y" : "x")
                .replace("*", random.nextInt(4) == 0 ? "" : "x");
    }
}
