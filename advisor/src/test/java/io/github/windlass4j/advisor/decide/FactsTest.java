package io.github.windlass4j.advisor.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FactsTest {
    @Test
    void measured_overrules_declared_and_assumed_in_any_order() {
        Fact measured = new Fact("a", "1", Origin.MEASURED, "trust.jks");
        Facts first = Facts.none().with(measured).declare("a", "2").assume("a", "3");
        Facts last = Facts.none().assume("a", "3").declare("a", "2").with(measured);

        assertThat(first.get("a")).contains(measured);
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
        assertThat(all(facts.subList(0, 2)).and(all(facts.subList(2, 5)))).isEqualTo(expected);
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
}
