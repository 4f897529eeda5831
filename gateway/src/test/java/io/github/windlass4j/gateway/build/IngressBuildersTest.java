package io.github.windlass4j.gateway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.gateway.api.IngressClass;
import io.github.windlass4j.gateway.validate.IngressSchemas;
import io.github.windlass4j.manifest.build.RefusedObjectException;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.FieldError;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngressBuildersTest {
    private static final Schemas SCHEMAS = IngressSchemas.shipped();

    private static IngressBuilder shop() {
        return IngressBuilder.of("store", "shop")
                .ingressClass("nginx")
                .tls("shop-tls", "shop.example.com", "*.img.example.com")
                .rule(
                        "shop.example.com",
                        paths -> paths.prefix("/", "front", 8080).exact("/healthz", "front", 9090));
    }

    @Test
    void an_ingress_reads_as_it_was_put_together() {
        Ingress ingress = shop().label("team", "store")
                .annotation("nginx.ingress.kubernetes.io/use-regex", "true")
                .defaultBackend("rest", 80)
                .rule("", paths -> paths.asImplemented("/a(/|$)(.*)", "a", 1).named("Prefix", "/b", "b", "http"))
                .build();
        assertThat(ingress.className()).contains("nginx");
        assertThat(ingress.tls().get(0).hosts()).containsExactly("shop.example.com", "*.img.example.com");
        assertThat(ingress.tls().get(0).secretName()).contains("shop-tls");
        assertThat(ingress.rules()).hasSize(2);
        assertThat(ingress.rules().get(0).host()).contains("shop.example.com");
        assertThat(ingress.rules().get(0).paths())
                .extracting(Ingress.Path::pathType)
                .containsExactly("Prefix", "Exact");
        assertThat(ingress.rules().get(1).host()).isEmpty();
        assertThat(ingress.rules().get(1).paths().get(1).backend().orElseThrow().portName())
                .contains("http");
        assertThat(ingress.defaultBackend().orElseThrow().portNumber()).hasValue(80);
        Resource again = Manifests.read(ingress.resource().toYaml(), "built.yaml")
                .resources()
                .get(0);
        assertThat(again).isEqualTo(ingress.resource());
    }

    @Test
    void a_class_reads_as_it_was_put_together() {
        IngressClass edge = IngressClassBuilder.of("edge")
                .controller("k8s.io/ingress-nginx")
                .parameters("example.com", "Settings", "infra", "edge")
                .byDefault()
                .build();
        assertThat(edge.controller()).isEqualTo("k8s.io/ingress-nginx");
        assertThat(edge.isDefault()).isTrue();
        assertThat(edge.parameters().orElseThrow().kind()).isEqualTo("Settings");
        assertThat(IngressClassBuilder.of("edge")
                        .controller("example.com/a")
                        .parameters("", "ConfigMap", "edge")
                        .build()
                        .isDefault())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Prefix|/a|true",
                "Exact|/a/b.c|true",
                "Prefix|a|false",
                "Exact|''|false",
                "Prefix|/a//b|false",
                "Prefix|/a/../b|false",
                "Exact|/a/./b|false",
                "Exact|/a/.|false",
                "Exact|/a/..|false",
                "Prefix|/a%2Fb|false",
                "Prefix|/a%2fb|false",
                "ImplementationSpecific|/a//b|true",
                "ImplementationSpecific|''|true",
                "ImplementationSpecific|a|false",
                "Regex|/a|false",
            })
    void paths_are_checked_as_the_server_checks_them(String type, String path, boolean stored) {
        IngressBuilder builder = shop().rule("", paths -> paths.named(type, path, "web", "http"));
        assertThat(SCHEMAS.create(builder.unchecked()).isAccepted()).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example.com, true",
        "*.example.com, true",
        "1.2.3, true",
        "300.1.1.1, true",
        "192.0.2.1, false",
        "010.0.0.1, false",
        "*, false",
        "a.*.example.com, false",
        "Shop.example.com, false",
        "a_b.example.com, false",
    })
    void hosts_are_names_or_begin_with_an_asterisk(String host, boolean stored) {
        IngressBuilder builder = shop().rule(host, paths -> paths.prefix("/", "web", 80));
        assertThat(SCHEMAS.create(builder.unchecked()).isAccepted()).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{service: {name: web, port: {number: 80}}, resource: {kind: Bucket, name: b}}",
                "{service: {name: web}}",
                "{service: {name: web, port: {}}}",
                "{service: {name: web, port: {number: 80, name: http}}}",
                "{service: {name: web, port: {number: 0}}}",
                "{service: {name: web, port: {number: 65536}}}",
                "{service: {name: web, port: {name: '80'}}}",
                "{service: {name: web, port: {name: a--b}}}",
                "{service: {name: 1web, port: {number: 80}}}",
                "{resource: {name: b}}",
                "{resource: {kind: Bucket, name: ..}}",
                "{resource: {kind: Bucket, name: a/b}}",
            })
    void a_backend_is_one_service_port_or_one_resource(String backend) {
        Node node = Manifests.read("{apiVersion: v1, kind: X, spec: " + backend + "}", "b.yaml")
                .resources()
                .get(0)
                .spec()
                .node();
        assertThatThrownBy(() -> shop().field("defaultBackend", node).build())
                .isInstanceOf(RefusedObjectException.class)
                .hasMessageContaining("spec.defaultBackend");
    }

    @Test
    void what_else_is_refused() {
        assertThatThrownBy(() ->
                        IngressBuilder.of("store", "shop").ingressClass("nginx").build())
                .hasMessageContaining("either `defaultBackend` or `rules` must be specified");
        assertThatThrownBy(() -> shop().annotation("kubernetes.io/ingress.class", "nginx")
                        .build())
                .hasMessage(
                        "Ingress store/shop: annotations.kubernetes.io/ingress.class: can not be set when the class field"
                                + " is also set");
        assertThatThrownBy(() -> shop().field("backend", "web").build())
                .hasMessage("Ingress store/shop: unknown field \"spec.backend\"");
        assertThatThrownBy(() -> shop().tls("Shop", "a.example.com").build()).hasMessageContaining("spec.tls[1]");
        assertThatThrownBy(
                        () -> IngressClassBuilder.of("edge").controller("nginx").build())
                .hasMessageContaining("spec.controller");
        assertThatThrownBy(() -> IngressClassBuilder.of("edge")
                        .controller("example.com/a")
                        .field("parameters", Map.of("kind", "A", "name", "a", "scope", "Cluster", "namespace", "n"))
                        .build())
                .hasMessageContaining("spec.parameters");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                "",
                "/",
                "a",
                "/a",
                "/a/",
                "/a//b",
                "A",
                "a.example.com",
                "*.example.com",
                "*",
                "192.0.2.1",
                "a b",
                "-a",
                "a-",
                "1a",
                "é",
                "/%2f",
                "Prefix",
                "Exact",
                "ImplementationSpecific",
                "x".repeat(64),
                "y".repeat(300));
    }

    @Property(tries = 500)
    void a_builder_gives_an_object_that_is_stored_or_says_why_not(
            @ForAll("words") String host,
            @ForAll("words") String type,
            @ForAll("words") String path,
            @ForAll("words") String service,
            @ForAll("words") String port) {
        IngressBuilder builder = IngressBuilder.of("store", "shop")
                .rule(host, paths -> paths.named(type, path, service, port))
                .tls(service, host);
        List<FieldError> errors = SCHEMAS.create(builder.unchecked()).errors();
        if (errors.isEmpty()) {
            assertThat(builder.build().rules()).hasSize(1);
        } else {
            assertThatThrownBy(builder::build)
                    .isInstanceOfSatisfying(
                            RefusedObjectException.class,
                            refused -> assertThat(refused.errors()).isEqualTo(errors));
        }
    }

    @Test
    void every_rule_of_the_definitions_is_understood() {
        for (GroupVersionKind type : SCHEMAS.types()) {
            assertThat(SCHEMAS.find(type).orElseThrow().gaps()).isEmpty();
        }
        assertThat(SCHEMAS.types()).hasSize(2);
        assertThat(IngressSchemas.source().id()).isEqualTo("kubernetes-ingress-v1");
    }
}
