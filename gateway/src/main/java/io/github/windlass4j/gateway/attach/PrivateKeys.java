package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a private key of a Secret belongs to a certificate's public key. */
final class PrivateKeys {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]{1,65536})-----END \\1-----");

    private PrivateKeys() {}

    /** What is wrong with the key; empty when it belongs to the certificate. */
    static Optional<String> problem(byte[] pem, PublicKeyInfo certificate) {
        Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            return Optional.of("no private key in PEM");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            PublicKey publicKey = certificate.toPublicKey();
            PrivateKey key = KeyFactory.getInstance(publicKey.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            block.group(1).equals("PRIVATE KEY") ? der : pkcs8(der, certificate)));
            return belongs(key, publicKey) ? Optional.empty() : Optional.of("the private key is not the certificate's");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.of("no private key of a " + certificate.algorithm() + " certificate");
        }
    }

    private static boolean belongs(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        if (key instanceof RSAPrivateKey own && publicKey instanceof RSAPublicKey other) {
            return own.getModulus().equals(other.getModulus());
        }
        Signature signature = Signature.getInstance(
                publicKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : publicKey.getAlgorithm());
        byte[] sample = {1};
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(sample);
        return signature.verify(signed);
    }

    /** PKCS 8 around a PKCS 1 or SEC 1 key: version, the certificate's own algorithm and parameters, the key. */
    private static byte[] pkcs8(byte[] key, PublicKeyInfo certificate) {
        byte[] version = {2, 1, 0};
        return tagged(0x30, version, certificate.algorithmIdentifier().encoded(), tagged(4, key));
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length >= 0x100) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length >= 0x80) {
            out.write(0x81);
        }
        out.write(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
