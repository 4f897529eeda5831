package io.github.windlass4j.core.internal.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.cert.SignatureInfo;
import io.github.windlass4j.core.internal.der.DerWriter;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bouncy Castle verifies what SunEC would: on tampered signatures, messages and keys both must answer the same. Where they do
 * not, the answer wanted here stands below with its reason.
 */
class NegativeSignatureTest {
    /**
     * Where the JDK (17 or 25) may answer otherwise: what is right, and why.
     *
     * <ul>
     *   <li>{@code compressed}: RFC 5480 2.2 lets a verifier read compressed points, so a key that Bouncy Castle decodes counts;
     *       SunEC has no decompression and refuses the key.
     *   <li>{@code r without its zero octet}: DER reads the number as negative (X.690 8.3.3), which no r is (RFC 3279 2.2.3); SunEC
     *       takes its octets for a positive one.
     *   <li>{@code octet behind the point}: an uncompressed point has two coordinates and nothing else (SEC 1 2.3.4); SunEC does not
     *       look behind them.
     *   <li>{@code length 65}: an Ed25519 signature has 64 octets (RFC 8032 5.1.7); SunEC of JDK 17 does not look at one behind them.
     * </ul>
     */
    private static final Map<String, Boolean> ARGUED = Map.of(
            "compressed", true,
            "r without its zero octet", false,
            "octet behind the point", false,
            "length 65", false);

    private static boolean ours(String algorithm, ForgedSignatures.Forgery forgery) {
        try {
            AlgorithmIdentifier identifier = AlgorithmIdentifier.parse(DerWriter.sequence(DerWriter.oid(algorithm)));
            SignatureInfo signature = new SignatureInfo(identifier, identifier, forgery.signature(), forgery.message());
            return Signatures.verify(signature, PublicKeyInfo.parse(forgery.key()))
                    .isValid();
        } catch (MalformedCertificateException noKey) {
            return false;
        }
    }

    private static boolean jdk(String type, String algorithm, ForgedSignatures.Forgery forgery) {
        try {
            Signature verifier = Signature.getInstance(algorithm, "SunEC");
            verifier.initVerify(
                    KeyFactory.getInstance(type, "SunEC").generatePublic(new X509EncodedKeySpec(forgery.key())));
            verifier.update(forgery.message());
            return verifier.verify(forgery.signature());
        } catch (GeneralSecurityException | RuntimeException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, secp384r1, SHA256withECDSA, 1.2.840.10045.4.3.2, 584",
        "secp384r1, secp256r1, SHA384withECDSA, 1.2.840.10045.4.3.3, 60",
        "secp521r1, secp256r1, SHA512withECDSA, 1.2.840.10045.4.3.4, 40"
    })
    void ecdsa_is_judged_as_the_jdk_judges_it(String curve, String other, String algorithm, String oid, int flips)
            throws Exception {
        Map<String, ForgedSignatures.Forgery> forgeries = new ForgedSignatures(curve, other, algorithm, flips).all();
        Set<String> accepted = new TreeSet<>();
        Set<String> byTheJdk = new TreeSet<>();
        forgeries.forEach((what, forgery) -> {
            if (ours(oid, forgery)) {
                accepted.add(what);
            }
            if (ARGUED.getOrDefault(what, false) || (!ARGUED.containsKey(what) && jdk("EC", algorithm, forgery))) {
                byTheJdk.add(what);
            }
        });
        assertThat(accepted).isEqualTo(byTheJdk).containsExactlyInAnyOrder("good", "high or low s", "compressed");
    }

