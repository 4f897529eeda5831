package io.github.windlass4j.mesh.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** What holds for every patch; each try asks one mesh in the build and 25 with {@code -Dwindlass.deep=true}. */
class PatchProperties {
    private static final int MESHES_PER_TRY = Boolean.getBoolean("windlass.deep") ? 25 : 1;
    private static final int[] SEEN = new int[3];

    /** Healthy after simulating again, mutual TLS where it was demanded, and no part of the patch is enough. */
    @Property(tries = 40, afterFailure = AfterFailureMode.SAMPLE_FIRST)
    void a_patched_set_reaches_its_goal(@ForAll @LongRange(min = 0) long seed) {
        for (int i = 0; i < MESHES_PER_TRY; i++) {
            check(seed + i);
        }
    }

    private static void check(long seed) {
        Mesh mesh = RandomEdge.mesh(seed);
        NginxDoctor doctor = RandomEdge.doctor(seed);
        NginxReport before = doctor.examine(mesh, RandomEdge.SETUP);
        Set<String> strict =
                before.hops().stream().filter(Hop::strict).map(Hop::what).collect(Collectors.toSet());
        Optional<NginxPatch> patch = doctor.patch(mesh, RandomEdge.SETUP);
        if (patch.isEmpty()) {
            SEEN[0]++;
            assertThat(before.isHealthy()).as("seed " + seed).isFalse();
            return;
        }
        List<NginxEdit> edits = patch.get().edits();
        SEEN[edits.isEmpty() ? 1 : 2]++;
        assertThat(edits.isEmpty()).as("seed %d, %s", seed, edits).isEqualTo(before.isHealthy());
        NginxReport after = doctor.examine(patch.get().patched(), RandomEdge.SETUP, strict);
        assertThat(after.isHealthy()).as("seed %d, %s: %s", seed, edits, after).isTrue();
        assertThat(after.hops().stream().filter(hop -> strict.contains(hop.what())))
                .as("seed %d, %s", seed, edits)
                .allMatch(hop -> hop.verdict().outcome() == Outcome.MTLS);
        assertThat(Patches.partHelps(doctor, mesh, RandomEdge.SETUP, patch.get()))
                .as("seed %d: a part of %s helps", seed, edits)
                .isFalse();
    }

    /** A generator that never needs a patch would make the property hold. */
    @AfterContainer
    static void patches_were_seen() {
        System.out.printf("no patch %d, none needed %d, patched %d%n", SEEN[0], SEEN[1], SEEN[2]);
        assertThat(SEEN[1]).isPositive();
        assertThat(SEEN[2]).isPositive();
    }
}
