package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxInFrontOfMeshTest {
    @TempDir
    Path folder;

    @Test
    void tells_the_cause_of_the_502_the_effect_of_each_step_and_the_smallest_patch() throws Exception {
        assertThat(Printed.by(NginxInFrontOfMesh::main).lines().map(line -> line.replaceAll(" +", " ")))
                .startsWith(
                        "before 502 REJECTED plaintext where mutual TLS is required: no filter chain takes it (mode STRICT)")
                .anyMatch(line -> line.startsWith("+ INJECT 0 "))
                .anyMatch(line -> line.startsWith("+ SERVICE_UPSTREAM 503 REJECTED "))
                .contains("+ UPSTREAM_VHOST 200 MTLS everything works", "smallest patch 200 MTLS everything works")
                .contains(" nginx.ingress.kubernetes.io/upstream-vhost: productpage.bookinfo.svc.cluster.local")
                .noneMatch(line -> line.contains("service-upstream:"));
    }

    @Test
    void needs_service_upstream_too_when_the_service_listens_on_another_port() throws Exception {
        String shifted = manifests()
                .replace("{name: http, port: 9080}", "{name: http, port: 80, targetPort: 9080}")
                .replace("number: 9080", "number: 80");
        assertThat(ownAnswer(shifted))
                .contains("service-upstream: \"true\"")
                .contains("upstream-vhost: productpage.bookinfo.svc.cluster.local");
    }

    @Test
    void leaves_a_mesh_alone_that_also_takes_plaintext() throws Exception {
        assertThat(ownAnswer(manifests().replace("mode: STRICT", "mode: PERMISSIVE")))
                .startsWith("before                 200  PLAINTEXT")
                .doesNotContain("  - ");
    }

    private String ownAnswer(String manifests) throws Exception {
        Path file = Files.writeString(folder.resolve("own.yaml"), manifests);
        return Printed.by(
                NginxInFrontOfMesh::main,
                file.toString(),
                "ingress-nginx/ingress-nginx-controller",
                "bookinfo/bookinfo",
                "asm-1-29");
    }

    private static String manifests() throws Exception {
        try (InputStream in = NginxInFrontOfMesh.class.getResourceAsStream("bookinfo-behind-nginx.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
