package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.GoProfile.Version;
import io.github.windlass4j.core.chain.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emulation against {@code crypto/x509} of the {@code go} on the PATH. */
class GoDifferentialTest {
    private static final boolean DEEP = Boolean.getBoolean("windlass.deep");

    @TempDir
    static Path folder;

    private static @Nullable RunningGo go;

    @BeforeAll
    static void only_where_go_1_19_is_found() throws Exception {
        Optional<String> version = RunningGo.version();
        boolean modelled = version.filter(text -> text.contains("go1.19")).isPresent();
        if (!modelled) {
            System.out.println("GO emulation: skipped, " + version.orElse("no go") + " on the PATH (want 1.19)");
        }
        Assumptions.assumeTrue(modelled);
        go = RunningGo.start(folder);
    }

    @AfterAll
    static void stop() {
        if (go != null) {
            go.close();
        }
    }

    @Test
    void equals_go_over_generated_chains() {
        compare("generated chains", GeneratedChains.of(1, DEEP ? 20_000 : 2_000, 8), 1);
    }

    @Test
    void equals_go_over_limbo() {
        compare("limbo", LimboCases.of("limbo.json.gz"), 1);
    }

    @Test
    void equals_go_over_bettertls() {
        compare("bettertls", LimboCases.of("bettertls.json.gz"), DEEP ? 1 : 5);
    }

    private static void compare(String what, List<ChainCase> cases, int every) {
        RunningGo running = Objects.requireNonNull(go);
        ChainValidator emulation = ChainValidator.of(Profile.go(Version.V1_19));
        Agreement agreement = new Agreement(GoDifferentialTest::sameText);
        for (int i = 0; i < cases.size(); i += every) {
            ChainCase question = cases.get(i);
            agreement.add(question, running.verify(question), emulation.validate(question.request()));
        }
        agreement.check("GO 1.19", what);
    }

    private static boolean sameText(ChainVerdict predicted, String said) {
        return predicted.toString().contains("Go says \"" + RunningGo.kind(said) + "\"");
    }
}
