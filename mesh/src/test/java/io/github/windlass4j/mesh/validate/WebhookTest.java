package io.github.windlass4j.mesh.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.mesh.istio.IstioKind;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest {
    private static Resource object(String kind, String spec) {
        IstioKind<?> known = IstioKind.all().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        return Manifests.read(
                        "{apiVersion: " + known.group() + "/" + known.versions().get(0) + ", kind: " + kind
                                + ", metadata: {name: a, namespace: shop}, spec: " + spec + "}",
                        "a.yaml")
                .resources()
                .get(0);
    }

    private static List<String> errors(String kind, String spec) {
        return Webhook.review(object(kind, spec)).orElseThrow().errors().stream()
                .map(Complaint::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"'[v1]', '[]', true", "'[]', '[v1]', true", "'[v1, \"\"]', '[]', false", "'[v1]', '[\"\"]', false"})
    void a_condition_compares_with_no_empty_value(String values, String notValues, boolean isValid) {
        assertThat(errors(
                                "AuthorizationPolicy",
                                "{rules: [{when: [{key: 'request.headers[:authority]', values: " + values
                                        + ", notValues: " + notValues + "}]}]}")
                        .isEmpty())
                .isEqualTo(isValid);
    }

    @ParameterizedTest
    @CsvSource({"response.code >= 400, true", "response.code, true", ")++++, false", "'', false"})
    void a_filter_of_access_logs_is_an_expression(String expression, boolean isValid) {
        assertThat(errors("Telemetry", "{accessLogging: [{filter: {expression: '" + expression + "'}}]}")
                        .isEmpty())
                .isEqualTo(isValid);
    }

    @Test
    void knows_all_fifteen_kinds_and_no_other() {
        for (IstioKind<?> kind : IstioKind.all()) {
            assertThat(Webhook.review(object(kind.kind(), "{}")))
                    .as(kind.kind())
                    .isPresent();
        }
        assertThat(Webhook.review(Manifests.read("{apiVersion: v1, kind: Pod, metadata: {name: a}}", "a.yaml")
                        .resources()
                        .get(0)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "request.headers[x-user], true",
        "request.headers, false",
        "request.headers[], false",
        "request.auth.claims[iss], true",
        "request.auth.claims[a][b], true",
        "request.auth.claims, false",
        "experimental.envoy.filters.network.mysql_proxy[db.table], true",
        "experimental.envoy.filters.network.mysql_proxy, false",
        "connection.sni, true",
        "connection.port, false"
    })
    void a_condition_on_a_map_names_one_of_its_entries(String key, boolean known) {
        assertThat(errors("AuthorizationPolicy", "{rules: [{when: [{key: '" + key + "', values: [a]}]}]}")
                        .isEmpty())
                .isEqualTo(known);
    }

    @Test
    void names_the_place_of_a_complaint() {
        assertThat(errors(
                        "VirtualService",
                        "{hosts: [a.b], http: [{route: [{destination: {host: a}}]},"
                                + " {retries: {attempts: 1, retryOn: never}, route: [{destination: {host: a}}]}]}"))
                .containsExactly("spec.http[1].retries: \"never\" is not a valid retryOn policy");
    }

    @Test
    void a_complaint_carries_the_line() {
        Resource resource = Manifests.read("""
                        apiVersion: security.istio.io/v1
                        kind: PeerAuthentication
                        metadata: {name: a}
                        spec:
                          mtls: {mode: STRICT}
                          portLevelMtls: {"8080": {mode: DISABLE}}
                        """, "pa.yaml").resources().get(0);

        Complaint complaint = Webhook.review(resource).orElseThrow().errors().get(0);
        assertThat(complaint.message()).isEqualTo("mesh/namespace peer authentication cannot have port level mTLS");
        assertThat(complaint.at().line()).isEqualTo(5);
    }

    @Test
    void unreachable_routes_are_warnings() {
        Webhook.Answer answer = Webhook.review(
                        object(
                                "VirtualService",
                                "{hosts: [a.b], http: [{route: [{destination: {host: a}}]}, {route: [{destination: {host: b}}]}]}"))
                .orElseThrow();

        assertThat(answer.isAccepted()).isTrue();
        assertThat(answer.warnings()).singleElement().asString().contains("never used");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5s|true",
                "0.001s|true",
                "0.0001s|false",
                "2.0005s|false",
                "0s|false",
                "-1s|false",
                "x|false",
            })
    void durations_are_whole_milliseconds(String text, boolean good) {
        assertThat(errors(
                                "VirtualService",
                                "{hosts: [a.b], http: [{timeout: " + text + ", route: [{destination: {host: a}}]}]}")
                        .isEmpty())
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"%A%|true", "100%%|true", "x%|false", "%START_TIME%%|false", "%REQ(a:b)%|true", "a%b|false"})
    void header_values_have_pairs_of_percent_signs(String value, boolean good) {
        assertThat(errors(
                                "VirtualService",
                                "{hosts: [a.b], http: [{headers: {request: {set: {n: '" + value
                                        + "'}}}, route: [{destination: {host: a}}]}]}")
                        .isEmpty())
                .isEqualTo(good);
    }

    @Test
    void the_bundled_definitions_know_every_kind_and_version() {
        for (IstioKind<?> kind : IstioKind.all()) {
            for (String version : kind.versions()) {
                SchemaVerdict verdict = IstioSchemas.shipped()
                        .create(Manifests.read(
                                        "{apiVersion: " + kind.group() + "/" + version + ", kind: " + kind.kind()
                                                + ", metadata: {name: a}, spec: {}}",
                                        "a.yaml")
                                .resources()
                                .get(0));
                assertThat(verdict).as(kind + " " + version).isNotInstanceOf(SchemaVerdict.NoMatch.class);
            }
        }
        assertThat(IstioSchemas.release()).isEqualTo("1.32-dev");
        assertThat(IstioSchemas.source().publisher()).isEqualTo("Istio");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "networking.istio.io/v1|Gateway|{servers: [{}]}|port hosts",
                "networking.istio.io/v1|Gateway|{servers: [{hosts: [a.b], port: {}}]}|number protocol name",
                "networking.istio.io/v1|ServiceEntry|{hosts: [a.b], ports: [{}]}|number name",
                "security.istio.io/v1|RequestAuthentication"
                        + "|{jwtRules: [{issuer: a, outputClaimToHeaders: [{}]}]}|header claim",
            })
    void fields_are_missed_in_the_order_in_which_the_definition_requires_them(
            String version, String kind, String spec, String fields) {
        Resource object = Manifests.read(
                        "{apiVersion: " + version + ", kind: " + kind + ", metadata: {name: a}, spec: " + spec + "}",
                        "a.yaml")
                .resources()
                .get(0);
        assertThat(IstioSchemas.shipped().create(object).errors())
                .map(error -> error.toString())
                .filteredOn(text -> text.endsWith("Required value"))
                .map(text -> text.replaceAll(".*\\.(\\w+): Required value", "$1"))
                .containsExactly(fields.split(" "));
    }

    @Property(tries = 300)
    void any_tree_gets_an_answer(@ForAll @AlphaChars @StringLength(max = 8) String text, @ForAll int number) {
        String[] values = {"null", "[]", "{}", "[null]", '"' + text + '"', "" + number, "[{}]", "true"};
        for (IstioKind<?> kind : IstioKind.all()) {
            StringBuilder spec = new StringBuilder("{");
            String[] fields = {
                "http",
                "hosts",
                "servers",
                "rules",
                "egress",
                "ingress",
                "ports",
                "selector",
                "trafficPolicy",
                "tls",
                "jwtRules",
                "configPatches",
                "tracing",
                "match",
                "endpoints",
                "portLevelMtls",
                "targetRefs",
                "wasm"
            };
            int seed = Math.abs(number % 1000) + text.length();
            for (int i = 0; i < fields.length; i++) {
                spec.append(i == 0 ? "" : ", ")
                        .append(fields[i])
                        .append(": ")
                        .append(values[(seed + i * 7) % values.length]);
            }
            assertThat(Webhook.review(object(kind.kind(), spec + "}"))).isPresent();
        }
    }
}
