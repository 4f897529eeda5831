package io.github.windlass4j.advisor.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {
    @Test
    void measured_overrules_declared_and_assumed_in_any_order() {
        Fact measured = new Fact("a", "1", Origin.MEASURED, "trust.jks");
        Facts first = Facts.none().with(measured).declare("a", "2").assume("a", "3");
        Facts last = Facts.none().assume("a", "3").declare("a", "2").with(measured);

        assertThat(first.find("a")).contains(measured);
        assertThat(first).isEqualTo(last);
        assertThat(first.overruled()).extracting(Fact::value).containsExactly("2", "3");
    }

    @Test
    void agreeing_facts_overrule_nothing() {
        assertThat(Facts.none().measure("a", "1", "x").declare("a", "1").overruled())
                .isEmpty();
    }

    @Test
    void refuses_contradiction_within_one_origin() {
        assertThatThrownBy(() -> Facts.none().declare("a", "2").declare("a", "1"))
                .hasMessage("a: DECLARED both 1 and 2");
    }

    @Property
    void order_of_facts_never_matters(@ForAll long seed) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("a", "1", Origin.MEASURED, "x"),
                new Fact("a", "1", Origin.MEASURED, "y"),
                new Fact("a", "2", Origin.DECLARED, ""),
                new Fact("b", "1", Origin.ASSUMED, ""),
                new Fact("b", "2", Origin.DECLARED, "")));
        Facts expected = all(facts);
        Collections.shuffle(facts, new Random(seed));
        assertThat(all(facts)).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(all(facts.subList(0, 2)).plus(all(facts.subList(2, 5)))).isEqualTo(expected);
    }

    private static Facts all(List<Fact> facts) {
        Facts result = Facts.none();
        for (Fact fact : facts) {
            result = result.with(fact);
        }
        return result;
    }

    @Property
    void kleene_tables_hold(@ForAll Truth a, @ForAll Truth b) {
        assertThat(a.and(b)).isEqualTo(b.and(a));
        assertThat(a.or(b)).isEqualTo(a.not().and(b.not()).not());
        assertThat(a.and(Truth.FALSE)).isEqualTo(Truth.FALSE);
        assertThat(a.or(Truth.TRUE)).isEqualTo(Truth.TRUE);
        assertThat(a.and(Truth.TRUE)).isEqualTo(a);
        assertThat(Truth.UNKNOWN.not()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void facts_of_two_sides_come_together() {
        Facts own = Facts.none().declare("a", "1").assume("b", "2");
        Facts measured = Facts.none().measure("b", "3", "trust.jks").assume("a", "4");
        Facts both = own.plus(measured);
        assertThat(both.values()).isEqualTo(Map.of("a", "1", "b", "3"));
        assertThat(both).hasToString("{a=1, b=3}").isEqualTo(measured.plus(own)).isNotEqualTo(own);
        assertThat(both.hashCode()).isEqualTo(measured.plus(own).hashCode());
        assertThat(both.overruled()).extracting(Fact::value).containsExactly("4", "2");
        assertThat(both.plus(Facts.none().assume("a", "5")).overruled())
                .extracting(Fact::value)
                .containsExactly("4", "5", "2");
    }

    @Test
    void of_two_measurements_that_agree_one_is_told_whatever_their_order() {
        Fact one = new Fact("a", "1", Origin.MEASURED, "a.jks");
        Fact other = new Fact("a", "1", Origin.MEASURED, "b.jks");
        assertThat(Facts.none().with(one).with(other).find("a")).contains(one);
        assertThat(Facts.none().with(other).with(one).find("a")).contains(one);
        assertThat(Facts.none().with(one)).isNotEqualTo(Facts.none().with(other));
    }

    @ParameterizedTest
    @CsvSource({
        "TRUE, TRUE, TRUE, TRUE",
        "TRUE, UNKNOWN, UNKNOWN, TRUE",
        "TRUE, FALSE, FALSE, TRUE",
        "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN",
        "UNKNOWN, FALSE, FALSE, UNKNOWN",
        "FALSE, FALSE, FALSE, FALSE",
    })
    void three_values_combine_as_Kleene_says(Truth a, Truth b, Truth and, Truth or) {
        assertThat(a.and(b)).isEqualTo(b.and(a)).isEqualTo(and);
        assertThat(a.or(b)).isEqualTo(b.or(a)).isEqualTo(or);
        assertThat(a.not().and(b.not())).isEqualTo(or.not());
    }
}
