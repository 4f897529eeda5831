package io.github.windlass4j.scan.cluster;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A fleet whose truth is known because it is built from it: every way in which a connection string reaches a program, times
 * every way in which a root file does, times three drivers, in turn under every kind of workload. Every seventh reference
 * leads nowhere on purpose.
 */
final class GoldenFleet {
    static final Mint MINT = Mint.seeded(200);
    static final Certificate ROOT = MINT.root("Fleet Root").certificate();
    static final Certificate OTHER = MINT.root("Other Root").certificate();

    private static final List<String> KINDS =
            List.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod");

    /** How the connection string reaches the program. */
    enum Way {
        ENV,
        CONFIG_MAP_KEY,
        SECRET_KEY,
        ENV_FROM_WITH_PREFIX,
        PROPERTIES_FILE,
        YAML_OF_PROFILE,
        HOST_BY_PLACEHOLDER,
        KUBELET_EXPANSION,
        ARGUMENT
    }

    /** How the root file reaches the program. */
    enum Root {
        CONFIG_MAP_VOLUME,
        SECRET_ITEMS,
        PROJECTED,
        SUB_PATH,
        TRUST_MANAGER_BUNDLE,
        CLUSTER_TRUST_BUNDLE,
        IMAGE,
        EMPTY_DIR,
        HOME
    }

    /** Which driver reads it. */
    enum Driver {
        PGJDBC,
        URI,
        NPGSQL
    }

    /**
     * What must be found of one program.
     *
     * @param missing the reference that leads nowhere; empty if all are there
     * @param rootPlace where its root file lies, by its path in its realm
     */
    record App(String who, Driver driver, String host, String missing, String rootPlace, boolean rootSeen) {}

    private final StringBuilder yaml = new StringBuilder();
    private final List<App> apps = new ArrayList<>();

    private GoldenFleet() {}

    static GoldenFleet build() {
        GoldenFleet fleet = new GoldenFleet();
        fleet.yaml.append("""
                apiVersion: trust.cert-manager.io/v1alpha1
                kind: Bundle
                metadata: {name: fleet-bundle}
                spec:
                  sources: [{inLine: "%s"}]
                  target: {configMap: {key: bundle.pem}}
                ---
                apiVersion: certificates.k8s.io/v1beta1
                kind: ClusterTrustBundle
                metadata: {name: "fleet:roots"}
                spec: {signerName: fleet/roots, trustBundle: "%s"}
                """.formatted(quoted(ROOT), quoted(ROOT)));
        int number = 0;
        for (Way way : Way.values()) {
            for (Root root : Root.values()) {
                for (Driver driver : Driver.values()) {
                    fleet.app(number++, way, root, driver);
                }
            }
        }
        return fleet;
    }

    String yaml() {
        return yaml.toString();
    }

    List<App> apps() {
        return apps;
    }

