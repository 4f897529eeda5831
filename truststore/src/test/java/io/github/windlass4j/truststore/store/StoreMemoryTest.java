package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreMemoryTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Mint MINT = Mint.seeded(5);
    private static final List<Certificate> ROOTS = IntStream.range(0, 6)
            .mapToObj(i -> MINT.root("Root " + i).certificate())
            .toList();

    @TempDir
    Path folder;

    private static StoreFile file(int from, int to) {
        return StoreFile.pem(TrustStore.of("m", ROOTS.subList(from, to)));
    }

    @Test
    void unchanged_bytes_are_the_store_read_before() {
        StoreMemory memory = new StoreMemory(PASSWORD);
        byte[] pkcs12 = StoreFile.pkcs12(TrustStore.of("m", ROOTS), PASSWORD).bytes();
        TrustStore first = memory.read(pkcs12, "trust.p12");
        assertThat(first.certificates()).isEqualTo(ROOTS);
        assertThat(memory.read(pkcs12.clone(), "trust.p12")).isSameAs(first);
        TrustStore elsewhere = memory.read(pkcs12, "other.p12");
        assertThat(elsewhere.origin()).isEqualTo("other.p12");
        assertThat(elsewhere).isNotSameAs(first);
    }

    /** What the caller does with its array afterwards is its own affair. */
    @Test
    void keeps_its_own_copy() {
        StoreMemory memory = new StoreMemory();
        byte[] content = file(0, 2).bytes();
        TrustStore first = memory.read(content, "f");
        content[40] ^= 1;
        assertThat(memory.read(file(0, 2).bytes(), "f")).isSameAs(first);
        assertThat(memory.read(content, "f")).isNotSameAs(first);
    }

    @Test
    void a_changed_file_costs_its_new_certificates_only() throws IOException {
        Path path = folder.resolve("roots.pem");
        StoreMemory memory = new StoreMemory();
        file(0, 4).writeTo(path);
        TrustStore before = memory.read(path);
        assertThat(memory.parses()).isEqualTo(4);
        file(1, 6).writeTo(path);
        TrustStore after = memory.read(path);
        assertThat(memory.parses()).isEqualTo(6);
        assertThat(after.certificates()).isEqualTo(ROOTS.subList(1, 6));
        assertThat(after.certificates().get(0)).isSameAs(before.certificates().get(1));
        assertThat(after.entries()).isEqualTo(TrustStore.read(path).entries());
        Files.write(path, "none".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> memory.read(path)).isInstanceOf(UnreadableStoreException.class);
        file(1, 6).writeTo(path);
        assertThat(memory.read(path)).isSameAs(after);
        assertThat(memory.read(folder).certificates()).hasSize(5);
    }

    /** Large stores push older ones out; one that is larger than the memory is kept alone, or not at all. */
    @Test
    void keeps_a_bounded_number_of_bytes() {
        StoreMemory memory = new StoreMemory();
        String comment = "#".repeat(1 << 19) + "\n";
        byte[] large = (comment + file(0, 1).text()).getBytes(StandardCharsets.US_ASCII);
        TrustStore small = memory.read(file(0, 2).bytes(), "small");
        TrustStore first = memory.read(large, "first");
        assertThat(memory.read(large, "first")).isSameAs(first);
        assertThat(memory.read(file(0, 2).bytes(), "small")).isSameAs(small);
        memory.read(large, "second");
        assertThat(memory.read(file(0, 2).bytes(), "small")).isSameAs(small);
        assertThat(memory.read(large, "first")).isNotSameAs(first);
        byte[] alone = (comment + comment + file(0, 1).text()).getBytes(StandardCharsets.US_ASCII);
        assertThat(memory.read(alone, "alone")).isSameAs(memory.read(alone, "alone"));
        assertThat(memory).hasToString("StoreMemory[1 store, KnownBlocks[2]]");
        byte[] huge = (comment.repeat(4) + file(0, 1).text()).getBytes(StandardCharsets.US_ASCII);
        assertThat(memory.read(huge, "huge")).isNotSameAs(memory.read(huge, "huge"));
        assertThat(memory).hasToString("StoreMemory[0 stores, KnownBlocks[2]]");
    }
}
