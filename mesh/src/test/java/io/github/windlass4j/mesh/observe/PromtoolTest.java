package io.github.windlass4j.mesh.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.k8s.ConfigMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool judges what is generated: whether it loads, and whether alerts fire when they should. */
class PromtoolTest {
    private static final MeshRules RULES = MeshRules.standard();
    private static final String TESTS = "istio-rules-test.yaml";

    @TempDir
    Path folder;

    /** What promtool said. */
    private record Answer(int code, String text) {}

    @BeforeEach
    void is_there() throws Exception {
        try {
            promtool("--version");
        } catch (IOException absent) {
            System.out.println("generated rules and scrape jobs: skipped, promtool is not on the PATH");
            Assumptions.abort("promtool is not on the PATH");
        }
    }

    @Test
    void the_rules_load_whatever_the_thresholds() throws Exception {
        for (MeshRules rules : List.of(
                RULES,
                RULES.withErrorRatio(1e-7).withLatency(Duration.ofMillis(1)),
                new MeshRules(0.5, Duration.ofHours(2), Duration.ofSeconds(90), Duration.ofDays(800)))) {
            write(rules);
            Answer answer = promtool("check", "rules", "istio-recordings.yaml", "istio-alerts.yaml");
            assertThat(answer.code).as(answer.text).isZero();
            assertThat(answer.text).contains("3 rules found").contains("11 rules found");
        }
    }

    @Test
    void alerts_fire_when_they_should_and_not_before() throws Exception {
        write(RULES);
        Answer answer = promtool("test", "rules", TESTS);
        assertThat(answer.code).as(answer.text).isZero();
        for (MetricRule alert : RULES.alerts().rules()) {
            assertThat(tests())
                    .as("a test in which it fires, and one in which it does not")
                    .contains("alertname: " + ((MetricRule.Alert) alert).name() + "\n        exp_alerts:\n")
                    .contains("alertname: " + ((MetricRule.Alert) alert).name() + "\n        exp_alerts: []");
        }
    }

    @Test
    void the_tests_tell_other_thresholds_apart() throws Exception {
        for (MeshRules other : List.of(
                RULES.withErrorRatio(0.2),
                RULES.withErrorRatio(0.01),
                RULES.withLatency(Duration.ofSeconds(2)),
                new MeshRules(0.05, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(90)))) {
            write(other);
            Answer answer = promtool("test", "rules", TESTS);
            assertThat(answer.code).as(other + ": " + answer.text).isNotZero();
        }
    }

    @Test
    void the_scrape_jobs_load() throws Exception {
        ConfigMap map =
                new ConfigMap(PrometheusConfigMap.forMesh("aks-istio-system").resource());
        String config = map.texts().values().iterator().next();
        Files.writeString(folder.resolve("prometheus.yaml"), config);
        Answer answer = promtool("check", "config", "prometheus.yaml");
        if (answer.text.contains("field kubernetes_sd_configs not found")) {
            // Debian builds it without Kubernetes: all else is checked with targets that are written down.
            String stated = config.replaceAll(
                    "kubernetes_sd_configs:\\s+- role: \"?pod\"?", "static_configs: [{targets: ['192.0.2.1:80']}]");
            assertThat(stated).isNotEqualTo(config).doesNotContain("kubernetes_sd_configs");
            Files.writeString(folder.resolve("prometheus.yaml"), stated);
            answer = promtool("check", "config", "prometheus.yaml");
        }
        assertThat(answer.code).as(answer.text).isZero();
        assertThat(answer.text).contains("SUCCESS");
        Files.writeString(folder.resolve("prometheus.yaml"), config.replace("keep", "hold"));
        assertThat(promtool("check", "config", "prometheus.yaml").code)
                .as("a broken one")
                .isNotZero();
    }

    private void write(MeshRules rules) throws IOException {
        Files.writeString(
                folder.resolve("istio-recordings.yaml"), rules.recordings().toRuleFile());
        Files.writeString(folder.resolve("istio-alerts.yaml"), rules.alerts().toRuleFile());
        Files.writeString(folder.resolve(TESTS), tests());
    }

    private static String tests() throws IOException {
        try (InputStream in = Objects.requireNonNull(PromtoolTest.class.getResourceAsStream(TESTS))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Answer promtool(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("promtool ends").isTrue();
        return new Answer(process.exitValue(), Files.readString(output));
    }
}
