package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.DistributionPoint;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.internal.der.DerWriter;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything about a CRL that can be chosen before it is signed, right or wrong (RFC 5280 5). Immutable; each method returns a
 * copy. At first: this moment, seven days, CRL number 1, no entry; the authority key identifier is added on signing.
 */
public final class CrlSpec {
    private static final String REASON_CODE = "2.5.29.21";
    private static final String CERTIFICATE_ISSUER = "2.5.29.29";
    private static final Duration LIFE = Duration.ofDays(7);

    private Instant thisUpdate;
    private Optional<Instant> nextUpdate;
    private Optional<DistinguishedName> issuer = Optional.empty();
    private List<byte[]> entries = List.of();
    private ExtensionList extensions = ExtensionList.EMPTY;
    private int version = 2;
    private Optional<SigningAlgorithm> signing = Optional.empty();
    private Optional<SigningAlgorithm> innerAlgorithm = Optional.empty();
    private boolean wrongSignature;

    CrlSpec(Instant now) {
        this.thisUpdate = now;
        this.nextUpdate = Optional.of(now.plus(LIFE));
        this.extensions = ExtensionList.EMPTY.set(number(Extension.CRL_NUMBER, false, BigInteger.ONE));
    }

    private CrlSpec(CrlSpec from) {
        this.thisUpdate = from.thisUpdate;
        this.nextUpdate = from.nextUpdate;
        this.issuer = from.issuer;
        this.entries = from.entries;
        this.extensions = from.extensions;
        this.version = from.version;
        this.signing = from.signing;
        this.innerAlgorithm = from.innerAlgorithm;
        this.wrongSignature = from.wrongSignature;
    }

    private static Extension number(String oid, boolean critical, BigInteger number) {
        return new Extension(oid, critical, DerWriter.integer(number));
    }

    /** When it was made. */
    public CrlSpec thisUpdate(Instant instant) {
        CrlSpec next = new CrlSpec(this);
        next.thisUpdate = instant;
        return next;
    }

    /** When the next one comes. */
    public CrlSpec nextUpdate(Instant instant) {
        CrlSpec next = new CrlSpec(this);
        next.nextUpdate = Optional.of(instant);
        return next;
    }

    /** Without the field that RFC 5280 5.1.2.5 requires. */
    public CrlSpec withoutNextUpdate() {
        CrlSpec next = new CrlSpec(this);
        next.nextUpdate = Optional.empty();
        return next;
    }

    /** Name this issuer, whoever signs. */
    public CrlSpec issuer(DistinguishedName name) {
        CrlSpec next = new CrlSpec(this);
        next.issuer = Optional.of(name);
        return next;
    }

    /** An entry at {@code thisUpdate} without a reason. */
    public CrlSpec revoke(Certificate certificate) {
        return revoke(certificate.serialNumber(), thisUpdate);
    }

    /** An entry with a {@code reasonCode}. */
    public CrlSpec revoke(Certificate certificate, Instant at, RevocationReason reason) {
        return revoke(
                certificate.serialNumber(), at, new Extension(REASON_CODE, false, DerWriter.enumerated(reason.code())));
    }

    /** An entry of an indirect CRL: names the certificate's issuer, and by RFC 5280 5.3.3 that of the entries after it. */
    public CrlSpec revokeOfOtherIssuer(Certificate certificate, Instant at) {
        byte[] names = ExtensionDer.names(List.of(new GeneralName.Directory(certificate.issuer())));
        return revoke(certificate.serialNumber(), at, new Extension(CERTIFICATE_ISSUER, true, names));
    }

    /** Any entry, with any extensions. */
    public CrlSpec revoke(BigInteger serial, Instant at, Extension... entryExtensions) {
        List<byte[]> fields = new ArrayList<>();
        fields.add(DerWriter.integer(serial));
        fields.add(DerWriter.time(at));
        if (entryExtensions.length > 0) {
            fields.add(DerWriter.sequence(
                    Arrays.stream(entryExtensions).map(ExtensionDer::of).toList()));
        }
        CrlSpec next = new CrlSpec(this);
        List<byte[]> all = new ArrayList<>(entries);
        all.add(DerWriter.sequence(fields));
        next.entries = List.copyOf(all);
        return next;
    }

