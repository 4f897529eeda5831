package io.github.windlass4j.manifest.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.ObjectView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoreKindsTest {
    private static final Manifests SHOP = Manifests.read("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {team: a}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: db, namespace: shop}
            spec:
              clusterIP: None
              selector: {app: db}
              ports:
              - {name: pg, port: 5432, targetPort: tcp-pg, appProtocol: postgresql}
              - {name: metrics, port: 9187}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: out, namespace: shop}
            spec: {type: ExternalName, externalName: db.example.com}
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: db-1, namespace: shop, labels: {kubernetes.io/service-name: db}}
            addressType: IPv4
            endpoints:
            - {addresses: [10.0.0.1]}
            - {addresses: [10.0.0.2], conditions: {ready: false}}
            ports: [{name: pg, port: 5432}]
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db, namespace: shop}
            spec:
              replicas: 3
              template:
                metadata: {labels: {app: db, tier: data}}
                spec:
                  containers:
                  - name: pg
                    image: postgres:15
                    command: [run]
                    args: [--x]
                    env: [{name: A, value: b}, {name: C, valueFrom: {secretKeyRef: {name: s, key: k}}}]
                    ports: [{name: tcp-pg, containerPort: 5432}]
                  volumes:
                  - {name: ca, configMap: {name: trust}}
                  - {name: all, projected: {sources: [{secret: {name: s}}, {configMap: {name: more}}]}}
                  - {name: key, secret: {secretName: tls}}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: s, namespace: shop}
            data: {a: aGk=, b: '###', c: eA==}
            stringData: {c: yy}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: trust, namespace: shop}
            data: {ca.pem: text}
            binaryData: {ca.jks: aGk=}
            """, "shop.yaml");

    @Test
    void whole_objects_are_named_by_their_views() {
        ObjectView map =
                new ConfigMap(Manifests.read("""
                {apiVersion: v1, kind: ConfigMap, metadata: {name: roots, namespace: shop}, data: {a: b}}
                """, "roots.yaml").resources().get(0));
        assertThat(map.ref()).isEqualTo(ObjectRef.core("ConfigMap", "shop", "roots"));
        assertThat(map.namespace() + "/" + map.name()).isEqualTo("shop/roots");
        assertThat(map.fields().child("data").text("a")).contains("b");
        assertThat(map.field()).isEmpty();
        assertThat(map.at().line()).isEqualTo(1);
    }

    @Test
    void services_know_their_ports_and_pods() {
        Service db = Service.find(SHOP, "shop", "db").orElseThrow();
        assertThat(db.isHeadless()).isTrue();
        assertThat(db.type()).isEqualTo("ClusterIP");
        assertThat(db.port("pg").orElseThrow().targetPort()).isEqualTo("tcp-pg");
        assertThat(db.port(9187).orElseThrow().targetPort()).isEqualTo("9187");
        assertThat(db.port(9187).orElseThrow().protocol()).isEqualTo("TCP");
        assertThat(db.port("pg").orElseThrow().appProtocol()).contains("postgresql");
        Service out = Service.find(SHOP, "shop", "out").orElseThrow();
        assertThat(out.externalName()).contains("db.example.com");
        Workload pods = Workload.all(SHOP).get(0);
        assertThat(pods.isSelectedBy(db)).isTrue();
        assertThat(pods.isSelectedBy(out)).isFalse();
        assertThat(pods.replicas()).isEqualTo(3);
    }

    @Test
    void endpoints_of_unknown_condition_are_ready() {
        EndpointSlice slice = EndpointSlice.all(
                        SHOP, Service.find(SHOP, "shop", "db").orElseThrow())
                .get(0);
        assertThat(slice.endpoints())
                .extracting(EndpointSlice.Endpoint::isReady)
                .containsExactly(true, false);
        assertThat(slice.endpoints().get(0).addresses()).containsExactly("10.0.0.1");
        assertThat(slice.ports().get(0).port()).hasValue(5432);
    }

    @Test
    void pods_show_containers_and_what_they_mount() {
        PodSpec pod = Workload.all(SHOP).get(0).pod();
        PodSpec.Container pg = pod.containers().get(0);
        assertThat(pg.commandLine()).containsExactly("run", "--x");
        assertThat(pg.env("A")).contains("b");
        assertThat(pg.env("C")).isEmpty();
        assertThat(pod.port("tcp-pg")).contains(5432);
        assertThat(pod.serviceAccount()).isEqualTo("default");
        assertThat(pod.volumes()).flatExtracting(PodSpec.Volume::configMaps).containsExactly("trust", "more");
        assertThat(pod.volumes()).flatExtracting(PodSpec.Volume::secrets).containsExactly("s", "tls");
    }

    @Test
    void values_in_base64_need_their_padding_and_may_have_line_ends() {
        Manifests objects = Manifests.read("""
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: shop}
                data: {padded: aGk=, bare: aGk, lines: "aG\\r\\nk=\\n", more: aGk=aGk=, none: ""}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: m, namespace: shop}
                binaryData: {padded: aGk=, bare: aGk}
                """, "in.yaml");
        Secret secret = Secret.find(objects, "shop", "s").orElseThrow();
        for (String key : List.of("padded", "lines")) {
            assertThat(secret.value(key))
                    .as(key)
                    .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly('h', 'i'));
        }
        assertThat(secret.value("none"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
        assertThat(secret.isMalformed("bare")).isTrue();
        assertThat(secret.isMalformed("more")).isTrue();
        ConfigMap map = ConfigMap.find(objects, "shop", "m").orElseThrow();
        assertThat(map.value("padded")).isPresent();
        assertThat(map.value("bare")).isEmpty();
    }

    @Test
    void secrets_decode_their_values_and_never_print_them() {
        Secret secret = Secret.find(SHOP, "shop", "s").orElseThrow();
        assertThat(secret.value("a"))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly('h', 'i'));
        assertThat(secret.value("c"))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly('y', 'y'));
        assertThat(Secret.all(SHOP)).containsExactly(secret);
        assertThat(secret.isMalformed("b")).isTrue();
        assertThat(secret.isMalformed("absent")).isFalse();
        assertThat(secret).hasToString("Secret shop/s (shop.yaml:49:1)");
        ConfigMap map = ConfigMap.find(SHOP, "shop", "trust").orElseThrow();
        assertThat(map.keys()).containsExactly("ca.pem", "ca.jks");
        assertThat(map.value("ca.jks"))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly('h', 'i'));
    }

    @Test
    void selectors_take_labels_as_kubernetes_does() {
        Map<String, String> labels = Namespace.find(SHOP, "shop").orElseThrow().labels();
        assertThat(labels).containsEntry(Namespace.NAME_LABEL, "shop");
        assertThat(selects("{matchLabels: {team: a}}", labels)).isTrue();
        assertThat(selects("{matchLabels: {team: b}}", labels)).isFalse();
        assertThat(selects("{matchExpressions: [{key: team, operator: In, values: [a, b]}]}", labels))
                .isTrue();
        assertThat(selects("{matchExpressions: [{key: none, operator: NotIn, values: [a]}]}", labels))
                .isTrue();
        assertThat(selects("{matchExpressions: [{key: none, operator: Exists}]}", labels))
                .isFalse();
        assertThat(selects("{matchExpressions: [{key: none, operator: DoesNotExist}]}", labels))
                .isTrue();
        assertThat(selects("{matchExpressions: [{key: team, operator: Near}]}", labels))
                .isFalse();
        assertThat(selects("{}", labels)).isTrue();
    }

    private static boolean selects(String selector, Map<String, String> labels) {
        return new LabelSelector(Manifests.read("{kind: X, spec: " + selector + "}", "s.yaml")
                        .resources()
                        .get(0)
                        .spec())
                .matches(labels);
    }

    @Test
    void slices_know_what_kind_of_addresses_they_list_and_on_which_transport() {
        EndpointSlice slice = EndpointSlice.all(SHOP).get(0);
        assertThat(slice.addressType()).isEqualTo("IPv4");
        assertThat(slice.ports())
                .singleElement()
                .satisfies(port -> assertThat(port.protocol()).isEqualTo("TCP"));
    }
}
