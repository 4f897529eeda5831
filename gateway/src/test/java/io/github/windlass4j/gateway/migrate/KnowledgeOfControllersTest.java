package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.NginxSamples.migrateShop;
import static io.github.windlass4j.gateway.migrate.NginxSamples.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.knowledge.Source;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is known of the controllers stands in dated data, and the models say what it says. */
class KnowledgeOfControllersTest {

    @Test
    void every_case_has_one_answer_with_its_document() {
        NginxKnowledge known = NginxKnowledge.shipped();
        assertThat(known.answers())
                .extracting(NginxKnowledge.Answer::when)
                .containsExactlyInAnyOrder(NginxKnowledge.Case.values());
        assertThat(known.sources().stream().map(Source::id))
                .containsAll(known.answers().stream()
                        .map(NginxKnowledge.Answer::source)
                        .toList());
        assertThat(known).hasToString("6 answers, as of " + known.asOf());
        NginxKnowledge silent = new NginxKnowledge(LocalDate.EPOCH, List.of(), List.of());
        assertThatThrownBy(() -> silent.status(NginxKnowledge.Case.APP_ROOT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no answer for APP_ROOT");
    }

    @Test
    void every_topic_of_application_gateway_has_its_statement() {
        AgicKnowledge known = AgicKnowledge.shipped();
        for (AgicKnowledge.Topic topic : AgicKnowledge.Topic.values()) {
            assertThat(known.statements())
                    .filteredOn(statement -> statement.about() == topic)
                    .singleElement()
                    .satisfies(statement -> assertThat(known.says(topic)).isEqualTo(statement.says()));
        }
        assertThat(known).hasToString(known.statements().size() + " statements, as of " + known.asOf());
        AgicKnowledge silent =
                new AgicKnowledge(LocalDate.EPOCH, List.of(), 80, 443, 1, 1, 1, 1, 1, 301, 404, 502, 400, List.of());
        assertThatThrownBy(() -> silent.says(AgicKnowledge.Topic.PATH_STAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no statement about PATH_STAR");
    }

    @Test
    void what_an_annotation_leaves_unsaid_is_the_default_of_the_table() {
        String cors = written(
                        migrateShop(
                                "", "/", "enable-cors", "true", "cors-max-age", "long", "cors-allow-methods", " , "),
                        "HTTPRoute")
                .get(0);
        Map<String, String> expected = Map.of(
                "allowOrigins", "[\"*\"]",
                "allowMethods", "[\"GET\",\"PUT\",\"POST\",\"DELETE\",\"PATCH\",\"OPTIONS\"]",
                "allowCredentials", "true",
                "maxAge", "1728000");
        expected.forEach((field, value) -> assertThat(cors).contains("\"" + field + "\":" + value));
        String redirect = written(
                        migrateShop(
                                "",
                                "/",
                                "permanent-redirect",
                                "https://other.example.com/x",
                                "permanent-redirect-code",
                                "200"),
                        "HTTPRoute")
                .get(0);
        assertThat(redirect).contains("\"statusCode\":301");
    }

    @Test
    void a_default_that_is_written_says_nothing() {
        assertThat(migrateShop("", "/", "enable-cors", "true", "cors-allow-origin", "*")
                        .annotations())
                .extracting(AnnotationReport::toString)
                .anyMatch(report ->
                        report.startsWith("NO_EFFECT") && report.endsWith("cors-allow-origin=*: the default"));
    }
}
