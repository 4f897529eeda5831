package io.github.windlass4j.scan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
    private static final String ROOTS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: roots, namespace: shop}
            data: {two.crt: "%s%s", one.crt: "%s"}
            ---
            """.formatted(
                    GoldenFleet.quoted(GoldenFleet.ROOT),
                    GoldenFleet.quoted(GoldenFleet.OTHER),
                    GoldenFleet.quoted(GoldenFleet.OTHER));

    @Test
    void follows_keytool_of_an_init_container_and_its_silent_trap() {
        Inventory found = scan(ROOTS + deployment("""
                keytool -importcert -noprompt -alias a -file /in/two.crt -keystore /out/trust.p12 -storepass x1 &&
                keytool -importcert -noprompt -alias b -file /in/one.crt -keystore /out/trust.p12 -storepass x1"""));
        assertThat(found.clients()).singleElement().satisfies(client -> {
            assertThat(client.stores().get(StoreKind.JVM_STORE).place().path())
                    .isEqualTo("Deployment shop/api volume made file trust.p12");
            assertThat(found.model(client).material(StoreKind.JVM_STORE))
                    .isInstanceOfSatisfying(
                            TrustMaterial.Present.class,
                            present -> assertThat(present.store().certificates())
                                    // The second certificate of two.crt is not imported: keytool takes the first and
                                    // says "added".
                                    .containsExactly(GoldenFleet.ROOT, GoldenFleet.OTHER));
        });
    }

    @Test
    void names_the_steps_of_a_script_that_cannot_be_followed() {
        Inventory found = scan(ROOTS + deployment("""
                cp /opt/java/lib/security/cacerts /out/trust.p12;
                keytool -import -file /absent/x.crt -keystore /out/trust.p12;
                keytool -delete -alias old -keystore /out/trust.p12"""));
        assertThat(found.unresolved())
                .filteredOn(gap -> gap.reason().startsWith("is a step in making"))
                .extracting(Unresolved::reference)
                .containsExactlyInAnyOrder(
                        "copy of /opt/java/lib/security/cacerts",
                        "import of /absent/x.crt",
                        "keytool -delete -alias old -keystore /out/trust.p12");
    }

    @Test
    void a_pod_whose_owner_is_there_is_not_counted_again_and_one_without_is() {
        String pod = """
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: api-x
                  namespace: shop
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: api-1}]
                spec: {containers: [{name: c, env: [{name: DB_URL, value: "jdbc:postgresql://db/app"}]}]}
                """;
        String owner = "---\napiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: api-1, namespace: shop}\n";
        assertThat(scan(pod).clients()).hasSize(1);
        assertThat(scan(pod + owner).clients()).isEmpty();
    }

    @Test
    void configuration_that_cannot_be_read_is_a_finding_with_its_line() {
        Inventory found = scan("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: conf}
                data: {application.yml: "a: 1\\nb: [\\n"}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  volumes: [{name: v, configMap: {name: conf}}]
                  containers: [{name: c, volumeMounts: [{name: v, mountPath: /config}]}]
                """);
        assertThat(found.findings()).extracting(Finding::rule).containsExactly("WL-SC-004");
        assertThat(found.findings().iterator().next().location().line()).isEqualTo(3);
    }

    @Test
    void optional_references_that_lead_nowhere_are_no_gap() {
        Inventory found = scan(TestWorkloads.pod("""
                envFrom: [{configMapRef: {name: none, optional: true}}, {secretRef: {name: lost}}]
                """));
        assertThat(found.unresolved()).extracting(Unresolved::reference).containsExactly("Secret lost");
    }

    @Test
    void a_root_file_in_the_home_of_whoever_runs_it_is_found_by_its_mount() {
        Inventory found = scan(ROOTS + """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: shop}
                spec:
                  volumes: [{name: v, configMap: {name: roots, items: [{key: one.crt, path: root.crt}]}}]
                  containers:
                  - name: c
                    env: [{name: PGHOST, value: db}, {name: PGSSLMODE, value: verify-full}]
                    volumeMounts: [{name: v, mountPath: /home/app/.postgresql}]
                """);
        assertThat(found.clients())
                .singleElement()
                .satisfies(client -> assertThat(
                                client.stores().get(StoreKind.ROOT_FILE).place().path())
                        .isEqualTo("ConfigMap shop/roots key one.crt"));
    }

    @Test
    void service_bindings_are_connections_and_stores() {
        Inventory found = scan(
                ROOTS + """
                apiVersion: v1
                kind: Secret
                metadata: {name: db, namespace: shop}
                stringData:
                  type: postgresql
                  host: pg.example.org
                  port: "6432"
                  sslmode: verify-full
                  sslrootcert: ca.pem
                  ca.pem: "%s"
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: cas, namespace: shop}
                stringData: {type: ca-certificates, one.pem: "%s"}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: shop}
                spec:
                  volumes: [{name: db, secret: {secretName: db}}, {name: cas, secret: {secretName: cas}}]
                  containers:
                  - name: c
                    env: [{name: SERVICE_BINDING_ROOT, value: /bindings}]
                    volumeMounts: [{name: db, mountPath: /bindings/db}, {name: cas, mountPath: /bindings/cas}]
                """.formatted(GoldenFleet.quoted(GoldenFleet.ROOT), GoldenFleet.quoted(GoldenFleet.OTHER)));
        assertThat(found.clients()).singleElement().satisfies(client -> {
            assertThat(client.host() + ":" + client.port()).isEqualTo("pg.example.org:6432");
            assertThat(client.settings()).containsEntry("sslmode", "verify-full");
            assertThat(client.stores().get(StoreKind.ROOT_FILE).place().path()).isEqualTo("Secret shop/db key ca.pem");
        });
        assertThat(found.uses())
                .extracting(use -> use.store().place().path())
                .containsExactly("Secret shop/cas key one.pem");
    }

    @Test
    void a_store_that_an_entrypoint_builds_at_start_is_not_taken_for_the_one_in_the_image() {
        Inventory found = scan(TestWorkloads.pod("""
                image: temurin
                env: [{name: USE_SYSTEM_CA_CERTS, value: "1"}, {name: DB_URL, value: "jdbc:postgresql://db/a"}]
                """));
        assertThat(found.unresolved()).extracting(Unresolved::reference).contains("USE_SYSTEM_CA_CERTS");
        assertThat(found.clients())
                .singleElement()
                .satisfies(client -> assertThat(
                                client.stores().get(StoreKind.JVM_STORE).place().path())
                        .contains("entrypoint"));
    }

    /** Kinds of other groups make pods too, and what they own is told by them; other owners tell nothing of the pod. */
    @Test
    void a_kind_of_another_group_with_a_template_of_containers_is_read() {
        String template = "{spec: {containers: [{name: c, env: [{name: DB_URL, value: 'jdbc:postgresql://%s/x'}]}]}}";
        Inventory found = scan("""
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: api, namespace: shop}
                spec: {template: %s}
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: api-1
                  namespace: shop
                  ownerReferences: [{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api}]
                spec: {template: %s}
                ---
                apiVersion: serving.knative.dev/v1
                kind: Service
                metadata: {name: fn, namespace: shop}
                spec: {template: %s}
                ---
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: pg, namespace: shop}
                spec: {instances: 1}
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: pg-1
                  namespace: shop
                  ownerReferences: [{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, name: pg}]
                %s
                """.formatted(
                        template.formatted("rollout"),
                        template.formatted("replica"),
                        template.formatted("knative"),
                        template.formatted("pod").replaceAll("^\\{|}$", "")));
        assertThat(found.clients())
                .extracting(ClientSighting::host)
                .containsExactlyInAnyOrder("rollout", "knative", "pod");
    }

    private static String deployment(String script) {
        return TestWorkloads.deployment("""
                volumes: [{name: roots, configMap: {name: roots}}, {name: made, emptyDir: {}}]
                initContainers:
                - name: trust
                  command: [sh, -c, "%s"]
                  volumeMounts: [{name: roots, mountPath: /in}, {name: made, mountPath: /out}]
                containers:
                - name: main
                  env:
                  - name: JAVA_TOOL_OPTIONS
                    value: -Djavax.net.ssl.trustStore=/certs/trust.p12 -Djavax.net.ssl.trustStorePassword=x1
                  - name: SPRING_DATASOURCE_URL
                    value: jdbc:postgresql://db/app?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory
                  volumeMounts: [{name: made, mountPath: /certs}]
                """.formatted(script.replace("\n", " ")));
    }

    private static Inventory scan(String yaml) {
        return ClusterScan.of(Manifests.read(yaml, "test.yaml")).scan();
    }
}