    /** The first signatures of a JVM are verified by the JDK, the later ones by Bouncy Castle: no forgery may tell which. */
    @ParameterizedTest
    @CsvSource({
        "secp256r1, secp384r1, SHA256withECDSA, 1.2.840.10045.4.3.2, SHA-256, 584",
        "secp384r1, secp256r1, SHA384withECDSA, 1.2.840.10045.4.3.3, SHA-384, 60",
        "secp521r1, secp256r1, SHA512withECDSA, 1.2.840.10045.4.3.4, SHA-512, 40"
    })
    void early_signatures_are_judged_as_later_ones(
            String curve, String other, String algorithm, String oid, String digest, int flips) throws Exception {
        AlgorithmIdentifier identifier = AlgorithmIdentifier.parse(DerWriter.sequence(DerWriter.oid(oid)));
        Set<String> left = new TreeSet<>();
        Set<SignatureCheck.Outcome> seen = new TreeSet<>();
        new ForgedSignatures(curve, other, algorithm, flips).all().forEach((what, forgery) -> {
            PublicKeyInfo key;
            try {
                key = PublicKeyInfo.parse(forgery.key());
            } catch (MalformedCertificateException noKey) {
                return;
            }
            SignatureInfo signature = new SignatureInfo(identifier, identifier, forgery.signature(), forgery.message());
            SignatureCheck late = CastleSignatures.verify(signature, key);
            Optional<SignatureCheck> early = EarlyEcdsa.verify(digest, signature, key);
            if (early.isPresent()) {
                assertThat(early).as(what).contains(late);
                assertThat(CastleSignatures.defectOf(key)).as(what).isEmpty();
                seen.add(late.outcome());
            } else if (late.outcome() != SignatureCheck.Outcome.KEY_UNREADABLE) {
                left.add(what);
            }
        });
        assertThat(seen).containsExactlyInAnyOrder(SignatureCheck.Outcome.VALID, SignatureCheck.Outcome.INVALID);
        assertThat(left)
                .contains("compressed")
                .allMatch(what -> what.startsWith("compressed") || what.startsWith("key bit"));
    }

    @Test
    void ed25519_is_judged_as_the_jdk_judges_it() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] spki = pair.getPublic().getEncoded();
        byte[] message = {1, 2, 3};
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(message);
        byte[] good = signer.sign();
        Map<String, ForgedSignatures.Forgery> forgeries = new LinkedHashMap<>();
        forgeries.put("good", new ForgedSignatures.Forgery(spki, message, good));
        for (int bit = 0; bit < good.length * 8; bit += 3) {
            forgeries.put("signature bit " + bit, new ForgedSignatures.Forgery(spki, message, flipped(good, bit)));
        }
        for (int bit = 0; bit < spki.length * 8; bit += 3) {
            forgeries.put("key bit " + bit, new ForgedSignatures.Forgery(flipped(spki, bit), message, good));
        }
        for (int length = 0; length <= good.length + 1; length++) {
            if (length != good.length) {
                forgeries.put(
                        "length " + length, new ForgedSignatures.Forgery(spki, message, Arrays.copyOf(good, length)));
            }
        }
        forgeries.put("order added to S", new ForgedSignatures.Forgery(spki, message, plusOrder(good)));
        forgeries.forEach((what, forgery) -> {
            assertThat(ours("1.3.101.112", forgery)).as(what).isEqualTo(what.equals("good"));
            if (!ARGUED.containsKey(what)) {
                assertThat(jdk("Ed25519", "Ed25519", forgery))
                        .as("the JDK on " + what)
                        .isEqualTo(what.equals("good"));
            }
        });
    }

    /**
     * With a key of small order a signature says nothing: S = 0 and R = the neutral point fit many messages. RFC 8032 5.1.7
     * leaves open whether to refuse such keys; Bouncy Castle does.
     */
    @Test
    void ed25519_keys_of_small_order_make_no_signature() throws Exception {
        byte[] spki = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        byte[] order2 = new byte[32];
        Arrays.fill(order2, (byte) 0xff);
        order2[0] = (byte) 0xec;
        order2[31] = 0x7f;
        byte[] order4 = new byte[32];
        for (byte[] point : new byte[][] {neutral, order2, order4}) {
            byte[] key = spki.clone();
            System.arraycopy(point, 0, key, key.length - 32, 32);
            byte[] signature = Arrays.copyOf(neutral, 64);
            for (byte message = 0; message < 16; message++) {
                ForgedSignatures.Forgery forgery = new ForgedSignatures.Forgery(key, new byte[] {message}, signature);
                assertThat(ours("1.3.101.112", forgery)).isFalse();
            }
        }
    }

    private static byte[] flipped(byte[] octets, int bit) {
        byte[] changed = octets.clone();
        changed[bit / 8] ^= (byte) (0x80 >> bit % 8);
        return changed;
    }

    /** The same S modulo the order of the group, little-endian (RFC 8032 5.1): accepted, it would make a second signature. */
    private static byte[] plusOrder(byte[] good) {
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        byte[] changed = good.clone();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            carry += (good[32 + i] & 0xff) + (order[i] & 0xff);
            changed[32 + i] = (byte) carry;
            carry >>>= 8;
        }
        return changed;
    }
}
