package io.github.windlass4j.mesh.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Verdicts and patches over the full product of what people try: with {@code -Dwindlass.deep=true} all 9,216 combinations,
 * else every 11th verdict and every 97th patch. Both steps share no factor with a dimension, so that every value of each occurs
 * with every value of every other one.
 */
class AblationTest {
    private static final NginxDoctor DOCTOR = NginxDoctor.of(InjectionWebhook.ofRevision("blue"));
    private static final boolean DEEP = Boolean.getBoolean("windlass.deep");

    @Test
    void every_verdict_follows_from_the_rules_of_each_stage() {
        List<String> differences = new ArrayList<>();
        List<Ablation> all = Ablation.all();
        for (int i = 0; i < all.size(); i += DEEP ? 1 : 11) {
            Ablation ablation = all.get(i);
            NginxReport report = DOCTOR.examine(ablation.mesh(), Ablation.SETUP);
            Outcome backend = report.backend().orElseThrow().outcome();
            if (backend != ablation.backend()) {
                differences.add(ablation + ": " + report.backend());
            }
            for (Hop hop : report.hops()) {
                boolean entry = hop.kind() == Hop.Kind.ENTRY || hop.kind() == Hop.Kind.ADMISSION;
                int port = hop.kind() == Hop.Kind.ADMISSION ? 8443 : hop.what().endsWith(":80") ? 80 : 443;
                if (entry && hop.works() != ablation.isOpen(port)) {
                    differences.add(ablation + ": " + hop);
                }
            }
        }
        assertThat(all).hasSize(9_216);
        assertThat(differences).isEmpty();
    }

    @Test
    void patches_help_and_no_part_of_them_does() {
        patches(DOCTOR, Ablation::mesh, DEEP ? 1 : 97);
    }

    /** Proxies that are ordinary containers, and probes that nobody rewrites, ask for more edits. */
    @Test
    void patches_help_where_the_proxy_is_late_and_probes_meet_it() {
        patches(DOCTOR.withNativeSidecars(false), Ablation::probed, DEEP ? 7 : 485);
    }

    /** Not injected, hidden, unknown by Host and address, plaintext asked for, met by outsiders, started late. */
    @Test
    void where_everything_is_missing_seven_edits_help() {
        Ablation worst = new Ablation(false, false, "80,443", false, false, false, "http", "STRICT", true, "SIMPLE");
        NginxPatch patch = DOCTOR.withNativeSidecars(false)
                .patch(worst.probed(), Ablation.SETUP)
                .orElseThrow();
        assertThat(patch.edits()).hasSize(7);
        assertThat(DOCTOR.withNativeSidecars(false)
                        .examine(patch.patched(), Ablation.SETUP)
                        .isHealthy())
                .isTrue();
    }

    private static void patches(NginxDoctor doctor, Function<Ablation, Mesh> made, int step) {
        List<Ablation> all = Ablation.all();
        int healthy = 0;
        int mended = 0;
        List<String> offences = new ArrayList<>();
        for (int i = 0; i < all.size(); i += step) {
            Ablation ablation = all.get(i);
            Mesh mesh = made.apply(ablation);
            boolean works = doctor.examine(mesh, Ablation.SETUP).isHealthy();
            Optional<NginxPatch> patch = doctor.patch(mesh, Ablation.SETUP);
            if (patch.isEmpty()) {
                offences.add("no patch: " + ablation);
            } else if (works != patch.get().edits().isEmpty()) {
                offences.add("works " + works + ", " + patch.get() + ": " + ablation);
            } else if (!doctor.examine(patch.get().patched(), Ablation.SETUP).isHealthy()) {
                offences.add("does not help, " + patch.get() + ": " + ablation);
            } else if (Patches.partHelps(doctor, mesh, Ablation.SETUP, patch.get())) {
                offences.add("a part helps, " + patch.get() + ": " + ablation);
            }
            healthy += works ? 1 : 0;
            mended += works ? 0 : 1;
        }
        System.out.println("patches: " + mended + " needed and proved, " + healthy + " not needed");
        assertThat(offences).isEmpty();
        assertThat(healthy).isPositive();
        assertThat(mended).isPositive();
    }
}
