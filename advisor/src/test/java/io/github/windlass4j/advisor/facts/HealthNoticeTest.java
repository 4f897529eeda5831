package io.github.windlass4j.advisor.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthNoticeTest {
    private static final String PROPERTIES = """
            {"title": "Root certificates change", "incidentType": "ActionRequired", "trackingId": "AB12-XYZ",
             "impactStartTime": "2026-12-01T06:00:00Z", "impactMitigationTime": "3/31/2027 23:59:59",
             "impactedServices": "[{\\"ServiceName\\":\\"Azure Database for PostgreSQL\\",\\"ImpactedRegions\\":[{\\"RegionName\\":\\"West Europe\\"}]}]",
             "impactedResources": [{"targetResourceId": "/subscriptions/s/providers/x/orders"}],
             "communication": "<p>Update trust stores</p>"}""";

    @Test
    void reads_the_webhook_of_an_activity_log_alert() {
        HealthNotice notice =
                only("{\"schemaId\": \"Microsoft.Insights/activityLogs\", \"data\": {\"context\": {\"activityLog\": {"
                        + "\"eventSource\": \"ServiceHealth\", \"properties\": " + PROPERTIES + "}}}}");
        assertThat(notice.trackingId()).isEqualTo("AB12-XYZ");
        assertThat(notice.kind()).isEqualTo("ActionRequired");
        assertThat(notice.start()).contains(Instant.parse("2026-12-01T06:00:00Z"));
        assertThat(notice.end()).contains(Instant.parse("2027-03-31T23:59:59Z"));
        assertThat(notice.concerns("azure database for postgresql")).isTrue();
        assertThat(notice.impacts().get(0).regions()).containsExactly("West Europe");
        assertThat(notice.resources()).containsExactly("/subscriptions/s/providers/x/orders");
    }

    @Test
    void reads_the_common_alert_schema_alike() {
        HealthNotice common = only("{\"schemaId\": \"azureMonitorCommonAlertSchema\", \"data\": {\"essentials\": {},"
                + "\"alertContext\": {\"properties\": " + PROPERTIES + "}}}");
        assertThat(common.title()).isEqualTo("Root certificates change");
        assertThat(common.impacts()).hasSize(1);
    }

    @Test
    void reads_rows_of_resource_graph_and_skips_others() {
        List<HealthNotice> notices = HealthNotice.read("""
                {"data": [
                  {"type": "microsoft.resourcehealth/events", "properties": {"TrackingId": "T-1", "EventType": "PlannedMaintenance",
                   "ImpactStartTime": "2026-12-01T06:00:00", "Impact": [{"ImpactedService": "PostgreSQL",
                   "ImpactedRegions": [{"ImpactedRegion": "Global"}]}]}},
                  {"type": "other", "properties": {}}]}""", "rows.json");
        assertThat(notices).hasSize(1);
        assertThat(notices.get(0).start()).contains(Instant.parse("2026-12-01T06:00:00Z"));
        assertThat(notices.get(0).impacts()).containsExactly(new HealthNotice.Impact("PostgreSQL", List.of("Global")));
    }

    @Test
    void unreadable_parts_stay_absent_and_no_json_is_refused_with_its_place() {
        HealthNotice notice = only(
                "{\"properties\": {\"trackingId\": \"T\", \"impactStartTime\": \"soon\", \"impactedServices\": \"[{\"}}");
        assertThat(notice.start()).isEmpty();
        assertThat(notice.impacts()).isEmpty();
        assertThat(HealthNotice.read("{}", "empty.json")).isEmpty();
        assertThat(HealthNotice.read("[1, \"x\", null]", "list.json")).isEmpty();
        assertThatThrownBy(() -> HealthNotice.read("{\"data\": ", "cut.json"))
                .isInstanceOf(MalformedYamlException.class)
                .hasMessageContaining("cut.json:1:");
    }

    private static HealthNotice only(String json) {
        List<HealthNotice> notices = HealthNotice.read(json, "notice.json");
        assertThat(notices).hasSize(1);
        return notices.get(0);
    }
}
