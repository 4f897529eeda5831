package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every algorithm, fitting and not, whatever the JDK. */
class SignatureMatrixTest {
    private static final Mint MINT = Mint.seeded(77).at(Pki.AT);
    private static final RuleProfile ANY_ALGORITHM =
            Profile.RFC5280.with(new AlgorithmPolicy(Set.of(), 0, Set.of(), Set.of()));

    static Stream<Arguments> algorithms() {
        Authority rsa = root(KeyType.RSA_2048);
        Authority p256 = root(KeyType.P_256);
        return Stream.of(
                Arguments.of(rsa, SigningAlgorithm.RSA_SHA1),
                Arguments.of(rsa, SigningAlgorithm.RSA_SHA256),
                Arguments.of(rsa, SigningAlgorithm.RSA_SHA384),
                Arguments.of(rsa, SigningAlgorithm.RSA_SHA512),
                Arguments.of(rsa, SigningAlgorithm.RSA_PSS_SHA256),
                Arguments.of(rsa, SigningAlgorithm.RSA_PSS_SHA384),
                Arguments.of(rsa, SigningAlgorithm.RSA_PSS_SHA512),
                Arguments.of(p256, SigningAlgorithm.ECDSA_SHA1),
                Arguments.of(p256, SigningAlgorithm.ECDSA_SHA256),
                Arguments.of(root(KeyType.P_384), SigningAlgorithm.ECDSA_SHA384),
                Arguments.of(root(KeyType.P_521), SigningAlgorithm.ECDSA_SHA512),
                Arguments.of(root(KeyType.ED25519), SigningAlgorithm.ED25519),
                Arguments.of(root(KeyType.ED448), SigningAlgorithm.ED448),
                Arguments.of(root(KeyType.ML_DSA_44), SigningAlgorithm.ML_DSA_44),
                Arguments.of(root(KeyType.ML_DSA_65), SigningAlgorithm.ML_DSA_65),
                Arguments.of(root(KeyType.ML_DSA_87), SigningAlgorithm.ML_DSA_87),
                Arguments.of(root(KeyType.dsa(1024)), SigningAlgorithm.DSA_SHA256));
    }

    private static Authority root(KeyType type) {
        return MINT.root(type.toString().replace(',', ' ').replace('=', ' '), s -> s.key(type));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void verifies_what_fits_and_nothing_else(Authority root, SigningAlgorithm algorithm) {
        Issued good = root.issueLeaf(Pki.HOST, s -> s.signedWith(algorithm));
        Issued bad = root.issueLeaf(Pki.HOST, s -> s.signedWith(algorithm).wrongSignature());
        ChainValidator validator = ChainValidator.of(ANY_ALGORITHM);

        ChainVerdict fits = validator.validate(Pki.request(good.chain(), root.certificate()));
        ChainVerdict doesNot = validator.validate(Pki.request(bad.chain(), root.certificate()));

        assertThat(fits.isTrusted()).as(fits.toString()).isTrue();
        assertThat(((ChainVerdict.Rejected) doesNot).obstacles())
                .extracting(Obstacle::rule)
                .containsExactly(Rule.SIGNATURE_INVALID);
    }

    @Test
    void a_signature_of_another_kind_than_the_key_does_not_fit() {
        Authority rsa = root(KeyType.RSA_2048);
        Authority sameName = MINT.root(
                "x",
                s -> s.subject(rsa.certificate().subject())
                        .subjectKeyIdentifier(rsa.certificate()
                                .extensions()
                                .subjectKeyIdentifier()
                                .orElseThrow()));
        Issued leaf = rsa.issueLeaf(Pki.HOST);

        ChainVerdict verdict =
                ChainValidator.of(ANY_ALGORITHM).validate(Pki.request(leaf.chain(), sameName.certificate()));

        assertThat(((ChainVerdict.Rejected) verdict).obstacles())
                .extracting(Obstacle::rule)
                .containsExactly(Rule.SIGNATURE_INVALID);
    }

    @Test
    void md5_and_sha1_are_refused_where_the_profile_says_so() {
        Authority rsa = root(KeyType.RSA_2048);
        for (SigningAlgorithm broken : List.of(SigningAlgorithm.RSA_MD5, SigningAlgorithm.RSA_SHA1)) {
            Issued leaf = rsa.issueLeaf(Pki.HOST, s -> s.signedWith(broken));
            ChainVerdict verdict =
                    ChainValidator.of(Profile.PRIVATE_PKI).validate(Pki.request(leaf.chain(), rsa.certificate()));
            assertThat(((ChainVerdict.Rejected) verdict).obstacles())
                    .extracting(Obstacle::rule)
                    .containsExactly(Rule.DIGEST_NOT_ALLOWED);
        }
    }
}
