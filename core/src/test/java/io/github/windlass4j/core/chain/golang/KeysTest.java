package io.github.windlass4j.core.chain.golang;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code parsePublicKey} and {@code checkSignature} of Go take and refuse. */
class KeysTest {
    private static final GoRelease GO_19 = new GoRelease(false, false, 0);
    private static final GoRelease GO_24 = new GoRelease(true, true, 1024);
    private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

    private final Mint mint = Mint.seeded(4);

    @Test
    void reads_sound_keys_of_the_kinds_that_it_knows() {
        for (KeyType type : new KeyType[] {
            KeyType.rsa(1024),
            KeyType.P_256,
            KeyType.ec("P-224"),
            KeyType.P_384,
            KeyType.P_521,
            KeyType.ED25519,
            KeyType.dsa(1024)
        }) {
            assertThat(Keys.isReadable(key(type))).as("%s", type).isTrue();
        }
        assertThat(Keys.isReadable(key(KeyType.ec("secp256k1")))).isFalse();
        assertThat(Keys.isReadable(key(KeyType.ec("P-192")))).isFalse();
        assertThat(Keys.isReadable(key(KeyType.ED448)))
                .as("none of its business")
                .isTrue();
    }

    @Test
    void wants_the_parameters_of_the_algorithm() {
        byte[] rsa = key(KeyType.rsa(1024)).keyBytes();
        assertThat(Keys.isReadable(key(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE, rsa)))
                .isTrue();
        assertThat(Keys.isReadable(key(PKCSObjectIdentifiers.rsaEncryption, null, rsa)))
                .isFalse();
        assertThat(Keys.isReadable(key(PKCSObjectIdentifiers.rsaEncryption, new ASN1Integer(1), rsa)))
                .isFalse();
        assertThat(Keys.isReadable(key(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE, new byte[] {5, 0})))
                .isFalse();
        byte[] edwards = key(KeyType.ED25519).keyBytes();
        assertThat(Keys.isReadable(key(ED25519, null, edwards))).isTrue();
        assertThat(Keys.isReadable(key(ED25519, DERNull.INSTANCE, edwards))).isFalse();
        assertThat(Keys.isReadable(key(ED25519, null, Arrays.copyOf(edwards, 31))))
                .isFalse();
    }

    @Test
    void verifies_with_RSA_of_a_length_that_the_release_wants_and_with_curves() {
        assertThat(Keys.isUsable(key(KeyType.rsa(1024)), GO_24)).isTrue();
        assertThat(Keys.isUsable(key(KeyType.rsa(1023)), GO_24)).isFalse();
        assertThat(Keys.isUsable(key(KeyType.rsa(1023)), GO_19)).isTrue();
        assertThat(Keys.isUsable(key(KeyType.P_256), GO_24)).isTrue();
        assertThat(Keys.isUsable(key(KeyType.ED25519), GO_24)).isTrue();
        assertThat(Keys.isUsable(key(KeyType.dsa(1024)), GO_19)).isFalse();
        assertThat(Keys.isUsable(key(KeyType.ED448), GO_19)).isFalse();
    }

    @Test
    void supports_SHA_2_and_knows_MD5_and_SHA_1_to_refuse_them() {
        for (SigningAlgorithm each : SigningAlgorithm.values()) {
            boolean weak = each.name().endsWith("MD5") || each.name().endsWith("SHA1");
            boolean supported = !weak
                    && (each.name().startsWith("RSA_")
                            || each.name().startsWith("ECDSA_")
                            || each == SigningAlgorithm.ED25519);
            assertThat(Keys.isInsecure(each.identifier())).as("%s", each).isEqualTo(weak);
            assertThat(Keys.isSupported(each.identifier())).as("%s", each).isEqualTo(supported);
        }
    }

    @Test
    void supports_PSS_with_one_digest_and_a_salt_of_its_length() {
        ASN1ObjectIdentifier sha256 = NISTObjectIdentifiers.id_sha256;
        ASN1ObjectIdentifier sha512 = NISTObjectIdentifiers.id_sha512;
        ASN1ObjectIdentifier mgf1 = PKCSObjectIdentifiers.id_mgf1;
        assertThat(isPssSupported(sha256, mgf1, sha256, 32, 1)).isTrue();
        assertThat(isPssSupported(sha512, mgf1, sha512, 64, 1)).isTrue();
        assertThat(isPssSupported(sha256, mgf1, sha512, 32, 1)).isFalse();
        assertThat(isPssSupported(sha256, mgf1, sha256, 20, 1)).isFalse();
        assertThat(isPssSupported(sha256, mgf1, sha256, 32, 2)).isFalse();
        assertThat(isPssSupported(sha256, sha256, sha256, 32, 1)).isFalse();
        assertThat(isPssSupported(NISTObjectIdentifiers.id_sha224, mgf1, NISTObjectIdentifiers.id_sha224, 28, 1))
                .isFalse();
        assertThat(Keys.isSupported(identifier(PKCSObjectIdentifiers.id_RSASSA_PSS, new ASN1Integer(1))))
                .isFalse();
    }

    private static boolean isPssSupported(
            ASN1ObjectIdentifier digest,
            ASN1ObjectIdentifier mask,
            ASN1ObjectIdentifier maskDigest,
            int salt,
            int trailer) {
        return Keys.isSupported(identifier(
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                new RSASSAPSSparams(
                        new org.bouncycastle.asn1.x509.AlgorithmIdentifier(digest, DERNull.INSTANCE),
                        new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                                mask, new org.bouncycastle.asn1.x509.AlgorithmIdentifier(maskDigest, DERNull.INSTANCE)),
                        new ASN1Integer(salt),
                        new ASN1Integer(trailer))));
    }

    private static AlgorithmIdentifier identifier(ASN1ObjectIdentifier algorithm, ASN1Encodable parameters) {
        return AlgorithmIdentifier.parse(
                der(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(algorithm, parameters)));
    }

    private PublicKeyInfo key(KeyType type) {
        return PublicKeyInfo.parse(mint.keyPair(type).getPublic().getEncoded());
    }

    private static PublicKeyInfo key(ASN1ObjectIdentifier algorithm, @Nullable ASN1Encodable parameters, byte[] key) {
        return PublicKeyInfo.parse(der(new SubjectPublicKeyInfo(
                parameters == null
                        ? new org.bouncycastle.asn1.x509.AlgorithmIdentifier(algorithm)
                        : new org.bouncycastle.asn1.x509.AlgorithmIdentifier(algorithm, parameters),
                key)));
    }

    private static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
