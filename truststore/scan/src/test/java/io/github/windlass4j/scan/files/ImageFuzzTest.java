package io.github.windlass4j.scan.files;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.scan.internal.StoreProbe;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.StoreSighting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes as the archive of an image, as one layer of a sound image, and as its manifest: an inventory that says what it could
 * not read, within what it may unpack. As tests over the inputs kept in {@code ImageFuzzTestInputs}, as a fuzzer with {@code
 * JAZZER_FUZZ=1} and one method chosen.
 */
class ImageFuzzTest {
    private static final String MANIFEST = "[{\"RepoTags\":[\"shop:1\"],\"Layers\":[\"layer.tar\"]}]";
    private static final int ALLOWANCE = 1 << 22;

    /** Checksums of headers are repaired, or hardly any mutation would pass them. */
    @FuzzTest(maxDuration = "15m")
    void archive(byte[] input) {
        read(input);
        read(repaired(input));
    }

    @FuzzTest(maxDuration = "15m")
    void layer(byte[] input) {
        read(new Tar()
                .file("manifest.json", MANIFEST)
                .file("layer.tar", repaired(input))
                .bytes());
    }

    @FuzzTest(maxDuration = "15m")
    void manifest(byte[] input) {
        byte[] layer = new Tar()
                .file("etc/ssl/cert.pem", "-----BEGIN")
                .symlink("a", "../b/./c")
                .bytes();
        read(new Tar().file("manifest.json", input).file("layer.tar", layer).bytes());
        read(new Tar()
                .file("index.json", input)
                .file("blobs/sha256/a", input)
                .file("blobs/sha256/b", layer)
                .bytes());
    }

    private static void read(byte[] archive) {
        Inventory.Builder facts = Inventory.builder();
        ImageArchive images = new ImageArchive(
                "fuzzed.tar",
                new StoreProbe(List.of("changeit".toCharArray())),
                new Allowance(ALLOWANCE),
                Progress.UNSTOPPED,
                facts);
        try {
            if (!images.read(new ByteArrayInputStream(archive))) {
                throw new AssertionError("nobody stopped it");
            }
        } catch (IOException damaged) {
            if (damaged.getMessage() == null) {
                throw new AssertionError("a damage has a description", damaged);
            }
        }
        images.finish();
        Inventory found = facts.build();
        for (StoreSighting store : found.stores()) {
            if (found.content(store).isEmpty() && store.problem().isEmpty()) {
                throw new AssertionError("a store without content or problem: " + store);
            }
        }
    }

    /** The same blocks; each that looks like a header has a checksum that fits (POSIX ustar, 8 bytes from 148 on). */
    private static byte[] repaired(byte[] archive) {
        byte[] copy = Arrays.copyOf(archive, (archive.length + 511) / 512 * 512);
        for (int block = 0; block + 512 <= copy.length; block += 512) {
            if (copy[block + 257] == 'u' && copy[block + 258] == 's') {
                Arrays.fill(copy, block + 148, block + 156, (byte) ' ');
                int sum = 0;
                for (int i = 0; i < 512; i++) {
                    sum += copy[block + i] & 0xff;
                }
                for (int i = 5; i >= 0; i--, sum /= 8) {
                    copy[block + 148 + i] = (byte) ('0' + sum % 8);
                }
                copy[block + 154] = 0;
            }
        }
        return copy;
    }
}
