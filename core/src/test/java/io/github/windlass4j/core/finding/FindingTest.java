package io.github.windlass4j.core.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FindingTest {
    @Test
    void a_location_reads_as_compilers_write_it() {
        assertThat(Location.of("mesh.yaml").at(14, 7)).hasToString("mesh.yaml:14:7");
        assertThat(Location.of("trust.jks").entry("dbroot")).hasToString("trust.jks, entry \"dbroot\"");
        assertThat(Location.of("a.pem").entry("block 2").at(22, 0)).hasToString("a.pem:22, entry \"block 2\"");
        assertThat(Location.of("").at(3, 1)).hasToString("line 3:1");
    }

    @Test
    void refuses_negative_lines_and_blank_rules() {
        assertThatThrownBy(() -> Location.of("x").at(-1, 0)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Finding(" ", Severity.NOTE, Location.of("x"), "m"))
                .hasMessageContaining("rule");
    }

    @Test
    void copies_tune_a_finding_without_changing_it() {
        Finding plain = new Finding("WL-X-001", Severity.WARNING, Location.of("x"), "odd");
        Finding tuned = plain.withEvidence("saw a").withEvidence("saw b").withRemedy("mend it");

        assertThat(plain.evidence()).isEmpty();
        assertThat(plain.remedy()).isEmpty();
        assertThat(tuned.evidence()).containsExactly("saw a", "saw b");
        assertThat(tuned.remedy()).contains("mend it");
        assertThat(tuned).hasToString("WARNING WL-X-001 x: odd");
    }

    private enum HouseRule implements FindingRule {
        OWN_ROOT_MISSING("ACME-001", Severity.ERROR, "add the company's root"),
        ODD("ACME-002", Severity.NOTE, "");

        private final Terms terms;

        HouseRule(String id, Severity severity, String remedy) {
            this.terms = new Terms(id, severity, remedy);
        }

        @Override
        public Terms terms() {
            return terms;
        }
    }

    @Test
    void a_rule_of_ones_own_makes_findings() {
        Finding missing = HouseRule.OWN_ROOT_MISSING.at(Location.of("trust.jks"), "not there", "saw a", "saw b");
        assertThat(missing).hasToString("ERROR ACME-001 trust.jks: not there");
        assertThat(missing.evidence()).containsExactly("saw a", "saw b");
        assertThat(missing.remedy()).contains("add the company's root");
        assertThat(HouseRule.ODD.at(Location.of("trust.jks"), "odd"))
                .isEqualTo(new Finding(HouseRule.ODD.id(), HouseRule.ODD.severity(), Location.of("trust.jks"), "odd"));
        for (FindingRule rule : HouseRule.values()) {
            assertThat(new FindingRule.Terms(
                            rule.id(), rule.severity(), rule.terms().remedy()))
                    .isEqualTo(rule.terms());
        }
    }
}
