package io.github.windlass4j.advisor.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Fact;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.Manifests;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IngressFactsTest {
    private static final String GATEWAY = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: shop}
            spec:
              gatewayClassName: any
              listeners:
              - {name: http, port: 80, protocol: HTTP}
              - {name: raw, port: 8443, protocol: TLS, tls: {mode: Passthrough}}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: split, namespace: shop}
            spec:
              parentRefs: [{name: edge}]
              rules:
              - backendRefs: [{name: a, port: 80, weight: 1}, {name: b, port: 80, weight: 1}]
            """;

    @Test
    void what_is_written_is_measured_with_its_place() {
        Facts facts = facts(GATEWAY);
        assertThat(value(facts, "gatewayApi")).isEqualTo("yes");
        assertThat(value(facts, "ingressApi")).isEqualTo("no");
        assertThat(value(facts, "trafficSplitting")).isEqualTo("yes");
        assertThat(value(facts, "sniPassthrough")).isEqualTo("yes");
        assertThat(facts.find("otherPorts").map(Fact::evidence).orElse("")).contains("listener \"raw\": port 8443");
    }

    @Test
    void what_is_not_written_stays_unknown() {
        assertThat(facts("")).isEqualTo(Facts.none());
        Facts weightless = facts(GATEWAY.replace("weight: 1}]", "weight: 0}]").replace("port: 8443", "port: 443"));
        assertThat(weightless.find("trafficSplitting")).isEmpty();
        assertThat(weightless.find("otherPorts")).isEmpty();
        Facts ingress = facts("""
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: old, namespace: shop}
                spec: {defaultBackend: {service: {name: a, port: {number: 80}}}}
                """);
        assertThat(value(ingress, "ingressApi")).isEqualTo("yes");
        assertThat(value(ingress, "gatewayApi")).isEqualTo("no");
    }

    @Test
    void the_pack_knows_every_question_that_is_measured() {
        Knowledge knowledge = Knowledge.of(KnowledgePack.shipped("ingress"));
        assertThat(Advisor.advise(knowledge, facts(GATEWAY), LocalDate.of(2026, 11, 22))
                        .unused())
                .isEmpty();
    }

    private static Facts facts(String yaml) {
        return IngressFacts.of(GatewaySet.of(Manifests.read(yaml, "shop.yaml")));
    }

    private static String value(Facts facts, String question) {
        return facts.find(question).map(Fact::value).orElse("not measured");
    }
}
