package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshObservabilityTest {
    @Test
    void the_shop_is_half_seen_today_and_wholly_with_the_generated_configuration() throws Exception {
        String printed = Printed.by(MeshObservability::main);
        String today = part(printed, "# today");
        String generated = part(printed, "# with the generated ConfigMap");
        assertThat(today)
                .contains("WARNING WL-OB-005")
                .contains("REACHED http://192.0.2.1:15020/stats/prometheus")
                .contains("KILLED_BY_MTLS http://192.0.2.1:9102/metrics")
                .contains("the sidecar's mode on port 9102 is STRICT (PeerAuthentication aks-istio-system/default")
                .contains("Deployment aks-istio-system/istiod-asm-1-29")
                .contains("not scraped");
        assertThat(generated)
                .doesNotContain("KILLED_BY_MTLS", "not scraped", "WL-OB-")
                .contains("REACHED http://192.0.2.1:15020/stats/prometheus")
                .contains("REACHED http://192.0.2.1:15090/stats/prometheus")
                .contains("REACHED http://192.0.2.1:15014/metrics");
        assertThat(part(printed, "# the calls"))
                .contains("bookshop/orders -> catalogue.bookshop.svc.cluster.local:80: MTLS");
        assertThat(part(printed, "# the set-up"))
                .contains("az aks mesh enable")
                .contains("name: ama-metrics-prometheus-config")
                .doesNotContain("istio-injection=");
    }

    @Test
    void another_file_gets_another_answer(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("plain.yaml");
        Files.writeString(file, """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: plain, namespace: default}
                spec: {template: {metadata: {labels: {app: plain}}, spec: {containers: [{name: a}]}}}
                """);
        assertThat(Printed.by(MeshObservability::main, file.toString(), "asm-1-30"))
                .doesNotContain("# today", "REACHED")
                .contains("Deployment default/plain (no sidecar: ")
                .contains("not scraped")
                .contains("--revision asm-1-30");
    }

    private static String part(String printed, String title) {
        String rest = printed.substring(printed.indexOf(title) + title.length());
        int next = rest.indexOf("\n# ");
        return next < 0 ? rest : rest.substring(0, next);
    }
}
