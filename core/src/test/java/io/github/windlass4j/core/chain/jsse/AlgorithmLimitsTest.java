package io.github.windlass4j.core.chain.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** {@code jdk.certpath.disabledAlgorithms} and JSSE's signature schemes as JDK 17 and 25 ship them. */
class AlgorithmLimitsTest {
    private static final Mint MINT = Mint.seeded(12).keys(KeyType.rsa(2048));
    private static final Authority CA = MINT.root("CN=Root");

    @Test
    void usual_certificates_pass_everywhere() {
        for (SigningAlgorithm usual : new SigningAlgorithm[] {
            SigningAlgorithm.RSA_SHA256, SigningAlgorithm.RSA_SHA512, SigningAlgorithm.RSA_PSS_SHA256
        }) {
            JdkCertificate certificate = leaf(spec -> spec.signedWith(usual));
            assertThat(new AlgorithmLimits(17, true, true).check(certificate)).isNull();
            assertThat(new AlgorithmLimits(25, true, true).check(certificate)).isNull();
            assertThat(new AlgorithmLimits(25, false, false).check(certificate)).isNull();
        }
    }

    @Test
    void md5_is_disabled_for_every_entry() {
        JdkCertificate md5 = leaf(spec -> spec.signedWith(SigningAlgorithm.RSA_MD5));

        Refusal refusal = new AlgorithmLimits(17, false, false).check(md5);

        assertThat(refusal).isNotNull();
        assertThat(refusal.rule()).isEqualTo(Rule.DIGEST_NOT_ALLOWED);
        assertThat(refusal.text()).isEqualTo("Algorithm constraints check failed on disabled algorithm: MD5");
    }

    @Test
    void sha1_is_refused_to_servers_below_one_of_the_jdks_own_roots() {
        JdkCertificate sha1 = leaf(spec -> spec.signedWith(SigningAlgorithm.RSA_SHA1));

        assertThat(new AlgorithmLimits(17, true, false).check(sha1)).isNull();
        assertThat(new AlgorithmLimits(17, false, true).check(sha1)).isNull();
        assertThat(new AlgorithmLimits(17, true, true).check(sha1))
                .extracting(Refusal::text)
                .isEqualTo("Usage constraint TLSServer check failed: SHA1");
    }

    @Test
    void short_keys_are_refused_by_their_kind() {
        JdkCertificate rsa = leaf(spec -> spec.key(KeyType.rsa(1016)));
        JdkCertificate least = leaf(spec -> spec.key(KeyType.rsa(1024)));

        assertThat(new AlgorithmLimits(25, false, false).check(least)).isNull();
        Refusal refusal = new AlgorithmLimits(25, false, false).check(rsa);
        assertThat(refusal).isNotNull();
        assertThat(refusal.rule()).isEqualTo(Rule.RSA_KEY_TOO_SHORT);
        assertThat(refusal.text())
                .isEqualTo(
                        "Algorithm constraints check failed on keysize limits: RSA 1016 bit key used with certificate: "
                                + rsa.subject());
        assertThat(refusal.expected()).isEqualTo("at least 1024 bits");
    }

    @Test
    void an_anchors_short_key_is_told_in_the_words_of_the_release() {
        JdkCertificate anchor = new JdkCertificate(
                MINT.root("CN=Short", spec -> spec.key(KeyType.rsa(1016))).certificate());
        JdkCertificate below = leaf(UnaryOperator.identity());

        assertThat(new AlgorithmLimits(17, false, false).anchor(anchor, below))
                .extracting(Refusal::text)
                .isEqualTo("Algorithm constraints check failed on signature algorithm: SHA256withRSA");
        assertThat(new AlgorithmLimits(25, false, false).anchor(anchor, below))
                .extracting(Refusal::text)
                .isEqualTo("Algorithm constraints check failed on keysize limits: RSA 1016 bit key.");
        assertThat(new AlgorithmLimits(25, false, false).anchor(new JdkCertificate(CA.certificate()), below))
                .isNull();
    }

    @Test
    void a_key_usage_without_a_use_is_refused_by_17_and_in_handshakes() {
        JdkCertificate useless = leaf(spec -> spec.keyUsage());

        assertThat(new AlgorithmLimits(25, false, false).check(useless)).isNull();
        for (AlgorithmLimits limits :
                new AlgorithmLimits[] {new AlgorithmLimits(17, false, false), new AlgorithmLimits(25, true, false)}) {
            assertThat(limits.check(useless)).extracting(Refusal::text).isEqualTo("incorrect KeyUsage extension bits");
        }
    }

    @Test
    void schemes_of_dsa_ended_between_17_and_25() {
        Authority dsa = Mint.seeded(12).keys(KeyType.dsa(2048)).root("CN=DSA Root");
        JdkCertificate signed =
                new JdkCertificate(dsa.issueLeaf("db.example.test").certificate());

        assertThat(new AlgorithmLimits(25, false, false).check(signed)).isNull();
        assertThat(new AlgorithmLimits(17, true, false).check(signed)).isNull();
        assertThat(new AlgorithmLimits(25, true, false).check(signed))
                .extracting(Refusal::rule)
                .isEqualTo(Rule.SIGNATURE_ALGORITHM_UNKNOWN);
    }

    @Test
    void the_digest_of_pss_is_its_parameter() {
        assertThat(digest(SigningAlgorithm.RSA_PSS_SHA384)).isEqualTo("SHA384");
        assertThat(digest(SigningAlgorithm.RSA_SHA256)).isEqualTo("SHA256");
        assertThat(AlgorithmLimits.digest(
                        AlgorithmIdentifier.parse(new byte[] {0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70})))
                .isEmpty();
    }

    private static String digest(SigningAlgorithm algorithm) {
        return AlgorithmLimits.digest(leaf(spec -> spec.signedWith(algorithm))
                .certificate()
                .signature()
                .algorithm());
    }

    private static JdkCertificate leaf(UnaryOperator<CertificateSpec> changes) {
        return new JdkCertificate(CA.issueLeaf("db.example.test", spec -> changes.apply(spec.key(KeyType.P_256)))
                .certificate());
    }
}
