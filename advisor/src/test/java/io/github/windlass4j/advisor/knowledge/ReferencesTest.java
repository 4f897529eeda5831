package io.github.windlass4j.advisor.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.render.AdviceJson;
import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final String PACK = """
            {"pack": "small", "title": "Small", "asOf": "2026-11-22",
            "sources": [{"id": "page", "title": "Page", "publisher": "Us", "kind": "SUBJECT_PAGE", "date": "2026-01-01"}],
            "questions": [
            {"id": "q", "ask": "Q?", "values": ["a", "b"]}],
            "topics": [
            {"id": "t", "subject": "T", "claims": [{"value": "x", "source": "page"}]}],
            "tables": [
            {"id": "low", "title": "Low", "inputs": ["q"], "hits": "UNIQUE", "rows": [
            {"when": {"q": ["a"]}, "then": {"o": "1"}, "because": ["page"], "topics": ["t"]},
            {"when": {"q": ["b"]}, "then": {"o": "2"}, "because": ["page"]}]},
            {"id": "high", "title": "High", "inputs": ["low.o", "t"], "hits": "FIRST", "rows": [
            {"when": {"low.o": ["1"], "t": ["x"]}, "then": {"p": "yes"}, "because": ["page"]}]}],
            "catalogues": [
            {"id": "c", "title": "C", "options": [{"id": "o", "name": "O", "capabilities": {"k": [{"value": "NATIVE", "source": "page"}]}}], "needs": [
            {"id": "n", "when": {"q": ["a"]}, "capability": "k", "strength": "MUST", "because": ["page"]}]}],
            "plans": [
            {"id": "p", "title": "P", "steps": [
            {"id": "s", "action": "Do", "owner": "We", "gate": {"high.p": ["yes"]}, "because": ["page"]}]}]}
            """;

    private static KnowledgePack read(String json) {
        return KnowledgePack.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "small.json");
    }

    private static void assertRefused(UnaryOperator<String> mistake, String message) {
        String json = mistake.apply(PACK);
        assertThat(json).isNotEqualTo(PACK);
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MalformedKnowledgeException.class)
                .hasMessage(message);
    }

    private static UnaryOperator<String> replacing(String found, String by) {
        return pack -> pack.replace(found, by);
    }

    @Test
    void a_pack_without_mistakes_is_read() {
        assertThat(read(PACK).tables()).hasSize(2);
    }

    @Test
    void refuses_infinite_domain() {
        assertRefused(
                replacing("\"values\": [\"a\", \"b\"]", "\"values\": []"),
                "small.json:4:1: questions[0]: values: 0 (want 2 to 62)");
        assertRefused(
                replacing("\"ask\": \"Q?\", \"values\": [\"a\", \"b\"]", "\"ask\": \"Q?\""),
                "small.json:4:1: questions[0]: missing property \"values\"");
    }

    @Test
    void refuses_values_and_bounds_that_make_no_domain() {
        assertRefused(
                replacing("[\"a\", \"b\"]}", "[\"a\", \"a\"]}"),
                "small.json:4:1: questions[0]: values: [a, a] (want no repetition)");
        assertRefused(
                replacing("[\"a\", \"b\"]}", "[\"a\", \"b\"], \"bounds\": [\">1\", \">2\"]}"),
                "small.json:4:1: questions[0]: bounds: 2 (want one less than the 2 values)");
        assertRefused(
                replacing("[\"a\", \"b\"]}", "[\"a\", \"b\", \"c\"], \"bounds\": [\">2\", \">=2\"]}"),
                "small.json:4:1: questions[0]: bounds: [>2, >=2] (want ascending numbers)");
        assertRefused(
                replacing("[\"a\", \"b\"]}", "[\"a\", \"b\"], \"bounds\": [\"5\"]}"),
                "small.json:4:1: questions[0]: bounds: \"5\" (want >=NUMBER or >NUMBER)");
        assertRefused(
                replacing("[\"a\", \"b\"]}", "[\"a\", \"7\"], \"bounds\": [\">5\"]}"),
                "small.json:4:1: questions[0]: values: [a, 7] (want words: a number names its band)");
    }

    @Test
    void refuses_input_that_is_not_there() {
        assertRefused(
                replacing("\"inputs\": [\"q\"]", "\"inputs\": [\"q\", \"r\"]"),
                "small.json:8:47: tables[0].inputs[1]: \"r\" is no question, no topic and no output of a table that gives one row");
    }

    @Test
    void refuses_value_outside_the_domain() {
        assertRefused(
                replacing("{\"q\": [\"b\"]}", "{\"q\": [\"z\"]}"),
                "small.json:10:17: tables[0].rows[1].when.q[0]: \"z\" (want one of [a, b])");
        assertRefused(
                replacing("{\"low.o\": [\"1\"]", "{\"low.o\": [\"3\"]"),
                "small.json:12:21: tables[1].rows[0].when.low.o[0]: \"3\" (want one of [1, 2])");
        assertRefused(
                replacing("{\"q\": [\"b\"]}", "{\"q\": []}"),
                "small.json:10:16: tables[0].rows[1].when.q: no value (want at least one of [a, b])");
    }

    @Test
    void refuses_condition_on_something_that_is_no_input() {
        assertRefused(
                replacing("{\"low.o\": [\"1\"]", "{\"q\": [\"a\"]"),
                "small.json:12:16: tables[1].rows[0].when.q: not an input of the table (inputs: [low.o, t])");
    }

    @Test
    void refuses_rows_with_different_outputs() {
        assertRefused(
                replacing("{\"o\": \"2\"}", "{\"x\": \"2\"}"),
                "small.json:10:32: tables[0].rows[1].then: outputs [x] (want [o] as in the first row)");
    }

    @Test
    void refuses_tables_in_a_circle() {
        assertRefused(
                replacing("\"inputs\": [\"q\"]", "\"inputs\": [\"q\", \"high.p\"]"),
                "small.json:8:41: tables[0].inputs: tables depend on each other in a circle: [low, high]");
    }

    @Test
    void refuses_topic_need_and_step_that_dangle() {
        assertRefused(
                replacing("\"topics\": [\"t\"]", "\"topics\": [\"u\"]"),
                "small.json:9:76: tables[0].rows[0].topics[0]: no topic \"u\"");
        assertRefused(
                replacing("\"capability\": \"k\"", "\"capability\": \"l\""),
                "small.json:15:49: catalogues[0].needs[0].capability: no option states capability \"l\"");
        assertRefused(
                replacing("{\"high.p\": [\"yes\"]}", "{\"high.p\": [\"no\"]}"),
                "small.json:18:64: plans[0].steps[0].gate.high.p[0]: \"no\" (want one of [yes])");
    }

    @Test
    void refuses_id_given_twice_and_source_that_dangles() {
        assertRefused(
                replacing("{\"id\": \"high\"", "{\"id\": \"low\""),
                "small.json:11:8: tables[1].id: \"low\" given twice");
        assertRefused(
                replacing("{\"id\": \"t\", \"subject\"", "{\"id\": \"q\", \"subject\""),
                "small.json:6:8: topics[0].id: \"q\" is also the id of a question");
        assertRefused(
                replacing(
                        "\"because\": [\"page\"]}]}],\n\"catalogues\"", "\"because\": [\"pag\"]}]}],\n\"catalogues\""),
                "small.json:12:73: tables[1].rows[0].because: source \"pag\" is not among the sources");
    }

    @Test
    void overlay_wins_visibly_and_taking_it_away_restores_the_advice() {
        Knowledge ours = Knowledge.of(KnowledgePack.shipped("ingress"));
        KnowledgePack overlay = read("""
                {"pack": "mine", "title": "Mine", "asOf": "2026-11-22",
                "sources": [{"id": "me", "title": "Our contract", "publisher": "Us", "kind": "USER", "date": "2020-01-01"}],
                "topics": [{"id": "agc-subnet", "subject": "Subnet", "claims": [{"value": "/23", "source": "me"}]}],
                "catalogues": [{"id": "ingress", "title": "Ingress", "options": [
                {"id": "agc", "name": "AGC", "capabilities": {"private-frontend": [{"value": "NATIVE", "source": "me"}]}}],
                "needs": []}]}
                """);
        Facts facts = Facts.none().declare("privateFrontend", "yes");
        Advice before = Advisor.advise(ours, facts, TODAY);
        Advice with = Advisor.advise(ours.with(overlay), facts, TODAY);

        assertThat(before.topic("agc-subnet").value()).contains("/24");
        assertThat(with.topic("agc-subnet").value()).contains("/23");
        assertThat(with.knowledge().overrides())
                .containsExactly("topic agc-subnet: mine over ingress", "catalogue ingress: mine over ingress");
        assertThat(with.standings("ingress").get(3).reasons().stream()
                        .filter(r -> r.need().equals("private-frontend"))
                        .findFirst()
                        .orElseThrow()
                        .excludes())
                .isFalse();
        assertThat(AdviceJson.render(Advisor.advise(ours, facts, TODAY))).isEqualTo(AdviceJson.render(before));
        assertThatThrownBy(() ->
                        ours.with(read(PACK)).with(read(PACK.replace("\"title\": \"Page\"", "\"title\": \"Other\""))))
                .hasMessage("pack small: source \"page\" means something else than below");
    }

    @Test
    void unknown_pack_is_named() {
        assertThatThrownBy(() -> KnowledgePack.shipped("nothing"))
                .hasMessage("no pack \"nothing\" ships with this library (want one of " + KnowledgePack.SHIPPED + ")");
        assertThat(KnowledgePack.SHIPPED)
                .allSatisfy(
                        name -> assertThat(KnowledgePack.shipped(name).pack()).isEqualTo(name));
    }
}
