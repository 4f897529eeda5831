package io.github.windlass4j.gateway.attach;

import static io.github.windlass4j.gateway.attach.StatusObjects.CONTROLLER;
import static io.github.windlass4j.gateway.attach.StatusObjects.ROOT;
import static io.github.windlass4j.gateway.attach.StatusObjects.attach;
import static io.github.windlass4j.gateway.attach.StatusObjects.core;
import static io.github.windlass4j.gateway.attach.StatusObjects.edge;
import static io.github.windlass4j.gateway.attach.StatusObjects.gateway;
import static io.github.windlass4j.gateway.attach.StatusObjects.listener;
import static io.github.windlass4j.gateway.attach.StatusObjects.object;
import static io.github.windlass4j.gateway.attach.StatusObjects.quoted;
import static io.github.windlass4j.gateway.attach.StatusObjects.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.mint.Issued;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HTTPS listeners of one port whose requests may come over one connection, and who gives way among owners. */
class ListenerOverlapTest {
    private static String https(String name, int port, String more) {
        return listener(name, port, "HTTPS", more + "tls: {certificateRefs: [{name: " + name + "}]}");
    }

    private static String secret(String name, String... hosts) {
        Issued leaf = ROOT.issueLeaf(hosts[0], spec -> spec.dns(hosts));
        return secret(name, leaf);
    }

    private static String secret(String name, Issued leaf) {
        return core(
                "Secret",
                "infra",
                name,
                "type: kubernetes.io/tls\nstringData: {tls.crt: " + quoted(leaf.chainPem()) + ", tls.key: "
                        + quoted(leaf.privateKeyPem()) + "}");
    }

    private static List<String> overlaps(String one, String other, String... secrets) {
        String[] documents = new String[secrets.length + 1];
        documents[0] = gateway("listeners: [" + one + ", " + other + "]");
        System.arraycopy(secrets, 0, documents, 1, secrets.length);
        Attachment attachment = attach(documents);
        return edge(attachment).listeners().stream()
                .map(status -> told(status, "OverlappingTLSConfig"))
                .toList();
    }

    private static final String NAMES = "True OverlappingHostnames";
    private static final String CERTIFICATES = "True OverlappingCertificates";

    @Test
    void overlapping_host_names_of_one_port_are_told_at_both_listeners() {
        String a = secret("a", "a.test");
        String b = secret("b", "b.test");
        String wild = "hostname: '*.shop.test', ";
        assertThat(overlaps(https("a", 443, "hostname: x.shop.test, "), https("b", 443, wild), a, b))
                .containsExactly(NAMES, NAMES);
        assertThat(overlaps(https("a", 443, ""), https("b", 443, wild), a, b)).containsExactly(NAMES, NAMES);
        assertThat(overlaps(https("a", 443, wild), https("b", 443, ""), a, b)).containsExactly(NAMES, NAMES);
        assertThat(overlaps(https("a", 443, wild), https("b", 444, ""), a, b)).containsExactly("-", "-");
        assertThat(overlaps(https("a", 443, wild), https("b", 443, "hostname: shop.test, "), a, b))
                .containsExactly("-", "-");
        assertThat(overlaps(
                        https("a", 443, wild),
                        listener("b", 443, "TLS", "hostname: x.shop.test, tls: {mode: Passthrough}"),
                        a))
                .as("only HTTPS connections are used for several hosts")
                .containsExactly("-", "-");
    }

    @Test
    void a_certificate_that_names_the_others_hosts_is_told_where_host_names_do_not_overlap() {
        String shop = "hostname: shop.test, ";
        String pay = "hostname: pay.test, ";
        assertThat(overlaps(
                        https("a", 443, shop), https("b", 443, pay), secret("a", "*.test"), secret("b", "pay.test")))
                .containsExactly(CERTIFICATES, CERTIFICATES);
        assertThat(overlaps(
                        https("a", 443, shop), https("b", 443, pay), secret("a", "shop.test"), secret("b", "pay.test")))
                .containsExactly("-", "-");
        Issued mail = ROOT.issueLeaf("m", spec -> spec.names(new GeneralName.Email("a@pay.test")));
        assertThat(overlaps(https("a", 443, shop), https("b", 443, pay), secret("a", mail), secret("b", "pay.test")))
                .containsExactly("-", "-");
    }

