package io.github.windlass4j.gateway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.windlass4j.gateway.api.BackendTlsPolicy;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.HttpRule;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.build.RefusedObjectException;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildersTest {
    private static HttpRouteBuilder shop() {
        return HttpRouteBuilder.of("store", "shop")
                .parent("infra", "edge", parent -> parent.section("https").port(443))
                .hostname("shop.example.com");
    }

    @Test
    void a_route_reads_as_it_was_put_together() {
        HttpRoute route = shop().label("team", "store")
                .annotation("note", "x")
                .rule(rule -> rule.match(match -> match.prefix("/cart")
                                .method("POST")
                                .header("x-version", "two")
                                .query("q", "1"))
                        .match(match -> match.exact("/basket"))
                        .requestHeaders(
                                headers -> headers.set("a", "b").add("c", "d").remove("e"))
                        .mirror("copy", 80)
                        .rewrite(target -> target.hostname("inner.example.com").path("/all"))
                        .timeout(Duration.ofSeconds(90))
                        .backend("cart", 8080)
                        .backend("cart-next", 8080, backend -> backend.weight(0).namespace("next")))
                .build();
        assertThat(route.parentRefs()).hasToString("[Gateway infra/edge, section \"https\", port 443]");
        assertThat(route.rules().get(0).matches()).hasSize(2);
        assertThat(route.rules()
                        .get(0)
                        .filters()
                        .get(0)
                        .requestHeaders()
                        .orElseThrow()
                        .add())
                .hasToString("[Header[name=c, value=d]]");
        assertThat(route.rules().get(0).filters().get(2).rewrite().orElseThrow().hostname())
                .contains("inner.example.com");
        assertThat(route.rules().get(0).timeouts().request()).contains(Duration.ofSeconds(90));
        assertThat(route.rules().get(0).backendRefs())
                .hasToString("[Service cart:8080, weight 1, Service next/cart-next:8080, weight 0]");
        assertThat(route.resource().labels()).containsEntry("team", "store");
    }

    @Test
    void an_object_is_written_the_same_in_every_run() {
        assertThat(HttpRouteBuilder.of("store", "shop")
                        .parent("infra", "edge")
                        .rule(rule -> rule.match(match ->
                                        match.prefix("/cart").header("x", "1").query("q", "2"))
                                .requestHeaders(headers -> headers.set("a", "b"))
                                .rewrite(target -> target.prefix("/"))
                                .mirror("copy", 80)
                                .backend("cart", 8080))
                        .build()
                        .resource()
                        .spec())
                .hasToString("{\"parentRefs\":[{\"namespace\":\"infra\",\"name\":\"edge\"}],\"rules\":[{\"matches\":[{"
                        + "\"path\":{\"type\":\"PathPrefix\",\"value\":\"/cart\"},"
                        + "\"headers\":[{\"name\":\"x\",\"value\":\"1\"}],\"queryParams\":[{\"name\":\"q\",\"value\":\"2\"}]}],"
                        + "\"filters\":[{\"type\":\"RequestHeaderModifier\","
                        + "\"requestHeaderModifier\":{\"set\":[{\"name\":\"a\",\"value\":\"b\"}]}},"
                        + "{\"type\":\"URLRewrite\",\"urlRewrite\":{\"path\":{\"type\":\"ReplacePrefixMatch\","
                        + "\"replacePrefixMatch\":\"/\"}}},"
                        + "{\"type\":\"RequestMirror\",\"requestMirror\":{\"backendRef\":{\"name\":\"copy\",\"port\":80}}}],"
                        + "\"backendRefs\":[{\"name\":\"cart\",\"port\":8080}]}]}");
        assertThat(GatewayBuilder.of("infra", "edge")
                        .gatewayClass("c")
                        .listener(
                                "http",
                                listener ->
                                        listener.http(80).routesFrom(Map.of("d", "4", "b", "2", "c", "3", "a", "1")))
                        .build()
                        .resource()
                        .spec())
                .asString()
                .contains("\"matchLabels\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",\"d\":\"4\"}");
    }

    @Test
    void an_empty_namespace_is_the_own_one() {
        HttpRoute route = HttpRouteBuilder.of("store", "shop")
                .parent("", "edge", parent -> parent.section("https"))
                .rule(rule -> rule.backend("cart", 80))
                .build();
        assertThat(route.resource().spec())
                .asString()
                .contains("\"parentRefs\":[{\"name\":\"edge\",\"sectionName\":\"https\"}]");
        assertThat(ListenerSetBuilder.of("store", "more")
                        .gateway("", "edge")
                        .listener("http", listener -> listener.http(80))
                        .build()
                        .resource()
                        .spec())
                .asString()
                .contains("\"parentRef\":{\"name\":\"edge\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.25S, 250ms",
        "PT1M40S, 1m40s",
        "PT1H, 1h",
        "PT25H0.001S, 25h1ms",
        "PT99999H59M59.999S, 99999h59m59s999ms"
    })
    void a_limit_is_written_as_the_schema_takes_it_and_read_back(Duration limit, String text) {
        HttpRoute route =
                shop().rule(rule -> rule.timeout(limit).backend("cart", 80)).build();
        assertThat(route.resource().spec()).asString().contains("\"timeouts\":{\"request\":\"" + text + "\"}");
        assertThat(route.rules().get(0).timeouts().request()).contains(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0.000000005S", "PT1.0005S", "PT100000H"})
    void a_limit_that_cannot_be_written_is_refused(Duration limit) {
        assertThatThrownBy(() -> shop().rule(rule -> rule.timeout(limit).backend("cart", 80)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("duration " + limit + " (want whole milliseconds, at least 0 and at most 99999 hours)");
    }

    @Test
    void what_the_server_refuses_is_refused_in_its_words() {
        RefusedObjectException refused = catchThrowableOfType(
                RefusedObjectException.class,
                () -> shop().rule(rule -> rule.match(match -> match.prefix("cart"))
                                .redirect(target -> target.status(418))
                                .backend("cart", 70000))
                        .build());
        assertThat(refused.errors())
                .extracting(FieldError::field)
                .contains("spec.rules[0].filters[0].requestRedirect.statusCode", "spec.rules[0].backendRefs[0].port");
        assertThat(refused).hasMessageStartingWith("HTTPRoute store/shop: spec.rules[0]");
    }

    @Test
    void a_field_that_the_server_would_drop_is_refused() {
        assertThatThrownBy(() -> shop().rule(rule -> rule.field("retries", 3)).build())
                .hasMessage("HTTPRoute store/shop: unknown field \"spec.rules[0].retries\"");
        assertThatThrownBy(() -> TcpRouteBuilder.of("store", "db")
                        .parent("infra", "edge")
                        .rule(rule -> rule.backend("db", 5432).requestHeaders(headers -> headers.remove("a")))
                        .build())
                .isInstanceOf(RefusedObjectException.class)
                .hasMessageContaining("spec.rules[0].filters");
    }

    @Test
    void experimental_fields_need_the_experimental_channel() {
        HttpRouteBuilder builder =
                shop().rule(rule -> rule.field("retry", Map.of("attempts", 2)).backend("cart", 8080));
        assertThatThrownBy(builder::build).hasMessageContaining("spec.rules[0].retry");
        assertThat(builder.build(GatewayRelease.shipped(Channel.EXPERIMENTAL))
                        .rules()
                        .get(0)
                        .retry())
                .isPresent();
    }

    @Test
    void every_kind_can_be_built_and_read_back() {
        Gateway gateway = GatewayBuilder.of("infra", "edge")
                .gatewayClass("edge")
                .address("IPAddress", "192.0.2.1")
                .listenerSetsFrom("All")
                .listener(
                        "http", listener -> listener.http(80).routesFrom("All").kinds("HTTPRoute", "GRPCRoute"))
                .listener("https", listener -> listener.https(443, "edge-cert").hostname("*.example.com"))
                .listener(
                        "tls",
                        listener -> listener.on("TLS", 8443).passthrough().routesFrom(Map.of("team", "x")))
                .build();
        BackendTlsPolicy policy = BackendTlsPolicyBuilder.of("store", "cart")
                .service("cart", "https")
                .trusting("cart.example.com", "ca")
                .build();
        List<GatewayObject> objects = Stream.<GatewayObject>of(
                        GatewayClassBuilder.of("edge")
                                .controller("example.com/controller")
                                .description("the edge")
                                .build(),
                        gateway,
                        ListenerSetBuilder.of("store", "more")
                                .gateway("infra", "edge")
                                .listener("extra", listener -> listener.http(8080))
                                .build(),
                        GrpcRouteBuilder.of("store", "greet")
                                .parent("store", "more", ParentBuilder::listenerSet)
                                .rule(rule ->
                                        rule.method("hello.Greeter", "Greet").backend("greet", 9000))
                                .rule(rule ->
                                        rule.service("hello.Other").name("rest").backend("greet", 9000))
                                .build(),
                        TlsRouteBuilder.of("store", "mail")
                                .parent("infra", "edge")
                                .hostname("mail.example.com")
                                .rule(rule -> rule.backend("mail", 465))
                                .build(),
                        TcpRouteBuilder.of("store", "db")
                                .parent("infra", "edge")
                                .rule(rule -> rule.backend("db", 5432))
                                .build(),
                        UdpRouteBuilder.of("store", "dns")
                                .parent("store", "dns", ParentBuilder::service)
                                .rule(rule -> rule.backend("dns", 53))
                                .build(),
                        ReferenceGrantBuilder.of("next", "cart")
                                .from("gateway.networking.k8s.io", "HTTPRoute", "store")
                                .to("", "Service", "cart")
                                .to("", "Secret")
                                .build(),
                        policy,
                        BackendTlsPolicyBuilder.of("store", "all")
                                .service("other")
                                .trustingSystem("x.example.com")
                                .build())
                .toList();
        List<Resource> resources = objects.stream().map(GatewayObject::resource).toList();
        String text = Manifests.of(resources).toYaml();
        assertThat(Manifests.read(text, "built.yaml").resources()).isEqualTo(resources);
        assertThat(gateway.listeners())
                .hasToString("[http (HTTP 80), https (HTTPS 443 *.example.com), tls (TLS 8443)]");
        assertThat(policy.validation().caCertificateRefs()).hasToString("[ConfigMap ca]");
        Attachment attachment =
                Attachment.of(GatewaySet.of(Manifests.of(resources)), Controller.named("example.com/controller"));
        assertThat(attachment.gateways()).hasSize(1);
        assertThat(attachment.listenerSets().get(0).holds("Accepted")).isTrue();
    }

    @Test
    void what_an_https_listener_and_its_routes_can_say_is_read_back() {
        Gateway gateway = GatewayBuilder.of("infra", "edge")
                .gatewayClass("edge")
                .listener("web", listener -> listener.https(443, "own").certificate("other", "theirs"))
                .build();
        assertThat(gateway.listeners().get(0).tls().certificateRefs()).hasToString("[Secret own, Secret other/theirs]");
        HttpRoute route = shop().rule(rule -> rule.match(match -> match.regex("/a[0-9]+"))
                        .responseHeaders(headers -> headers.set("x-served-by", "shop"))
                        .backend("icons", 80, backend -> backend.kind("k8s.example.com", "Bucket")))
                .rule(rule -> rule.match(match -> match.prefix("/old")).redirect(target -> target.prefix("/new")))
                .build();
        HttpRule first = route.rules().get(0);
        assertThat(first.matches().get(0).path()).hasToString("RegularExpression /a[0-9]+");
        assertThat(first.filters().get(0).responseHeaders().orElseThrow().set())
                .hasToString("[Header[name=x-served-by, value=shop]]");
        assertThat(first.backendRefs().get(0).target("store"))
                .isEqualTo(new ObjectRef("k8s.example.com", "Bucket", "store", "icons"));
        assertThat(route.rules()
                        .get(1)
                        .filters()
                        .get(0)
                        .redirect()
                        .orElseThrow()
                        .path()
                        .orElseThrow()
                        .prefix())
                .contains("/new");
    }
}
