package io.github.windlass4j.core.revocation;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.SignatureInfo;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerTime;
import io.github.windlass4j.core.internal.der.Tag;
import io.github.windlass4j.core.internal.revocation.CrlRules;
import io.github.windlass4j.core.internal.revocation.Signer;
import io.github.windlass4j.core.internal.signature.Verifier;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate revocation list (RFC 5280 5), complete or delta. Parsing checks the structure of everything but the
 * signature; nothing is verified. Two are equal if their DER is. Immutable and safe to share.
 */
public final class Crl {
    /** Largest CRL read, in bytes; the largest public ones are near 10 MB. */
    public static final int MAX_BYTES = 64 << 20;

    private static final Set<String> PROCESSED = Set.of(
            Extension.AUTHORITY_KEY_IDENTIFIER,
            Extension.ISSUER_ALTERNATIVE_NAME,
            Extension.CRL_NUMBER,
            Extension.DELTA_CRL_INDICATOR,
            Extension.ISSUING_DISTRIBUTION_POINT,
            Extension.FRESHEST_CRL);

    private final byte[] der;
    private final int version;
    private final SignatureInfo signature;
    private final DistinguishedName issuer;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final CrlEntries entries;
    private final Extensions extensions;
    private final Optional<IssuingDistributionPoint> scope;
    private final Optional<BigInteger> number;
    private final Optional<BigInteger> base;
    private final Optional<String> authorityKey;

    private Crl(byte[] own) {
        this.der = own;
        DerReader file = new DerReader(own).next(Tag.SEQUENCE, "CertificateList");
        file.finish("after the CRL");
        DerReader list = file.inner();
        DerReader fields = list.next(Tag.SEQUENCE, "tbsCertList").inner();
        byte[] tbs = list.encoded();
        this.version = fields.nextIf(Tag.INTEGER) ? version(fields) : 1;
        AlgorithmIdentifier inner = algorithm(fields, "signature");
        this.issuer =
                DistinguishedName.parse(fields.next(Tag.SEQUENCE, "issuer").encoded());
        this.thisUpdate = time(fields, "thisUpdate");
        this.nextUpdate = DerTime.isTime(fields.peek()) ? Optional.of(time(fields, "nextUpdate")) : Optional.empty();
        this.entries = fields.nextIf(Tag.SEQUENCE) ? CrlEntries.read(fields, issuer, version) : CrlEntries.none();
        if (fields.nextIf(Tag.contextConstructed(0))) {
            if (version == 1) {
                throw new DerException("crlExtensions in a version 1 CRL", fields.start());
            }
            DerReader wrapped = fields.inner().next(Tag.SEQUENCE, "crlExtensions");
            wrapped.finish("crlExtensions");
            this.extensions = Extensions.parse(wrapped.encoded());
        } else {
            this.extensions = Extensions.parse(new byte[] {Tag.SEQUENCE, 0});
        }
        fields.finish("tbsCertList");
        AlgorithmIdentifier outer = algorithm(list, "signatureAlgorithm");
        byte[] bits = list.next(Tag.BIT_STRING, "signatureValue").content();
        list.finish("CertificateList");
        if (bits.length == 0 || bits[0] != 0) {
            throw new DerException("signatureValue: unused bits", list.start());
        }
        if (!outer.equals(inner)) {
            throw new DerException("signatureAlgorithm " + outer + " (want " + inner + " as under the signature)", 0);
        }
        this.signature = new SignatureInfo(outer, inner, Arrays.copyOfRange(bits, 1, bits.length), tbs);
        this.scope = value(Extension.ISSUING_DISTRIBUTION_POINT).map(IssuingDistributionPoint::parse);
        this.number = value(Extension.CRL_NUMBER).map(Crl::integer);
        this.base = value(Extension.DELTA_CRL_INDICATOR).map(Crl::integer);
        this.authorityKey = extensions.authorityKeyIdentifier().flatMap(AuthorityKeyIdentifier::keyIdentifier);
    }

    private static int version(DerReader fields) {
        int number = fields.nonNegative("version");
        if (number != 1) {
            throw new DerException("version number " + number + " (want 1, or none for version 1)", fields.start());
        }
        return 2;
    }

    private static AlgorithmIdentifier algorithm(DerReader fields, String what) {
        return AlgorithmIdentifier.parse(fields.next(Tag.SEQUENCE, what).encoded());
    }

    private static Instant time(DerReader fields, String what) {
        try {
            return DerTime.instant(fields.next());
        } catch (DerException e) {
            throw new DerException(what + ": " + e.getMessage(), e.offset());
        }
    }

