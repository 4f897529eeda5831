package io.github.windlass4j.mesh.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.observe.promql.PromQuery;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeshRulesTest {
    private static final MeshRules RULES = MeshRules.standard();

    @Test
    void the_rules_load() {
        assertThat(RULES.alerts().check()).isEmpty();
        assertThat(RULES.recordings().check()).isEmpty();
    }

    /** The metrics of istio.io, "Istio Standard Metrics", histograms by what Prometheus makes of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "istio_requests_total",
                "istio_request_duration_milliseconds_bucket",
                "istio_request_duration_milliseconds_sum",
                "istio_request_duration_milliseconds_count",
                "istio_request_bytes_bucket",
                "istio_response_bytes_count",
                "istio_request_messages_total",
                "istio_response_messages_total",
                "istio_tcp_sent_bytes_total",
                "istio_tcp_received_bytes_total",
                "istio_tcp_connections_opened_total",
                "istio_tcp_connections_closed_total"
            })
    void every_standard_metric_is_served_by_proxies(String metric) {
        assertThat(ObserveFacts.shipped().metrics().stream()
                        .filter(entry -> entry.pattern().matches(metric))
                        .map(ObserveFacts.Metrics::from))
                .contains(MetricSource.PROXY)
                .doesNotContain(MetricSource.NOWHERE);
    }

    @Test
    void alerts_read_what_is_recorded_or_served() {
        Set<String> recorded = new TreeSet<>();
        RULES.recordings().rules().forEach(rule -> recorded.add(((MetricRule.Recording) rule).name()));
        Set<String> read = new TreeSet<>();
        for (MetricRules rules : List.of(RULES.recordings(), RULES.alerts())) {
            rules.rules()
                    .forEach(rule ->
                            read.addAll(PromQuery.parse(rule.expression(), "r").metrics()));
        }
        read.removeAll(recorded);
        assertThat(read)
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(ObserveFacts.shipped().metrics().stream()
                                .filter(entry -> entry.from() != MetricSource.NOWHERE)
                                .anyMatch(entry -> entry.pattern().matches(metric)))
                        .as(metric)
                        .isTrue());
    }

    @Test
    void the_forms_hold_the_same_rules() {
        Fields file =
                Fields.of(Yaml.read(RULES.alerts().toRuleFile(), "f").get(0).root());
        Fields object = RULES.alerts().toPrometheusRule("monitoring").spec();
        assertThat(object.list("groups")).isEqualTo(file.list("groups"));
        Fields template = Fields.of(
                Yaml.read(RULES.alerts().toManagedRuleGroup(), "t").get(0).root());
        Fields properties = template.list("resources").get(0).child("properties");
        List<String> names = new ArrayList<>();
        properties.list("rules").forEach(rule -> names.add(rule.text("alert", "") + " " + rule.text("expression", "")));
        List<String> expected = new ArrayList<>();
        file.list("groups")
                .get(0)
                .list("rules")
                .forEach(rule -> expected.add(rule.text("alert", "") + " " + rule.text("expr", "")));
        assertThat(names).isEqualTo(expected).hasSize(11);
        assertThat(properties.text("interval")).contains("PT1M");
        assertThat(properties.list("rules").get(0).text("for")).contains("PT5M");
        assertThat(template.list("resources").get(0).text("type"))
                .contains("Microsoft.AlertsManagement/prometheusRuleGroups");
    }

    @Test
    void recordings_are_written_in_each_form() {
        assertThat(RULES.recordings().toRuleFile())
                .contains("record: \"workload:istio_request_errors:ratio\"")
                .contains("interval: \"1m\"")
                .doesNotContain("alert");
        assertThat(RULES.recordings().toManagedRuleGroup()).contains("\"record\":\"workload:istio_requests:rate\"");
    }

    @Test
    void the_files_are_those_that_were_reviewed() throws Exception {
        assertThat(RULES.alerts().toRuleFile()).isEqualTo(golden("istio-alerts.yaml"));
        assertThat(RULES.recordings().toRuleFile()).isEqualTo(golden("istio-recordings.yaml"));
    }

    private static String golden(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(MeshRulesTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void thresholds_are_yours() {
        MeshRules own = RULES.withErrorRatio(0.2).withLatency(Duration.ofMillis(250));
        assertThat(own.alerts().toRuleFile()).contains("ratio > 0.2").contains("p99 > 250");
        assertThatThrownBy(() -> RULES.withErrorRatio(0)).hasMessageContaining("errorRatio: 0.0");
        assertThatThrownBy(() -> RULES.withErrorRatio(1)).hasMessageContaining("errorRatio: 1.0");
        assertThatThrownBy(() -> RULES.withLatency(Duration.ZERO)).hasMessageContaining("want more than 0");
    }

    @Test
    void bad_rules_are_told() {
        MetricRules rules = new MetricRules(
                "g",
                Duration.ofMinutes(1),
                List.of(
                        new MetricRule.Recording("bad-name", "up", Map.of()),
                        new MetricRule.Recording("a:b", "up[5m]", Map.of("1x", "y")),
                        new MetricRule.Recording("ok", "nosuch(up)", Map.of()),
                        new MetricRule.Recording("ok", "up", Map.of())));
        assertThat(rules.check())
                .extracting(Finding::message)
                .containsExactly(
                        "\"bad-name\" is no name of a metric",
                        "\"1x\" is no name of a label",
                        "evaluates to a matrix (want a vector)",
                        "g, ok:1:1: unknown function \"nosuch\"",
                        "stands twice with the same labels");
        assertThatThrownBy(() -> new MetricRule.Alert("a", "up", Duration.ZERO, 5, Map.of(), Map.of()))
                .hasMessage("severity: 5 (want 0 to 4)");
    }
}
