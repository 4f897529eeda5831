package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a certificate together and signs it. */
final class Assembly {
    private static final int SERIAL_BYTES = 16;

    private Assembly() {}

    /** {@code issuerCertificate} null: a root. */
    static Certificate issue(
            Mint mint,
            CertificateSpec spec,
            KeyPair subjectKey,
            DistinguishedName issuerName,
            KeyPair issuerKey,
            @Nullable Certificate issuerCertificate) {
        SigningAlgorithm signing = spec.signing().orElseGet(() -> defaultSigning(issuerKey));
        BigInteger serial = spec.serial().orElseGet(() -> serial(mint));
        List<byte[]> fields = new ArrayList<>();
        if (spec.version() != 1) {
            fields.add(DerWriter.explicit(0, DerWriter.integer(spec.version() - 1L)));
        }
        fields.add(DerWriter.integer(serial));
        fields.add(spec.innerAlgorithm().orElse(signing).der());
        fields.add(spec.issuer().orElse(issuerName).encoded());
        fields.add(DerWriter.sequence(DerWriter.time(spec.notBefore()), DerWriter.time(spec.notAfter())));
        fields.add(spec.subject().encoded());
        fields.add(subjectKey.getPublic().getEncoded());
        List<byte[]> extensions = extensions(spec, subjectKey, issuerCertificate).stream()
                .map(ExtensionDer::of)
                .toList();
        if (!extensions.isEmpty()) {
            fields.add(DerWriter.explicit(3, DerWriter.sequence(extensions)));
        }
        byte[] tbs = DerWriter.sequence(fields);
        return Certificate.parse(signed(mint, tbs, signing, issuerKey, spec.hasWrongSignature()));
    }

    private static BigInteger serial(Mint mint) {
        byte[] bytes = new byte[SERIAL_BYTES];
        mint.randomFor("serial").nextBytes(bytes);
        // The top bits 01 keep it positive and of constant length.
        bytes[0] = (byte) ((bytes[0] & 0x3f) | 0x40);
        return new BigInteger(bytes);
    }

    private static List<Extension> extensions(
            CertificateSpec spec, KeyPair subjectKey, @Nullable Certificate issuerCertificate) {
        List<Extension> all = new ArrayList<>(spec.extensions().extensions());
        if (spec.extensions().wants(Extension.SUBJECT_KEY_IDENTIFIER)) {
            byte[] id = ExtensionDer.subjectKeyIdentifier(keyIdentifier(subjectKey));
            all.add(new Extension(Extension.SUBJECT_KEY_IDENTIFIER, false, id));
        }
        if (issuerCertificate != null && spec.extensions().wants(Extension.AUTHORITY_KEY_IDENTIFIER)) {
            authorityKeyIdentifier(issuerCertificate).ifPresent(all::add);
        }
        return all;
    }

    /** The issuer's subject key identifier as authority key identifier; empty if it has none. */
    static Optional<Extension> authorityKeyIdentifier(Certificate issuer) {
        return issuer.extensions()
                .subjectKeyIdentifier()
                .map(id -> new AuthorityKeyIdentifier(Optional.of(id), List.of(), Optional.empty()))
                .map(ExtensionDer::authorityKeyIdentifier)
                .map(der -> new Extension(Extension.AUTHORITY_KEY_IDENTIFIER, false, der));
    }

    /** RFC 5280 4.2.1.2 method (1). */
    static String keyIdentifier(KeyPair pair) {
        byte[] key = PublicKeyInfo.parse(pair.getPublic().getEncoded()).keyBytes();
        return Hex.of(Hex.digest("SHA-1", key, 0, key.length));
    }

    static SigningAlgorithm defaultSigning(KeyPair pair) {
        PublicKeyInfo key = PublicKeyInfo.parse(pair.getPublic().getEncoded());
        return new KeyType(key.algorithm(), 0, key.curve().orElse("")).defaultSigning();
    }

    /** SEQUENCE { content, algorithm, signature }: the outer shape of certificates and CRLs. */
    static byte[] signed(Mint mint, byte[] content, SigningAlgorithm signing, KeyPair key, boolean wrong) {
        byte[] signature = signature(mint, content, signing, key, wrong);
        return DerWriter.sequence(content, signing.der(), DerWriter.bits(signature));
    }

    static byte[] signature(Mint mint, byte[] content, SigningAlgorithm signing, KeyPair key, boolean wrong) {
        SecureRandom random = mint.randomFor("signature");
        byte[] signed = wrong ? content.clone() : content;
        if (wrong) {
            // Sound in form and made by the right key, but over other content: only a real verification notices.
            signed[signed.length - 1] ^= 1;
        }
        return Keys.sign(signing, key.getPrivate(), signed, random);
    }
}
