package io.github.windlass4j.mesh.observe.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.mesh.internal.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeConfigTest {
    private static ScrapeConfig read(String yaml) {
        return ScrapeConfig.read(yaml, "prometheus.yml", Prometheus.V3);
    }

    private static ScrapeJob job(String fields) {
        return read("scrape_configs:\n- {job_name: j" + fields + "}").jobs().get(0);
    }

    private static TargetOutcome.Scraped scraped(ScrapeJob job, Map<String, String> labels) {
        return (TargetOutcome.Scraped) job.target(labels);
    }

    @Test
    void defaults_are_those_of_prometheus() {
        ScrapeJob job = job("");
        assertThat(job.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(job.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(job.path()).isEqualTo("/metrics");
        assertThat(job.scheme()).isEqualTo("http");
        assertThat(job.honorsLabels()).isFalse();
        assertThat(job.limits()).isEqualTo(new ScrapeLimits(0, 0, 0, 0, 0));
    }

    @Test
    void a_job_inherits_from_global_and_shortens_the_timeout_to_its_interval() {
        ScrapeConfig config = read("""
                global: {scrape_interval: 30s, scrape_timeout: 20s, label_limit: 63}
                scrape_configs:
                - {job_name: a}
                - {job_name: b, scrape_interval: 15s, label_limit: 10}
                """);
        assertThat(config.job("a").orElseThrow().timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.job("a").orElseThrow().limits().labels()).isEqualTo(63);
        assertThat(config.job("b").orElseThrow().timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.job("b").orElseThrow().limits().labels()).isEqualTo(10);
        assertThat(config.job("c")).isEmpty();
    }

    @Test
    void a_job_overrides_what_a_merge_key_brings_in() {
        ScrapeConfig config = read("""
                scrape_configs:
                - &base {job_name: a, scheme: https, metrics_path: /m}
                - <<: *base
                  job_name: b
                  scheme: http
                """);
        ScrapeJob second = config.job("b").orElseThrow();
        assertThat(second.scheme()).isEqualTo("http");
        assertThat(second.path()).isEqualTo("/m");
        assertThatThrownBy(() -> read("scrape_configs: [{job_name: a, job_name: b}]"))
                .hasMessageContaining("key \"job_name\" already set in map");
    }

    @Test
    void discoveries_are_read() {
        ScrapeJob job = job(", kubernetes_sd_configs: [{role: pod, namespaces: {names: [shop], own_namespace: true},"
                + " selectors: [{role: pod, label: app=x}]}], consul_sd_configs: [{}],"
                + " static_configs: [{targets: ['h:1'], labels: {a: 1}}]");
        assertThat(job.kubernetes())
                .containsExactly(new KubernetesDiscovery(
                        KubernetesDiscovery.Role.POD,
                        List.of("shop"),
                        true,
                        List.of(new KubernetesDiscovery.Selector(KubernetesDiscovery.Role.POD, "app=x", ""))));
        assertThat(job.statics()).containsExactly(new StaticGroup(List.of("h:1"), Map.of("a", "1")));
        assertThat(job.otherDiscoveries()).containsExactly("consul_sd_configs");
    }

    @Test
    void a_target_gets_the_labels_of_its_job() {
        TargetOutcome.Scraped target = scraped(
                job(", scheme: https, metrics_path: /m, params: {x: [a b, c]}"),
                Map.of("__address__", "h:1", "__meta_kubernetes_namespace", "shop", "keep", "me"));
        assertThat(target.url()).isEqualTo("https://h:1/m?x=a+b&x=c");
        assertThat(target.address()).isEqualTo("h:1");
        assertThat(target.sampleLabels()).isEqualTo(Map.of("instance", "h:1", "job", "j", "keep", "me"));
        assertThat(target.labels()).containsEntry("__param_x", "a b").doesNotContainKey("__meta_kubernetes_namespace");
    }

    @Test
    void rules_change_address_path_and_parameters() {
        TargetOutcome.Scraped target = scraped(
                job(", params: {x: [a]}, relabel_configs: [{target_label: __address__, replacement: 'h:2'},"
                        + " {target_label: __metrics_path__, replacement: 'stats?x'},"
                        + " {target_label: __param_x, replacement: b}, {target_label: __param_y, replacement: c}]"),
                Map.of("__address__", "h:1"));
        assertThat(target).hasToString("http://h:2/stats%3Fx?x=b&y=c");
    }

    @ParameterizedTest
    @CsvSource({
        "h, http, h:80",
        "h, https, h:443",
        "h:1, https, h:1",
        "[::1], http, [::1]:80",
        "[::1]:5, http, [::1]:5",
        "::1, http, ::1",
        "h:, http, h:"
    })
    void generation_two_adds_the_port_of_the_scheme(String address, String scheme, String expected) {
        String config = "scrape_configs: [{job_name: j, scheme: " + scheme + "}]";
        ScrapeJob two = ScrapeConfig.read(config, "c", Prometheus.V2).jobs().get(0);
        assertThat(scraped(two, Map.of("__address__", address)).address()).isEqualTo(expected);
        assertThat(scraped(read(config).jobs().get(0), Map.of("__address__", address))
                        .address())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "__address__ | '' | no address",
                "__address__ | http://h | \"http://h\" is not a valid hostname",
                "__scrape_interval__ | soon | scrape interval: \"soon\" is no duration (want such as 1m30s)",
                "__scrape_interval__ | '0' | scrape interval cannot be 0",
                "__scrape_interval__ | '' | scrape interval: empty duration (want such as 30s)",
                "__scrape_timeout__ | 5m | scrape timeout 5m is greater than scrape interval 1m",
                "__scrape_timeout__ | 0s | scrape timeout cannot be 0"
            })
    void refuses_targets_that_prometheus_refuses(String label, String value, String problem) {
        ScrapeJob job = job(", relabel_configs: [{target_label: " + label + ", replacement: '" + value + "'}]");
        assertThat(job.target(Map.of("__address__", "h:1"))).hasToString("refused: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scrape_config: [] | prometheus.yml:1:1: scrape_config: unknown field",
                "scrape_configs: [{}] | scrape_configs[0].job_name: job_name is empty",
                "scrape_configs: [null] | scrape_configs[0]: empty or null entry",
                "scrape_configs: [{job_name: a}, {job_name: a}] | \"a\" is the name of an earlier job too",
                "scrape_configs: [{job_name: a, scrape_timeout: 2m}] | greater than the scrape interval, 1m",
                "scrape_configs: [{job_name: a, scrape_interval: 1x}] | \"1x\" is no duration",
                "scrape_configs: [{job_name: a, scrape_interval: 9999999y}] | out of range",
                "scrape_configs: [{job_name: a, scrape_interval: 1s1m}] | \"1s1m\" is no duration",
                "scrape_configs: [{job_name: a, honor_labels: maybe}] | \"maybe\" (want true or false)",
                "scrape_configs: [{job_name: a, label_limit: many}] | \"many\" (want a number >= 0)",
                "scrape_configs: [{job_name: a, kubernetes_sd_configs: [{}]}] | role missing",
                "scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pods}]}] | unknown role \"pods\"",
                "scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pod, rolle: x}]}] | rolle: unknown field",
                "scrape_configs: [{job_name: a, static_configs: [{targets: ['http://h']}]}] | is not a valid hostname",
                "scrape_configs: [{job_name: a, metric_name_validation_scheme: x}] | want legacy or utf8",
                "global: {scrape_timeout: 2m} | global scrape timeout greater than scrape interval",
                "scrape_configs: {a: b} | scrape_configs: a mapping (want a list)",
                "'[]' | want a mapping"
            })
    void refuses_configurations_that_prometheus_refuses(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(MalformedScrapeConfigException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void the_place_of_a_problem_is_told() {
        assertThatThrownBy(() -> read("scrape_configs:\n- job_name: a\n  relabel_configs:\n  - regex: '('\n"))
                .isInstanceOfSatisfying(MalformedScrapeConfigException.class, e -> {
                    assertThat(e.origin()).isEqualTo("prometheus.yml");
                    assertThat(e.at()).hasToString("4:5");
                    assertThat(e.path()).isEqualTo("scrape_configs[0].relabel_configs[0].regex");
                    assertThat(e.problem()).isNotBlank();
                });
    }

    @Test
    void the_name_rule_can_be_set_for_all_and_for_one() {
        String rule = "relabel_configs: [{target_label: a-b, replacement: x}]";
        assertThatThrownBy(() -> read("global: {metric_name_validation_scheme: legacy}\n"
                        + "scrape_configs: [{job_name: a, " + rule + "}]"))
                .hasMessageContaining("is no label name");
        assertThat(read("global: {metric_name_validation_scheme: legacy}\n"
                                + "scrape_configs: [{job_name: a, metric_name_validation_scheme: utf8, " + rule + "}]")
                        .jobs())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "{}", "scrape_configs:"})
    void a_text_without_jobs_has_none(String yaml) {
        assertThat(read(yaml).jobs()).isEmpty();
    }

    @Test
    void hostile_texts_end_with_an_error_that_says_where() {
        assertThatThrownBy(() -> read("scrape_configs: " + "[".repeat(100_000)))
                .isInstanceOf(MalformedYamlException.class)
                .hasMessageStartingWith("prometheus.yml:1:");
        assertThatThrownBy(() -> job(
                        ", relabel_configs: [{target_label: a, regex: '((((a{1,1000}){1,1000}){1,1000}){1,1000})'}]"))
                .isInstanceOf(MalformedScrapeConfigException.class)
                .hasMessageContaining("relabel_configs[0].regex");
        assertThatThrownBy(() -> job(", relabel_configs: [{target_label: a, regex: '" + "(".repeat(50_000) + "'}]"))
                .isInstanceOf(MalformedScrapeConfigException.class);
    }

    @Test
    void a_long_source_is_matched_in_linear_time() {
        ScrapeJob job = job(", relabel_configs: [{source_labels: [a], target_label: b, regex: '(a+)+b'}]");
        assertThat(job.target(Map.of("__address__", "h:1", "a", "a".repeat(20_000))))
                .isInstanceOf(TargetOutcome.Scraped.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0s, 0s",
        "1m30s, 1m30s",
        "90s, 1m30s",
        "8d, 8d",
        "7d, 1w",
        "365d, 1y",
        "366d, 366d",
        "1y1d, 366d",
        "1500ms, 1s500ms",
        "24h, 1d"
    })
    void durations_are_written_in_their_shortest_form(String text, String expected) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(expected);
    }
}
