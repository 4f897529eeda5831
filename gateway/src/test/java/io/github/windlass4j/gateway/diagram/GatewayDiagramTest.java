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
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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

    private static final String MESH_AND_SETS = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: front, namespace: shop}
            spec:
              gatewayClassName: azure-alb-external
              allowedListeners: {namespaces: {from: Same}}
              listeners:
              - {name: a, port: 80, protocol: HTTP}
              - {name: b, port: 81, protocol: HTTP, hostname: b.test}
              - {name: tcp, port: 5432, protocol: TCP}
              - {name: udp, port: 53, protocol: UDP}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: ListenerSet
            metadata: {name: more, namespace: shop}
            spec: {parentRef: {name: front}, listeners: [{name: tls, port: 443, protocol: TLS, tls: {mode: Passthrough}}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: ListenerSet
            metadata: {name: refused, namespace: other}
            spec: {parentRef: {name: front, namespace: shop}, listeners: [{name: x, port: 90, protocol: HTTP}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: ListenerSet
            metadata: {name: orphan, namespace: shop}
            spec: {parentRef: {name: gone}, listeners: [{name: x, port: 90, protocol: HTTP}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: twice, namespace: shop}
            spec:
              parentRefs: [{name: front, sectionName: none}, {name: front, sectionName: nothing}, {kind: ListenerSet, name: orphan}]
              rules:
              - backendRefs: [{name: one, port: 80, weight: 9}, {name: two, port: 80}]
                filters: [{type: RequestMirror, requestMirror: {backendRef: {name: two, port: 80}}}]
              - backendRefs: [{name: one, port: 80}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: inside, namespace: shop}
            spec:
              parentRefs: [{group: "", kind: Service, name: one}, {group: "", kind: Service, name: nowhere}]
              rules: [{backendRefs: [{name: two, port: 80}]}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: TLSRoute
            metadata: {name: db, namespace: shop}
            spec: {parentRefs: [{kind: ListenerSet, name: more}, {kind: ListenerSet, name: more, sectionName: none}], rules: [{backendRefs: [{name: one, port: 80}]}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: TCPRoute
            metadata: {name: tcp, namespace: shop}
            spec: {parentRefs: [{name: front, sectionName: tcp}], rules: [{backendRefs: [{name: one, port: 80}]}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: UDPRoute
            metadata: {name: udp, namespace: shop}
            spec: {parentRefs: [{name: front, sectionName: udp}], rules: [{backendRefs: [{name: dns, port: 53}]}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: BackendTLSPolicy
            metadata: {name: tls, namespace: shop}
            spec:
              targetRefs: [{group: "", kind: Service, name: two}, {group: "", kind: Service, name: nowhere}]
              validation: {hostname: two.test, wellKnownCACertificates: System}
            ---
            apiVersion: alb.networking.azure.io/v1
            kind: FrontendTLSPolicy
            metadata: {name: modern, namespace: shop}
            spec: {targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: front}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: one, namespace: shop}, spec: {ports: [{port: 80}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: two, namespace: shop}, spec: {ports: [{port: 80}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: dns, namespace: shop}, spec: {ports: [{port: 53, protocol: UDP}]}}
            """;

    @Test
    void every_kind_is_drawn_and_every_arrow_once() {
        Drawing drawing = draw(Manifests.read(MESH_AND_SETS, "shop.yaml"));
        assertThat(drawing.text().lines())
                .contains(
                        "ListenerSet shop/more (platform team) -> Listener TLS 443 tls -x TLSRoute shop/db",
                        "TLSRoute shop/db (application team); problem: Accepted: NoMatchingParent -> Service shop/one:80",
                        "ListenerSet other/refused (platform team); problem: Accepted: NotAllowed; problem: Programmed: NotAllowed",
                        "Gateway shop/gone (platform team); problem: not among the objects -x ListenerSet shop/orphan",
                        "ListenerSet shop/orphan (platform team) -x HTTPRoute shop/twice",
                        "HTTPRoute shop/twice (application team); problem: Accepted: NoMatchingParent"
                                + " -> Service shop/one:80 [90%, 100%] -> Service shop/two:80 [10%, mirror]",
                        "Service in the mesh shop/one (application team) -> HTTPRoute shop/inside",
                        "Service in the mesh shop/nowhere (application team); problem: not among the objects -x HTTPRoute shop/inside",
                        "HTTPRoute shop/inside (application team); problem: Accepted: NoMatchingParent -> Service shop/two:80",
                        "Listener TCP 5432 tcp (platform team) -> TCPRoute shop/tcp",
                        "Listener UDP 53 udp (platform team) -> UDPRoute shop/udp",
                        "Listener TLS 443 tls (platform team) -> TLSRoute shop/db",
                        "UDPRoute shop/udp (application team) -> Service shop/dns:53",
                        "FrontendTLSPolicy shop/modern (platform team) -> Gateway shop/front")
                .anyMatch(line -> line.startsWith("BackendTLSPolicy shop/tls (application team)")
                        && line.contains("problem: no Service shop/nowhere")
                        && line.endsWith(" -> Service shop/two:80"))
                .anyMatch(line -> line.startsWith("Gateway shop/front (platform team)")
                        && line.endsWith(
                                " -x ListenerSet other/refused -> ListenerSet shop/more -x HTTPRoute shop/twice"));
        List<String> arrows = drawing.mermaid()
                .orElseThrow()
                .lines()
                .filter(line -> line.contains("->"))
                .toList();
        assertThat(arrows).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    }

    /** Names that differ in their last letters only must not look the same. */
    @Test
    void long_names_and_problems_are_drawn_whole() throws Exception {
        String name = "checkout-and-payment-with-every-option-".repeat(5);
        String svg = draw(Manifests.read(
                        SHOP.replace("name: old", "name: " + name + "a").replace("name: new", "name: " + name + "b"),
                        "shop.yaml"))
                .svg();
        String texts = wellFormed(svg).getElementsByTagName("svg").item(0).getTextContent();
        String words = texts.substring(texts.lastIndexOf("backend"));
        assertThat(words).contains("shop/" + name + "a:8080", "shop/" + name + "b:8080");
        assertThat(svg).contains(">! Accepted: ", ">NotAllowedByListeners<", "stroke-dasharray");
        String endless = "x".repeat(600);
        assertThat(draw(Manifests.read(SHOP.replace("name: old", "name: " + endless), "shop.yaml"))
                        .svg())
                .contains("x…<");
    }

    /** Arrows stay inside the picture and pass boxes beside them, so that no word is struck through. */
    @Test
    void no_arrow_runs_over_a_box() throws Exception {
        StringBuilder many = new StringBuilder(MESH_AND_SETS);
        for (int i = 0; i < 40; i++) {
            many.append("---\n{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r")
                    .append(i)
                    .append(", namespace: shop}, spec: {parentRefs: [{name: front, sectionName: none")
                    .append("}], rules: [{backendRefs: [{name: two, port: 80}]}]}}\n---\n")
                    .append("{apiVersion: alb.networking.azure.io/v1, kind: FrontendTLSPolicy, metadata: {name: p")
                    .append(i)
                    .append(
                            ", namespace: shop}, spec: {targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: front}}}\n");
        }
        for (String yaml : List.of(SHOP, MESH_AND_SETS, many.toString())) {
            Document svg = wellFormed(draw(Manifests.read(yaml, "shop.yaml")).svg());
            double width = number(svg.getDocumentElement(), "width");
            double height = number(svg.getDocumentElement(), "height");
            List<Rectangle2D> boxes = new ArrayList<>();
            for (Element rect : elements(svg, "rect")) {
                boxes.add(new Rectangle2D.Double(
                        number(rect, "x") + 1,
                        number(rect, "y") + 1,
                        number(rect, "width") - 2,
                        number(rect, "height") - 2));
            }
            int lines = 0;
            for (Element path : elements(svg, "path")) {
                if (path.getAttribute("fill").equals("none")) {
                    double[] points = Pattern.compile("[ML ]")
                            .splitAsStream(path.getAttribute("d").substring(1))
                            .mapToDouble(Double::parseDouble)
                            .toArray();
                    for (int i = 3; i < points.length; i += 2) {
                        Line2D line = new Line2D.Double(points[i - 3], points[i - 2], points[i - 1], points[i]);
                        assertThat(boxes).noneMatch(line::intersects);
                        assertThat(new Rectangle2D.Double(0, 0, width, height).contains(line.getP2()))
                                .isTrue();
                        lines++;
                    }
                }
            }
            assertThat(lines).isGreaterThan(5);
        }
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList all = svg.getElementsByTagName(name);
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void a_picture_that_would_be_too_large_says_what_it_leaves_out() throws Exception {
        StringBuilder yaml = new StringBuilder(SHOP);
        for (int i = 0; i < 1_200; i++) {
            yaml.append("---\n{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r")
                    .append(i)
                    .append(
                            ", namespace: shop}, spec: {parentRefs: [{name: front}], rules: [{backendRefs: [{name: old, port: 8080}]}]}}\n");
        }
        Drawing drawing = draw(Manifests.read(yaml.toString(), "large.yaml"));
        assertThat(drawing.text().lines()).hasSize(1_209);
        assertThat(drawing.mermaid()).isEmpty();
        assertThat(wellFormed(drawing.svg()).getElementsByTagName("rect").getLength())
                .isEqualTo(1_000);
        assertThat(drawing.svg()).contains(">209 more objects are not drawn</text>", "<desc>209 more objects");
        assertThat(draw(Manifests.read(SHOP, "shop.yaml")).svg()).doesNotContain("not drawn");
    }

    @Test
    void the_order_of_objects_does_not_matter() {
        for (String yaml : List.of(SHOP, MESH_AND_SETS)) {
            List<Resource> objects =
                    new ArrayList<>(Manifests.read(yaml, "shop.yaml").resources());
            Drawing first = draw(Manifests.of(objects));
            for (int seed = 0; seed < 10; seed++) {
                Collections.shuffle(objects, new Random(seed));
                assertThat(draw(Manifests.of(objects))).isEqualTo(first);
            }
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

    private static Document wellFormed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static void staysWellFormed(Drawing drawing) throws Exception {
        wellFormed(drawing.svg());
        assertThat(drawing.svg()).doesNotContain("<script");
        String mermaid = drawing.mermaid().orElseThrow();
        assertThat(mermaid.lines().filter(line -> line.contains("[\"")))
                .allMatch(line -> line.matches("  n\\d+\\[\"(<br/>|[^\"<>|`\\[\\]{};]|#\\d+;)*\"\\]:::[a-z]+"));
    }
}
