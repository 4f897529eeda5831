package io.github.windlass4j.core.chain.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strengths as OpenSSL 3.0.19 itself counts them; those of RSA keys are what its {@code RSA_security_bits} answered. */
class KeyKindTest {
    private final Mint mint = Mint.seeded(11);

    @ParameterizedTest
    @CsvSource({
        "7, 0",
        "8, 0",
        "16, 8",
        "64, 16",
        "100, 24",
        "256, 40",
        "512, 56",
        "700, 64",
        "768, 72",
        "1000, 80",
        "1024, 80",
        "1100, 80",
        "1200, 88",
        "1536, 96",
        "1792, 104",
        "2000, 112",
        "2047, 112",
        "2048, 112",
        "2049, 112",
        "2432, 120",
        "3000, 128",
        "3071, 128",
        "3072, 128",
        "3500, 136",
        "4095, 152",
        "4096, 152",
        "5000, 160",
        "6143, 176",
        "6144, 176",
        "7000, 192",
        "7679, 192",
        "7680, 192",
        "7681, 200",
        "8191, 200",
        "8192, 200",
        "10000, 216",
        "12000, 240",
        "15359, 256",
        "15360, 256",
        "15361, 264",
        "16384, 272"
    })
    void counts_the_strength_of_an_rsa_key_by_its_modulus(int bits, int strength) {
        assertThat(strength(rsa(PKCSObjectIdentifiers.rsaEncryption, bits))).isEqualTo(strength);
        assertThat(strength(rsa(PKCSObjectIdentifiers.id_RSASSA_PSS, bits))).isEqualTo(strength);
    }

    @ParameterizedTest
    @CsvSource({"512, 0", "1023, 0", "1024, 80", "2047, 80", "2048, 112", "3071, 112", "3072, 128"})
    void counts_the_strength_of_a_dsa_key_by_its_prime(int bits, int strength) {
        DSAParameter parameters = new DSAParameter(oneOf(bits), oneOf(256), BigInteger.TWO);
        assertThat(strength(info(X9ObjectIdentifiers.id_dsa, parameters, der(new ASN1Integer(BigInteger.TEN)))))
                .isEqualTo(strength);
    }

    @ParameterizedTest
    @CsvSource({"P-192, 80", "P-224, 112", "P-256, 128", "secp256k1, 128", "P-384, 192", "P-521, 256"})
    void counts_the_strength_of_an_ec_key_by_its_field(String curve, int strength) {
        KeyKind kind = kind(KeyType.ec(curve));
        assertThat(kind.securityBits()).isEqualTo(strength);
        assertThat(kind.hasExplicitCurve()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"secp112r1, 56", "secp160r1, 80", "secp256r1, 128"})
    void counts_explicit_curves_too(String curve, int strength) {
        X9ECParameters parameters = SECNamedCurves.getByName(curve);
        KeyKind kind = KeyKind.of(info(
                X9ObjectIdentifiers.id_ecPublicKey,
                parameters,
                parameters.getG().getEncoded(false)));
        assertThat(kind.securityBits()).isEqualTo(strength);
        assertThat(kind.hasExplicitCurve()).isTrue();
    }

