package io.github.windlass4j.core.mint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.EncodingDefect;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.internal.Bouncy;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MintTest {
    private static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");
    private final Mint mint = Mint.seeded(42).at(AT);

    static Stream<KeyType> keyTypes() {
        return Stream.of(
                KeyType.RSA_2048,
                KeyType.rsa(1024),
                KeyType.rsa(2041),
                KeyType.P_256,
                KeyType.P_384,
                KeyType.P_521,
                KeyType.ec("P-192"),
                KeyType.ec("secp256k1"),
                KeyType.ED25519,
                KeyType.ED448,
                KeyType.ML_DSA_44,
                KeyType.ML_DSA_65,
                KeyType.ML_DSA_87);
    }

    @ParameterizedTest
    @MethodSource("keyTypes")
    void issues_with_every_kind_of_key(KeyType type) throws Exception {
        Authority root = mint.keys(type).root("Root");
        Issued leaf = root.issueLeaf("db.example.test");

        assertThat(verifies(leaf.certificate(), root.certificate())).isTrue();
        assertThat(leaf.certificate().defects()).isEmpty();
        assertThat(leaf.certificate().publicKey().algorithm()).isEqualTo(type.algorithm());
        if (type.bits() > 0) {
            assertThat(leaf.certificate().publicKey().size()).hasValue(type.bits());
        }
        if (!type.curve().isEmpty()) {
            assertThat(leaf.certificate().publicKey().curve()).contains(type.curve());
        }
        assertThat(leaf.certificate().publicKey().toPublicKey()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = SigningAlgorithm.class,
            names = {"RSA_.*"},
            mode = EnumSource.Mode.MATCH_ALL)
    void signs_with_every_rsa_algorithm(SigningAlgorithm algorithm) throws Exception {
        Authority root = mint.keys(KeyType.RSA_2048).root("Root");
        Certificate leaf = root.issueLeaf(
                        "db.example.test", spec -> spec.key(KeyType.P_256).signedWith(algorithm))
                .certificate();

        assertThat(leaf.signature().algorithm()).isEqualTo(algorithm.identifier());
        assertThat(verifies(leaf, root.certificate())).isTrue();
    }

    /** By Bouncy Castle's provider, as an instance: independent of how this module verifies. */
    private static boolean verifies(Certificate certificate, Certificate issuer) throws Exception {
        var bc = CertificateFactory.getInstance("X.509", Bouncy.castle());
        var x509 = bc.generateCertificate(new ByteArrayInputStream(certificate.encoded()));
        var key = KeyFactory.getInstance(
                        issuer.publicKey().algorithmIdentifier().oid(), Bouncy.castle())
                .generatePublic(new X509EncodedKeySpec(issuer.publicKey().encoded()));
        try {
            x509.verify(key, Bouncy.castle());
            return true;
        } catch (SignatureException e) {
            return false;
        }
    }

    @Test
    void same_seed_same_bytes() {
        assertThat(bytesOf(Mint.seeded(7))).isEqualTo(bytesOf(Mint.seeded(7)));
        assertThat(bytesOf(Mint.seeded(7))).isNotEqualTo(bytesOf(Mint.seeded(8)));
    }

    private static List<String> bytesOf(Mint mint) {
        return Stream.of(KeyType.RSA_2048, KeyType.P_256, KeyType.ED25519)
                .map(type -> mint.keys(type)
                        .root("R")
                        .issueLeaf("x.test")
                        .certificate()
                        .sha256())
                .toList();
    }

    @Test
    void a_chain_is_leaf_first_and_without_root() {
        Authority root = mint.root("Root A");
        Authority issuing = root.issueAuthority("Issuing CA 1");
        Issued leaf = issuing.issueLeaf("db.example.test");

        assertThat(leaf.chain()).containsExactly(leaf.certificate(), issuing.certificate());
        assertThat(leaf.path()).containsExactly(leaf.certificate(), issuing.certificate(), root.certificate());
        assertThat(root.chain()).containsExactly(root.certificate());
        assertThat(leaf.certificate().issuer()).isEqualTo(issuing.certificate().subject());
        assertThat(leaf.certificate()
                        .extensions()
                        .authorityKeyIdentifier()
                        .orElseThrow()
                        .keyIdentifier())
                .isEqualTo(issuing.certificate().extensions().subjectKeyIdentifier());
        assertThat(root.certificate().extensions().authorityKeyIdentifier()).isEmpty();
    }

    @Test
    void a_leaf_is_what_servers_use() {
        Certificate leaf = mint.root("Root").issueLeaf("db.example.test").certificate();

        assertThat(leaf.subject()).hasToString("CN=db.example.test");
        assertThat(leaf.isCa()).isFalse();
        assertThat(leaf.version()).isEqualTo(3);
        assertThat(leaf.extensions().subjectAlternativeNames())
                .contains(List.of(new GeneralName.Dns("db.example.test")));
        assertThat(leaf.extensions().extendedKeyUsage().orElseThrow().purposes())
                .containsExactly(ExtendedKeyUsage.SERVER_AUTH);
        assertThat(leaf.extensions().keyUsage().orElseThrow().allows(KeyUsage.Bit.DIGITAL_SIGNATURE))
                .isTrue();
        assertThat(leaf.isValidAt(AT)).isTrue();
        assertThat(leaf.isValidAt(AT.minus(Duration.ofDays(1)))).isTrue();
        assertThat(leaf.isValidAt(AT.minus(Duration.ofDays(2)))).isFalse();
    }

    @Test
    void a_host_may_be_an_address_or_a_wildcard() {
        Authority root = mint.root("Root");

        assertThat(root.issueLeaf("192.0.2.1").certificate().extensions().subjectAlternativeNames())
                .contains(List.of(new GeneralName.Ip(new byte[] {(byte) 192, 0, 2, 1})));
        assertThat(root.issueLeaf("*.example.test").certificate().extensions().subjectAlternativeNames())
                .contains(List.of(new GeneralName.Dns("*.example.test")));
    }

    @Test
    void a_cross_certificate_has_the_name_and_key_of_the_other_root() throws Exception {
        Authority old = mint.root("Root A");
        Authority young = mint.root("Root G2");
        Authority cross = old.crossSign(young);

        assertThat(cross.certificate().subject()).isEqualTo(young.certificate().subject());
        assertThat(cross.certificate().publicKey())
                .isEqualTo(young.certificate().publicKey());
        assertThat(verifies(cross.certificate(), old.certificate())).isTrue();
        assertThat(cross.issueLeaf("x.test").chain()).hasSize(2).endsWith(cross.certificate());
    }

    @Test
    void a_rollover_is_self_issued_and_not_self_signed() throws Exception {
        Authority before = mint.root("Root A");
        Authority after = before.rekey();
        Certificate newWithOld = before.crossSign(after).certificate();

        assertThat(newWithOld.isSelfIssued()).isTrue();
        assertThat(newWithOld.publicKey()).isNotEqualTo(before.certificate().publicKey());
        assertThat(verifies(newWithOld, before.certificate())).isTrue();
        assertThat(verifies(newWithOld, after.certificate())).isFalse();
    }

    @Test
    void breaks_what_it_is_told_to_break() throws Exception {
        Authority root = mint.root("Root");

        Certificate wrong =
                root.issueLeaf("x.test", CertificateSpec::wrongSignature).certificate();
        assertThat(verifies(wrong, root.certificate())).isFalse();

        Certificate twice = root.issueLeaf(
                        "x.test",
                        spec -> spec.furtherExtension(
                                new Extension(Extension.SUBJECT_ALTERNATIVE_NAME, false, new byte[] {0x30, 0})))
                .certificate();
        assertThat(twice.defects())
                .extracting(EncodingDefect::kind)
                .contains(EncodingDefect.Kind.DUPLICATE_EXTENSION, EncodingDefect.Kind.EMPTY_SEQUENCE);

        Certificate mismatch = root.issueLeaf("x.test", spec -> spec.innerAlgorithm(SigningAlgorithm.ECDSA_SHA512))
                .certificate();
        assertThat(mismatch.defects())
                .extracting(EncodingDefect::kind)
                .containsExactly(EncodingDefect.Kind.SIGNATURE_ALGORITHM_MISMATCH);

        Certificate old = root.issueLeaf(
                        "x.test", spec -> spec.version(1).withoutExtensions().serial(BigInteger.ONE.negate()))
                .certificate();
        assertThat(old.version()).isEqualTo(1);
        assertThat(old.serialNumber()).isEqualTo(BigInteger.ONE.negate());
        assertThat(old.extensions().isEmpty()).isTrue();
        assertThat(old.defects()).isEmpty();

        Certificate bare = root.issueAuthority(
                        "ICA",
                        spec -> spec.without(Extension.BASIC_CONSTRAINTS).without(Extension.AUTHORITY_KEY_IDENTIFIER))
                .certificate();
        assertThat(bare.isCa()).isFalse();
        assertThat(bare.extensions().authorityKeyIdentifier()).isEmpty();

        Certificate stranger = root.issueLeaf("x.test", spec -> spec.issuer(DistinguishedName.parse("CN=Other")))
                .certificate();
        assertThat(stranger.issuer()).hasToString("CN=Other");
    }

    @Test
    void critical_needs_an_extension_to_change() {
        assertThatThrownBy(() -> mint.root("R", spec -> spec.critical(Extension.NAME_CONSTRAINTS, false)))
                .hasMessageContaining(Extension.NAME_CONSTRAINTS);
        assertThat(mint.root("R", spec -> spec.critical(Extension.BASIC_CONSTRAINTS, false))
                        .certificate()
                        .extensions()
                        .isCritical(Extension.BASIC_CONSTRAINTS))
                .isFalse();
    }

    @Test
    void the_key_file_holds_the_key_of_the_certificate() throws Exception {
        Issued leaf = mint.keys(KeyType.RSA_2048).root("R").issueLeaf("x.test");
        String base64 = leaf.privateKeyPem().replaceAll("-----[A-Z ]+-----|\\n", "");
        var key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII))));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(leaf.certificate().publicKey().toPublicKey());

        assertThat(signature.verify(signed)).isTrue();
        assertThat(leaf.toString()).doesNotContain("PRIVATE");
    }
}
