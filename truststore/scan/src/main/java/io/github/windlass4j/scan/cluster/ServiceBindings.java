package io.github.windlass4j.scan.cluster;

import io.github.windlass4j.scan.cluster.Mounts.Mounted;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StoreUse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The folders below {@code SERVICE_BINDING_ROOT} (Service Binding Specification for Kubernetes, "Workload Projection"): one per
 * service, one file per value. Databases become connection strings as Spring Cloud Bindings makes them; {@code
 * ca-certificates} are stores.
 */
final class ServiceBindings {
    private static final String ROOT = "SERVICE_BINDING_ROOT";

    /** Types of bindings that are databases, and the driver's name in a JDBC URL. */
    private static final Map<String, String> DATABASES =
            Map.of("postgresql", "postgresql", "mysql", "mysql", "sqlserver", "sqlserver");

    private final ClusterObjects objects;
    private final String who;
    private final Mounts mounts;
    private final Inventory.Builder facts;

    ServiceBindings(ClusterObjects objects, String who, Mounts mounts, Inventory.Builder facts) {
        this.objects = objects;
        this.who = who;
        this.mounts = mounts;
        this.facts = facts;
    }

    Configuration of(Configuration environment) {
        Optional<String> root = environment.find(ROOT).map(Configuration.Setting::value);
        if (root.isEmpty() || root.get().isEmpty()) {
            return Configuration.none();
        }
        String folder = root.get().endsWith("/") ? root.get() : root.get() + "/";
        Map<String, Map<String, Mounted>> bindings = new TreeMap<>();
        mounts.files().forEach((path, file) -> {
            int slash = path.indexOf('/', folder.length());
            if (path.startsWith(folder) && slash > 0 && path.indexOf('/', slash + 1) < 0) {
                bindings.computeIfAbsent(path.substring(0, slash), name -> new LinkedHashMap<>())
                        .put(path.substring(slash + 1), file);
            }
        });
        Configuration all = Configuration.none();
        for (Map.Entry<String, Map<String, Mounted>> binding : bindings.entrySet()) {
            all = all.over(binding(binding.getKey(), binding.getValue()));
        }
        return all;
    }

    private Configuration binding(String path, Map<String, Mounted> files) {
        String type = text(files, "type").strip();
        if (type.equals("ca-certificates")) {
            files.keySet().stream()
                    .filter(key -> !key.equals("type") && !key.equals("provider"))
                    .forEach(key -> mounts.locate(path + "/" + key)
                            .ifPresent(store -> facts.add(new StoreUse(who, ROOT, store))));
            return Configuration.none();
        }
        String url = url(type, path, files);
        Place at = new Place(objects.cluster(), who + " binding " + path);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return url.isEmpty() ? Configuration.none() : Configuration.of(Map.of("binding." + name + ".url", url), at);
    }

    private String url(String type, String path, Map<String, Mounted> files) {
        for (String key : new String[] {"jdbc-url", "uri", "url"}) {
            if (files.containsKey(key)) {
                return text(files, key);
            }
        }
        String driver = DATABASES.get(type);
        if (driver == null || !files.containsKey("host")) {
            return "";
        }
        StringBuilder url = new StringBuilder("jdbc:" + driver + "://" + text(files, "host"));
        String port = text(files, "port");
        url.append(port.isEmpty() ? "" : ":" + port).append("/?");
        if (files.containsKey("sslmode")) {
            url.append("sslmode=").append(encoded(text(files, "sslmode"))).append('&');
        }
        if (files.containsKey("sslrootcert")) {
            // The value names a file of the same folder.
            url.append("sslrootcert=").append(encoded(path + "/" + text(files, "sslrootcert")));
        }
        return url.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String text(Map<String, Mounted> files, String key) {
        Mounted file = files.get(key);
        return file == null
                ? ""
                : objects.value(file.holder(), file.key())
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
                        .orElse("");
    }
}
