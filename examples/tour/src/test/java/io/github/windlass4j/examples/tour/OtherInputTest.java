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