    private void app(int number, Way way, Root root, Driver driver) {
        String name = "app" + number;
        String kind = KINDS.get(number % KINDS.size());
        boolean lost = number % 7 == 3;
        String host = "db" + number % 5 + ".example.org";
        List<String> env = new ArrayList<>();
        List<String> mounts = new ArrayList<>();
        List<String> volumes = new ArrayList<>();
        List<String> args = new ArrayList<>();
        String envFrom = "";
        String missing = "";

        String path = root(number, root, mounts, volumes, lost);
        String file = root == Root.HOME ? "" : path;
        String variable = driver == Driver.PGJDBC
                ? "SPRING_DATASOURCE_URL"
                : driver == Driver.URI ? "DATABASE_URL" : "ConnectionStrings__Main";
        String dotted = driver == Driver.PGJDBC ? "spring.datasource.url" : "database.url";
        String url = url(driver, host, file);
        switch (way) {
            case ENV -> env.add(value(variable, url));
            case CONFIG_MAP_KEY -> {
                missing = lost ? "ConfigMap shop/" + name + " key url" : "";
                env.add(reference(variable, "configMapKeyRef", name, "url"));
                configMap(name, "url", url, lost);
            }
            case SECRET_KEY -> {
                missing = lost ? "Secret shop/" + name + " key url" : "";
                env.add(reference(variable, "secretKeyRef", name, "url"));
                secret(name, "url", url, lost);
            }
            case ENV_FROM_WITH_PREFIX -> {
                missing = lost ? "ConfigMap shop/" + name : "";
                envFrom = "        envFrom: [{prefix: DB_, configMapRef: {name: " + name + "}}]\n";
                configMap(name, "URL", url, lost);
            }
            case PROPERTIES_FILE -> {
                missing = lost ? "${LOST_HOST}" : "";
                configMap(
                        name,
                        "application.properties",
                        "a.b=c\\n" + dotted + "=" + url(driver, lost ? "${LOST_HOST}" : host, file),
                        false);
                mount("/config", "config", "configMap: {name: " + name + "}", mounts, volumes);
            }
            case YAML_OF_PROFILE -> {
                missing = lost ? "${LOST_HOST}" : "";
                env.add(value("SPRING_PROFILES_ACTIVE", "prod"));
                configMap(
                        name,
                        "application.yml",
                        "x: y\\n---\\nspring.config.activate.on-profile: prod\\n" + dotted + ": \\\""
                                + url(driver, lost ? "${LOST_HOST}" : host, file) + "\\\"\\n---\\n"
                                + "spring.config.activate.on-profile: test\\n" + dotted + ": \\\""
                                + url(driver, "wrong", file)
                                + "\\\"",
                        false);
                mount("/config", "config", "configMap: {name: " + name + "}", mounts, volumes);
            }
            case HOST_BY_PLACEHOLDER -> {
                missing = lost ? "ConfigMap shop/" + name + " key host" : "";
                env.add(reference("DB_HOST", "configMapKeyRef", name, "host"));
                env.add(value(variable, url(driver, "${DB_HOST}", file)));
                configMap(name, "host", host, lost);
            }
            case KUBELET_EXPANSION -> {
                missing = lost ? "Secret shop/" + name + " key host" : "";
                env.add(reference("DB_HOST", "secretKeyRef", name, "host"));
                env.add(value(variable, url(driver, "$(DB_HOST)", file)));
                secret(name, "host", host, lost);
            }
            case ARGUMENT -> args.add(driver == Driver.PGJDBC ? "-Dspring.datasource.url=" + url : url);
        }
        boolean noClient =
                lost && (way == Way.CONFIG_MAP_KEY || way == Way.SECRET_KEY || way == Way.ENV_FROM_WITH_PREFIX);
        boolean hostLost = lost && !missing.isEmpty();
        boolean rootSeen =
                root != Root.IMAGE && root != Root.EMPTY_DIR && root != Root.HOME && !(lost && carried(root));
        apps.add(new App(
                kind + " shop/" + name + " container main",
                driver,
                noClient ? null : hostLost ? "" : host,
                missing,
                place(kind, name, root, number),
                rootSeen));
        workload(kind, name, env, envFrom, args, mounts, volumes);
    }

    private static boolean carried(Root root) {
        return root == Root.CONFIG_MAP_VOLUME
                || root == Root.SECRET_ITEMS
                || root == Root.PROJECTED
                || root == Root.SUB_PATH;
    }

    private String root(int number, Root root, List<String> mounts, List<String> volumes, boolean lost) {
        String roots = "roots" + number;
        switch (root) {
            case CONFIG_MAP_VOLUME -> {
                configMap(roots, "ca.crt", quoted(ROOT), lost);
                mount("/etc/db", "roots", "configMap: {name: " + roots + "}", mounts, volumes);
                return "/etc/db/ca.crt";
            }
            case SECRET_ITEMS -> {
                secret(roots, "pem", quoted(ROOT), lost);
                String items = "items: [{key: pem, path: sub/root.pem}]";
                mount("/etc/db", "roots", "secret: {secretName: " + roots + ", " + items + "}", mounts, volumes);
                return "/etc/db/sub/root.pem";
            }
            case PROJECTED -> {
                configMap(roots, "ca.crt", quoted(ROOT), lost);
                mount(
                        "/etc/db/",
                        "roots",
                        "projected: {sources: [{secret: {name: none, optional: true}}, {configMap: {name: " + roots
                                + ", items: [{key: ca.crt, path: db.pem}]}}]}",
                        mounts,
                        volumes);
                return "/etc/db/db.pem";
            }
            case SUB_PATH -> {
                configMap(roots, "ca.crt", quoted(ROOT), lost);
                mounts.add("{name: roots, mountPath: /etc/db/root.crt, subPath: ca.crt}");
                volumes.add("{name: roots, configMap: {name: " + roots + "}}");
                return "/etc/db/root.crt";
            }
            case TRUST_MANAGER_BUNDLE -> {
                mount("/etc/db", "roots", "configMap: {name: fleet-bundle}", mounts, volumes);
                return "/etc/db/bundle.pem";
            }
            case CLUSTER_TRUST_BUNDLE -> {
                mount(
                        "/etc/db",
                        "roots",
                        "projected: {sources: [{clusterTrustBundle: {signerName: fleet/roots, path: ctb.pem}}]}",
                        mounts,
                        volumes);
                return "/etc/db/ctb.pem";
            }
            case EMPTY_DIR -> {
                mount("/etc/db", "roots", "emptyDir: {}", mounts, volumes);
                return "/etc/db/made.pem";
            }
            default -> {
                return "/baked/root.crt";
            }
        }
    }

