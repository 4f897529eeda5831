package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link ChainRequest#leafAt}: what becomes of the certificates above while the leaf is renewed as a routine. */
class LeafDateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant LEAF_END = NOW.plus(Duration.ofDays(90));
    private static final Instant CA_END = NOW.plus(Duration.ofDays(900));
    private static final Authority ROOT = Mint.seeded(31).at(NOW).root("Root");
    private static final Authority ISSUER = ROOT.issueAuthority("Issuer", spec -> spec.notAfter(CA_END));
    private static final Issued LEAF = ISSUER.issueLeaf("db.example.test", spec -> spec.notAfter(LEAF_END));

    static List<Profile> profiles() {
        return List.of(
                Profile.RFC5280,
                Profile.jsse(17, JsseProfile.Entry.TRUST_MANAGER),
                Profile.jsse(25, JsseProfile.Entry.TRUST_MANAGER),
                Profile.jsse(17, JsseProfile.Entry.CERT_PATH_BUILDER),
                Profile.openssl(OpensslProfile.Version.V3_0),
                Profile.openssl(OpensslProfile.Version.V3_5));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void judges_the_leaf_for_its_own_instant_and_the_rest_for_the_other(Profile profile) {
        assertThat(isTrusted(profile, LEAF_END.plusSeconds(1), LEAF_END.plusSeconds(1)))
                .isFalse();
        assertThat(isTrusted(profile, LEAF_END.plusSeconds(1), NOW)).isTrue();
        assertThat(isTrusted(profile, CA_END.minusSeconds(1), NOW)).isTrue();
        assertThat(isTrusted(profile, CA_END.plusSeconds(1), NOW)).isFalse();
        assertThat(isTrusted(profile, NOW, LEAF_END.plusSeconds(1))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void judges_everything_for_one_instant_unless_told(Profile profile) {
        ChainRequest request = ChainRequest.of(LEAF.chain()).at(NOW);

        assertThat(request.leafAt()).isEqualTo(NOW);
        assertThat(isTrusted(profile, NOW, NOW)).isTrue();
    }

    private static boolean isTrusted(Profile profile, Instant at, Instant leafAt) {
        return ChainValidator.of(profile)
                .validate(ChainRequest.of(LEAF.chain())
                        .anchors(List.of(ROOT.certificate()))
                        .at(at)
                        .leafAt(leafAt))
                .isTrusted();
    }
}
