package io.github.windlass4j.mesh.observe.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelabelingTest {
    private static Relabeling rules(String yaml) {
        return Relabeling.read(yaml, "rules.yaml", Prometheus.V3);
    }

    private static Map<String, String> kept(String yaml, Map<String, String> labels) {
        return ((Relabeled.Kept) rules(yaml).apply(labels)).labels();
    }

    private static Map<String, String> replaced(String regex, String replacement, String value) {
        return kept(
                "[{source_labels: [a], target_label: b, regex: '" + regex + "', replacement: '" + replacement + "'}]",
                Map.of("a", value));
    }

    @ParameterizedTest
    @CsvSource({
        "(.*), $1, x, x",
        "(.+):(.+), $2-${1}, h:p, p-h",
        "(.+), ${1}_suffix, x, x_suffix",
        "(.+), $1_suffix, x, ''",
        "(.+), $$1, x, $1",
        "(?P<host>.+), ${host}!, x, x!",
        "(x)|(y), $2, x, ''",
        "(.+), $01, x, ''",
        "(.+), a$, x, a$",
        "(.+), a$-, x, a$-",
        "(.+), '${1', x, '${1'",
        "(.+), '${}', x, '${}'",
        "(.+), $0, x, x",
        "(.+), $7, x, ''",
        "(.+), $99999999999, x, ''"
    })
    void replace_expands_references_as_go_does(String regex, String replacement, String value, String expected) {
        assertThat(replaced(regex, replacement, value).getOrDefault("b", "")).isEqualTo(expected);
    }

    @Test
    void replace_leaves_labels_alone_without_a_match() {
        assertThat(kept("[{source_labels: [a], target_label: b, regex: x}]", Map.of("a", "xx", "b", "old")))
                .isEqualTo(Map.of("a", "xx", "b", "old"));
    }

    @Test
    void replace_with_an_empty_text_removes_the_label() {
        assertThat(kept("[{target_label: b, replacement: ''}]", Map.of("a", "1", "b", "2")))
                .isEqualTo(Map.of("a", "1"));
    }

    @Test
    void replace_expands_the_target_too() {
        assertThat(kept(
                        "[{source_labels: [a], regex: '(.+)=(.+)', target_label: 'l_$1', replacement: $2}]",
                        Map.of("a", "k=v")))
                .containsEntry("l_k", "v");
    }

    @Test
    void replace_writes_nothing_to_a_target_that_expands_to_no_name() {
        Relabeling legacy = Relabeling.read(
                "[{source_labels: [a], target_label: '${1}', replacement: x}]", "rules.yaml", Prometheus.V2);
        assertThat(((Relabeled.Kept) legacy.apply(Map.of("a", "1-2"))).labels()).isEqualTo(Map.of("a", "1-2"));
        assertThat(kept("[{source_labels: [a], target_label: '${1}', replacement: x}]", Map.of("a", "1-2")))
                .containsEntry("1-2", "x");
    }

    @Test
    void sources_are_joined_and_a_missing_one_is_empty() {
        assertThat(kept("[{source_labels: [a, none, c], target_label: b}]", Map.of("a", "1", "c", "3")))
                .containsEntry("b", "1;;3");
        assertThat(kept("[{source_labels: [a, c], separator: '', target_label: b}]", Map.of("a", "1", "c", "3")))
                .containsEntry("b", "13");
    }

    @Test
    void keep_and_drop_look_at_the_whole_text() {
        String keep = "[{action: keep, source_labels: [a], regex: tru}]";
        assertThat(rules(keep).apply(Map.of("a", "true"))).isInstanceOf(Relabeled.Dropped.class);
        String drop = "[{action: drop, source_labels: [a], regex: tru}]";
        assertThat(rules(drop).apply(Map.of("a", "true"))).isInstanceOf(Relabeled.Kept.class);
        assertThat(rules(drop).apply(Map.of("a", "tru"))).isInstanceOf(Relabeled.Dropped.class);
    }

    @Test
    void a_dropped_set_says_which_rule_and_what_it_saw() {
        Relabeled outcome = rules(
                        "[{target_label: x, replacement: y}, {action: keep, source_labels: [a], regex: 'true'}]")
                .apply(Map.of("a", "false"));
        assertThat(outcome).hasToString("rule 1 (keep [a] regex \"true\") dropped it: the source was \"false\"");
        assertThat(outcome.steps()).hasToString("[rule 0 (replace to \"x\") set {x=y}]");
    }

    @ParameterizedTest
    @CsvSource({
        "keepequal, 1, 1, true",
        "keepequal, 1, 2, false",
        "dropequal, 1, 1, false",
        "dropequal, 1, 2, true",
        "keepequal, '', '', true",
        "dropequal, '', '', false"
    })
    void equality_compares_with_the_target_label(String action, String source, String target, boolean kept) {
        Relabeled outcome = rules("[{action: " + action + ", source_labels: [a], target_label: b}]")
                .apply(Map.of("a", source, "b", target, "c", "keeps the set from being empty"));
        assertThat(outcome.<Boolean>fold(yes -> true, no -> false)).isEqualTo(kept);
    }

    @Test
    void case_is_changed_code_point_by_code_point() {
        assertThat(kept("[{action: lowercase, source_labels: [a], target_label: b}]", Map.of("a", "İΣ")))
                .containsEntry("b", "iσ");
        assertThat(kept("[{action: uppercase, source_labels: [a], target_label: b}]", Map.of("a", "straße")))
                .containsEntry("b", "STRAßE");
    }

    @Test
    void hashmod_takes_the_last_eight_bytes_of_md5_as_an_unsigned_number() {
        // Case of Prometheus' own relabel_test.go.
        assertThat(kept(
                        "[{action: hashmod, source_labels: [c], separator: ';', target_label: d, modulus: 1000}]",
                        Map.of("a", "foo", "b", "bar", "c", "baz")))
                .containsEntry("d", "976");
        assertThat(kept(
                        "[{action: hashmod, source_labels: [c], target_label: d, modulus: 18446744073709551615}]",
                        Map.of("c", "baz")))
                .hasEntrySatisfying(
                        "d",
                        value -> assertThat(new java.math.BigInteger(value)).isNotNegative());
    }

    @Test
    void labelmap_copies_and_the_last_of_two_wins() {
        String rule = "[{action: labelmap, regex: '(a|b)_.*', replacement: 'x'}]";
        assertThat(kept(rule, Map.of("a_1", "first", "b_1", "second"))).containsEntry("x", "second");
    }

    @Test
    void labelmap_order_is_that_of_the_generation() {
        String rules =
                "[{target_label: a_1, replacement: late}, {action: labelmap, regex: '(a|b)_.*', replacement: x}]";
        Map<String, String> labels = Map.of("b_1", "early");
        assertThat(((Relabeled.Kept) Relabeling.read(rules, "r", Prometheus.V2).apply(labels)).labels())
                .containsEntry("x", "early");
        assertThat(((Relabeled.Kept) Relabeling.read(rules, "r", Prometheus.V3).apply(labels)).labels())
                .containsEntry("x", "late");
    }

    @Test
    void labeldrop_and_labelkeep_look_at_names() {
        Map<String, String> labels = Map.of("pod", "1", "pod_x", "2", "app", "3");
        assertThat(kept("[{action: labeldrop, regex: 'pod.*'}]", labels)).isEqualTo(Map.of("app", "3"));
        assertThat(kept("[{action: labelkeep, regex: 'pod.*'}]", labels)).isEqualTo(Map.of("pod", "1", "pod_x", "2"));
    }

    @Test
    void a_set_without_labels_left_is_kept() {
        assertThat(kept("[{action: labeldrop, regex: '.*'}]", Map.of("a", "1"))).isEmpty();
    }

    @Test
    void a_dot_matches_a_line_break_in_generation_three_only() {
        String rule = "[{action: keep, source_labels: [a], regex: 'x.y'}]";
        Map<String, String> labels = Map.of("a", "x\ny");
        assertThat(Relabeling.read(rule, "r", Prometheus.V2).apply(labels)).isInstanceOf(Relabeled.Dropped.class);
        assertThat(Relabeling.read(rule, "r", Prometheus.V3).apply(labels)).isInstanceOf(Relabeled.Kept.class);
    }

    @Test
    void text_fields_take_scalars_as_they_are_spelled() {
        assertThat(kept("[{target_label: a, replacement: on}, {target_label: b, replacement: 0644}]", Map.of()))
                .isEqualTo(Map.of("a", "on", "b", "0644"));
    }

    @Test
    void an_explicit_null_is_no_default() {
        assertThat(kept("[{source_labels: [a], target_label: b, regex: }]", Map.of("a", "1")))
                .isEqualTo(Map.of("a", "1"));
        assertThat(kept(
                        "[{source_labels: [a], target_label: a, regex: '.+', replacement: }]",
                        Map.of("a", "1", "c", "2")))
                .isEqualTo(Map.of("c", "2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{action: nothing} | rules.yaml:1:4: relabel_configs[0].action: unknown relabel action \"nothing\"",
                "{action: } | unknown relabel action \"\"",
                "{regex: x} | target_label: replace needs a target_label",
                "{action: hashmod, target_label: a} | modulus: hashmod needs a modulus other than 0",
                "{action: hashmod, modulus: 3} | target_label: hashmod needs a target_label",
                "{action: hashmod, modulus: 3, target_label: ''} | target_label",
                "{action: hashmod, modulus: -3, target_label: a} | modulus: -3 (want a number >= 0)",
                "{target_label: a, regex: '('} | regex: ",
                "{target_label: a, regex: '(?=x)'} | regex: ",
                "{action: lowercase, target_label: a, replacement: x} | replacement: cannot be set for lowercase",
                "{action: keepequal, target_label: a, regex: x} | keepequal takes only source_labels and target_label",
                "{action: dropequal, target_label: a, separator: x} | dropequal takes only",
                "{action: dropequal, target_label: a, modulus: 1} | dropequal takes only",
                "{action: keepequal, target_label: a, replacement: x} | replacement: cannot be set for keepequal",
                "{action: labeldrop, regex: x, source_labels: [a]} | labeldrop takes only regex",
                "{action: labelkeep, regex: x, target_label: a} | labelkeep takes only regex",
                "{action: labelkeep, regex: x, modulus: 1} | labelkeep takes only regex",
                "{action: labelkeep, regex: x, separator: y} | labelkeep takes only regex",
                "{action: labelkeep, regex: x, replacement: y} | labelkeep takes only regex",
                "{action: labelmap, regex: x, replacement: ''} | is no label name (labelmap)",
                "{target_label: a, sourcelabels: [b]} | sourcelabels: unknown field",
                "{target_label: [a]} | target_label: a list (want a text)",
                "{target_label: a, source_labels: b} | source_labels: \"b\" (want a list)",
                "{target_label: a, source_labels: ['']} | is not a valid label name",
                "null | empty or null entry",
                "text | \"text\" (want a mapping)"
            })
    void refuses_rules_that_prometheus_refuses(String rule, String problem) {
        assertThatThrownBy(() -> rules("- " + rule))
                .isInstanceOf(MalformedScrapeConfigException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1bad", "a-b", "$", "a$-b", "${1", "é"})
    void a_legacy_name_is_ascii(String target) {
        String rule = "[{target_label: '" + target + "', replacement: x}]";
        assertThatThrownBy(() -> Relabeling.read(rule, "r", Prometheus.V2))
                .isInstanceOf(MalformedScrapeConfigException.class)
                .hasMessageContaining("is no label name (replace)");
        assertThat(Relabeling.read(rule, "r", Prometheus.V3).rules()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(RelabelAction.class)
    void every_action_is_read_in_any_case(RelabelAction action) {
        assertThat(RelabelAction.named(action.name())).contains(action);
        assertThat(RelabelAction.named(action.toString())).contains(action);
        assertThat(RelabelAction.named(action + "x")).isEmpty();
    }

    @Test
    void keepequal_with_the_default_expression_written_out_is_refused_by_generation_two_only() {
        String rule = "[{action: keepequal, source_labels: [a], target_label: b, regex: '(.*)'}]";
        assertThatThrownBy(() -> Relabeling.read(rule, "r", Prometheus.V2))
                .hasMessageContaining("keepequal takes only");
        assertThat(Relabeling.read(rule, "r", Prometheus.V3).rules()).hasSize(1);
    }

    @Test
    void refuses_a_repeated_field_and_several_documents() {
        assertThatThrownBy(() -> rules("[{target_label: a, target_label: b}]"))
                .hasMessageContaining("already set in map");
        assertThatThrownBy(() -> rules("[]\n---\n[]")).hasMessage("rules.yaml: 2 documents (want one list)");
        assertThatThrownBy(() -> rules("")).hasMessage("rules.yaml: 0 documents (want one list)");
    }

    @ParameterizedTest
    @CsvSource({
        "lowercase, true",
        "uppercase, true",
        "keepequal, true",
        "dropequal, true",
        "replace, true",
        "hashmod, false"
    })
    void prometheus_2_lets_all_actions_but_hashmod_write_a_template(String action, boolean isTaken) {
        String modulus = action.equals("hashmod") ? ", modulus: 2" : "";
        String rule = "[{action: " + action + ", source_labels: [a], target_label: 'b_$1'" + modulus + "}]";

        if (isTaken) {
            assertThat(Relabeling.read(rule, "r", Prometheus.V2).rules()).hasSize(1);
        } else {
            assertThatThrownBy(() -> Relabeling.read(rule, "r", Prometheus.V2))
                    .isInstanceOf(MalformedScrapeConfigException.class);
        }
    }

    @Test
    void a_template_that_is_not_filled_in_is_the_name_itself() {
        String rule = "[{action: lowercase, source_labels: [a], target_label: 'b_$1'}]";

        assertThat(((Relabeled.Kept) Relabeling.read(rule, "r", Prometheus.V2).apply(Map.of("a", "X"))).labels())
                .isEqualTo(Map.of("a", "X", "b_$1", "x"));
    }
}
