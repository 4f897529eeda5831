package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.OpensslProfile.Version;
import io.github.windlass4j.core.chain.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The emulation against {@code openssl verify} of the PATH. Starting a process costs 20 to 60 ms, so that the build asks a part
 * of the questions; {@code -Dwindlass.deep=true} asks all.
 */
class OpensslDifferentialTest {
    private static final boolean DEEP = Boolean.getBoolean("windlass.deep");
    private static final Pattern PRINTED = Pattern.compile("error (\\d+) at (\\d+) depth lookup: ([^\\n]+)");

    @TempDir
    static Path folder;

    private static OpensslProfile profile = Profile.openssl(Version.V3_0);

    @BeforeAll
    static void only_where_an_openssl_is_found() {
        Optional<String> version = RunningOpenssl.version();
        boolean modelled = version.filter(text -> text.startsWith("OpenSSL 3.")).isPresent();
        if (!modelled) {
            System.out.println(
                    "OPENSSL emulation: skipped, " + version.orElse("no openssl") + " on the PATH (want 3.x)");
        }
        Assumptions.assumeTrue(modelled);
        boolean old =
                version.filter(text -> text.matches("OpenSSL 3\\.[01]\\..*")).isPresent();
        profile = Profile.openssl(old ? Version.V3_0 : Version.V3_5);
    }

    @Test
    void equals_openssl_over_generated_chains() {
        compare("generated chains", DEEP ? GeneratedChains.of(1, 2_000, 8) : GeneratedChains.of(5_000, 240, 4), 1);
    }

    @Test
    void equals_openssl_over_limbo() {
        compare("limbo", LimboCases.of("limbo.json.gz"), DEEP ? 1 : 2);
    }

    @Test
    void equals_openssl_over_bettertls() {
        compare("bettertls", LimboCases.of("bettertls.json.gz"), DEEP ? 1 : 40);
    }

    private static void compare(String what, List<ChainCase> cases, int every) {
        RunningOpenssl openssl = new RunningOpenssl(folder);
        Agreement agreement = new Agreement(OpensslDifferentialTest::names);
        for (int i = 0; i < cases.size(); i += every) {
            ChainCase question = cases.get(i);
            OpensslProfile asking = i / every % 2 == 0 ? profile : profile.withPartialChain();
            agreement.add(
                    asking.name() + ", " + question,
                    openssl.verify(question, asking),
                    ChainValidator.of(asking).validate(question.request()));
        }
        agreement.check(profile.name(), what);
    }

    private static boolean names(ChainVerdict predicted, String printed) {
        Matcher first = PRINTED.matcher(printed);
        return first.find()
                && predicted
                        .toString()
                        .contains("error " + first.group(1) + " at depth " + first.group(2) + ": " + first.group(3));
    }
}
