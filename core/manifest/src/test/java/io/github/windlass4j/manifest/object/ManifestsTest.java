package io.github.windlass4j.manifest.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.yaml.Scalar;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              name: db
              namespace: shop
              labels: {app: db}
              creationTimestamp: "2026-11-22T00:00:00Z"
              generation: 3
            spec:
              ports:
              - port: 5432
                targetPort: pg
              x-unknown: [1, 2]
            """;

    @Test
    void reads_the_fields_all_kinds_share() {
        Resource service = Manifests.read(SERVICE, "a.yaml").resources().get(0);
        assertThat(service).hasToString("Service shop/db (a.yaml:1:1)");
        assertThat(service.type()).isEqualTo(new GroupVersionKind("", "v1", "Service"));
        assertThat(service.labels()).containsEntry("app", "db");
        assertThat(service.creationTimestamp()).contains(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(service.generation()).hasValue(3);
        Fields port = service.spec().list("ports").get(0);
        assertThat(port.whole("port")).hasValue(5432);
        assertThat(port.wholeOrText("targetPort")).contains("pg");
        assertThat(port.text("port")).isEmpty();
        assertThat(service.spec().child("a", "b").isPresent()).isFalse();
    }

    @Test
    void keeps_unknown_fields_when_it_writes() {
        Resource service = Manifests.read(SERVICE, "a.yaml").resources().get(0);
        Resource changed = service.with(Scalar.of("x"), "spec", "selector", "app");
        assertThat(changed.toYaml()).contains("x-unknown:\n  - 1\n  - 2\n", "selector:\n    app: x\n");
        assertThat(Manifests.read(service.toYaml(), "b").resources()).containsExactly(service);
    }

    @Test
    void takes_lists_apart_and_completes_the_items_of_typed_lists() {
        Manifests read = Manifests.read("""
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: Secret
                  metadata: {name: s}
                - apiVersion: gateway.networking.k8s.io/v1
                  kind: HTTPRouteList
                  items:
                  - metadata: {name: r, namespace: ns}
                """, "l.yaml");
        assertThat(read.resources())
                .extracting(Resource::toString)
                .containsExactly("Secret s (l.yaml:4:3)", "HTTPRoute ns/r (l.yaml:10:5)");
        assertThat(read.find(new ObjectRef("gateway.networking.k8s.io", "HTTPRoute", "ns", "r")))
                .isPresent();
    }

    @Test
    void reports_what_is_no_object_or_said_twice() {
        Manifests read = Manifests.read("a: 1\na: 2\n---\n- x\n---\n# empty\n", "o.yaml");
        assertThat(read.findings())
                .extracting(Object::toString)
                .containsExactly(
                        "WARNING WL-MF-001 o.yaml:2:1: key \"a\" stands again; the last value counts",
                        "WARNING WL-MF-003 o.yaml:1:1: an object without apiVersion or kind",
                        "WARNING WL-MF-002 o.yaml:4:1: not an object (want a mapping with apiVersion and kind)");
        assertThat(read.resources()).hasSize(1);
    }

    @Property(tries = 50)
    void the_order_of_documents_does_not_matter_to_a_look_up(@ForAll java.util.Random random) {
        List<String> documents = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> SERVICE.replace("name: db", "name: db" + i))
                .collect(Collectors.toList());
        Manifests sorted = Manifests.read(String.join("---\n", documents), "a");
        Collections.shuffle(documents, random);
        Manifests shuffled = Manifests.read(String.join("---\n", documents), "a");
        for (Resource resource : sorted.resources()) {
            assertThat(shuffled.find(resource.ref())).contains(resource);
        }
    }
}