    @Test
    void knows_the_strength_of_the_others_by_their_names() {
        assertThat(kind(KeyType.ED25519).securityBits()).isEqualTo(128);
        assertThat(kind(KeyType.ED448).securityBits()).isEqualTo(224);
        assertThat(kind(KeyType.ML_DSA_44).securityBits()).isEqualTo(128);
        assertThat(kind(KeyType.ML_DSA_65).securityBits()).isEqualTo(192);
        assertThat(kind(KeyType.ML_DSA_87).securityBits()).isEqualTo(256);
        assertThat(strength(info(new ASN1ObjectIdentifier("1.2.3.4"), DERNull.INSTANCE, new byte[] {1})))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.113549.1.1.4, 39",
        "1.2.840.113549.1.1.5, 63",
        "1.2.840.113549.1.1.14, 112",
        "1.2.840.113549.1.1.11, 128",
        "1.2.840.10045.4.3.3, 192",
        "1.2.840.10045.4.3.4, 256",
        "1.2.840.113549.1.1.2, -1",
        "1.3.101.112, 128",
        "1.3.101.113, 224",
        "2.16.840.1.101.3.4.3.17, 128",
        "2.16.840.1.101.3.4.3.18, 192",
        "2.16.840.1.101.3.4.3.19, 256",
        "1.2.3.4, -1"
    })
    void counts_the_strength_of_a_signature_by_its_digest(String oid, int strength) {
        assertThat(KeyKind.signatureBits(algorithm(oid, null))).isEqualTo(strength);
    }

    @Test
    void reads_the_digest_of_pss_from_its_parameters_and_takes_sha1_where_none_is_named() {
        assertThat(pss(NISTObjectIdentifiers.id_sha224)).isEqualTo(112);
        assertThat(pss(NISTObjectIdentifiers.id_sha256)).isEqualTo(128);
        assertThat(pss(NISTObjectIdentifiers.id_sha384)).isEqualTo(192);
        assertThat(pss(NISTObjectIdentifiers.id_sha512)).isEqualTo(256);
        assertThat(pss(NISTObjectIdentifiers.id_sha3_256)).isEqualTo(-1);
        String pss = PKCSObjectIdentifiers.id_RSASSA_PSS.getId();
        assertThat(KeyKind.signatureBits(algorithm(pss, new RSASSAPSSparams()))).isEqualTo(64);
        assertThat(KeyKind.signatureBits(algorithm(pss, null))).isEqualTo(64);
    }

    private static int pss(ASN1ObjectIdentifier digest) {
        org.bouncycastle.asn1.x509.AlgorithmIdentifier hash =
                new org.bouncycastle.asn1.x509.AlgorithmIdentifier(digest);
        RSASSAPSSparams parameters = new RSASSAPSSparams(
                hash,
                RSASSAPSSparams.DEFAULT_MASK_GEN_FUNCTION,
                RSASSAPSSparams.DEFAULT_SALT_LENGTH,
                RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
        return KeyKind.signatureBits(algorithm(PKCSObjectIdentifiers.id_RSASSA_PSS.getId(), parameters));
    }

    @Test
    void a_key_signs_with_algorithms_of_its_own_kind_only() {
        KeyKind rsa = kind(KeyType.rsa(1024));
        KeyKind pss = KeyKind.of(rsa(PKCSObjectIdentifiers.id_RSASSA_PSS, 2048));
        KeyKind ec = kind(KeyType.P_256);
        KeyKind dsa = kind(KeyType.dsa(1024));
        KeyKind ed25519 = kind(KeyType.ED25519);

        assertThat(SigningAlgorithm.values())
                .filteredOn(each -> rsa.canHaveSigned(each.identifier()))
                .allMatch(each -> each.name().startsWith("RSA_"))
                .hasSize(8);
        assertThat(SigningAlgorithm.values())
                .filteredOn(each -> pss.canHaveSigned(each.identifier()))
                .allMatch(each -> each.name().startsWith("RSA_PSS_"))
                .hasSize(3);
        assertThat(SigningAlgorithm.values())
                .filteredOn(each -> ec.canHaveSigned(each.identifier()))
                .allMatch(each -> each.name().startsWith("ECDSA_"))
                .hasSize(4);
        assertThat(SigningAlgorithm.values())
                .filteredOn(each -> dsa.canHaveSigned(each.identifier()))
                .containsExactly(SigningAlgorithm.DSA_SHA1, SigningAlgorithm.DSA_SHA256);
        assertThat(SigningAlgorithm.values())
                .filteredOn(each -> ed25519.canHaveSigned(each.identifier()))
                .containsExactly(SigningAlgorithm.ED25519);
    }

    @Test
    void a_key_that_cannot_be_loaded_has_signed_nothing() {
        KeyKind broken = KeyKind.of(info(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE, new byte[] {5, 0}));
        assertThat(broken.isLoadable()).isFalse();
        assertThat(broken.canHaveSigned(SigningAlgorithm.RSA_SHA256.identifier()))
                .isFalse();
        assertThat(broken.securityBits()).isZero();
        assertThat(kind(KeyType.P_256).isLoadable()).isTrue();
    }

    private KeyKind kind(KeyType type) {
        return KeyKind.of(PublicKeyInfo.parse(mint.keyPair(type).getPublic().getEncoded()));
    }

    private static int strength(PublicKeyInfo key) {
        return KeyKind.of(key).securityBits();
    }

    /** A number of so many bits; no key of any use. */
    private static BigInteger oneOf(int bits) {
        return BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
    }

    private static PublicKeyInfo rsa(ASN1ObjectIdentifier algorithm, int bits) {
        return info(algorithm, DERNull.INSTANCE, der(new RSAPublicKey(oneOf(bits), BigInteger.valueOf(65_537))));
    }

    private static PublicKeyInfo info(ASN1ObjectIdentifier algorithm, ASN1Encodable parameters, byte[] key) {
        return PublicKeyInfo.parse(der(new SubjectPublicKeyInfo(
                new org.bouncycastle.asn1.x509.AlgorithmIdentifier(algorithm, parameters), key)));
    }

    private static AlgorithmIdentifier algorithm(String oid, @Nullable ASN1Encodable parameters) {
        ASN1ObjectIdentifier id = new ASN1ObjectIdentifier(oid);
        return AlgorithmIdentifier.parse(der(
                parameters == null
                        ? new org.bouncycastle.asn1.x509.AlgorithmIdentifier(id)
                        : new org.bouncycastle.asn1.x509.AlgorithmIdentifier(id, parameters)));
    }

    private static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
