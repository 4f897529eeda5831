package io.github.windlass4j.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
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

    /** Says with which values it was set up. */
    public static final class Parameterised {
        static final List<String> SEEN = new ArrayList<>();

        @Param({"RSA_2048", "P256"})
        public Shape shape;

        @Param({"first", "second"})
        public String question;

        @Setup
        public void begin() {
            SEEN.add(question + " " + shape);
        }

        public Object answer() {
            return question;
        }
    }

    @Test
    void has_a_state_for_each_combination_of_parameters_set_before_its_setup() throws Exception {
        Parameterised.SEEN.clear();
        try (MethodRows rows = new MethodRows(Parameterised.class, List.of("answer"))) {
            assertThat(rows.operations())
                    .containsOnlyKeys(
                            "first, RSA_2048\tanswer",
                            "first, P256\tanswer",
                            "second, RSA_2048\tanswer",
                            "second, P256\tanswer");
            assertThat(rows.operations().get("first, P256\tanswer").call().nanos())
                    .isPositive();
        }
        assertThat(Parameterised.SEEN)
                .containsExactlyInAnyOrder("first RSA_2048", "first P256", "second RSA_2048", "second P256");
    }
}
