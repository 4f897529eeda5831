package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {
    @Test
    void agrees_with_the_jdk_on_every_field() throws Exception {
        Certificate ours = Samples.LEAF;
        X509Certificate jdk = ours.toX509();

        assertThat(Certificate.of(jdk)).isEqualTo(ours).hasSameHashCodeAs(ours);
        assertThat(ours.version()).isEqualTo(jdk.getVersion());
        assertThat(ours.serialNumber()).isEqualTo(jdk.getSerialNumber());
        assertThat(ours.notBefore()).isEqualTo(jdk.getNotBefore().toInstant());
        assertThat(ours.notAfter()).isEqualTo(jdk.getNotAfter().toInstant());
        assertThat(ours.subject().encoded())
                .isEqualTo(jdk.getSubjectX500Principal().getEncoded());
        assertThat(ours.issuer().encoded())
                .isEqualTo(jdk.getIssuerX500Principal().getEncoded());
        assertThat(ours.publicKey().encoded()).isEqualTo(jdk.getPublicKey().getEncoded());
        assertThat(ours.publicKey().toPublicKey()).isEqualTo(jdk.getPublicKey());
        assertThat(ours.signature().bits()).isEqualTo(jdk.getSignature());
        assertThat(ours.signature().tbs()).isEqualTo(jdk.getTBSCertificate());
        assertThat(ours.signature().algorithm().name()).isEqualTo(jdk.getSigAlgName());
        assertThat(ours.signature().algorithm().oid()).isEqualTo(jdk.getSigAlgOID());
        assertThat(ours.encoded()).isEqualTo(jdk.getEncoded());
        assertThat(ours.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(jdk.getEncoded())))
                .isEqualTo(ours.sha256());
        assertThat(ours.sha1())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(jdk.getEncoded())));
        assertThat(ours.spkiSha256()).isEqualTo(ours.publicKey().sha256());
    }

    @Test
    void identity_is_the_der() {
        Certificate again = Certificate.parse(Samples.LEAF.encoded());

        assertThat(again).isEqualTo(Samples.LEAF).isNotSameAs(Samples.LEAF);
        assertThat(Samples.leaf(spec -> spec)).isNotEqualTo(Samples.LEAF);
        assertThat(Samples.leaf(spec -> spec).spkiSha256()).isEqualTo(Samples.LEAF.spkiSha256());
    }

    @Test
    void keeps_its_bytes_to_itself() {
        byte[] given = Samples.LEAF.encoded();
        Certificate certificate = Certificate.parse(given);
        given[20] ^= 1;
        certificate.encoded()[20] ^= 1;

        assertThat(certificate).isEqualTo(Samples.LEAF);
    }

    @Test
    void both_ends_of_the_validity_are_inside() {
        Instant end = Samples.AT.plus(Duration.ofDays(1));
        Certificate certificate =
                Samples.leaf(spec -> spec.notBefore(Samples.AT).notAfter(end));

        assertThat(certificate.isValidAt(Samples.AT)).isTrue();
        assertThat(certificate.isValidAt(Samples.AT.minusMillis(1))).isFalse();
        assertThat(certificate.isValidAt(end)).isTrue();
        assertThat(certificate.isValidAt(end.plusMillis(999))).isTrue();
        assertThat(certificate.isValidAt(end.plusSeconds(1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "127", "128", "65535", "730750818665451459101842416358141509827966271487"})
    void usual_serial_numbers_are_positive_and_short(String serial) {
        assertThat(Samples.leaf(spec -> spec.serial(new BigInteger(serial))).hasUsualSerialNumber())
                .isTrue();
    }

    /** The last one is the first with 21 octets. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-128", "730750818665451459101842416358141509827966271488"})
    void other_serial_numbers_are_not(String serial) {
        assertThat(Samples.leaf(spec -> spec.serial(new BigInteger(serial))).hasUsualSerialNumber())
                .isFalse();
    }

    @Test
    void what_real_files_hold_still_parses() {
        Certificate v1 = Samples.leaf(spec -> spec.version(1).withoutExtensions());
        Certificate dsa = Samples.edited(tree -> tree.tbs()
                .children
                .set(
                        6,
                        DerTree.parse(DerWriter.sequence(
                                DerWriter.sequence(DerWriter.oid("1.2.840.10040.4.1")),
                                DerWriter.bits(DerWriter.integer(5))))));

        assertThat(v1.version()).isEqualTo(1);
        assertThat(v1.isCa()).isFalse();
        assertThat(v1.extensions().isEmpty()).isTrue();
        assertThat(dsa.publicKey().algorithm()).isEqualTo("DSA");
        assertThat(dsa.publicKey().size()).isEmpty();
        assertThat(dsa.defects()).isEmpty();
        assertThat(Samples.leaf(spec -> spec.serial(BigInteger.TEN.pow(60).negate()))
                        .serialNumber())
                .isEqualTo(BigInteger.TEN.pow(60).negate());
        assertThat(Samples.edited(tree -> tree.tbs().children.add(7, DerTree.leaf(0x81, (byte) 0, (byte) 1)))
                        .defects())
                .isEmpty();
    }

    @Test
    void key_sizes_and_curves() {
        assertThat(Samples.leaf(spec -> spec.key(KeyType.rsa(1023))).publicKey())
                .hasToString("RSA 1023");
        assertThat(Samples.leaf(spec -> spec.key(KeyType.P_384)).publicKey().size())
                .hasValue(384);
        assertThat(Samples.leaf(spec -> spec.key(KeyType.ED448)).publicKey()).hasToString("Ed448");
        PublicKeyInfo unknown = PublicKeyInfo.parse(
                DerWriter.sequence(DerWriter.sequence(DerWriter.oid("1.2.3")), DerWriter.bits(new byte[] {1})));
        assertThat(unknown).hasToString("1.2.3");
        assertThatThrownBy(unknown::toPublicKey).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> PublicKeyInfo.parse(new byte[] {0x30, 0})).hasMessageContaining("key algorithm");
    }

    @Test
    void a_curve_spelled_out_is_no_named_curve() {
        byte[] prime = DerWriter.integer(BigInteger.ONE.shiftLeft(255).add(BigInteger.ONE));
        byte[] parameters =
                DerWriter.sequence(DerWriter.integer(1), DerWriter.sequence(DerWriter.oid("1.2.840.10045.1.1"), prime));
        PublicKeyInfo key = PublicKeyInfo.parse(DerWriter.sequence(
                DerWriter.sequence(DerWriter.oid("1.2.840.10045.2.1"), parameters), DerWriter.bits(new byte[65])));

        assertThat(key.hasExplicitCurve()).isTrue();
        assertThat(key.curve()).isEmpty();
        assertThat(key.size()).hasValue(256);
        assertThat(key).hasToString("EC with explicit curve");
        assertThat(Samples.LEAF.publicKey().hasExplicitCurve()).isFalse();
    }

    @Test
    void algorithms_by_name_and_parameters() {
        AlgorithmIdentifier pss = SigningAlgorithm.RSA_PSS_SHA256.identifier();

        assertThat(pss.name()).isEqualTo("RSASSA-PSS");
        assertThat(pss.parameters()).isPresent();
        assertThat(pss.toString()).startsWith("RSASSA-PSS (30");
        assertThat(SigningAlgorithm.ED25519.identifier().parameters()).isEmpty();
        assertThat(SigningAlgorithm.RSA_SHA256.identifier())
                .isNotEqualTo(AlgorithmIdentifier.parse(DerWriter.sequence(DerWriter.oid("1.2.840.113549.1.1.11"))))
                .hasToString("SHA256withRSA");
        assertThat(AlgorithmIdentifier.parse(DerWriter.sequence(DerWriter.oid("1.2.3"))))
                .hasToString("1.2.3");
        assertThatThrownBy(() -> AlgorithmIdentifier.parse(new byte[] {0x30, 0}))
                .isInstanceOf(MalformedCertificateException.class);
    }

    @Test
    void the_jdk_s_refusal_is_told_as_such() {
        Certificate strange = Samples.edited(tree -> tree.tbs().at(0, 0).content = new byte[] {9});

        assertThatThrownBy(strange::toX509)
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessageContaining("the JDK refuses");
    }

    @Test
    void reads_well_in_a_debugger() {
        assertThat(Samples.ROOT.certificate().toString())
                .startsWith("Certificate[CN=Root A,O=Example,C=US, self-issued, serial ")
                .contains(", EC P-256, sha256 "
                        + Samples.ROOT.certificate().sha256().substring(0, 16));
        assertThat(Samples.LEAF.toString()).contains("CN=db.example.test, by CN=Root A,O=Example,C=US");
    }

    @Test
    void a_malformed_field_is_named() {
        assertThatThrownBy(() -> Samples.edited(tree -> tree.tbs().at(4, 0).content = new byte[] {'x'}))
                .hasMessageContaining("time: not a digit");
        assertThatThrownBy(() -> Samples.edited(tree -> tree.tbs().at(1).content = new byte[0]))
                .hasMessageContaining("serialNumber");
        assertThatThrownBy(() -> Samples.edited(tree -> tree.tbs().at(1).tag = Tag.OCTET_STRING))
                .hasMessageContaining("serialNumber: tag 0x04 (want 0x02)");
        assertThatThrownBy(() -> Samples.edited(tree -> tree.at(2).content = new byte[0]))
                .hasMessageContaining("signatureValue");
        assertThatThrownBy(() -> Samples.edited(tree -> tree.children.add(DerTree.leaf(Tag.NULL))))
                .hasMessageContaining("Certificate: 2 bytes too many");
    }
}
