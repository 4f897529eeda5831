package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage.Bit;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.cert.NameConstraints.Subtree;
import io.github.windlass4j.core.cert.PolicyConstraints;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;

/** Changes to certificates that engines judge, and judge differently. */
final class Twists {
    private static final String NETSCAPE_CERT_TYPE = "2.16.840.1.113730.1.1";
    private static final byte[] DER_NULL = {5, 0};

    private Twists() {}

    /** Of the leaf. */
    static List<UnaryOperator<CertificateSpec>> leaf(Instant now) {
        List<UnaryOperator<CertificateSpec>> twists = new ArrayList<>(common(now));
        twists.add(spec -> spec.extendedKeyUsage(ExtendedKeyUsage.CLIENT_AUTH));
        twists.add(spec -> spec.extendedKeyUsage(ExtendedKeyUsage.ANY));
        twists.add(CertificateSpec::extendedKeyUsage);
        twists.add(spec -> spec.extendedKeyUsage("1.3.6.1.4.1.311.10.3.3"));
        twists.add(spec -> spec.without(Extension.EXTENDED_KEY_USAGE));
        twists.add(spec -> spec.keyUsage(Bit.KEY_ENCIPHERMENT));
        twists.add(spec -> spec.keyUsage(Bit.KEY_AGREEMENT));
        twists.add(spec -> spec.keyUsage(Bit.NON_REPUDIATION));
        twists.add(spec -> spec.keyUsage(Bit.KEY_CERT_SIGN));
        twists.add(spec -> spec.without(Extension.KEY_USAGE));
        twists.add(CertificateSpec::authority);
        twists.add(spec -> spec.without(Extension.SUBJECT_ALTERNATIVE_NAME));
        twists.add(spec -> spec.dns("*.example.test"));
        twists.add(spec -> spec.dns("d*.example.test"));
        twists.add(spec -> spec.dns("db.*.test"));
        twists.add(spec -> spec.dns("*.test"));
        twists.add(spec -> spec.dns("other.test", "DB.EXAMPLE.TEST"));
        twists.add(spec -> spec.names(new GeneralName.Ip(new byte[] {10, 0, 0, 7})));
        twists.add(
                spec -> spec.names(new GeneralName.Email("ops@example.test"), new GeneralName.Dns("db.example.test")));
        twists.add(spec ->
                spec.names(new GeneralName.Uri("https://db.example.test/x"), new GeneralName.Dns("db.example.test")));
        twists.add(
                spec -> spec.names(new GeneralName.Other("1.2.3.4", DER_NULL), new GeneralName.Dns("db.example.test")));
        twists.add(spec -> spec.subject("").dns("db.example.test"));
        twists.add(spec -> spec.subject("O=Elsewhere,CN=db.example.test"));
        twists.add(spec -> spec.subject("CN=db.example.test,O=Example").without(Extension.SUBJECT_ALTERNATIVE_NAME));
        twists.add(spec -> spec.extension(new Extension(NETSCAPE_CERT_TYPE, false, new byte[] {3, 2, 7, (byte) 0x80})));
        twists.add(spec -> spec.extension(new Extension(NETSCAPE_CERT_TYPE, true, new byte[] {3, 2, 6, 0x40})));
        return twists;
    }

