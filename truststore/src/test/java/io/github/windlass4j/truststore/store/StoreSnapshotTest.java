package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreSnapshotTest {
    private static final TrustStore STORE = TrustStore.of("memory", Certs.ALL);

    static Stream<TrustStore> stores() {
        return Stream.of(
                STORE,
                text(Certs.A.toPem() + Certs.B.toPem()),
                text("\uFEFF" + Certs.A.toPem()),
                text(Certs.A.toPem() + Certs.B.toPem().replace("MII", "!II")),
                text("nothing of the kind"),
                read(StoreFile.pkcs12(STORE, Certs.PASSWORD).bytes()),
                read(StoreFile.pkcs12WithoutPassword(STORE).bytes()),
                read(StoreFile.jks(STORE, Certs.PASSWORD, Instant.EPOCH).bytes()));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void a_restored_store_answers_like_the_one_it_was_taken_from(TrustStore store) {
        StoreSnapshot snapshot = StoreSnapshot.of(store);
        TrustStore restored = snapshot.restore(store.origin());
        assertThat(restored.entries()).isEqualTo(store.entries());
        assertThat(restored.findings()).isEqualTo(store.findings());
        assertThat(restored.format()).isEqualTo(store.format());
        assertThat(restored.privateKeys()).isEqualTo(store.privateKeys());
        for (Loader loader : StoreSnapshot.LOADERS) {
            assertThat(restored.loadedBy(loader)).as("%s", loader).isEqualTo(store.loadedBy(loader));
        }
        assertThat(StoreSnapshot.of(restored)).isEqualTo(snapshot);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void the_name_of_a_store_is_no_part_of_what_it_is(TrustStore store) {
        TrustStore elsewhere = StoreSnapshot.of(store).restore("elsewhere");
        assertThat(StoreSnapshot.of(elsewhere)).isEqualTo(StoreSnapshot.of(store));
        assertThat(elsewhere.findings())
                .allSatisfy(finding -> assertThat(finding.location().artifact()).isEqualTo("elsewhere"));
    }

    @Test
    void a_loader_that_was_not_recorded_fails_and_says_so() {
        Loader windows = new Loader.KeyStoreFile(Loader.Jdk.JDK_17, "Windows-ROOT", Loader.Password.NONE);
        assertThat(StoreSnapshot.of(STORE).restore("x").loadedBy(windows))
                .isInstanceOfSatisfying(
                        LoadOutcome.Failed.class,
                        failed -> assertThat(failed.message())
                                .contains("WINDOWS-ROOT")
                                .contains("not among what was recorded"));
    }

    private static TrustStore text(String content) {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private static TrustStore read(byte[] content) {
        try {
            return TrustStore.read(content, "file", Certs.PASSWORD);
        } catch (UnreadableStoreException e) {
            return TrustStore.of("unreadable", List.of());
        }
    }
}
