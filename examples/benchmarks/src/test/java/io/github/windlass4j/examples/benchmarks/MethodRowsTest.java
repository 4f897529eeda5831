package io.github.windlass4j.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

class MethodRowsTest {
    private static final int EACH = 1000;

    /** Allocates a kilobyte for each of its operations. */
    public static final class Subject {
        static String life = "";

        @Setup
        public void begin() {
            life += "begin ";
        }

        @TearDown
        public void end() {
            life += "end";
        }

        @OperationsPerInvocation(EACH)
        public Object kilobytes() {
            byte[][] all = new byte[EACH][];
            for (int i = 0; i < EACH; i++) {
                all[i] = new byte[1000];
            }
            return all;
        }
    }

    @Test
    void tells_the_cost_of_one_operation_between_setup_and_tear_down() throws Exception {
        Subject.life = "";
        try (MethodRows rows = new MethodRows(Subject.class, List.of("kilobytes"))) {
            assertThat(rows.operations()).containsOnlyKeys("\tkilobytes");
            for (int turn = 0; turn < 3; turn++) {
                ProcessorRows.Cost cost = rows.operations().get("\tkilobytes").call();
                assertThat(cost.bytes()).isBetween(1000.0, 1200.0);
                assertThat(cost.nanos()).isPositive();
            }
        }
        assertThat(Subject.life).isEqualTo("begin end");
    }

    @Test
    void refuses_a_class_whose_parameters_nobody_sets() {
        assertThatThrownBy(() -> new MethodRows(ChainBenchmark.class, List.of("windlass")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ChainBenchmark (want a class without parameters)");
    }
}
