package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs run on the module path as they do on the class path: each module exports and opens what it has to. */
class ModulePathTest {
    private static final Path CLASS_PATH = Path.of("target", "classpath");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            classes = {
                ChainReasons.class,
                FirstAnswer.class,
                GatewayMigration.class,
                MeshObservability.class,
                NginxInFrontOfMesh.class,
                PlatformChoice.class,
                SocketFactoryRecipes.class,
                TrafficSplit.class
            })
    void the_answer_is_the_same(Class<?> program) throws Exception {
        assumeTrue(
                Files.exists(CLASS_PATH),
                () -> getClass().getSimpleName() + ": skipped, " + CLASS_PATH + " is not there");
        String modules = Files.readString(CLASS_PATH).strip() + File.pathSeparator + Path.of("target", "classes");
        Path output = folder.resolve("output");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modules,
                        "--module",
                        "io.github.windlass4j.examples.tour/" + program.getName())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(java.waitFor(5, TimeUnit.MINUTES)).isTrue();
        Printed.Program main =
                arguments -> program.getMethod("main", String[].class).invoke(null, (Object) arguments);
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).isEqualTo(Printed.by(main));
        assertThat(java.exitValue()).isZero();
    }
}
