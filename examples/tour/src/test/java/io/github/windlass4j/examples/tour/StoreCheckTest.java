package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCheckTest {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private final Authority root = Mint.seeded(4).at(DAY).root("Corporate Root");

    @TempDir
    private Path folder;

    @Test
    void the_store_of_this_application_is_sound() {
        assertThat(StoreCheck.serious(TrustStore.of("trust.pem", List.of(root.certificate())), DAY))
                .isEmpty();
    }

    @Test
    void another_file_gives_other_findings() throws Exception {
        Path sound =
                Files.writeString(folder.resolve("root.pem"), root.certificate().toPem());
        Path pinned = Files.writeString(
                folder.resolve("pinned.pem"),
                root.issueAuthority("Issuing").certificate().toPem());
        assertThat(Printed.by(StoreCheck::main, sound.toString(), "", DAY.toString()))
                .doesNotContain("WL-TS-114");
        assertThat(Printed.by(StoreCheck::main, pinned.toString(), "", DAY.toString()))
                .contains("WL-TS-114");
        Instant end = root.certificate().notAfter().minusSeconds(86_400);
        assertThat(Printed.by(StoreCheck::main, sound.toString(), "", end.toString()))
                .contains("ERROR WL-TS-102");
    }

    @Test
    void a_keystore_that_lists_without_its_password_needs_none() throws Exception {
        Path jks = folder.resolve("cacerts");
        StoreFile.jks(TrustStore.of("x", List.of(root.certificate())), "changeit".toCharArray(), DAY)
                .writeTo(jks);
        assertThat(Printed.by(StoreCheck::main, jks.toString())).contains("1 entry");
        assertThat(Printed.by(StoreCheck::main, jks.toString(), "", DAY.toString()))
                .contains("1 entry");
        assertThat(Printed.by(StoreCheck::main, jks.toString(), "changeit")).contains("1 entry");
    }
}
