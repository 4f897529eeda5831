package io.github.windlass4j.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every registered suite whose data lies in the case folder. */
class ConformanceTest {
    private static final Path CASES = Path.of(System.getProperty("windlass.cases", "../../../shared/oracles"));
    private static final boolean REQUIRED = Boolean.getBoolean("windlass.cases.required");

    @TestFactory
    Stream<DynamicTest> every_registered_suite() {
        return Suites.ALL.stream().map(suite -> DynamicTest.dynamicTest(suite.name(), () -> run(suite)));
    }

    private static void run(Suite suite) {
        Path file = CASES.resolve(suite.file());
        if (!Files.isReadable(file)) {
            System.out.println(suite.name() + ": skipped, " + file.normalize() + " is not there");
            assertThat(REQUIRED)
                    .as("windlass.cases.required, and %s is not there", file)
                    .isFalse();
            Assumptions.abort(file + " is not there");
        }
        long start = System.nanoTime();
        Tally tally = Tally.of(suite, CaseFile.of(file, CASES, suite.file()), Exceptions.of(suite.name()), line -> {});
        System.out.printf("%s: %s, %.1f s%n", suite.name(), tally.summary(), (System.nanoTime() - start) / 1e9);
        assertThat(tally.offences())
                .as(
                        "%s: unargued failures and argued cases that pass (%d, the first ones)",
                        suite.name(), tally.offending())
                .isEmpty();
        assertThat(tally.passed() + tally.failed()).as("cases in %s", file).isPositive();
    }
}
