package io.github.windlass4j.core.chain.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.JsseProfile.Entry;
import io.github.windlass4j.core.chain.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The emulation against the JDK that runs this test: its own trust manager and CertPathBuilder, in the same process. */
class JsseDifferentialTest {
    private static final double WANTED = 0.995;

    /** A world is one PKI; minting it takes longer than asking about it. */
    private static final int PER_WORLD = Boolean.getBoolean("windlass.deep") ? 8 : 25;

    @BeforeAll
    static void only_on_modelled_releases() {
        boolean modelled = RunningJdk.RELEASE == 17 || RunningJdk.RELEASE == 25;
        if (!modelled) {
            System.out.println(
                    "JSSE emulation: skipped, JDK " + RunningJdk.RELEASE + " is not modelled (17 and 25 are)");
        }
        Assumptions.assumeTrue(modelled);
    }

    @Test
    void equals_the_running_jdk_over_generated_chains() {
        compare("2000 generated chains", GeneratedChains.of(1, 2_000, PER_WORLD));
    }

    @Test
    void equals_the_running_jdk_over_limbo() {
        compare("limbo", LimboCases.of("limbo.json.gz"));
    }

    @Test
    void equals_the_running_jdk_over_bettertls() {
        // Half of a second a hundred cases: the build asks every fifth, -Dwindlass.deep=true all.
        List<ChainCase> all = LimboCases.of("bettertls.json.gz");
        int every = Boolean.getBoolean("windlass.deep") ? 1 : 5;
        List<ChainCase> asked = new ArrayList<>();
        for (int i = 0; i < all.size(); i += every) {
            asked.add(all.get(i));
        }
        compare("bettertls", asked);
    }

    private static void compare(String what, List<ChainCase> cases) {
        ChainValidator trustManager = ChainValidator.of(Profile.jsse(RunningJdk.RELEASE, Entry.TRUST_MANAGER));
        ChainValidator builder = ChainValidator.of(Profile.jsse(RunningJdk.RELEASE, Entry.CERT_PATH_BUILDER));
        List<String> differences = new ArrayList<>();
        int trusted = 0;
        int paths = 0;
        int samePath = 0;
        for (ChainCase question : cases) {
            Optional<String> said = RunningJdk.trustManager(question);
            ChainVerdict predicted = trustManager.validate(question.request());
            trusted += said.isEmpty() ? 1 : 0;
            if (said.isEmpty() != predicted.isTrusted()) {
                differences.add(
                        "trust manager, " + question + ": " + said.orElse("trusted") + ", predicted " + predicted);
            }
            Optional<List<Certificate>> built = RunningJdk.builtPath(question);
            ChainVerdict predictedPath = builder.validate(question.request());
            if (built.isPresent() != predictedPath.isTrusted()) {
                differences.add("builder, " + question + ": " + (built.isPresent() ? "trusted" : "nothing found")
                        + ", predicted " + predictedPath);
            } else if (predictedPath instanceof ChainVerdict.Trusted found) {
                paths++;
                samePath += built.filter(found.path()::equals).isPresent() ? 1 : 0;
            }
        }
        int verdicts = 2 * cases.size();
        System.out.printf(
                "JSSE %d over %s: %d of %d verdicts equal (%d trusted by the trust manager), %d of %d paths the same%n",
                RunningJdk.RELEASE, what, verdicts - differences.size(), verdicts, trusted, samePath, paths);
        differences.stream().limit(20).forEach(System.out::println);
        assertThat(1 - (double) differences.size() / verdicts).as(what).isGreaterThanOrEqualTo(WANTED);
        assertThat(trusted).as("trusted, so that equality is no accident").isGreaterThan(cases.size() / 20);
    }
}
