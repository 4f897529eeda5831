package io.github.windlass4j.scan.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.inventory.Inventory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** 500 MB in 200 layers with half a million files, scanned by a JVM with a heap of 256 MiB; {@code -Dwindlass.deep=true}. */
@EnabledIfSystemProperty(named = "windlass.deep", matches = "true")
class LargeImageTest {
    private static final int LAYERS = 200;
    private static final int FILES = 2_500;
    private static final int FILE_BYTES = 512;
    private static final int BLOB_BYTES = 1_300_000;

    @TempDir
    Path folder;

    @Test
    void an_image_of_500_megabytes_and_200_layers_fits_a_heap_of_256_mebibytes() throws Exception {
        Path image = folder.resolve("large.tar");
        write(image);
        assertThat(Files.size(image)).isGreaterThan(500_000_000L);
        Path log = folder.resolve("log.txt");
        long start = System.nanoTime();
        Process scan = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeImageTest.class.getName(),
                        image.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(scan.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(log);
        System.out.printf(
                "LargeImageTest: %d bytes, %d layers, %.1f s: %s%n",
                Files.size(image), LAYERS, (System.nanoTime() - start) / 1e9, printed.strip());
        assertThat(scan.exitValue()).as(printed).isZero();
        // Each layer brings a store of its own and hides that of the one before; the last one wins.
        assertThat(printed)
                .contains("stores=" + (LAYERS + 1))
                .contains("searched=[image large:1]")
                .contains("findings=0");
    }

    /** The child: scans and tells what it found. */
    public static void main(String[] arguments) throws IOException {
        Inventory found = Scanner.standard().scan(Path.of(arguments[0]));
        System.out.println("stores=" + found.stores().size() + " distinct="
                + found.contents().size() + " searched="
                + found.searched() + " findings=" + found.findings().size() + " maxHeap="
                + Runtime.getRuntime().maxMemory());
    }

    private static void write(Path image) throws IOException {
        Mint mint = Mint.seeded(500);
        List<Certificate> roots = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            roots.add(mint.root("Root " + i).certificate());
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(image), 1 << 20)) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < LAYERS; i++) {
                names.add("\"" + i + "/layer.tar\"");
            }
            String manifest = "[{\"RepoTags\": [\"large:1\"], \"Layers\": [" + String.join(",", names) + "]}]";
            entry(out, "manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
            Random random = new Random(1);
            for (int layer = 0; layer < LAYERS; layer++) {
                layer(out, layer, roots.get(layer % roots.size()), random);
            }
            out.write(new byte[1024]);
        }
    }

    private static void layer(OutputStream out, int layer, Certificate root, Random random) throws IOException {
        byte[] pem = root.toPem().getBytes(StandardCharsets.US_ASCII);
        byte[] blob = new byte[BLOB_BYTES];
        random.nextBytes(blob);
        byte[] small = new byte[FILE_BYTES];
        long size = 2 * size(pem.length) + size(BLOB_BYTES) + (long) FILES * size(FILE_BYTES) + 1024;
        out.write(Tar.header(layer + "/layer.tar", '0', "", size));
        entry(out, "etc/layer" + layer + ".pem", pem);
        entry(out, "etc/current.pem", pem);
        entry(out, "usr/lib/blob" + layer + ".bin", blob);
        for (int i = 0; i < FILES; i++) {
            random.nextBytes(small);
            entry(out, "usr/share/" + layer + "/file" + i, small);
        }
        out.write(new byte[1024]);
        out.write(new byte[(int) ((512 - size % 512) % 512)]);
    }

    private static long size(long content) {
        return 512 + (content + 511) / 512 * 512;
    }

    private static void entry(OutputStream out, String name, byte[] content) throws IOException {
        out.write(Tar.header(name, '0', "", content.length));
        out.write(content);
        out.write(new byte[(512 - content.length % 512) % 512]);
    }
}
