package io.github.windlass4j.advisor.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
    private static Ratio ratio(long numerator, long denominator) {
        return new Ratio(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    @Test
    void is_kept_in_lowest_terms_with_the_sign_above() {
        assertThat(ratio(6, -8)).isEqualTo(ratio(-3, 4)).hasToString("-3/4");
        assertThat(ratio(8, 4)).hasToString("2");
        assertThat(ratio(0, -7)).isEqualTo(Ratio.ZERO);
        assertThatThrownBy(() -> ratio(1, 0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("denominator: 0");
    }

    @Test
    void reads_decimals_exactly() {
        assertThat(Ratio.of(new BigDecimal("0.125"))).hasToString("1/8");
        assertThat(Ratio.of(new BigDecimal("1E+2"))).hasToString("100");
        assertThat(Ratio.of(new BigDecimal("7"))).hasToString("7");
    }

    @Test
    void calculates_exactly() {
        assertThat(ratio(1, 2).plus(ratio(1, 3))).isEqualTo(ratio(5, 6));
        assertThat(ratio(1, 2).minus(ratio(1, 3))).isEqualTo(ratio(1, 6));
        assertThat(ratio(2, 3).times(ratio(3, 5))).isEqualTo(ratio(2, 5));
        assertThat(ratio(2, 3).over(ratio(4, 5))).isEqualTo(ratio(5, 6));
        assertThat(Ratio.weightedSum(List.of(ratio(1, 2), ratio(1, 4)), List.of(Ratio.of(3), Ratio.of(2))))
                .isEqualTo(Ratio.of(2));
        assertThatThrownBy(() -> Ratio.weightedSum(List.of(Ratio.ONE), List.of()))
                .hasMessage("values: 0 (want 1)");
    }

    @Test
    void compares_signs_and_rounds() {
        assertThat(ratio(1, 3)).isLessThan(ratio(2, 5)).isGreaterThan(ratio(-2, 5));
        assertThat(ratio(-1, 3).signum()).isEqualTo(-1);
        assertThat(ratio(2, 3).round(new MathContext(3))).isEqualByComparingTo("0.667");
    }
}
