package io.github.windlass4j.truststore.diff;

import static io.github.windlass4j.truststore.diff.StoreDiffTest.diff;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the difference of any two stores. */
class StoreDiffPropertiesTest {
    @Provide
    Arbitrary<List<Certificate>> stores() {
        return Arbitraries.of(StoreDiffTest.ALL).list().ofMaxSize(6);
    }

    @Property(tries = 500)
    void the_classes_divide_what_is_on_one_side_only(
            @ForAll("stores") List<Certificate> before, @ForAll("stores") List<Certificate> after) {
        StoreDiff diff = diff(before, after);
        List<Certificate> coming = new ArrayList<>(diff.added());
        diff.renewed().forEach(one -> coming.addAll(one.to()));
        diff.siblings().forEach(one -> coming.addAll(one.changed()));
        diff.rekeyed().forEach(one -> coming.addAll(one.to()));
        List<Certificate> going = new ArrayList<>(diff.removed());
        diff.renewed().forEach(one -> going.addAll(one.from()));
        diff.removedSiblings().forEach(one -> going.addAll(one.changed()));
        diff.rekeyed().forEach(one -> going.addAll(one.from()));
        assertThat(coming).containsExactlyInAnyOrderElementsOf(diff.onlyAfter());
        assertThat(going).containsExactlyInAnyOrderElementsOf(diff.onlyBefore());
        Set<Certificate> applied = new HashSet<>(before);
        going.forEach(applied::remove);
        applied.addAll(coming);
        assertThat(applied).isEqualTo(new HashSet<>(after));
    }

    @Property(tries = 300)
    void reversed_is_the_difference_the_other_way_round(
            @ForAll("stores") List<Certificate> before, @ForAll("stores") List<Certificate> after) {
        StoreDiff there = diff(before, after);
        StoreDiff back = diff(after, before);
        assertThat(back.added()).isEqualTo(there.removed());
        assertThat(back.removed()).isEqualTo(there.added());
        assertThat(back.siblings()).isEqualTo(there.removedSiblings());
        assertThat(back.renewed())
                .isEqualTo(there.renewed().stream().map(Renewal::reversed).toList());
        assertThat(back.rekeyed())
                .isEqualTo(there.rekeyed().stream().map(Rekeying::reversed).toList());
    }
}
