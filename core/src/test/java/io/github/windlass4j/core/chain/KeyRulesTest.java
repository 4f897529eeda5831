package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and digests: what is accepted, and that a refusal lists what would be. */
class KeyRulesTest {
    private static final Pki RSA =
            new Pki(s -> s.key(KeyType.RSA_2048), s -> s.key(KeyType.RSA_2048), s -> s.key(KeyType.RSA_2048));

    @ParameterizedTest
    @MethodSource("io.github.windlass4j.core.chain.RulesTest#profiles")
    void every_profile_accepts_rsa_of_2048_bits(RuleProfile profile) {
        ChainVerdict verdict = ChainValidator.of(profile).validate(RSA.request());

        assertThat(verdict.isTrusted()).as(verdict.toString()).isTrue();
        assertThat(verdict.candidates().get(0).warnings()).isEmpty();
    }

    @Test
    void a_key_too_short_is_measured() {
        AlgorithmPolicy most = policy(Set.of(), 2048, Set.of(), Set.of());
        AlgorithmPolicy more = policy(Set.of(), 2049, Set.of(), Set.of());

        assertThat(said(most, Pki.SOUND)).isEmpty();
        assertThat(said(more, Pki.SOUND)).containsExactly("RSA key of 2048 bits (want at least 2049)");
    }

    @Test
    void what_is_not_accepted_is_told_with_what_would_be() {
        assertThat(said(policy(Set.of("Ed25519", "EC"), 1, Set.of(), Set.of()), Pki.SOUND))
                .singleElement()
                .asString()
                .endsWith("(want one of EC, Ed25519)");
        assertThat(said(policy(Set.of(), 1, Set.of("P-521", "P-256"), Set.of()), s -> s.key(KeyType.P_384)))
                .containsExactly("curve P-384 (want one of P-256, P-521)");
        assertThat(said(policy(Set.of(), 1, Set.of("P-384"), Set.of()), s -> s.key(KeyType.P_384)))
                .isEmpty();
    }

    @Test
    void a_digest_is_told_where_the_algorithm_does_not_name_it() {
        AlgorithmPolicy none = policy(Set.of(), 1, Set.of(), Set.of("SHA-1", "SHA-256"));

        assertThat(said(none, s -> s.signedWith(SigningAlgorithm.RSA_SHA1)))
                .containsExactly("signed with SHA1withRSA (want none of SHA-1, SHA-256)");
        assertThat(said(none, s -> s.signedWith(SigningAlgorithm.RSA_PSS_SHA256)))
                .containsExactly("signed with RSASSA-PSS over SHA-256 (want none of SHA-1, SHA-256)");
        assertThat(said(none, s -> s.signedWith(SigningAlgorithm.RSA_SHA384))).isEmpty();
    }

    private static AlgorithmPolicy policy(Set<String> types, int bits, Set<String> curves, Set<String> digests) {
        return new AlgorithmPolicy(types, bits, curves, digests);
    }

    private static List<String> said(AlgorithmPolicy policy, UnaryOperator<CertificateSpec> changes) {
        Node leaf = new Node(RSA.ca
                .issueLeaf(Pki.HOST, s -> changes.apply(s.key(KeyType.RSA_2048)))
                .certificate());
        List<String> said = new ArrayList<>();
        KeyRules.check(
                leaf, Role.LEAF, policy, (rule, found, expected, fix) -> said.add(found + " (want " + expected + ")"));
        return said;
    }
}
