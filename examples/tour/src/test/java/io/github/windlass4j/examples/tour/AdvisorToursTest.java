package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisorToursTest {
    @TempDir
    private Path folder;

    @Test
    void platform_choice_is_a_decision_record() throws Exception {
        assertThat(Printed.by(PlatformChoice::main)).startsWith("---\nstatus: ").contains("## Decision Outcome");
    }

    @Test
    void other_facts_give_another_platform() throws Exception {
        String agents = choice("toolAgents=yes\ndataEngineering=no");
        String data = choice("dataEngineering=yes\nmlTraining=yes\ntoolAgents=no\ngenerativeApps=no");
        assertThat(agents).isNotEqualTo(data);
    }

    @Test
    void a_misspelt_question_is_no_fact() {
        assertThatThrownBy(() -> choice("toolAgents=yes\ndataEnginering=no"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("dataEnginering (want one of [")
                .hasMessageContaining("dataEngineering");
    }

    private String choice(String facts) throws Exception {
        Path file = Files.writeString(folder.resolve("facts.txt"), facts);
        return Printed.by(PlatformChoice::main, file.toString(), "2026-11-22");
    }

    @Test
    void canary_proceeds_holds_and_rolls_back() throws Exception {
        String printed = Printed.by(CanaryPlan::main);
        assertThat(printed)
                .contains("canary: proceed to ten")
                .contains("ten: hold: watched PT20M")
                .contains("half: roll back: ");
        assertThat(printed).contains("- [ ] ");
        Path file = Files.writeString(folder.resolve("observed.txt"), "half PT2H no as-before");
        assertThat(Printed.by(CanaryPlan::main, file.toString()))
                .contains("half: proceed to ")
                .doesNotContain("half: roll back");
    }
}
