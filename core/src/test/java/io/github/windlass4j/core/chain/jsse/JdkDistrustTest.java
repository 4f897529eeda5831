package io.github.windlass4j.core.chain.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.jsse.JdkDistrust.Exempt;
import io.github.windlass4j.core.chain.jsse.JdkDistrust.Policy;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JdkDistrustTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Mint mint = Mint.seeded(3).at(NOW);
    private final Authority root = mint.root("Distrusted Root");
    private final Authority issuing = root.issueAuthority("Issuing CA");

    @Test
    void what_ships_names_four_policies_with_their_last_days() {
        assertThat(JdkDistrust.shipped().policies())
                .extracting(Policy::name)
                .containsExactly("SYMANTEC_TLS", "ENTRUST_TLS", "CAMERFIRMA_TLS", "CHUNGHWA_TLS");
        assertThat(JdkDistrust.shipped().policies())
                .extracting(Policy::lastTrusted)
                .containsExactly(
                        LocalDate.of(2019, 4, 16),
                        LocalDate.of(2024, 11, 11),
                        LocalDate.of(2025, 4, 15),
                        LocalDate.of(2026, 3, 17));
        assertThat(JdkDistrust.shipped().policies())
                .extracting(policy -> policy.roots().size())
                .containsExactly(16, 5, 1, 1);
        assertThat(JdkDistrust.shipped().blocked()).hasSize(38).allMatch(sha256 -> sha256.matches("[0-9a-f]{64}"));
    }

    @Test
    void refuses_a_server_whose_certificate_began_after_the_last_day() {
        Issued after = issuing.issueLeaf("db.test", spec -> spec.notBefore(Instant.parse("2026-03-18T00:00:00Z")));
        assertThat(trustManager(after, policy(Set.of()), Purpose.SERVER_AUTH)).contains(Rule.DISTRUSTED);
    }

    @Test
    void accepts_a_server_whose_certificate_began_on_the_last_day() {
        Issued onIt = issuing.issueLeaf("db.test", spec -> spec.notBefore(Instant.parse("2026-03-17T23:59:59Z")));
        assertThat(trustManager(onIt, policy(Set.of()), Purpose.SERVER_AUTH)).isEmpty();
    }

    @Test
    void accepts_a_client_and_whatever_the_builder_is_asked_for() {
        Issued after = issuing.issueLeaf("db.test");
        JdkDistrust distrust = policy(Set.of());
        Issued client = issuing.issueLeaf(
                "db.test", spec -> spec.extendedKeyUsage(io.github.windlass4j.core.cert.ExtendedKeyUsage.CLIENT_AUTH));
        assertThat(trustManager(client, distrust, Purpose.CLIENT_AUTH)).isEmpty();
        ChainVerdict built = new JdkEngine(settings(false, distrust, Purpose.SERVER_AUTH))
                .build(after.certificate(), List.of(issuing.certificate()), List.of(root.certificate()));
        assertThat(built.isTrusted()).isTrue();
    }

    @Test
    void an_exempt_issuing_authority_has_its_own_last_day() {
        Issued after = issuing.issueLeaf("db.test", spec -> spec.notBefore(Instant.parse("2026-06-01T00:00:00Z")));
        JdkDistrust exempting =
                policy(Set.of(), new Exempt(issuing.certificate().sha256(), LocalDate.of(2026, 6, 1)));
        assertThat(trustManager(after, exempting, Purpose.SERVER_AUTH)).isEmpty();
    }

    @Test
    void no_path_holds_a_blocked_certificate() {
        Issued leaf = issuing.issueLeaf("db.test");
        for (Certificate blocked : List.of(leaf.certificate(), issuing.certificate(), root.certificate())) {
            JdkDistrust distrust = new JdkDistrust(List.of(), List.of(), Set.of(blocked.sha256()), List.of());
            assertThat(trustManager(leaf, distrust, Purpose.SERVER_AUTH))
                    .as("%s", blocked)
                    .containsExactly(Rule.DISTRUSTED);
            assertThat(new JdkEngine(settings(false, distrust, Purpose.SERVER_AUTH))
                            .build(leaf.certificate(), List.of(issuing.certificate()), List.of(root.certificate()))
                            .isTrusted())
                    .as("%s", blocked)
                    .isFalse();
        }
    }

    private JdkDistrust policy(Set<String> blocked, Exempt... exempt) {
        return new JdkDistrust(
                List.of(),
                List.of(),
                blocked,
                List.of(new Policy(
                        "TEST_TLS",
                        "Test",
                        List.of(),
                        LocalDate.of(2026, 3, 17),
                        Set.of(root.certificate().sha256()),
                        List.of(exempt))));
    }

    private List<Rule> trustManager(Issued leaf, JdkDistrust distrust, Purpose purpose) {
        ChainVerdict verdict =
                new JdkEngine(settings(true, distrust, purpose)).check(leaf.chain(), List.of(root.certificate()));
        return verdict.fold(
                trusted -> List.of(),
                rejected -> rejected.obstacles().stream().map(Obstacle::rule).toList());
    }

    private static JdkSettings settings(boolean handshake, JdkDistrust distrust, Purpose purpose) {
        return new JdkSettings(
                17,
                handshake,
                NOW,
                NOW,
                purpose,
                Optional.empty(),
                5,
                Set.of(),
                distrust,
                1_000,
                1_000,
                JdkDistrustTest::signed,
                path -> List.of());
    }

    private static boolean signed(Certificate certificate, io.github.windlass4j.core.cert.PublicKeyInfo key) {
        try {
            certificate.toX509().verify(key.toPublicKey());
            return true;
        } catch (GeneralSecurityException notSigned) {
            return false;
        }
    }
}