    /** Of an intermediate or a root. */
    static List<UnaryOperator<CertificateSpec>> authority(Instant now) {
        List<UnaryOperator<CertificateSpec>> twists = new ArrayList<>(common(now));
        twists.add(spec -> spec.without(Extension.BASIC_CONSTRAINTS));
        twists.add(spec -> spec.basicConstraints(new BasicConstraints(false, BasicConstraints.UNLIMITED)));
        twists.add(spec -> spec.critical(Extension.BASIC_CONSTRAINTS, false));
        twists.add(spec -> spec.pathLength(0));
        twists.add(spec -> spec.pathLength(1));
        twists.add(spec -> spec.keyUsage(Bit.CRL_SIGN));
        twists.add(spec -> spec.keyUsage(Bit.DIGITAL_SIGNATURE));
        twists.add(spec -> spec.without(Extension.KEY_USAGE));
        twists.add(spec -> spec.extendedKeyUsage(ExtendedKeyUsage.EMAIL_PROTECTION));
        twists.add(spec -> spec.extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH));
        twists.add(spec -> spec.extendedKeyUsage(ExtendedKeyUsage.ANY));
        twists.add(spec -> spec.version(1).withoutExtensions());
        twists.add(spec -> spec.permitted(new GeneralName.Dns("example.test")));
        twists.add(spec -> spec.permitted(new GeneralName.Dns(".example.test")));
        twists.add(spec -> spec.permitted(new GeneralName.Dns("other.test")));
        twists.add(spec -> spec.permitted(new GeneralName.Dns("")));
        twists.add(spec -> spec.excluded(new GeneralName.Dns("db.example.test")));
        twists.add(spec -> spec.excluded(new GeneralName.Dns("test")));
        twists.add(spec -> spec.excluded(new GeneralName.Dns("unrelated.test")));
        twists.add(spec -> spec.excluded(new GeneralName.Email("example.test")));
        twists.add(spec -> spec.permitted(new GeneralName.Email("ops@example.test")));
        twists.add(spec -> spec.permitted(new GeneralName.Uri(".example.test")));
        twists.add(spec -> spec.permitted(new GeneralName.Uri("db.example.test")));
        twists.add(spec -> spec.permitted(new GeneralName.Other("1.2.3.4", DER_NULL)));
        twists.add(spec -> spec.permitted(new GeneralName.Ip(new byte[] {10, 0, 0, 0, (byte) 255, 0, 0, 0})));
        twists.add(spec -> spec.permitted(new GeneralName.Ip(new byte[] {10, 0, 0, 1, (byte) 255, 0, 0, 0})));
        twists.add(spec -> spec.excluded(new GeneralName.Ip(new byte[8])));
        twists.add(spec -> spec.excluded(new GeneralName.Ip(new byte[5])));
        twists.add(spec -> spec.permitted(new GeneralName.Ip(new byte[] {10, 0, 0, 7})));
        twists.add(spec -> spec.permitted(directory("O=Example")));
        twists.add(spec -> spec.excluded(directory("O=Elsewhere")));
        twists.add(spec -> spec.excluded(directory("")));
        twists.add(spec -> spec.nameConstraints(new NameConstraints(
                List.of(new Subtree(new GeneralName.Dns("example.test"), 1, Subtree.UNBOUNDED)), List.of())));
        twists.add(spec ->
                spec.permitted(new GeneralName.Dns("example.test")).critical(Extension.NAME_CONSTRAINTS, false));
        twists.add(spec -> spec.policyConstraints(new PolicyConstraints(0, PolicyConstraints.ABSENT)));
        twists.add(spec -> spec.policies("1.2.3.4.5"));
        twists.add(spec -> spec.inhibitAnyPolicy(0));
        twists.add(spec -> spec.extension(new Extension(NETSCAPE_CERT_TYPE, false, new byte[] {3, 2, 2, 4})));
        return twists;
    }

    private static List<UnaryOperator<CertificateSpec>> common(Instant now) {
        return List.of(
                spec -> spec.notAfter(now.minus(Duration.ofDays(3))),
                spec -> spec.notAfter(now),
                spec -> spec.notAfter(now.minusSeconds(1)),
                spec -> spec.notBefore(now.plusSeconds(1)),
                spec -> spec.notBefore(now),
                CertificateSpec::wrongSignature,
                spec -> spec.serial(BigInteger.ZERO),
                spec -> spec.serial(BigInteger.valueOf(-7)),
                spec -> spec.key(KeyType.P_384),
                spec -> spec.key(KeyType.ED25519),
                spec -> spec.key(KeyType.ec("P-224")),
                spec -> spec.key(KeyType.ec("secp256k1")),
                spec -> spec.extension(new Extension("1.2.3.4.5.6", true, DER_NULL)),
                spec -> spec.extension(new Extension("1.2.3.4.5.6", false, DER_NULL)),
                spec -> spec.subjectKeyIdentifier("0102030405"),
                spec -> spec.without(Extension.SUBJECT_KEY_IDENTIFIER),
                spec -> spec.extension(new Extension(Extension.SUBJECT_KEY_IDENTIFIER, true, new byte[] {4, 2, 1, 2})),
                spec -> spec.without(Extension.AUTHORITY_KEY_IDENTIFIER),
                spec -> spec.authorityKeyIdentifier(
                        new AuthorityKeyIdentifier(Optional.of("0a0b0c"), List.of(), Optional.empty())),
                spec -> spec.authorityKeyIdentifier(new AuthorityKeyIdentifier(
                        Optional.empty(), List.of(directory("CN=Nobody")), Optional.of(BigInteger.TWO))),
                spec -> spec.furtherExtension(new Extension(Extension.KEY_USAGE, true, new byte[] {3, 2, 1, 6})),
                spec -> spec.extension(
                        new Extension(Extension.CRL_DISTRIBUTION_POINTS, false, new byte[] {0x30, 2, 0x30, 0})));
    }

    /** A signature with SHA-1, by whatever key the issuer has; none for keys that bring their own digest. */
    static UnaryOperator<CertificateSpec> sha1(PrivateKey issuer) {
        return switch (issuer.getAlgorithm()) {
            case "RSA" -> spec -> spec.signedWith(SigningAlgorithm.RSA_SHA1);
            case "EC" -> spec -> spec.signedWith(SigningAlgorithm.ECDSA_SHA1);
            default -> spec -> spec;
        };
    }

    private static GeneralName directory(String name) {
        return new GeneralName.Directory(DistinguishedName.parse(new X500Principal(name).getEncoded()));
    }

    /** One of them. */
    static UnaryOperator<CertificateSpec> pick(List<UnaryOperator<CertificateSpec>> twists, Random random) {
        return twists.get(random.nextInt(twists.size()));
    }
}
