package io.github.windlass4j.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.build.GatewayBuilder;
import io.github.windlass4j.gateway.build.GatewayClassBuilder;
import io.github.windlass4j.gateway.migrate.AgicSimulator;
import io.github.windlass4j.gateway.migrate.IngressSimulator;
import io.github.windlass4j.manifest.object.Manifests;
import org.junit.jupiter.api.Test;

/** What a debugger shows. */
class ToStringTest {
    @Test
    void builders_show_what_is_written_so_far() {
        assertThat(GatewayBuilder.of("shop", "edge").field("gatewayClassName", "any"))
                .hasToString("Gateway shop/edge {gatewayClassName=any}");
        assertThat(GatewayClassBuilder.of("any").field("controllerName", "example.com/c"))
                .hasToString("GatewayClass any {controllerName=example.com/c}");
    }

    @Test
    void simulators_of_ingresses_show_what_they_serve() {
        GatewaySet set = GatewaySet.of(Manifests.read("""
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: shop, namespace: shop}
                spec:
                  rules:
                  - host: shop.example.com
                    http:
                      paths: [{path: /, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}]
                """, "shop.yaml"));
        assertThat(IngressSimulator.of(set, set.ingresses())).hasToString("ingress-nginx for [shop.example.com]");
        assertThat(AgicSimulator.of(set, set.ingresses())).hasToString("AGIC with 1 listener");
    }
}