    /** The CRL number. */
    public CrlSpec number(long number) {
        return extension(number(Extension.CRL_NUMBER, false, BigInteger.valueOf(number)));
    }

    /** A delta CRL on top of the complete one with this number. */
    public CrlSpec deltaTo(long baseNumber) {
        return extension(number(Extension.DELTA_CRL_INDICATOR, true, BigInteger.valueOf(baseNumber)));
    }

    /** A critical issuingDistributionPoint. */
    public CrlSpec scope(CrlScope scope) {
        return extension(new Extension(Extension.ISSUING_DISTRIBUTION_POINT, true, scope.der()));
    }

    /** Where delta CRLs to this one are. */
    public CrlSpec freshestCrl(DistributionPoint... points) {
        return extension(
                new Extension(Extension.FRESHEST_CRL, false, ExtensionDer.distributionPoints(Arrays.asList(points))));
    }

    /** Any extension, in the place of the one of its kind, else behind the others. */
    public CrlSpec extension(Extension extension) {
        CrlSpec next = new CrlSpec(this);
        next.extensions = extensions.set(extension);
        return next;
    }

    /** No extension of this kind, also not one that signing would add. */
    public CrlSpec without(String oid) {
        CrlSpec next = new CrlSpec(this);
        next.extensions = extensions.without(oid);
        return next;
    }

    /** 1 leaves the version out, as v1 does; the extensions stay unless removed. */
    public CrlSpec version(int number) {
        CrlSpec next = new CrlSpec(this);
        next.version = number;
        return next;
    }

    /** Sign with this instead of what fits the key. */
    public CrlSpec signedWith(SigningAlgorithm algorithm) {
        CrlSpec next = new CrlSpec(this);
        next.signing = Optional.of(algorithm);
        return next;
    }

    /** Name this algorithm under the signature, whatever signs. */
    public CrlSpec innerAlgorithm(SigningAlgorithm algorithm) {
        CrlSpec next = new CrlSpec(this);
        next.innerAlgorithm = Optional.of(algorithm);
        return next;
    }

    /** Sign other content: the signature does not verify. */
    public CrlSpec wrongSignature() {
        CrlSpec next = new CrlSpec(this);
        next.wrongSignature = true;
        return next;
    }

    byte[] sign(Authority authority) {
        SigningAlgorithm algorithm = signing.orElseGet(() -> Assembly.defaultSigning(authority.keyPair()));
        List<byte[]> fields = new ArrayList<>();
        if (version != 1) {
            fields.add(DerWriter.integer(version - 1L));
        }
        fields.add(innerAlgorithm.orElse(algorithm).der());
        fields.add(issuer.orElse(authority.certificate().subject()).encoded());
        fields.add(DerWriter.time(thisUpdate));
        nextUpdate.ifPresent(instant -> fields.add(DerWriter.time(instant)));
        if (!entries.isEmpty()) {
            fields.add(DerWriter.sequence(entries));
        }
        List<Extension> all = new ArrayList<>(extensions.extensions());
        if (extensions.wants(Extension.AUTHORITY_KEY_IDENTIFIER)) {
            Assembly.authorityKeyIdentifier(authority.certificate()).ifPresent(all::add);
        }
        if (!all.isEmpty()) {
            fields.add(DerWriter.explicit(
                    0, DerWriter.sequence(all.stream().map(ExtensionDer::of).toList())));
        }
        byte[] tbs = DerWriter.sequence(fields);
        return Assembly.signed(authority.mint(), tbs, algorithm, authority.keyPair(), wrongSignature);
    }

    /** Number of entries and validity. */
    @Override
    public String toString() {
        return "CRL of " + Count.of(entries.size(), "entry") + " from " + thisUpdate
                + nextUpdate.map(next -> " to " + next).orElse("");
    }
}
