package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerTime;
import io.github.windlass4j.core.internal.der.Tag;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One X.509 certificate, parsed once. Two are equal if their DER is. Parsing checks the structure and indexes the fields;
 * names, key and extensions are decoded when asked for. Nothing here decides whether a certificate is acceptable: v1, negative
 * serial numbers, expired dates and the deviations of {@link #defects()} all parse.
 *
 * <p>Immutable and safe to share.
 */
public final class Certificate {
    /**
     * Largest certificate read, in bytes. A handshake carries far less: OpenSSL stops at 100 KiB for the whole chain
     * (SSL_CTX_set_max_cert_list), JSSE at 32 KiB a message (jdk.tls.maxHandshakeMessageSize).
     */
    public static final int MAX_BYTES = 8 << 20;

    /** RFC 5280 4.1.2.2. */
    public static final int MAX_SERIAL_OCTETS = 20;

    private static final int ABSENT = -1;

    /** 2050-01-01T00:00:00Z, from which on RFC 5280 4.1.2.5 wants GeneralizedTime. */
    static final long YEAR_2050 = 2_524_608_000L;

    private final byte[] der;

    // Where fields start; the others are behind one of these.
    private final int serial;
    private final int subject;
    private final int key;
    private final int extensions;

    private final int version;
    private final long notBefore;
    private final long notAfter;
    private final boolean tidy;
    private int hash;
    private @Nullable String sha256;
    private @Nullable BigInteger serialNumber;
    private @Nullable Boolean selfIssued;
    private @Nullable DistinguishedName subjectName;
    private @Nullable DistinguishedName issuerName;
    private @Nullable PublicKeyInfo publicKey;
    private @Nullable Extensions extensionList;
    private @Nullable AlgorithmIdentifier signatureAlgorithm;
    private @Nullable List<EncodingDefect> defects;

    private Certificate(byte[] own) {
        this.der = own;
        DerReader fields = new DerReader(own).next(Tag.SEQUENCE, "Certificate");
        fields.finish("after the certificate");
        fields.enter();
        int outer = fields.next(Tag.SEQUENCE, "tbsCertificate").enter();
        this.version = fields.nextIf(Tag.contextConstructed(0)) ? version(fields) : 1;
        this.serial = serial(fields);
        int tbsAlgorithm = algorithm(fields, "signature");
        int tbsAlgorithmEnd = fields.position();
        DistinguishedName.check(fields, "issuer");
        int afterTimes = fields.next(Tag.SEQUENCE, "validity").enter();
        this.notBefore = time(fields.next());
        this.notAfter = time(fields.next());
        fields.finish("validity");
        fields.leave(afterTimes);
        this.subject = DistinguishedName.check(fields, "subject");
        this.key = fields.next(Tag.SEQUENCE, "subjectPublicKeyInfo").start();
        int afterKey = fields.enter();
        algorithm(fields, "subjectPublicKeyInfo");
        bits(fields, "subjectPublicKey");
        fields.finish("subjectPublicKeyInfo");
        fields.leave(afterKey);
        boolean issuerId = fields.nextIf(Tag.context(1));
        boolean subjectId = fields.nextIf(Tag.context(2));
        if (issuerId || subjectId) {
            fields.deviates();
        }
        this.extensions = fields.nextIf(Tag.contextConstructed(3)) ? extensions(fields) : ABSENT;
        fields.finish("tbsCertificate");
        fields.leave(outer);
        int algorithm = algorithm(fields, "signatureAlgorithm");
        boolean same = Arrays.equals(own, tbsAlgorithm, tbsAlgorithmEnd, own, algorithm, fields.position());
        bits(fields, "signatureValue");
        fields.finish("Certificate");
        this.tidy = same && (version == 3 || (version == 1 && extensions == ABSENT)) && !fields.hasDeviated();
    }

    private static int version(DerReader fields) {
        int outer = fields.enter();
        int number = fields.next(Tag.INTEGER, "version").nonNegative("version");
        fields.finish("version");
        fields.leave(outer);
        if (number == 0) {
            fields.deviates();
        }
        return number == Integer.MAX_VALUE ? number : number + 1;
    }

    private static int serial(DerReader fields) {
        if (fields.next(Tag.INTEGER, "serialNumber").length() == 0) {
            throw new DerException("serialNumber: INTEGER without content", fields.start());
        }
        if (!fields.isMinimalInteger()) {
            fields.deviates();
        }
        return fields.start();
    }

    private static long time(DerReader value) {
        long second = DerTime.epochSecond(value);
        if (!DerTime.isDer(value) || (value.tag() == Tag.GENERALIZED_TIME && second < YEAR_2050)) {
            value.deviates();
        }
        return second;
    }

    private static int algorithm(DerReader fields, String what) {
        int start = fields.next(Tag.SEQUENCE, what).start();
        int outer = fields.enter();
        fields.next(Tag.OID, what).checkOid();
        if (fields.hasNext()) {
            unread(fields.next());
        }
        fields.finish(what);
        fields.leave(outer);
        return start;
    }

    /** What is in a constructed value that is stepped over is anybody's guess. */
    static void unread(DerReader value) {
        if ((value.tag() & Tag.CONSTRUCTED) != 0) {
            value.deviates();
        }
    }

    private static void bits(DerReader fields, String what) {
        if (fields.next(Tag.BIT_STRING, what).length() == 0) {
            throw new DerException(what + ": BIT STRING without content", fields.start());
        }
        if (fields.array()[fields.contentStart()] != 0) {
            fields.deviates();
        }
    }

    private static int extensions(DerReader fields) {
        int outer = fields.enter();
        int start = fields.next(Tag.SEQUENCE, "extensions").start();
        fields.finish("extensions");
        fields.enter();
        if (!fields.hasNext()) {
            fields.deviates();
        }
        Extensions.check(fields);
        fields.leave(outer);
        return start;
    }

    /**
     * Reads one certificate.
     *
     * @param der exactly one certificate in DER, nothing behind it, at most {@link #MAX_BYTES}
     * @throws MalformedCertificateException naming the field and the byte where the input stops being a certificate
     */
    public static Certificate parse(byte[] der) {
        if (der.length > MAX_BYTES) {
            throw new MalformedCertificateException(
                    "certificate of " + der.length + " bytes (at most " + MAX_BYTES + ")", 0);
        }
        try {
            return new Certificate(der.clone());
        } catch (DerException e) {
            throw MalformedCertificateException.of(e);
        }
    }

    /** The same certificate as Windlass sees it; throws {@link MalformedCertificateException}. */
    public static Certificate of(X509Certificate certificate) {
        try {
            return parse(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new MalformedCertificateException("certificate without encoding: " + e.getMessage(), 0);
        }
    }

    /**
     * The same certificate as the JDK sees it.
     *
     * @throws MalformedCertificateException if the JDK's own parser refuses what Windlass reads, with its reason
     */
    public X509Certificate toX509() {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new MalformedCertificateException("the JDK refuses this certificate: " + e.getMessage(), 0);
        }
    }

    /** DER. */
    public byte[] encoded() {
        return der.clone();
    }

    /** Octets of the DER. */
    public int size() {
        return der.length;
    }

    /** SHA-256 of the DER, lower-case hex. */
    public String sha256() {
        String hex = sha256;
        if (hex == null) {
            hex = Hex.of(Hex.digest("SHA-256", der, 0, der.length));
            sha256 = hex;
        }
        return hex;
    }

    /** SHA-1 of the DER, lower-case hex: a name that old lists use, not a protection. */
    public String sha1() {
        return Hex.of(Hex.digest("SHA-1", der, 0, der.length));
    }

    /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: the same for every certificate of one key. */
    public String spkiSha256() {
        return Hex.of(Hex.digest("SHA-256", der, key, DerReader.endOf(der, key)));
    }

    /** 1, 2 or 3; a higher number as written plus one. */
    public int version() {
        return version;
    }

    /** As written: may be zero, negative or longer than the 20 octets of RFC 5280 4.1.2.2. */
    public BigInteger serialNumber() {
        BigInteger known = serialNumber;
        if (known == null) {
            int content = DerReader.contentOf(der, serial);
            known = new BigInteger(der, content, DerReader.endOf(der, serial) - content);
            serialNumber = known;
        }
        return known;
    }

    /** True if the serial number is positive and is written in at most 20 octets, as RFC 5280 4.1.2.2 wants. */
    public boolean hasUsualSerialNumber() {
        int content = DerReader.contentOf(der, serial);
        int octets = DerReader.endOf(der, serial) - content;
        boolean positive = der[content] > 0 || (der[content] == 0 && octets > 1 && der[content + 1] != 0);
        return positive && octets <= MAX_SERIAL_OCTETS;
    }

    /** Whom the certificate is about; may be empty if the names stand in the alternative names. */
    public DistinguishedName subject() {
        DistinguishedName known = subjectName;
        if (known == null) {
            known = new DistinguishedName(der, subject, DerReader.endOf(der, subject));
            subjectName = known;
        }
        return known;
    }

    /** Who signed, by name; only a signature proves it. */
    public DistinguishedName issuer() {
        DistinguishedName known = issuerName;
        if (known == null) {
            int issuer = DerReader.endOf(der, tbsAlgorithm());
            known = new DistinguishedName(der, issuer, DerReader.endOf(der, issuer));
            issuerName = known;
        }
        return known;
    }

    /** First second at which the certificate is valid. */
    public Instant notBefore() {
        return Instant.ofEpochSecond(notBefore);
    }

    /** Last second at which the certificate is valid: RFC 5280 4.1.2.5 includes both ends. */
    public Instant notAfter() {
        return Instant.ofEpochSecond(notAfter);
    }

    /** True if {@code instant}, cut to whole seconds, is neither before {@link #notBefore} nor after {@link #notAfter}. */
    public boolean isValidAt(Instant instant) {
        long second = instant.getEpochSecond();
        return second >= notBefore && second <= notAfter;
    }

    /** The certified key. */
    public PublicKeyInfo publicKey() {
        PublicKeyInfo known = publicKey;
        if (known == null) {
            known = new PublicKeyInfo(der, key);
            publicKey = known;
        }
        return known;
    }

    /** With what it was signed: the outer {@code signatureAlgorithm}. */
    public AlgorithmIdentifier signatureAlgorithm() {
        AlgorithmIdentifier known = signatureAlgorithm;
        if (known == null) {
            known = AlgorithmIdentifier.read(der, DerReader.endOf(der, tbs()));
            signatureAlgorithm = known;
        }
        return known;
    }

    /** What was signed, with what, and the signature. */
    public SignatureInfo signature() {
        AlgorithmIdentifier outer = signatureAlgorithm();
        int tbs = tbs();
        int tbsEnd = DerReader.endOf(der, tbs);
        int value = DerReader.endOf(der, tbsEnd);
        return new SignatureInfo(
                outer,
                tidy ? outer : AlgorithmIdentifier.read(der, tbsAlgorithm()),
                der,
                DerReader.contentOf(der, value) + 1,
                DerReader.endOf(der, value),
                tbs,
                tbsEnd);
    }

    private int tbs() {
        return DerReader.contentOf(der, 0);
    }

    private int tbsAlgorithm() {
        return DerReader.endOf(der, serial);
    }

    /** The extensions; none for a v1 certificate. */
    public Extensions extensions() {
        Extensions known = extensionList;
        if (known == null) {
            known = extensions == ABSENT
                    ? new Extensions(der, 0, 0)
                    : new Extensions(der, DerReader.contentOf(der, extensions), DerReader.endOf(der, extensions));
            extensionList = known;
        }
        return known;
    }

    /** What a certificate says although DER or RFC 5280 forbid to say it so, in order of offset; empty for a clean one. */
    public List<EncodingDefect> defects() {
        List<EncodingDefect> found = defects;
        if (found == null) {
            found = DefectScan.of(this, der, tidy);
            defects = found;
        }
        return found;
    }

    /** True if subject and issuer are the same name (RFC 5280 7.1); says nothing about the key that signed. */
    public boolean isSelfIssued() {
        Boolean known = selfIssued;
        if (known == null) {
            known = subject().matches(issuer());
            selfIssued = known;
        }
        return known;
    }

    /** True if the basic constraints can be read and say cA. A v1 root is not a CA by this test. */
    public boolean isCa() {
        try {
            return extensions().basicConstraints().map(BasicConstraints::ca).orElse(false);
        } catch (MalformedCertificateException unreadable) {
            return false;
        }
    }

    /** PEM with 64 characters a line, newline at the end (RFC 7468). */
    public String toPem() {
        return Pem.encode("CERTIFICATE", der);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Certificate that && Arrays.equals(der, that.der));
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            // All octets: who sends thousands that differ only where none is looked at would make every look-up a long
            // one. This sum is an instruction of the processor, even before anything is compiled.
            CRC32 sum = new CRC32();
            sum.update(der);
            known = (int) sum.getValue();
            hash = known;
        }
        return known;
    }

    /** Subject, issuer, serial number, validity, key and the start of the SHA-256, on one line. */
    @Override
    public String toString() {
        return "Certificate[" + subject() + (subject().equals(issuer()) ? ", self-issued" : ", by " + issuer())
                + ", serial " + serialNumber().toString(16) + ", " + notBefore() + " to " + notAfter()
                + ", " + publicKey() + ", sha256 " + sha256().substring(0, 16) + "]";
    }
}
