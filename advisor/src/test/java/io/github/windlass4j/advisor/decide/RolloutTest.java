package io.github.windlass4j.advisor.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Knowledge PACK = Knowledge.of(KnowledgePack.shipped("ca-rotation"));

    private static Advice observed(int failures, String rate, String success, String errors) {
        return Advisor.advise(
                PACK,
                Facts.none()
                        .measure("failuresIn5Minutes", String.valueOf(failures), "log")
                        .measure("failureRateIncrease", rate, "log")
                        .measure("successRate", success, "log")
                        .measure("newTlsErrors", errors, "log"),
                TODAY);
    }

    private static String after(Advice advice, String step, Duration watched) {
        return Rollout.decide(advice, "rollout", step, watched)
                .fold(
                        proceed -> "PROCEED "
                                + (proceed.next() == null
                                        ? "done"
                                        : proceed.next().id()),
                        hold -> "HOLD " + hold.reasons(),
                        rollback -> "ROLLBACK " + rollback.reasons());
    }

    @Test
    void good_observations_lead_through_all_stages() {
        Advice good = observed(0, "0", "100", "no");
        Duration hour = Duration.ofHours(1);

        assertThat(after(good, "non-production", Duration.ZERO)).isEqualTo("PROCEED canary");
        assertThat(after(good, "canary", Duration.ZERO)).isEqualTo("PROCEED ten");
        assertThat(after(good, "ten", hour)).isEqualTo("PROCEED half");
        assertThat(after(good, "half", hour)).isEqualTo("PROCEED all");
        assertThat(after(good, "all", Duration.ZERO)).isEqualTo("PROCEED done");
        assertThat(Rollout.decide(good, "rollout", "half", hour)).hasToString("proceed to all");
        assertThat(Rollout.decide(good, "rollout", "all", Duration.ZERO))
                .hasToString("proceed: that was the last step");
    }

    @Test
    void nothing_proceeds_before_the_hour_is_over() {
        assertThat(after(observed(0, "0", "100", "no"), "ten", Duration.ofMinutes(59)))
                .isEqualTo("HOLD [watched PT59M (want PT1H)]");
    }

    @Test
    void thresholds_are_exceeded_not_reached() {
        Duration hour = Duration.ofHours(1);
        assertThat(after(observed(5, "50", "100", "no"), "ten", hour)).isEqualTo("PROCEED half");
        assertThat(after(observed(6, "50", "100", "no"), "ten", hour))
                .isEqualTo("ROLLBACK [stage.signal ROLLBACK: observed]");
        assertThat(after(observed(5, "50.1", "100", "no"), "ten", hour)).startsWith("ROLLBACK");
        assertThat(after(observed(0, "0", "99.9", "no"), "ten", hour))
                .isEqualTo("HOLD [stage.signal PROCEED: not reached]");
        assertThat(after(observed(0, "0", "100", "yes"), "ten", Duration.ZERO)).startsWith("ROLLBACK");
    }

    @Test
    void missing_observation_holds() {
        Advice blind = Advisor.advise(PACK, Facts.none().measure("failuresIn5Minutes", "0", "log"), TODAY);
        assertThat(after(blind, "ten", Duration.ofHours(2)))
                .isEqualTo("HOLD [stage.signal ROLLBACK: not known, stage.signal PROCEED: not known]");
        Advice bad = Advisor.advise(PACK, Facts.none().measure("newTlsErrors", "yes", "log"), TODAY);
        assertThat(after(bad, "ten", Duration.ZERO)).startsWith("ROLLBACK");
        assertThatThrownBy(() -> after(blind, "nothing", Duration.ZERO)).hasMessage("no step \"nothing\"");
    }

    @Test
    void due_days_keep_the_end_of_the_month() {
        LocalDate start = LocalDate.of(2026, 1, 31);
        Period month = Period.ofMonths(1);
        assertThat(Rollout.nextDue(start, month, start)).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(Rollout.nextDue(start, month, LocalDate.of(2026, 2, 28))).isEqualTo(LocalDate.of(2026, 3, 31));
        assertThat(Rollout.nextDue(start, Period.ofMonths(3), LocalDate.of(2026, 4, 29)))
                .isEqualTo(LocalDate.of(2026, 4, 30));
        assertThat(Rollout.nextDue(LocalDate.of(2024, 2, 29), Period.ofYears(1), LocalDate.of(2027, 3, 1)))
                .isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(Rollout.nextDue(start, month, start.minusDays(1))).isEqualTo(start);
        assertThatThrownBy(() -> Rollout.nextDue(start, Period.ZERO, start))
                .hasMessage("every: P0D (want a period > 0)");
    }

    @Property
    void next_due_is_the_first_one_after(@ForAll @IntRange(max = 4000) int days, @ForAll @IntRange(max = 3) int which) {
        Period every = List.of(Period.ofMonths(1), Period.ofMonths(3), Period.ofMonths(6), Period.ofYears(1))
                .get(which);
        LocalDate first = LocalDate.of(2024, 1, 31);
        LocalDate after = first.plusDays(days);
        LocalDate due = Rollout.nextDue(first, every, after);
        assertThat(due).isAfter(after);
        assertThat(Rollout.nextDue(first, every, due.minusDays(1))).isEqualTo(due);
        assertThat(due.getDayOfMonth()).isEqualTo(Math.min(31, due.lengthOfMonth()));
    }
}