    @Test
    void where_host_names_and_certificates_overlap_the_certificates_are_told() {
        String one = https("a", 443, "hostname: x.shop.test, ");
        String wild = https("b", 443, "hostname: '*.shop.test', ");
        String own = secret("a", "x.shop.test");
        String all = secret("b", "*.shop.test");
        assertThat(overlaps(one, wild, own, all)).containsExactly(CERTIFICATES, CERTIFICATES);
        assertThat(overlaps(one, wild, own, secret("b", "b.test"))).containsExactly(NAMES, NAMES);
    }

    @Test
    void controllers_that_do_not_compare_certificates_tell_names_alone() {
        String[] documents = {
            gateway("listeners: [" + https("a", 443, "hostname: x.shop.test, ") + ", "
                    + https("b", 443, "hostname: '*.shop.test', ") + ", " + https("c", 443, "hostname: shop.test, ")
                    + "]"),
            secret("a", "*.test"),
            secret("b", "*.test"),
            secret("c", "*.test")
        };
        assertThat(told(edge(attach(documents)).listeners().get(2), "OverlappingTLSConfig"))
                .isEqualTo(CERTIFICATES);
        Controller choosing = CONTROLLER.choosing(Controller.Choice.LEAVES_CERTIFICATES_UNCOMPARED);
        assertThat(edge(attach(choosing, documents)).listeners().stream()
                        .map(status -> told(status, "OverlappingTLSConfig"))
                        .toList())
                .containsExactly(NAMES, NAMES, "-");
    }

    @Test
    void a_listener_set_gives_way_to_the_gateway_by_port_as_by_name() {
        String spec = "parentRef: {name: edge, namespace: infra}, listeners: [%s]";
        Attachment attachment = attach(
                gateway("allowedListeners: {namespaces: {from: All}}, listeners: [" + listener("a", 80, "HTTP", "")
                        + ", " + listener("bad", 81, "ODD", "") + "]"),
                object("ListenerSet", "infra", "one", spec.formatted(listener("x", 80, "TCP", ""))),
                object("ListenerSet", "infra", "three", spec.formatted(listener("x", 81, "TCP", ""))),
                object("ListenerSet", "infra", "two", spec.formatted(listener("x", 80, "UDP", ""))),
                object("ListenerSet", "infra", "zzz", spec.formatted(listener("x", 80, "UDP", ""))));
        assertThat(edge(attachment).listeners())
                .map(one -> one.owner().name() + " " + told(one, "Conflicted"))
                .containsExactly(
                        "edge False NoConflicts",
                        "edge False NoConflicts",
                        "one True ProtocolConflict",
                        "three False NoConflicts",
                        "two False NoConflicts",
                        "zzz True ProtocolConflict");
        assertThat(edge(attachment).attachedListenerSets()).isEqualTo(2);
    }

    @Test
    void what_gave_way_stands_in_nobodys_way_but_two_that_stop_each_other_do() {
        String spec = "parentRef: {name: edge, namespace: infra}, listeners: [%s]";
        Attachment attachment = attach(
                gateway("allowedListeners: {namespaces: {from: All}}, listeners: ["
                        + listener("a", 80, "HTTP", "hostname: a.test") + "]"),
                object(
                        "ListenerSet",
                        "infra",
                        "one",
                        spec.formatted(listener("x", 80, "TCP", "") + ", "
                                + listener("y", 90, "HTTP", "hostname: a.test") + ", "
                                + listener("z", 90, "HTTP", "hostname: a.test"))),
                object(
                        "ListenerSet",
                        "infra",
                        "two",
                        spec.formatted(listener("x", 80, "HTTP", "hostname: b.test") + ", "
                                + listener("y", 90, "HTTP", "hostname: a.test"))));
        assertThat(edge(attachment).listeners())
                .map(one -> one.owner().name() + " " + told(one, "Conflicted"))
                .containsExactly(
                        "edge False NoConflicts",
                        "one True ProtocolConflict",
                        "one True HostnameConflict",
                        "one True HostnameConflict",
                        "two False NoConflicts",
                        "two True HostnameConflict");
    }

