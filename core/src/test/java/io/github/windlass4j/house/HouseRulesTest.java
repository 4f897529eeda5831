package io.github.windlass4j.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.windlass4j.core.offender.Offender;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the house is shown an offender: a rule that never fails holds nothing. */
class HouseRulesTest {
    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackagesOf(Offender.class);

    static Stream<ArchRule> rulesThatTheOffenderBreaks() {
        return Stream.of(
                HouseRules.core_knows_no_other_module,
                HouseRules.no_third_party_type_in_a_public_signature,
                HouseRules.no_logger_outside_the_edges,
                HouseRules.no_disk_or_network_in_the_pure_packages,
                HouseRules.no_clock_environment_or_global_state,
                HouseRules.every_package_is_null_marked,
                HouseRules.who_holds_state_says_what_it_is);
    }

    @ParameterizedTest
    @MethodSource("rulesThatTheOffenderBreaks")
    void rule_names_the_offender(ArchRule rule) {
        EvaluationResult result = rule.evaluate(OFFENDERS);

        assertThat(result.hasViolation()).isTrue();
        assertThat(String.join("\n", result.getFailureReport().getDetails())).contains("Offender");
    }

    @Test
    void a_resource_record_in_a_closed_package_is_found() {
        ModuleDescriptor closed = ModuleDescriptor.newModule("closed").build();
        EvaluationResult result = ArchRuleDefinition.classes()
                .should(HouseRules.bindOnlyWhatCoreCanMake(type -> Optional.of(closed)))
                .evaluate(OFFENDERS);
        assertThat(result.getFailureReport().getDetails())
                .singleElement(STRING)
                .contains("Offender reads ")
                .contains("not open to core");
        ModuleDescriptor open = ModuleDescriptor.newModule("open")
                .opens(Offender.class.getPackageName())
                .packages(Set.of(Offender.class.getPackageName()))
                .build();
        assertThat(ArchRuleDefinition.classes()
                        .should(HouseRules.bindOnlyWhatCoreCanMake(type -> Optional.of(open)))
                        .evaluate(OFFENDERS)
                        .hasViolation())
                .isFalse();
    }
}
