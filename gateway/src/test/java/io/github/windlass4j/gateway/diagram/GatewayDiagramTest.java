package io.github.windlass4j.gateway.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GatewayDiagramTest {
    private static final String SHOP = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: front, namespace: shop}
            spec:
              gatewayClassName: azure-alb-external
              listeners: [{name: http, port: 80, protocol: HTTP}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: GRPCRoute
            metadata: {name: split, namespace: shop}
            spec:
              parentRefs: [{name: front}]
              rules:
              - backendRefs: [{name: old, port: 8080, weight: 50}, {name: new, port: 8080, weight: 50}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: stray, namespace: other}
            spec: {parentRefs: [{name: front, namespace: shop}], rules: [{backendRefs: [{name: gone, port: 80}]}]}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: old, namespace: shop}, spec: {ports: [{port: 8080}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: new, namespace: shop}, spec: {ports: [{port: 8080}]}}
            ---
            apiVersion: alb.networking.azure.io/v1
            kind: HealthCheckPolicy
            metadata: {name: probe, namespace: shop}
            spec: {targetRef: {group: "", kind: Service, name: new}}
            """;

    private static Drawing draw(Manifests manifests) {
        return GatewayDiagram.draw(Attachment.of(
                GatewaySet.of(manifests), Controller.named("example.com/c").accepting("azure-alb-external")));
    }

    @Test
    void shows_owners_shares_and_what_is_wrong() {
        assertThat(draw(Manifests.read(SHOP, "shop.yaml")).text()).isEqualTo("""
                GatewayClass azure-alb-external (platform team) -> Gateway shop/front
                Gateway shop/front (platform team) -> Listener HTTP 80 http -x HTTPRoute other/stray
                Listener HTTP 80 http (platform team) -> GRPCRoute shop/split
                GRPCRoute shop/split (application team) -> Service shop/old:8080 [50%] -> Service shop/new:8080 [50%]
                Service shop/old:8080 (application team)
                Service shop/new:8080 (application team)
                HTTPRoute other/stray (application team); problem: Accepted: NotAllowedByListeners; problem: ResolvedRefs: BackendNotFound -x Service other/gone:80
                Service other/gone:80 (application team); problem: BackendNotFound
                HealthCheckPolicy shop/probe (application team) -> Service shop/new:8080""");
    }

    @Test
    void a_parent_that_is_not_there_is_a_problem() {
        assertThat(draw(Manifests.read("""
                        apiVersion: gateway.networking.k8s.io/v1
                        kind: TLSRoute
                        metadata: {name: lost, namespace: shop}
                        spec: {parentRefs: [{name: gone}, {kind: ListenerSet, name: away}], rules: []}
                        """, "lost.yaml")).text()).isEqualTo("""
                Gateway shop/gone (platform team); problem: not among the objects -x TLSRoute shop/lost
                TLSRoute shop/lost (application team)
                ListenerSet shop/away (platform team); problem: not among the objects -x TLSRoute shop/lost""");
    }

    @Test
    void the_order_of_objects_does_not_matter() {
        List<Resource> objects =
                new ArrayList<>(Manifests.read(SHOP, "shop.yaml").resources());
        Drawing first = draw(Manifests.of(objects));
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(objects, new Random(seed));
            assertThat(draw(Manifests.of(objects))).isEqualTo(first);
        }
    }

    @Property(tries = 60)
    void hostile_names_stay_names(@ForAll String name) throws Exception {
        staysWellFormed(draw(Manifests.of(Manifests.read(SHOP, "shop.yaml").resources().stream()
                .map(resource -> resource.with(Scalar.of(name + HOSTILE), "metadata", "name"))
                .toList())));
    }

    /** Listeners, hosts, kinds and sections come from anybody too. */
    @Property(tries = 40)
    void hostile_texts_stay_texts_wherever_they_stand(@ForAll String text) throws Exception {
        staysWellFormed(draw(Manifests.of(Manifests.read(SHOP, "shop.yaml").resources().stream()
                .map(resource -> resource.with(hostile(resource.spec().node(), text + HOSTILE), "spec"))
                .toList())));
    }

    private static final String HOSTILE = "\"]<script>|end--></text>";

    private static Node hostile(Node node, String text) {
        if (node instanceof Mapping mapping) {
            Map<String, Node> entries = new LinkedHashMap<>();
            mapping.entries().forEach((name, value) -> entries.put(name, hostile(value, text)));
            return mapping.withEntries(entries);
        }
        if (node instanceof Sequence sequence) {
            return sequence.withItems(
                    sequence.items().stream().map(item -> hostile(item, text)).toList());
        }
        boolean kept = !(node.toJava() instanceof String value)
                || List.of("HTTP", "azure-alb-external").contains(value);
        return kept ? node : Scalar.of(text);
    }

    private static void staysWellFormed(Drawing drawing) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(drawing.svg().getBytes(StandardCharsets.UTF_8)));
        assertThat(drawing.svg()).doesNotContain("<script");
        String mermaid = drawing.mermaid().orElseThrow();
        assertThat(mermaid.lines().filter(line -> line.contains("[\"")))
                .allMatch(line -> line.matches("  n\\d+\\[\"(<br/>|[^\"<>|`\\[\\]{};]|#\\d+;)*\"\\]:::[a-z]+"));
    }
}
