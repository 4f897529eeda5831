package io.github.windlass4j.advisor.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationReviewTest {
    private static final Instant START = Instant.parse("2026-01-19T08:00:00Z");

    private static Instant at(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static RotationReview.Attempts attempts(long total, long failures) {
        return new RotationReview.Attempts(total, failures);
    }

    private static final RotationReview.Row QUIET =
            new RotationReview.Row("quiet", START, null, null, null, at(30), attempts(100, 1), attempts(100, 1));
    private static final RotationReview.Row HIT =
            new RotationReview.Row("hit", at(5), at(10), at(14), at(34), at(90), attempts(100, 0), attempts(50, 29));
    private static final RotationReview.Row UNSEEN =
            new RotationReview.Row("unseen", START, at(10), at(20), null, null, attempts(0, 0), attempts(0, 0));

    @Test
    void means_take_only_rows_with_both_times() {
        RotationReview review = RotationReview.of(List.of(QUIET, HIT, UNSEEN));
        assertThat(review).hasToString("review of 3 services");

        assertThat(review.meanTimeToDetection()).contains(Duration.ofMinutes(7));
        assertThat(review.meanTimeToResolution()).contains(Duration.ofMinutes(20));
        assertThat(review.zeroDowntimeRate()).hasToString("Optional[1/3]");
        assertThat(review.failureRateBefore()).hasToString("Optional[1/200]");
        assertThat(review.failureRateAfter()).hasToString("Optional[1/5]");
        assertThat(review.timeToValidation()).isEmpty();
        assertThat(RotationReview.of(List.of(QUIET, HIT)).timeToValidation()).contains(Duration.ofMinutes(90));
    }

    @Test
    void nothing_is_made_of_nothing() {
        RotationReview review = RotationReview.of(List.of());

        assertThat(review.meanTimeToDetection()).isEmpty();
        assertThat(review.meanTimeToResolution()).isEmpty();
        assertThat(review.zeroDowntimeRate()).isEmpty();
        assertThat(review.timeToValidation()).isEmpty();
        assertThat(review.failureRateBefore()).isEmpty();
    }

    @Test
    void refuses_times_and_counts_that_cannot_be() {
        assertThatThrownBy(() ->
                        new RotationReview.Row("x", at(5), START, null, null, null, attempts(1, 0), attempts(1, 0)))
                .hasMessageStartingWith("x: failed ");
        assertThatThrownBy(() ->
                        new RotationReview.Row("x", START, null, at(5), null, null, attempts(1, 0), attempts(1, 0)))
                .hasMessageStartingWith("x: detected ");
        assertThatThrownBy(() -> attempts(1, 2)).hasMessage("failures: 2 of 1");
    }
}
