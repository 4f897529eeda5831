package io.github.windlass4j.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.schema.Schemas;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a filter cannot be done with is what the definition of HTTPRoute refuses; the words are not the same, the answer is. */
class FilterValuesTest {
    private static final Schemas SCHEMAS =
            GatewayRelease.shipped(Channel.EXPERIMENTAL).schemas();

    private static final List<String> SAMPLES = Stream.concat(
                    IntStream.range(0, 0x180).mapToObj(c -> "a" + (char) c + "b"),
                    Stream.of("", " ", "a ", " a", "a  b", "a \tb", "a b c", "a\n", "x".repeat(256)))
            .toList();

    @Test
    void the_name_of_a_header_is_one_if_the_definition_takes_it() {
        assertThat(SAMPLES)
                .allSatisfy(name -> agree("{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: "
                        + quoted(name) + ", value: v}]}}"));
    }

    @Test
    void the_value_of_a_header_is_one_if_the_definition_takes_it() {
        assertThat(SAMPLES)
                .allSatisfy(
                        value -> agree("{type: ResponseHeaderModifier, responseHeaderModifier: {add: [{name: n, value: "
                                + quoted(value) + "}]}}"));
    }

    @Test
    void a_redirect_has_the_statuses_and_schemes_of_the_definition() {
        assertThat(IntStream.range(299, 310).boxed())
                .allSatisfy(status -> agree("{type: RequestRedirect, requestRedirect: {statusCode: " + status
                        + ", hostname: a.example.com}}"));
        assertThat(List.of("http", "https", "HTTPS", "ws", ""))
                .allSatisfy(scheme -> agree("{type: RequestRedirect, requestRedirect: {scheme: '" + scheme + "'}}"));
    }

    @Test
    void a_path_is_replaced_by_what_its_type_says() {
        for (String type : List.of("ReplaceFullPath", "ReplacePrefixMatch", "Replace")) {
            for (String values : List.of(
                    "",
                    ", replaceFullPath: /a",
                    ", replacePrefixMatch: /a",
                    ", replaceFullPath: /a, replacePrefixMatch: /a")) {
                agree("{type: URLRewrite, urlRewrite: {path: {type: " + type + values + "}}}");
            }
        }
    }

    @Test
    void the_name_of_a_host_is_one_if_the_definition_takes_it() {
        for (String name :
                List.of("a", "a.example.com", "-a.com", "a-.com", "*.a.com", "A.com", "a..b", "a_b", "a:80", "é")) {
            agree("{type: URLRewrite, urlRewrite: {hostname: '" + name + "'}}");
            agree("{type: RequestRedirect, requestRedirect: {hostname: '" + name + "'}}");
        }
        String longest = "a.".repeat(126) + "b";
        agree("{type: URLRewrite, urlRewrite: {hostname: " + longest + "}}");
        agree("{type: URLRewrite, urlRewrite: {hostname: " + longest + "c}}");
    }

    @Test
    void a_second_redirect_or_rewriting_and_both_together_are_one_too_many() {
        String rewrite = "{type: URLRewrite, urlRewrite: {hostname: a.b}}";
        String redirect = "{type: RequestRedirect, requestRedirect: {hostname: a.b}}";
        String mirror = "{type: RequestMirror, requestMirror: {backendRef: {name: a, port: 80}}}";
        agree(rewrite + ", " + rewrite);
        agree(redirect + ", " + redirect);
        agree(rewrite + ", " + redirect);
        agree(redirect + ", " + mirror);
        agree(mirror + ", " + mirror + ", " + rewrite);
    }

    private static void agree(String filter) {
        Manifests read = Manifests.read("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: r, namespace: shop}
                spec: {rules: [{matches: [{path: {value: /}}], filters: [%s]}]}
                """.formatted(filter), "route.yaml");
        HttpRoute route = (HttpRoute) GatewaySet.of(read).routes().get(0);
        assertThat(RouteFilter.problems(route.rules().get(0).filters()).isEmpty())
                .as(filter)
                .isEqualTo(SCHEMAS.create(read.resources().get(0)).errors().isEmpty());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append("\\u%04x".formatted(c)));
        return quoted.append('"').toString();
    }
}
