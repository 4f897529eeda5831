package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A few self-signed roots, made once. */
final class Certs {
    static final Certificate A = root("CN=Root A, O=Windlass, C=DE", 1);
    static final Certificate B = root("CN=Root B, O=Windlass, C=DE", 2);
    static final Certificate C = root("CN=Root C, O=Windlass, C=DE", 3);
    static final List<Certificate> ALL = List.of(A, B, C);
    static final char[] PASSWORD = "changeit".toCharArray();

    private Certs() {}

    static List<Certificate> some(int count) {
        List<Certificate> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(ALL.get(i % ALL.size()));
        }
        return some;
    }

    static Certificate root(String name, int serial) {
        try {
            KeyPair keys = keys();
            X500Name subject = new X500Name(name);
            return Certificate.of(new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    subject,
                                    BigInteger.valueOf(serial),
                                    Date.from(Instant.parse("2024-01-01T00:00:00Z")),
                                    Date.from(Instant.parse("2044-01-01T00:00:00Z")),
                                    subject,
                                    keys.getPublic())
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Root A with another signature, which does not fit: for counting, not for validating. */
    static Certificate resigned(int number) {
        byte[] der = A.encoded();
        int last = der.length - 1;
        der[last] = (byte) number;
        der[last - 1] = (byte) (number >> 8);
        return Certificate.parse(der);
    }

    static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
