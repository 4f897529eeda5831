package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes one of two stores over the other, as fast as it can, is killed at a random moment: what is there is one
 * of the two, whole. Ten times in a build, two hundred with {@code -Dwindlass.deep=true}.
 */
class KilledWhileWritingTest {
    private static final int KILLS = Boolean.getBoolean("windlass.deep") ? 200 : 10;
    private static final int MOST_MILLIS = 60;

    @TempDir
    Path folder;

    @Test
    void the_file_is_always_the_old_or_the_new_one() throws Exception {
        // One is much larger, so that a part of one never looks like the other.
        StoreFile smallFile = StoreFile.pem(TrustStore.of("small", Certs.ALL));
        StoreFile largeFile = StoreFile.pem(TrustStore.of(
                "large", IntStream.range(0, 300).mapToObj(Certs::resigned).toList()));
        byte[] small = smallFile.bytes();
        byte[] large = largeFile.bytes();
        Path store = folder.resolve("store.pem");
        smallFile.writeTo(folder.resolve("small.pem"));
        largeFile.writeTo(folder.resolve("large.pem"));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int olds = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
                assertThat(said.readLine()).isEqualTo("writing");
                TimeUnit.MICROSECONDS.sleep(random.nextInt(MOST_MILLIS * 1000));
            } finally {
                writer.destroyForcibly();
            }
            assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
            byte[] found = Files.readAllBytes(store);
            assertThat(List.of(small.length, large.length))
                    .as("kill " + kill + ", seed " + seed)
                    .contains(found.length);
            assertThat(found).isEqualTo(found.length == small.length ? small : large);
            olds += found.length == small.length ? 1 : 0;
        }
        System.out.println("killed " + KILLS + " times while writing: the small store was there " + olds
                + " times, the large one " + (KILLS - olds) + " times, each whole");

        // What the dead left beside the file does not stand in the way of the next one.
        smallFile.writeTo(store);
        assertThat(Files.readAllBytes(store)).isEqualTo(small);
    }

    /** The process that is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Path store = folder.resolve("store.pem");
            StoreFile small = StoreFile.pem(TrustStore.read(folder.resolve("small.pem")));
            StoreFile large = StoreFile.pem(TrustStore.read(folder.resolve("large.pem")));
            small.writeTo(store);
            System.out.println("writing");
            while (true) {
                large.writeTo(store);
                small.writeTo(store);
            }
        }
    }
}
