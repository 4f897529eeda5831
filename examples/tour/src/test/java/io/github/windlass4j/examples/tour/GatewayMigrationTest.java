package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayMigrationTest {
    @Test
    void each_annotation_is_accounted_for_and_the_proof_explains_every_difference() throws Exception {
        assertThat(Printed.by(GatewayMigration::main))
                .contains("LOST Ingress shop/shop nginx.ingress.kubernetes.io/limit-rps=20: nothing is limited")
                .contains("CONVERTED Ingress shop/shop-canary nginx.ingress.kubernetes.io/canary-weight=10")
                .contains("requests, 36 answered differently, each explained")
                .contains("weight: 90");
    }

    @Test
    void without_an_ingress_there_is_nothing_to_migrate(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("none.yaml"), "{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}}");
        assertThatThrownBy(() -> Printed.by(GatewayMigration::main, file.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("no Ingress among ");
    }

    @Test
    void other_manifests_give_another_report(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("one.yaml"), """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: one, namespace: shop}
                spec:
                  ingressClassName: somebody-elses
                  defaultBackend: {service: {name: web, port: {number: 80}}}
                """);
        assertThat(Printed.by(GatewayMigration::main, file.toString()))
                .contains("not migrated: Ingress shop/one")
                .contains("NOT_SERVED at every other host");
    }
}