    @Test
    void a_listener_set_may_be_let_in_by_label_or_not_at_all() {
        String spec = "parentRef: {name: edge, namespace: infra}, listeners: [" + listener("x", 81, "HTTP", "") + "]";
        String parent = "allowedListeners: {namespaces: {%s}}, listeners: [" + listener("a", 80, "HTTP", "") + "]";
        String labelled = "apiVersion: v1\nkind: Namespace\nmetadata: {name: store, labels: {team: x}}";
        String far = object("ListenerSet", "store", "far", spec);
        String selector = "from: Selector, selector: {matchLabels: {team: x}}";
        assertThat(set(gateway(parent.formatted(selector)), far, labelled)).isEqualTo("True Accepted");
        assertThat(set(gateway(parent.formatted(selector)), far)).isEqualTo("False NotAllowed");
        assertThat(set(gateway(parent.formatted("from: Selector")), far, labelled))
                .as("a selector that is not written chooses nothing")
                .isEqualTo("False NotAllowed");
        assertThat(set(gateway(parent.formatted("from: All")), far)).isEqualTo("True Accepted");
        assertThat(set(gateway(parent.formatted("from: None")), object("ListenerSet", "infra", "near", spec)))
                .isEqualTo("False NotAllowed");
        Attachment without =
                attach(StatusObjects.CONTROLLER.without("ListenerSet"), gateway(parent.formatted("from: All")), far);
        assertThat(told(without.listenerSets().get(0), "Accepted")).isEqualTo("False NotAllowed");
        assertThat(edge(without).attachedListenerSets()).isZero();
    }

    private static String set(String... documents) {
        return told(attach(documents).listenerSets().get(0), "Accepted");
    }

    @Test
    void a_listener_set_belongs_to_the_gateway_it_names() {
        String gateways =
                "allowedListeners: {namespaces: {from: All}}, listeners: [" + listener("a", 80, "HTTP", "") + "]";
        String spec = "parentRef: {name: %s, namespace: infra}, listeners: [" + listener("x", 81, "HTTP", "") + "]";
        Attachment attachment = attach(
                gateway(gateways),
                object("Gateway", "infra", "inner", "gatewayClassName: edge, " + gateways),
                object("ListenerSet", "infra", "one", spec.formatted("inner")),
                object("ListenerSet", "infra", "stray", spec.formatted("gone")));
        assertThat(edge(attachment).listeners()).hasSize(1);
        assertThat(attachment.gateway("infra", "inner").orElseThrow().listeners())
                .hasSize(2);
        assertThat(attachment.listenerSets())
                .map(one -> one.listenerSet().name())
                .containsExactly("one");
    }

    @Test
    void a_listener_set_is_programmed_when_a_listener_of_it_can_be_served() {
        String parent = gateway(
                "allowedListeners: {namespaces: {from: All}}, listeners: [" + listener("a", 80, "HTTP", "") + "]");
        String spec = "parentRef: {name: edge, namespace: infra}, listeners: [%s]";
        String lost = listener("x", 443, "HTTPS", "tls: {certificateRefs: [{name: gone}]}");
        Attachment none = attach(parent, object("ListenerSet", "infra", "one", spec.formatted(lost)));
        assertThat(told(none.listenerSets().get(0), "Accepted")).isEqualTo("True Accepted");
        assertThat(told(none.listenerSets().get(0), "Programmed")).isEqualTo("False ListenersNotValid");
        Attachment some = attach(
                parent,
                object("ListenerSet", "infra", "one", spec.formatted(lost + ", " + listener("y", 81, "HTTP", ""))));
        assertThat(told(some.listenerSets().get(0), "Programmed")).isEqualTo("True Programmed");
    }
}
