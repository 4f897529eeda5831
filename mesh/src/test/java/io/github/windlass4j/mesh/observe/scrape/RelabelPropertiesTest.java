package io.github.windlass4j.mesh.observe.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RelabelPropertiesTest {
    private static Relabeling read(String yaml, Prometheus generation) {
        return Relabeling.read(yaml, "rules", generation);
    }

    @Property(tries = 1_000)
    void keep_and_drop_are_opposites(
            @ForAll("labels") Map<String, String> labels,
            @ForAll("regexes") String regex,
            @ForAll Prometheus generation) {
        String rule = "[{action: %s, source_labels: [a, b], regex: '" + regex + "'}]";
        boolean kept = read(rule.formatted("keep"), generation).apply(labels).fold(yes -> true, no -> false);
        boolean dropped = read(rule.formatted("drop"), generation).apply(labels).fold(yes -> false, no -> true);
        assertThat(kept).isEqualTo(dropped);
    }

    @Property(tries = 1_000)
    void labelkeep_and_labeldrop_share_the_labels_between_them(
            @ForAll("labels") Map<String, String> labels,
            @ForAll("regexes") String regex,
            @ForAll Prometheus generation) {
        Map<String, String> both = new TreeMap<>(left("labelkeep", regex, labels, generation));
        Map<String, String> dropped = left("labeldrop", regex, labels, generation);
        assertThat(both).doesNotContainKeys(dropped.keySet().toArray(String[]::new));
        both.putAll(dropped);
        Map<String, String> given = new TreeMap<>(labels);
        given.values().removeIf(String::isEmpty);
        assertThat(both).isEqualTo(given);
    }

    private static Map<String, String> left(
            String action, String regex, Map<String, String> labels, Prometheus generation) {
        Relabeled outcome = read("[{action: " + action + ", regex: '" + regex + "'}]", generation)
                .apply(labels);
        return ((Relabeled.Kept) outcome).labels();
    }

    @Property(tries = 1_000)
    void a_hash_is_below_its_modulus(
            @ForAll("labels") Map<String, String> labels, @ForAll("moduli") BigInteger modulus) {
        Relabeled outcome = read(
                        "[{action: hashmod, source_labels: [a], target_label: h, modulus: " + modulus + "}]",
                        Prometheus.V3)
                .apply(labels);
        assertThat(new BigInteger(((Relabeled.Kept) outcome).labels().get("h")))
                .isBetween(BigInteger.ZERO, modulus.subtract(BigInteger.ONE));
    }

    @Property(tries = 2_000)
    void a_rule_list_is_its_halves_one_after_the_other(
            @ForAll("labels") Map<String, String> labels, @ForAll("rules") List<String> rules) {
        int half = rules.size() / 2;
        Relabeled whole = rules(rules).apply(labels);
        Relabeled first = rules(rules.subList(0, half)).apply(labels);
        // Generation 2 sorts between rules, so nothing but the labels passes from one half to the other.
        Relabeled both =
                first.fold(kept -> rules(rules.subList(half, rules.size())).apply(kept.labels()), no -> no);
        assertThat(both.<Object>fold(Relabeled.Kept::labels, no -> "dropped"))
                .isEqualTo(whole.<Object>fold(Relabeled.Kept::labels, no -> "dropped"));
    }

    @Property(tries = 2_000)
    void the_steps_tell_every_change(
            @ForAll("labels") Map<String, String> labels, @ForAll("rules") List<String> rules) {
        Relabeled outcome = rules(rules).apply(labels);
        Map<String, String> replayed = new TreeMap<>(labels);
        replayed.values().removeIf(String::isEmpty);
        outcome.steps().forEach(step -> {
            assertThat(step.changed()).isNotEmpty();
            replayed.putAll(step.changed());
            replayed.values().removeIf(String::isEmpty);
        });
        outcome.fold(kept -> assertThat(replayed).isEqualTo(kept.labels()), dropped -> null);
    }

    @Property(tries = 1_000)
    void any_text_is_read_or_refused(@ForAll("configs") String text) {
        try {
            assertThat(ScrapeConfig.read(text, "c", Prometheus.V3).jobs()).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("c");
        }
    }

    private static Relabeling rules(List<String> rules) {
        return read("[" + String.join(", ", rules) + "]", Prometheus.V2);
    }

    @Provide
    Arbitrary<Map<String, String>> labels() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "a_1", "b_1", "__address__", "x");
        return Arbitraries.maps(names, Arbitraries.of("", "1", "true", "a", "b_1", "10.0.0.1:80"))
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> regexes() {
        return Arbitraries.of("(.*)", "(.+)", "a.*", "true;?", "", "(?i)A", "x|b.*", "1;1", "(a)_(.)");
    }

    @Provide
    Arbitrary<BigInteger> moduli() {
        return Arbitraries.bigIntegers()
                .between(BigInteger.ONE, BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    }

    @Provide
    Arbitrary<List<String>> rules() {
        Arbitrary<String> targets = Arbitraries.of("a", "b", "x", "y");
        Arbitrary<String> replacements = Arbitraries.of("$1", "", "const", "${1}_y", "$2");
        List<Arbitrary<String>> kinds = new ArrayList<>();
        kinds.add(Combinators.combine(targets, regexes(), replacements)
                .as((target, regex, replacement) -> "{source_labels: [a, b], target_label: " + target + ", regex: '"
                        + regex + "', replacement: '" + replacement + "'}"));
        kinds.add(Combinators.combine(Arbitraries.of("keep", "drop"), regexes())
                .as((action, regex) -> "{action: " + action + ", source_labels: [a], regex: '" + regex + "'}"));
        kinds.add(Combinators.combine(Arbitraries.of("labeldrop", "labelkeep"), regexes())
                .as((action, regex) -> "{action: " + action + ", regex: '" + regex + "'}"));
        kinds.add(Combinators.combine(regexes(), Arbitraries.of("$1", "k_$2", "x"))
                .as((regex, replacement) ->
                        "{action: labelmap, regex: '" + regex + "', replacement: '" + replacement + "'}"));
        kinds.add(Combinators.combine(Arbitraries.of("lowercase", "uppercase", "keepequal", "dropequal"), targets)
                .as((action, target) -> "{action: " + action + ", source_labels: [b], target_label: " + target + "}"));
        return Arbitraries.oneOf(kinds).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> configs() {
        return Arbitraries.of(
                        "scrape_configs:",
                        "\n- ",
                        "job_name: a",
                        "\n  ",
                        "relabel_configs:",
                        "regex: ",
                        "(",
                        "{",
                        "}",
                        "[",
                        "]",
                        ": ",
                        "null",
                        "- action: keep\n",
                        "global:",
                        "scrape_interval: 1s",
                        "&a ",
                        "*a",
                        "kubernetes_sd_configs: [{role: pod}]",
                        "static_configs: [{targets: [x]}]",
                        "'",
                        "#",
                        "\t",
                        "1")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }
}
