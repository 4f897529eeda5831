package io.github.windlass4j.gateway.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.HostnamePattern;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Over small clusters in which few names, ports and hosts collide often. */
class AttachmentProperties {
    private static final Controller CONTROLLER =
            Controller.named("example.com/controller").accepting("edge");
    private static final List<String> HOSTS =
            List.of("", "a.test", "*.a.test", "x.a.test", "*.x.a.test", "y.x.a.test", "b.test");

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void the_order_of_documents_never_matters(@ForAll("clusters") List<Resource> objects, @ForAll Random random) {
        List<Resource> shuffled = new ArrayList<>(objects);
        Collections.shuffle(shuffled, random);
        assertThat(told(shuffled)).isEqualTo(told(objects));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void unrelated_objects_change_nothing(@ForAll("clusters") List<Resource> objects) {
        List<Resource> more = new ArrayList<>(objects);
        more.add(object("Gateway", "n1", "foreign", Map.of("gatewayClassName", "other", "listeners", List.of())));
        more.add(object("HTTPRoute", "n1", "foreign", Map.of("parentRefs", List.of(Map.of("name", "foreign")))));
        more.add(Resource.of((Mapping) Node.of(
                Map.of("apiVersion", "v1", "kind", "Pod", "metadata", Map.of("name", "p", "namespace", "n1")))));
        assertThat(told(more)).isEqualTo(told(objects));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void attached_and_accepted_are_two_views_of_one_thing(@ForAll("clusters") List<Resource> objects) {
        Attachment attachment = attach(objects);
        for (RouteStatus route : attachment.routes()) {
            for (RouteStatus.Parent parent : route.parents()) {
                boolean attached = attachment.gateways().stream()
                        .flatMap(gateway -> gateway.listeners().stream())
                        .filter(listener -> listener.owner().ref().equals(parent.parent()))
                        .flatMap(listener -> listener.routes().stream())
                        .anyMatch(one -> one.route().ref().equals(route.route().ref()));
                if (parent.isAccepted()) {
                    assertThat(attached).as(parent.toString()).isTrue();
                }
            }
        }
        for (GatewayStatus gateway : attachment.gateways()) {
            for (ListenerStatus listener : gateway.listeners()) {
                for (AttachedRoute attached : listener.routes()) {
                    assertThat(attachment
                                    .route(attached.route().ref())
                                    .orElseThrow()
                                    .parents())
                            .anyMatch(RouteStatus.Parent::isAccepted);
                    for (HostnamePattern name : attached.hostnames()) {
                        Optional<HostnamePattern> own = listener.hostname();
                        assertThat(own.map(host -> host.intersect(name).equals(Optional.of(name)))
                                        .orElse(true))
                                .isTrue();
                    }
                }
            }
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void no_two_serving_listeners_of_a_gateway_are_alike(@ForAll("clusters") List<Resource> objects) {
        for (GatewayStatus gateway : attach(objects).gateways()) {
            List<String> serving = gateway.listeners().stream()
                    .filter(ListenerStatus::isServing)
                    .map(one -> one.listener().protocol().equals("UDP") + " "
                            + one.listener().port() + " " + one.hostname())
                    .toList();
            assertThat(serving).doesNotHaveDuplicates();
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void a_false_condition_names_an_object_that_is_there(@ForAll("clusters") List<Resource> objects) {
        Attachment attachment = attach(objects);
        List<Condition> all = new ArrayList<>();
        attachment.routes().forEach(route -> route.parents().forEach(parent -> all.addAll(parent.conditions())));
        attachment.gateways().forEach(gateway -> {
            all.addAll(gateway.conditions());
            gateway.listeners().forEach(listener -> all.addAll(listener.conditions()));
        });
        attachment.listenerSets().forEach(one -> all.addAll(one.conditions()));
        for (Condition condition : all) {
            boolean calm = condition.holds() || condition.type().equals("Conflicted");
            if (!calm) {
                assertThat(condition.causes()).as(condition.toString()).isNotEmpty();
            }
            for (Cause cause : condition.causes()) {
                assertThat(attachment.gatewaySet().find(cause.object())).isPresent();
                assertThat(attachment
                                .gatewaySet()
                                .find(cause.object())
                                .orElseThrow()
                                .root()
                                .at(steps(cause.field())))
                        .as(cause.toString())
                        .isPresent();
            }
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_name_in_the_intersection_is_taken_by_both(
            @ForAll("patterns") HostnamePattern one,
            @ForAll("patterns") HostnamePattern other,
            @ForAll("hosts") String host) {
        boolean both = one.matches(host) && other.matches(host);
        boolean shared =
                one.intersect(other).map(pattern -> pattern.matches(host)).orElse(false);
        assertThat(shared).isEqualTo(both);
        assertThat(one.intersect(other)).isEqualTo(other.intersect(one));
    }

    @Provide
    Arbitrary<HostnamePattern> patterns() {
        return Arbitraries.of(HOSTS.subList(1, HOSTS.size())).map(HostnamePattern::new);
    }

    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.of("a", "x", "y", "test", "b")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(l -> String.join(".", l));
    }

    @Provide
    Arbitrary<List<Resource>> clusters() {
        Arbitrary<Resource> gateways = Combinators.combine(
                        Arbitraries.of("g1", "g2"), listeners(), Arbitraries.of("None", "Same", "All"))
                .as((name, listeners, from) -> object(
                        "Gateway",
                        "n1",
                        name,
                        Map.of(
                                "gatewayClassName",
                                "edge",
                                "listeners",
                                listeners,
                                "allowedListeners",
                                Map.of("namespaces", Map.of("from", from)))));
        Arbitrary<Resource> sets = Combinators.combine(
                        Arbitraries.of("n1", "n2"), Arbitraries.of("s1", "s2"), listeners())
                .as((namespace, name, listeners) -> object(
                        "ListenerSet",
                        namespace,
                        name,
                        Map.of("parentRef", Map.of("name", "g1", "namespace", "n1"), "listeners", listeners)));
        Arbitrary<Resource> routes = Combinators.combine(
                        Arbitraries.of("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute"),
                        Arbitraries.of("n1", "n2"),
                        Arbitraries.of("r1", "r2"),
                        Arbitraries.of(HOSTS).list().ofMaxSize(2),
                        parents())
                .as((kind, namespace, name, hosts, parents) -> object(
                        kind,
                        namespace,
                        name,
                        Map.of(
                                "parentRefs", parents,
                                "hostnames",
                                        hosts.stream()
                                                .filter(host -> !host.isEmpty())
                                                .toList(),
                                "rules", List.of(Map.of("backendRefs", List.of(Map.of("name", "s", "port", 80)))))));
        Arbitrary<Resource> services = Arbitraries.of("n1", "n2")
                .map(namespace -> Resource.of((Mapping) Node.of(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Service",
                        "metadata",
                        Map.of("name", "s", "namespace", namespace),
                        "spec",
                        Map.of("ports", List.of(Map.of("port", 80)))))));
        return Arbitraries.frequencyOf(
                        Tuple.of(3, gateways), Tuple.of(2, sets), Tuple.of(4, routes), Tuple.of(1, services))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(AttachmentProperties::distinct);
    }

    private static Arbitrary<List<Map<String, Object>>> listeners() {
        return Combinators.combine(
                        Arbitraries.of("l1", "l2", "l3"),
                        Arbitraries.of("HTTP", "HTTPS", "TLS", "TCP", "UDP", "ODD"),
                        Arbitraries.of(80, 443),
                        Arbitraries.of(HOSTS),
                        Arbitraries.of("All", "Same"))
                .as((name, protocol, port, host, from) -> {
                    Map<String, Object> listener = new LinkedHashMap<>(Map.of(
                            "name",
                            name,
                            "protocol",
                            protocol,
                            "port",
                            port,
                            "allowedRoutes",
                            Map.of("namespaces", Map.of("from", from))));
                    if (!host.isEmpty()) {
                        listener.put("hostname", host);
                    }
                    if (protocol.equals("TLS")) {
                        listener.put("tls", Map.of("mode", "Passthrough"));
                    }
                    return listener;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .uniqueElements(listener -> listener.get("name"));
    }

    private static Arbitrary<List<Map<String, Object>>> parents() {
        return Combinators.combine(Arbitraries.of("g1", "g2", "s1"), Arbitraries.of("", "l1", "l2"))
                .as((name, section) -> {
                    Map<String, Object> parent = new LinkedHashMap<>(Map.of("name", name, "namespace", "n1"));
                    if (name.startsWith("s")) {
                        parent.put("kind", "ListenerSet");
                    }
                    if (!section.isEmpty()) {
                        parent.put("sectionName", section);
                    }
                    return parent;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    /** One object of each name: which of two counts is a matter of their order. */
    private static List<Resource> distinct(List<Resource> objects) {
        Map<Object, Resource> byRef = new LinkedHashMap<>();
        objects.forEach(one -> byRef.putIfAbsent(one.ref(), one));
        return List.copyOf(byRef.values());
    }

    private static Resource object(String kind, String namespace, String name, Map<String, ?> spec) {
        return Resource.of((Mapping) Node.of(Map.of(
                "apiVersion",
                "gateway.networking.k8s.io/v1",
                "kind",
                kind,
                "metadata",
                Map.of("name", name, "namespace", namespace),
                "spec",
                spec)));
    }

    private static Attachment attach(List<Resource> objects) {
        return Attachment.of(GatewaySet.of(Manifests.of(objects)), CONTROLLER);
    }

    private static String told(List<Resource> objects) {
        Attachment attachment = attach(objects);
        return attachment.gateways() + "\n" + attachment.listenerSets() + "\n" + attachment.routes() + "\n"
                + attachment.gateways().stream().map(GatewayStatus::listeners).toList() + "\n"
                + attachment.gateways().stream()
                        .flatMap(gateway -> gateway.listeners().stream())
                        .map(listener -> listener.conditions() + " " + listener.routes())
                        .toList();
    }

    /** {@code spec.rules[0].name} as steps of the tree. */
    private static String[] steps(String field) {
        return field.isEmpty()
                ? new String[0]
                : field.replace("[", ".").replace("]", "").split("\\.", -1);
    }
}
