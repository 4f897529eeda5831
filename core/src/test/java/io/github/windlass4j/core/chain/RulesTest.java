package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.chain.RuleCases.RuleCase;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    static Stream<RuleProfile> profiles() {
        return Stream.of(
                Profile.RFC5280, Profile.RFC5280_PATH, Profile.WEBPKI, Profile.WEBPKI_STRICT, Profile.PRIVATE_PKI);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void accepts_the_sound_chain(RuleProfile profile) {
        Pki pki = Pki.sound();

        ChainVerdict verdict = ChainValidator.of(profile).validate(pki.request());

        assertThat(verdict).isInstanceOf(ChainVerdict.Trusted.class);
        assertThat(((ChainVerdict.Trusted) verdict).path()).isEqualTo(pki.leaf.path());
        assertThat(verdict.work().signatureChecks()).isEqualTo(2);
        assertThat(verdict.exploration().complete()).isTrue();
        assertThat(verdict.candidates().get(0).warnings()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> each_rule_is_the_first_thing_said() {
        return RuleCases.all().stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> rejectsFor(one)));
    }

    private static void rejectsFor(RuleCase one) {
        ChainVerdict verdict =
                ChainValidator.of(one.profile()).validate(one.question().get());

        assertThat(verdict).as(one.name()).isInstanceOf(ChainVerdict.Rejected.class);
        List<Obstacle> obstacles = ((ChainVerdict.Rejected) verdict).obstacles();
        Obstacle first = obstacles.get(0);
        assertThat(first.rule()).as(verdict.toString()).isEqualTo(one.rule());
        assertThat(first.message())
                .contains(
                        one.rule().id(),
                        first.found(),
                        first.expected(),
                        one.rule().clause());
        assertThat(List.of(
                        first.found(), first.expected(), first.fix(), one.rule().clause()))
                .noneMatch(String::isBlank);
        assertThat(verdict.toString()).contains(first.fix()).doesNotContainIgnoringCase("unable to find");
    }

    @Test
    void every_rule_has_a_case() {
        EnumSet<Rule> covered = EnumSet.noneOf(Rule.class);
        RuleCases.all().forEach(one -> covered.add(one.rule()));

        assertThat(EnumSet.complementOf(covered)).isEmpty();
    }

    @Test
    void ids_are_unique_and_stable_in_form() {
        assertThat(Stream.of(Rule.values()).map(Rule::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("WL-CH-\\d{4}"));
        assertThat(Rule.DNS_NAME_NOT_PERMITTED.family())
                .isEqualTo(Rule.DNS_NAME_EXCLUDED.family())
                .isEqualTo(28);
    }

    @TestFactory
    Stream<DynamicTest> what_is_only_a_warning_rejects_nothing() {
        return RuleCases.all().stream()
                .filter(one -> !one.rule().isStructural())
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    RuleProfile mild = ((RuleProfile) one.profile()).warning(one.rule());
                    ChainVerdict verdict =
                            ChainValidator.of(mild).validate(one.question().get());
                    assertThat(verdict.candidates())
                            .flatExtracting(Candidate::obstacles)
                            .extracting(Obstacle::rule)
                            .doesNotContain(one.rule());
                }));
    }

    @Test
    void no_profile_can_do_without_the_structure() {
        for (Rule rule : Rule.values()) {
            if (rule.isStructural()) {
                assertThatThrownBy(() -> Profile.RFC5280.warning(rule))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(rule.name());
                assertThatThrownBy(() -> Profile.RFC5280.without(rule)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
