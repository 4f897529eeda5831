package io.github.windlass4j.truststore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStoreTest {
    private static final Mint MINT = Mint.seeded(9);
    private static final Certificate OLD = MINT.root("Old").certificate();
    private static final Certificate NEW = MINT.root("New").certificate();

    @TempDir
    Path folder;

    /** Sessions and the context live as long as a generation: a file that is only touched must not end it. */
    @Test
    void a_touched_file_is_no_change_and_a_changed_one_costs_its_new_certificates() throws IOException {
        Path path = folder.resolve("roots.pem");
        LiveStore store = new LiveStore(List.of(path.toString()), null);
        write(path, OLD);
        assertThat(store.anchors()).containsExactly(OLD);
        assertThat(store.generation()).isEqualTo(1);
        Files.setLastModifiedTime(path, FileTime.fromMillis(0));
        List<Certificate> before = store.anchors();
        assertThat(store.generation()).isEqualTo(1);
        write(path, OLD, NEW);
        assertThat(store.anchors()).containsExactly(OLD, NEW);
        assertThat(store.anchors().get(0)).isSameAs(before.get(0));
        assertThat(store.generation()).isEqualTo(2);
        assertThat(store.generation()).isEqualTo(2);
    }

    @Test
    void a_file_that_was_broken_for_a_while_is_no_change() throws IOException {
        Path path = folder.resolve("roots.pem");
        LiveStore store = new LiveStore(List.of(path.toString()), null);
        write(path, OLD);
        assertThat(store.generation()).isEqualTo(1);
        Files.writeString(path, "half of a fi", StandardCharsets.US_ASCII);
        assertThat(store.anchors()).containsExactly(OLD);
        write(path, OLD);
        assertThat(store.anchors()).containsExactly(OLD);
        assertThat(store.generation()).isEqualTo(1);
    }

    private static void write(Path path, Certificate... roots) throws IOException {
        StoreFile.pem(TrustStore.of("m", List.of(roots))).writeTo(path);
    }
}
