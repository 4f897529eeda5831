package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the README look at what they are given. */
class OtherInputTest {
    @TempDir
    private Path folder;

    @Test
    void another_host_gives_other_reasons() throws Exception {
        assertThat(Printed.by(ChainReasons::main, "db.example.org"))
                .contains("WL-CH-1501")
                .doesNotContain("WL-CH-2802");
    }

    @Test
    void other_weights_give_another_split() throws Exception {
        Path file = edited(
                "shop-behind-agc.yaml", "backend-v1, port: 8080, weight: 50", "backend-v1, port: 8080, weight: 150");
        assertThat(Printed.by(RequestRoute::main, file.toString()))
                .startsWith("[3/4 Service shop/backend-v1:8080, 1/4 Service shop/backend-v2:8080]");
        assertThat(Printed.by(RequestRoute::main, file.toString(), "http://shop.example.com:8443/"))
                .doesNotContain("backend-v1");
    }

    @Test
    void a_permissive_mesh_takes_plain_text() throws Exception {
        Path file = edited("bookinfo-behind-nginx.yaml", "mtls: {mode: STRICT}", "mtls: {mode: PERMISSIVE}");
        assertThat(Printed.by(MeshCall::main, file.toString())).startsWith("PLAINTEXT");
    }

    @Test
    void a_gateway_of_another_name_is_asked_by_its_name() throws Exception {
        Path file = edited("shop-behind-agc.yaml", "name: edge", "name: front");
        String url = "http://shop.example.com/cart";
        assertThat(Printed.by(RequestRoute::main, file.toString(), url, "shop/front"))
                .contains("LISTENER Gateway shop/front");
        assertThat(Printed.by(RequestRoute::main, file.toString(), url)).doesNotContain("backend-v1");
    }

    @Test
    void another_client_calls_another_service() throws Exception {
        Path file = edited("bookinfo-behind-nginx.yaml", "productpage", "frontpage");
        String host = "frontpage.bookinfo.svc.cluster.local";
        assertThat(Printed.by(MeshCall::main, file.toString(), "ingress-nginx/ingress-nginx-controller", host, "9080"))
                .startsWith("REJECTED: SERVER: ")
                .contains("Service bookinfo/frontpage");
        assertThat(Printed.by(MeshCall::main, file.toString(), "bookinfo/frontpage-v1", host, "9080", "asm-1-28"))
                .doesNotContain("ingress-nginx");
    }

    @Test
    void other_weights_give_another_picture() throws Exception {
        Path file = edited("traffic-split.yaml", "port: 8080, weight: 50}]", "port: 8080, weight: 150}]");
        assertThat(Printed.by(TrafficSplit::main, file.toString(), "http://shop.example.com/cart"))
                .contains("GET http://shop.example.com/cart goes to [1/4 Service shop/backend-v1:8080, 3/4 ")
                .contains("-> Service shop/backend-v2:8080 [75%]");
    }

    @Test
    void the_doctor_of_a_permissive_mesh_finds_less() throws Exception {
        Path file = edited("bookinfo-behind-nginx.yaml", "mtls: {mode: STRICT}", "mtls: {mode: PERMISSIVE}");
        assertThat(Printed.by(NginxInFrontOfMesh::main, file.toString())).doesNotContain("502");
    }

    @Test
    void another_mode_gives_another_question() throws Exception {
        assertThat(Printed.by(ClientAdvice::main, "disable")).doesNotContain("HIGH");
    }

    private Path edited(String resource, String from, String to) throws Exception {
        try (InputStream in = RequestRoute.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains(from);
            return Files.writeString(folder.resolve(resource), text.replace(from, to));
        }
    }
}
