package io.github.windlass4j.gateway.attach;

import static io.github.windlass4j.gateway.attach.StatusObjects.CONTROLLER;
import static io.github.windlass4j.gateway.attach.StatusObjects.attach;
import static io.github.windlass4j.gateway.attach.StatusObjects.gateway;
import static io.github.windlass4j.gateway.attach.StatusObjects.listener;
import static io.github.windlass4j.gateway.attach.StatusObjects.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Report;
import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.gateway.validate.ReleaseComparison;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsTest {
    private static final String CLASS = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: edge}
            spec: {controllerName: example.com/controller}
            """;

    private static String definition(String group, String plural, String kind, String annotations, String versions) {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %s.%s, annotations: {%s}}
                spec: {group: %s, scope: Namespaced, names: {kind: %s, plural: %s}, versions: [%s]}
                """.formatted(plural, group, annotations, group, kind, plural, versions);
    }

    private static String bundled(String kind, String version) {
        return definition(
                "gateway.networking.k8s.io",
                kind.toLowerCase(Locale.ROOT) + "s",
                kind,
                "gateway.networking.k8s.io/bundle-version: " + version,
                "{name: v1, served: true}");
    }

    private static ClassStatus status(Controller controller, String... documents) {
        return attach(
                        controller,
                        Stream.concat(Stream.of(CLASS), Stream.of(documents)).toArray(String[]::new))
                .classes()
                .get(0);
    }

    private static String told(Controller controller, String... documents) {
        return StatusObjects.told(status(controller, documents), "SupportedVersion");
    }

    @Test
    void without_definitions_nothing_is_said_of_their_version() {
        String other = definition("example.com", "things", "Thing", "", "{name: v1}");
        assertThat(told(CONTROLLER.recognizing("v1.6.1"), other)).isEqualTo("-");
    }

    @Test
    void definitions_of_releases_that_the_controller_recognizes_are_supported() {
        Controller controller = CONTROLLER.recognizing("v1.6.1").recognizing("v1.5.1");
        assertThat(told(controller, bundled("Gateway", "v1.6.1"), bundled("HTTPRoute", "v1.5.1")))
                .isEqualTo("True SupportedVersion");
    }

    @Test
    void a_release_of_which_nothing_tells_whether_it_is_recognized_stays_open() {
        Condition condition = status(
                        CONTROLLER.recognizing("v1.6.1"), bundled("Gateway", "v1.6.1"), bundled("HTTPRoute", "v1.4.0"))
                .condition("SupportedVersion")
                .orElseThrow();
        assertThat(condition.status()).isEqualTo(Condition.Status.UNKNOWN);
        assertThat(condition.message())
                .isEqualTo(
                        "CustomResourceDefinition httproutes.gateway.networking.k8s.io metadata.annotations (15:69): "
                                + "nothing tells whether example.com/controller recognizes v1.4.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gateway.networking.k8s.io/channel: standard",
                "gateway.networking.k8s.io/bundle-version: ''",
                "gateway.networking.k8s.io/bundle-version: latest"
            })
    void a_definition_without_a_version_is_not_supported(String annotations) {
        String without = definition(
                "gateway.networking.x-k8s.io", "xmeshes", "XMesh", annotations, "{name: v1alpha1, served: true}");
        ClassStatus status = status(CONTROLLER.recognizing("v1.6.1"), bundled("Gateway", "v1.6.1"), without);
        assertThat(StatusObjects.told(status, "SupportedVersion")).isEqualTo("False UnsupportedVersion");
        assertThat(status.condition("SupportedVersion").orElseThrow().message())
                .contains("xmeshes.gateway.networking.x-k8s.io")
                .contains("bundle-version");
        assertThat(status.holds("Accepted")).isTrue();
    }

    @Test
    void a_class_that_is_not_accepted_says_nothing_of_versions() {
        String refused = CLASS.replace(
                "controller}", "controller, parametersRef: {group: '', kind: ConfigMap, name: a, namespace: b}}");
        ClassStatus status =
                attach(refused, bundled("Gateway", "v1.6.1")).classes().get(0);
        assertThat(StatusObjects.told(status, "Accepted")).isEqualTo("False InvalidParameters");
        assertThat(status.condition("SupportedVersion")).isEmpty();
    }

    @Test
    void application_gateway_for_containers_recognizes_what_its_release_implements() {
        AgcProfile profile = AgcProfile.of("1.12.1").orElseThrow();
        assertThat(profile.controller().bundles()).containsExactly("v1.5.1");
    }

    private static final String EDGE =
            gateway("listeners: [" + listener("http", 80, "HTTP", "allowedRoutes: {namespaces: {from: All}}") + "]");

    private static List<Finding> findings(String... documents) {
        return attach(documents).versionFindings();
    }

    @Test
    void a_version_long_gone_is_read_as_v1_and_told() {
        String old = route("HTTPRoute", "rules: []").replace("k8s.io/v1", "k8s.io/v1alpha2");
        Attachment attachment = attach(EDGE, old);
        assertThat(StatusObjects.accepted(attachment)).isEqualTo("True Accepted");
        assertThat(attachment.versionFindings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-GW-006");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.location()).hasToString("set.yaml:6:1, entry \"HTTPRoute store/shop\"");
            assertThat(finding.message())
                    .isEqualTo(
                            "version gateway.networking.k8s.io/v1alpha2: Gateway API v1.6.1 does not serve it; read here as v1");
        });
        assertThat(RouteSimulator.of(attachment).findings()).isEqualTo(attachment.versionFindings());
        assertThat(attachment.section().outcome()).isEqualTo(Outcome.WARNS);
        assertThat(Report.titled("Shop", Instant.EPOCH).with(attachment).toMarkdown())
                .contains("WL-GW-006");
        assertThat(findings(EDGE, route("HTTPRoute", "rules: []"))).isEmpty();
        assertThat(findings(EDGE, old.replace("v1alpha2", "v1beta1"))).isEmpty();
        assertThat(findings(
                        EDGE, old.replace("k8s.io/v1alpha2", "k8s.io/v1alpha2").replace("HTTPRoute", "Unheard")))
                .isEmpty();
    }

    @Test
    void what_is_served_is_what_releases_say_of_it() {
        List<GatewayRelease> releases =
                List.of(GatewayRelease.shipped(Channel.STANDARD), GatewayRelease.shipped(Channel.EXPERIMENTAL));
        List<GroupVersionKind> types = new ArrayList<>(releases.get(1).schemas().types());
        types.addAll(List.of(
                GroupVersionKind.of("gateway.networking.k8s.io/v1alpha2", "Gateway"),
                GroupVersionKind.of("gateway.networking.k8s.io/v1alpha2", "GRPCRoute"),
                GroupVersionKind.of("gateway.networking.k8s.io/v1beta1", "TLSRoute")));
        int unserved = 0;
        for (GroupVersionKind type : types) {
            String yaml = "apiVersion: " + type.apiVersion() + "\nkind: " + type.kind()
                    + "\nmetadata: {name: a, namespace: b}\nspec: {}\n";
            Resource object = Manifests.read(yaml, "set.yaml").resources().get(0);
            boolean served = ReleaseComparison.of(object, releases).answers().stream()
                    .anyMatch(ReleaseComparison.Answer::served);
            assertThat(findings(yaml)).as(type.toString()).hasSize(served ? 0 : 1);
            unserved += served ? 0 : 1;
        }
        assertThat(unserved).isEqualTo(3);
    }

    @Test
    void definitions_among_the_objects_decide_what_is_served() {
        String definition = definition(
                "gateway.networking.k8s.io",
                "httproutes",
                "HTTPRoute",
                "",
                "{name: v1, served: true}, {name: v1beta1, served: false}, {name: v1alpha2, served: true}");
        String route = route("HTTPRoute", "rules: []");
        assertThat(findings(definition, route)).isEmpty();
        assertThat(findings(definition, route.replace("k8s.io/v1", "k8s.io/v1alpha2")))
                .isEmpty();
        assertThat(findings(definition, route.replace("k8s.io/v1", "k8s.io/v1beta1")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.message()).contains("does not serve it (serves v1, v1alpha2)");
                });
        String first = definition
                .replace("apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1")
                .replaceAll("versions: .*]", "version: v1beta1");
        assertThat(findings(first, route)).hasSize(1);
        assertThat(findings(first, route.replace("k8s.io/v1", "k8s.io/v1beta1")))
                .isEmpty();
    }
}
