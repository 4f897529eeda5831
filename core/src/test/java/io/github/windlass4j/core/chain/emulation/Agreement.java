package io.github.windlass4j.core.chain.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.chain.ChainVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Counts where an emulation says what the tool itself says. */
final class Agreement {
    private static final double WANTED = 0.99;

    private final BiPredicate<ChainVerdict, String> sameError;
    private final List<String> differences = new ArrayList<>();
    private int asked;
    private int trusted;
    private int sameErrors;

    /** What makes a refusal name the error that the tool printed. */
    Agreement(BiPredicate<ChainVerdict, String> sameError) {
        this.sameError = sameError;
    }

    /** One answer of the tool, which is empty when it verified the chain, and the verdict on the same question. */
    void add(Object question, Optional<String> said, ChainVerdict predicted) {
        asked++;
        trusted += said.isEmpty() ? 1 : 0;
        if (said.isEmpty() != predicted.isTrusted()) {
            differences.add(
                    question + ": " + said.orElse("verified").strip().replace('\n', '|') + ", predicted " + predicted);
        } else if (said.isPresent() && sameError.test(predicted, said.get())) {
            sameErrors++;
        }
    }

    /** Prints the counts, and fails where too many verdicts differ or next to nothing was verified. */
    void check(String tool, String what) {
        System.out.printf(
                "%s over %s: %d of %d verdicts equal (%d verified), the first error the same in %d of %d%n",
                tool, what, asked - differences.size(), asked, trusted, sameErrors, asked - trusted);
        differences.stream().limit(20).forEach(System.out::println);
        assertThat(1 - (double) differences.size() / asked).as(what).isGreaterThanOrEqualTo(WANTED);
        assertThat(trusted).as("verified, so that equality is no accident").isGreaterThan(asked / 20);
    }
}
