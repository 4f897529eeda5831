package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Ingresses of ingress-nginx in one line each, and what is made of them in one line each. */
final class NginxSamples {
    static final MigrationTarget STANDARD = MigrationTarget.standard("web", "any");
    static final MigrationTarget AGC = MigrationTarget.managed(AgcProfile.newest(), "web", "platform", "alb");

    private NginxSamples() {}

    static String service(String namespace, String name) {
        return "---\n{apiVersion: v1, kind: Service, metadata: {name: " + name + ", namespace: " + namespace
                + "}, spec: {ports: [{name: http, port: 80}]}}\n";
    }

    /** The Ingress {@code shop/a} of {@code a.example.com} with its Service {@code web}, migrated to the standard channel. */
    static IngressMigration migrateShop(String tls, String path, String... annotations) {
        return migrate(
                STANDARD,
                service("shop", "web"),
                ingress("shop", "a", tls, "a.example.com", path(path, "web"), annotations));
    }

    /** {@code tls}: entries in one line, may be empty. {@code annotations}: names and values in turn. */
    static String ingress(String namespace, String name, String tls, String host, String paths, String... annotations) {
        StringBuilder stated = new StringBuilder();
        for (int i = 0; i < annotations.length; i += 2) {
            stated.append(i == 0 ? "" : ", ")
                    .append("nginx.ingress.kubernetes.io/")
                    .append(annotations[i])
                    .append(": '")
                    .append(annotations[i + 1])
                    .append("'");
        }
        return ingress("nginx", namespace + "/" + name, stated.toString(), tls, host, paths);
    }

    /** {@code owner}: namespace and name. {@code annotations}, {@code tls}, {@code paths}: entries in one line. */
    static String ingress(String className, String owner, String annotations, String tls, String host, String paths) {
        int slash = owner.indexOf('/');
        return """
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {namespace: %s, name: %s, annotations: {%s}}
                spec:
                  ingressClassName: %s
                  tls: [%s]
                  rules: [{host: "%s", http: {paths: [%s]}}]
                """.formatted(
                owner.substring(0, slash), owner.substring(slash + 1), annotations, className, tls, host, paths);
    }

    static String tls(String secret, String... hosts) {
        return "{hosts: ['" + String.join("', '", hosts) + "'], secretName: " + secret + "}";
    }

    static String path(String path, String service) {
        return "{path: '" + path + "', pathType: Prefix, backend: {service: {name: " + service
                + ", port: {number: 80}}}}";
    }

    static IngressMigration migrate(MigrationTarget target, String... documents) {
        return IngressMigration.of(GatewaySet.of(Manifests.read(String.join("", documents), "in.yaml")), target);
    }

    /** Kind, name and spec of every object of some kinds. */
    static List<String> written(IngressMigration migration, String... kinds) {
        return migration.objects().resources().stream()
                .filter(resource -> List.of(kinds).contains(resource.kind()))
                .map(resource -> resource.namespace() + "/" + resource.name() + " " + resource.spec())
                .toList();
    }

    static List<String> losses(IngressMigration migration, Loss.Aspect... aspects) {
        return migration.losses().stream()
                .filter(loss -> Arrays.asList(aspects).contains(loss.aspect()))
                .map(loss -> loss.aspect() + " " + loss.host())
                .toList();
    }

    /** What the API server has against the objects of the Gateway API. */
    static String refused(IngressMigration migration) {
        return migration.objects().resources().stream()
                .filter(resource -> resource.group().equals("gateway.networking.k8s.io"))
                .flatMap(resource -> errors(resource).stream())
                .collect(Collectors.joining("\n"));
    }

    private static List<String> errors(Resource resource) {
        return GatewayRelease.shipped(Channel.STANDARD).schemas().create(resource).errors().stream()
                .map(error -> resource.ref() + " " + error)
                .toList();
    }
}
