package io.github.windlass4j.advisor.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.knowledge.Step;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Report;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Facts CLIENT = Facts.none()
            .measure("driver", "pgjdbc", "jdbc:postgresql://db/x")
            .declare("sslmode", "verify-full")
            .declare("driver", "libpq")
            .measure("store", "custom-file", "trust.jks")
            .declare("sslfactory", "java-default");

    private static Advice advice(String pack, Facts facts) {
        return Advisor.advise(Knowledge.of(KnowledgePack.shipped(pack)), facts, TODAY);
    }

    @Test
    void json_is_the_same_twice_and_differs_for_other_facts() {
        String json = AdviceJson.render(advice("ca-rotation", CLIENT));

        assertThat(json).isEqualTo(AdviceJson.render(advice("ca-rotation", CLIENT)));
        assertThat(json).startsWith("{\n \"asOf\": \"2026-11-22\",\n \"packs\": [\n");
        assertThat(AdviceJson.fingerprint(advice("ca-rotation", CLIENT)))
                .hasSize(64)
                .isEqualTo(AdviceJson.fingerprint(advice("ca-rotation", CLIENT)))
                .isNotEqualTo(AdviceJson.fingerprint(advice("ca-rotation", CLIENT.declare("rootFile", "no"))));
    }

    @Test
    void markdown_names_facts_answers_questions_and_conflicts() {
        String text = Markdown.render(advice("ca-rotation", CLIENT), List.of("validates", "risk"));

        assertThat(text)
                .contains("# Advice as of 2026-11-22")
                .contains("- `driver` is pgjdbc (MEASURED: jdbc:postgresql://db/x)")
                .contains("- overruled: `driver` was DECLARED libpq")
                .contains("## `validates`\n\nchain = yes")
                .contains("Undecided, one of: ")
                .contains("Ask next: ")
                .contains("Recommended sslmode for production: verify-full (by KIND)")
                .contains("## Sources");
        assertThat(text).isEqualTo(Markdown.render(advice("ca-rotation", CLIENT), List.of("validates", "risk")));
    }

    @Test
    void markdown_of_hostile_text_stays_text() {
        Facts hostile = Facts.none().measure("sslmode", "require", "a`b\n# [x](y) <script>");
        assertThat(Markdown.render(advice("ca-rotation", hostile), List.of()))
                .contains("(MEASURED: a\\`b \\# \\[x\\](y) \\<script\\>)")
                .doesNotContain("<script>");
    }

    @Test
    void decision_record_says_when_to_revisit() {
        Facts facts = Facts.none()
                .declare("gatewayApi", "yes")
                .declare("privateFrontend", "yes")
                .declare("besideIstioAddon", "yes");
        String record = DecisionRecord.render(advice("ingress", facts), "ingress");

        assertThat(record)
                .startsWith("---\nstatus: undecided\ndate: 2026-11-22\n---\n\n# Ingress controller\n")
                .contains("## Context and Problem Statement")
                .contains("* agc: excluded by private-frontend")
                .contains("* app-routing-gateway: excluded by beside-istio-addon")
                .contains("## Revisit When")
                .contains("* on 2026-12-01, when recorded knowledge changes")
                .contains("\n## More Information\n\n* knowledge `ingress`, compared with its sources on 2026-11-2")
                .containsPattern("(?s)More Information.*\n\\* `[a-z0-9.-]+`: .*, 20\\d\\d-\\d\\d-\\d\\d")
                .doesNotContain("days from this record");
        Knowledge client = Knowledge.of(KnowledgePack.shipped("ca-rotation"));
        String answer = DecisionRecord.render(Advisor.advise(client, CLIENT, TODAY), "validates");
        assertThat(answer).contains("* `pgjdbc`: ").doesNotContain("* `npgsql`: ");
    }

    /** A day far from the one on which the knowledge was compared is asked about, and everything says so. */
    @Test
    void knowledge_of_another_time_is_said_to_be() {
        Knowledge client = Knowledge.of(KnowledgePack.shipped("ca-rotation"));
        for (LocalDate day : List.of(LocalDate.of(2016, 1, 1), LocalDate.of(2030, 1, 1))) {
            Advice far = Advisor.advise(client, CLIENT, day);
            assertThat(AdviceFindings.of(far, List.of()))
                    .filteredOn(finding -> finding.rule().equals(AdviceFindings.DISTANT))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("the advice is for " + day));
            assertThat(Markdown.render(far, List.of())).contains("`ca-rotation` is more than 365 days from the day");
            assertThat(DecisionRecord.render(far, "validates")).contains("more than 365 days from this record");
        }
        assertThat(AdviceFindings.of(Advisor.advise(client, CLIENT, TODAY.plusDays(365)), List.of()))
                .extracting(Finding::rule)
                .doesNotContain(AdviceFindings.DISTANT);
    }

    @Test
    void findings_name_the_pack_that_speaks_and_their_sources() {
        Knowledge both = Knowledge.of(KnowledgePack.shipped("ca-rotation")).with(KnowledgePack.shipped("mesh"));
        List<Finding> findings = AdviceFindings.of(Advisor.advise(both, CLIENT, TODAY), List.of("validates"));
        assertThat(findings.get(0).location().artifact()).isEqualTo("ca-rotation");
        assertThat(findings.get(0).evidence()).singleElement().asString().endsWith("applies, says pgjdbc");
        assertThat(findings)
                .filteredOn(finding -> finding.rule().equals(AdviceFindings.STALE))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.location().artifact()).isEqualTo("mesh"));
    }

    @Test
    void findings_carry_rule_evidence_and_remedy() {
        List<Finding> findings = AdviceFindings.of(advice("ca-rotation", CLIENT), List.of("validates", "risk"));

        assertThat(findings.get(0).rule()).isEqualTo(AdviceFindings.DECIDED);
        assertThat(findings.get(1).rule()).isEqualTo(AdviceFindings.UNDECIDED);
        assertThat(findings.get(1).remedy()).isPresent();
        assertThat(findings).extracting(Finding::rule).contains(AdviceFindings.CONFLICT, AdviceFindings.OVERRULED);
        assertThat(AdviceFindings.of(advice("mesh", Facts.none()), List.of()))
                .extracting(Finding::rule)
                .contains(AdviceFindings.STALE);
    }

    @Test
    void diagram_shows_what_rests_on_what() {
        String diagram = ProofDiagram.render(
                Explanation.of(advice("ca-rotation", CLIENT), "validates").proof());

        assertThat(diagram)
                .startsWith("flowchart TD\n  n0(\"validates = [{chain=yes}]\")\n")
                .contains("  n0 --> n1\n");
    }

    @Test
    void checklist_has_owners_and_dates() {
        Advice advice = advice("ca-rotation", Facts.none());
        String rollout = Checklist.render(advice, "rollout", LocalDateTime.of(2026, 11, 23, 9, 0));

        assertThat(rollout)
                .contains("- [ ] 2026-11-23T09:00 · Platform team · Change 10 % of the pods")
                .contains("- [ ] 2026-11-23T10:00 · Platform team · Change 50 % of the pods")
                .contains("- [ ] 2026-11-23T11:00 · Platform team · Change the rest")
                .contains("go back when stage.signal is ROLLBACK");
        assertThat(Checklist.render(advice, "playbook", LocalDateTime.of(2026, 8, 31, 0, 0)))
                .contains("- [ ] 2026-09-30, every P1M · Application team · Rebuild container images");
        assertThatThrownBy(() -> Checklist.render(advice, "nothing", LocalDateTime.MIN))
                .hasMessage("no plan \"nothing\"");
    }

    @Test
    void alert_rules_are_filled_in() {
        Step step = advice("ca-rotation", Facts.none()).steps("alerts").get(0);
        Map<String, String> values =
                Map.of("location", "westeurope", "scope", "/subscriptions/\"x\"", "actionGroup", "ag");
        String arm = Template.json(step, "arm", values);

        assertThat(arm)
                .contains("\"severity\": 2")
                .contains("\"threshold\": 5")
                .contains("\"operator\": \"GreaterThan\"")
                .contains("\"windowSize\": \"PT5M\"")
                .contains("\"evaluationFrequency\": \"PT5M\"")
                .contains("could not accept SSL connection")
                .contains("[\"/subscriptions/\\\"x\\\"\"]")
                .contains("\"actionGroups\": [\"ag\"]")
                .doesNotContain("${");
        assertThat(Template.plain(step, "plain", Map.of("group", "Us")))
                .isEqualTo(
                        "more than 5 lines with \"could not accept SSL connection\" within PT5M, looked at every PT5M, "
                                + "severity 2, to Us");
        assertThatThrownBy(() -> Template.json(step, "arm", Map.of()))
                .hasMessageStartingWith("step handshake-failures, arm: no value for ");
        assertThatThrownBy(() -> Template.json(step, "kql", Map.of()))
                .hasMessage("step handshake-failures has no detail \"kql\"");
    }

    @Test
    void as_a_section_it_is_not_known_until_every_answer_is_decided() {
        Advice open = advice("ca-rotation", CLIENT);
        assertThat(open.section().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(Report.titled("Client", Instant.EPOCH).with(open).toMarkdown())
                .contains("Advice as of 2026-11-22")
                .contains("| driver | pgjdbc | MEASURED: jdbc:postgresql://db/x |")
                .contains("| validates | \\[\\{chain=yes")
                .contains("one of: ");
        String one = """
                {"pack": "one", "title": "One", "asOf": "2026-11-22",
                 "sources": [{"id": "page", "title": "Page", "publisher": "Us", "kind": "SUBJECT_PAGE", "date": "2026-01-01"}],
                 "questions": [{"id": "q", "ask": "Q?", "values": ["a", "b"]}],
                 "tables": [{"id": "t", "title": "T", "inputs": ["q"], "hits": "UNIQUE", "rows": [
                   {"when": {"q": ["a"]}, "then": {"x": "1"}, "because": ["page"]},
                   {"when": {"q": ["b"]}, "then": {"x": "2"}, "because": ["page"]}]}]}
                """;
        KnowledgePack pack =
                KnowledgePack.read(new ByteArrayInputStream(one.getBytes(StandardCharsets.UTF_8)), "one.json");
        Advice decided = Advisor.advise(Knowledge.of(pack), Facts.none().declare("q", "b"), TODAY);
        assertThat(decided.section().outcome()).isEqualTo(Outcome.PASSES);
        assertThat(decided.section()).asString().contains("1 of 1 answers are decided");
    }
}