    private static BigInteger integer(byte[] der) {
        DerReader value = new DerReader(der);
        value.next(Tag.INTEGER, "number");
        value.finish("number");
        return value.integer();
    }

    private Optional<byte[]> value(String oid) {
        return extensions.find(oid).map(extension -> extension.value().bytes());
    }

    /**
     * Reads one CRL.
     *
     * @param der exactly one CRL in DER, at most {@link #MAX_BYTES}
     * @throws MalformedRevocationException naming the field and the byte where the input stops being a CRL
     */
    public static Crl parse(byte[] der) {
        if (der.length > MAX_BYTES) {
            throw new MalformedRevocationException("CRL of " + der.length + " bytes (at most " + MAX_BYTES + ")", 0);
        }
        try {
            return new Crl(der.clone());
        } catch (DerException e) {
            throw MalformedRevocationException.of(e);
        } catch (MalformedCertificateException e) {
            throw new MalformedRevocationException(String.valueOf(e.getMessage()), e.offset());
        }
    }

    /**
     * What this CRL alone says of a certificate (RFC 5280 6.3.3), if {@code issuer} signed it. The policy's mode makes no
     * difference here.
     *
     * @param issuer the certificate's issuer, already trusted by the caller
     */
    public RevocationStatus check(Certificate certificate, Certificate issuer, Instant at, RevocationPolicy policy) {
        return check(certificate, List.of(issuer), at, policy);
    }

    /**
     * What this CRL alone says of a certificate, if one of the certificates above it signed the CRL: a CA that has changed its
     * key signs with the other one.
     *
     * @param above the path from the certificate's issuer upwards, already trusted by the caller
     */
    public RevocationStatus check(
            Certificate certificate, List<Certificate> above, Instant at, RevocationPolicy policy) {
        List<Signer> signers = above.stream().map(Signer::of).toList();
        return new CrlRules(List.of(this), policy, at, false, Verifier.UNLIMITED, crl -> signers).status(certificate);
    }

    /** DER. */
    public byte[] encoded() {
        return der.clone();
    }

    /** 1 or 2. */
    public int version() {
        return version;
    }

    /** Who signed it. */
    public DistinguishedName issuer() {
        return issuer;
    }

    /** When it was issued. */
    public Instant thisUpdate() {
        return thisUpdate;
    }

    /** When the next one is due; RFC 5280 5.1.2.5 demands it. */
    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    /** Its number (RFC 5280 5.2.3). */
    public Optional<BigInteger> number() {
        return number;
    }

    /** Number of the complete CRL that a delta CRL starts from (RFC 5280 5.2.4); empty for complete CRLs. */
    public Optional<BigInteger> baseNumber() {
        return base;
    }

    /** True for a delta CRL. */
    public boolean isDelta() {
        return base.isPresent();
    }

    /** Which certificates it speaks for; empty = all of its issuer. */
    public Optional<IssuingDistributionPoint> scope() {
        return scope;
    }

    /** Key identifier of the key that signed, lower-case hex. */
    public Optional<String> authorityKey() {
        return authorityKey;
    }

    /** Its extensions. */
    public Extensions extensions() {
        return extensions;
    }

    /** Critical extensions, of the CRL or of any entry, that are not processed here; dotted decimals. */
    public List<String> unknownCritical() {
        List<String> unknown = new ArrayList<>(entries.unknownCritical());
        extensions.all().stream()
                .filter(extension -> extension.critical() && !PROCESSED.contains(extension.oid()))
                .forEach(extension -> unknown.add(extension.oid()));
        return unknown;
    }

    /** What it is signed with; nothing here verifies it. */
    public SignatureInfo signature() {
        return signature;
    }

    /** Number of revoked certificates. */
    public int size() {
        return entries.size();
    }

    /** The entry for a certificate of this issuer. */
    public Optional<CrlEntry> find(DistinguishedName certificateIssuer, BigInteger serialNumber) {
        return entries.find(certificateIssuer, serialNumber);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Crl that && Arrays.equals(der, that.der));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    /** Issuer, number, dates and count on one line. */
    @Override
    public String toString() {
        return (isDelta() ? "delta CRL[" : "CRL[") + issuer + ", "
                + number.map(n -> "number " + n + ", ").orElse("") + thisUpdate + " to "
                + nextUpdate.map(Instant::toString).orElse("open") + ", " + Count.of(size(), "entry") + "]";
    }
}