    private static String place(String kind, String name, Root root, int number) {
        String roots = "shop/roots" + number;
        return switch (root) {
            case CONFIG_MAP_VOLUME, PROJECTED, SUB_PATH -> "ConfigMap " + roots + " key ca.crt";
            case SECRET_ITEMS -> "Secret " + roots + " key pem";
            case TRUST_MANAGER_BUNDLE -> "Bundle fleet-bundle target ConfigMap key bundle.pem";
            case CLUSTER_TRUST_BUNDLE -> "ClusterTrustBundle fleet:roots field spec.trustBundle";
            case IMAGE -> "/baked/root.crt";
            case EMPTY_DIR -> kind + " shop/" + name + " volume roots file made.pem";
            case HOME -> "~/.postgresql/root.crt";
        };
    }

    private static String url(Driver driver, String host, String file) {
        return switch (driver) {
            case PGJDBC ->
                "jdbc:postgresql://" + host + ":6000/app?user=u&sslmode=verify-full"
                        + (file.isEmpty() ? "" : "&sslrootcert=" + file.replace("/", "%2F"));
            case URI ->
                "postgres://u:p%40ss@" + host + ":6000/app?sslmode=verify-full"
                        + (file.isEmpty() ? "" : "&sslrootcert=" + file);
            case NPGSQL ->
                "Host=" + host + ";Port=6000;Database=app;Password=p;SSL Mode=VerifyFull"
                        + (file.isEmpty() ? "" : ";Root Certificate=" + file);
        };
    }

    private static void mount(String path, String name, String source, List<String> mounts, List<String> volumes) {
        mounts.add("{name: " + name + ", mountPath: " + path + "}");
        volumes.add("{name: " + name + ", " + source + "}");
    }

    private static String value(String name, String value) {
        return "{name: " + name + ", value: \"" + value + "\"}";
    }

    private static String reference(String name, String field, String object, String key) {
        return "{name: " + name + ", valueFrom: {" + field + ": {name: " + object + ", key: " + key + "}}}";
    }

    private void configMap(String name, String key, String value, boolean lost) {
        if (!lost) {
            yaml.append("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ")
                    .append(name)
                    .append(", namespace: shop}\ndata: {\"" + key + "\": \"")
                    .append(value)
                    .append("\"}\n");
        }
    }

    private void secret(String name, String key, String value, boolean lost) {
        if (!lost) {
            yaml.append("---\napiVersion: v1\nkind: Secret\nmetadata: {name: ")
                    .append(name)
                    .append(", namespace: shop}\nstringData: {\"" + key + "\": \"")
                    .append(value)
                    .append("\"}\n");
        }
    }

    private void workload(
            String kind,
            String name,
            List<String> env,
            String envFrom,
            List<String> args,
            List<String> mounts,
            List<String> volumes) {
        String pod = "      containers:\n      - name: main\n        image: registry/" + name + ":1\n" + envFrom
                + "        env: [" + String.join(", ", env) + "]\n        args: ["
                + String.join(", ", args.stream().map(arg -> "\"" + arg + "\"").toList()) + "]\n        volumeMounts: ["
                + String.join(", ", mounts) + "]\n      volumes: [" + String.join(", ", volumes) + "]\n";
        String api = switch (kind) {
            case "Pod" -> "v1";
            case "Job", "CronJob" -> "batch/v1";
            default -> "apps/v1";
        };
        yaml.append("---\napiVersion: " + api + "\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: shop}\nspec:\n");
        switch (kind) {
            case "Pod" -> yaml.append(pod.indent(-4));
            case "CronJob" -> yaml.append("  jobTemplate:\n   spec:\n    template:\n     spec:\n" + pod);
            default -> yaml.append("  template:\n    spec:\n" + pod);
        }
    }

    static String quoted(Certificate certificate) {
        return certificate.toPem().replace("\n", "\\n");
    }

    /** Every reference that must be named, and nothing else. */
    TreeSet<String> references() {
        TreeSet<String> all = new TreeSet<>();
        apps.stream().filter(app -> !app.missing().isEmpty()).forEach(app -> all.add(app.who() + ": " + app.missing()));
        return all;
    }
}
