package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything about an OCSP response that can be chosen before it is signed, right or wrong (RFC 6960 4.2). Immutable; each
 * method returns a copy. At first: successful, produced now, signed by the issuer itself, single responses from now for one
 * day.
 */
public final class OcspSpec {
    /** {@code tryLater}. */
    public static final int TRY_LATER = 3;

    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";
    private static final Duration LIFE = Duration.ofDays(1);

    @SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
    private record Single(Certificate certificate, byte[] status, Instant thisUpdate, Optional<Instant> nextUpdate) {}

    private int responseStatus;
    private Instant producedAt;
    private Instant thisUpdate;
    private Optional<Instant> nextUpdate;
    private List<Single> singles = List.of();
    private Optional<Issued> responder = Optional.empty();
    private Optional<Certificate> idIssuer = Optional.empty();
    private boolean byName;
    private boolean withCertificate = true;
    private String hash = "SHA-1";
    private List<Extension> extensions = List.of();
    private Optional<SigningAlgorithm> signing = Optional.empty();
    private boolean wrongSignature;

    OcspSpec(Instant now) {
        this.producedAt = now;
        this.thisUpdate = now;
        this.nextUpdate = Optional.of(now.plus(LIFE));
    }

    private OcspSpec(OcspSpec from) {
        this.responseStatus = from.responseStatus;
        this.producedAt = from.producedAt;
        this.thisUpdate = from.thisUpdate;
        this.nextUpdate = from.nextUpdate;
        this.singles = from.singles;
        this.responder = from.responder;
        this.idIssuer = from.idIssuer;
        this.byName = from.byName;
        this.withCertificate = from.withCertificate;
        this.hash = from.hash;
        this.extensions = from.extensions;
        this.signing = from.signing;
        this.wrongSignature = from.wrongSignature;
    }

    /** {@code good} for this certificate, with the update times set so far. */
    public OcspSpec good(Certificate certificate) {
        return single(certificate, DerWriter.value(Tag.context(0)));
    }

    /** {@code revoked} without a reason. */
    public OcspSpec revoked(Certificate certificate, Instant at) {
        return single(certificate, DerWriter.explicit(1, DerWriter.generalizedTime(at)));
    }

    /** {@code revoked} with a reason (RFC 5280 5.3.1). */
    public OcspSpec revoked(Certificate certificate, Instant at, RevocationReason reason) {
        byte[] code = DerWriter.explicit(0, DerWriter.enumerated(reason.code()));
        return single(certificate, DerWriter.explicit(1, DerWriter.generalizedTime(at), code));
    }

    /** {@code unknown}. */
    public OcspSpec unknown(Certificate certificate) {
        return single(certificate, DerWriter.value(Tag.context(2)));
    }

    private OcspSpec single(Certificate certificate, byte[] status) {
        OcspSpec next = new OcspSpec(this);
        List<Single> all = new ArrayList<>(singles);
        all.add(new Single(certificate, status, thisUpdate, nextUpdate));
        next.singles = List.copyOf(all);
        return next;
    }

    /** From when to when the single responses added after this call hold. */
    public OcspSpec valid(Instant from, Instant to) {
        OcspSpec next = new OcspSpec(this);
        next.thisUpdate = from;
        next.nextUpdate = Optional.of(to);
        return next;
    }

    /** No nextUpdate in the single responses added after this call: newer information is always available. */
    public OcspSpec withoutNextUpdate() {
        OcspSpec next = new OcspSpec(this);
        next.nextUpdate = Optional.empty();
        return next;
    }

    /** When the response was signed. */
    public OcspSpec producedAt(Instant instant) {
        OcspSpec next = new OcspSpec(this);
        next.producedAt = instant;
        return next;
    }

    /** Signed by this responder, whose certificate goes along. */
    public OcspSpec signedBy(Issued signer) {
        OcspSpec next = new OcspSpec(this);
        next.responder = Optional.of(signer);
        return next;
    }

    /** The signer's certificate does not go along. */
    public OcspSpec withoutCertificate() {
        OcspSpec next = new OcspSpec(this);
        next.withCertificate = false;
        return next;
    }

    /** The responder identifies itself by its name instead of its key. */
    public OcspSpec byName() {
        OcspSpec next = new OcspSpec(this);
        next.byName = true;
        return next;
    }

    /** Hash of the certificate ids: {@code SHA-1} (at first) or {@code SHA-256}. */
    public OcspSpec hash(String algorithm) {
        OcspSpec next = new OcspSpec(this);
        next.hash = algorithm;
        return next;
    }

    /** Certificate ids made for this issuer instead of the one that answers. */
    public OcspSpec idIssuer(Certificate issuer) {
        OcspSpec next = new OcspSpec(this);
        next.idIssuer = Optional.of(issuer);
        return next;
    }

    /** A nonce (RFC 8954). */
    public OcspSpec nonce(byte[] nonce) {
        return extension(new Extension(NONCE, false, DerWriter.octets(nonce)));
    }

    /** Any response extension. */
    public OcspSpec extension(Extension extension) {
        OcspSpec next = new OcspSpec(this);
        List<Extension> all = new ArrayList<>(extensions);
        all.add(extension);
        next.extensions = List.copyOf(all);
        return next;
    }

    /** Another response status than successful (0); then nothing else is in the response. */
    public OcspSpec responseStatus(int status) {
        OcspSpec next = new OcspSpec(this);
        next.responseStatus = status;
        return next;
    }

    /** Sign with this instead of what fits the key. */
    public OcspSpec signedWith(SigningAlgorithm algorithm) {
        OcspSpec next = new OcspSpec(this);
        next.signing = Optional.of(algorithm);
        return next;
    }

    /** Sign other content: the signature does not verify. */
    public OcspSpec wrongSignature() {
        OcspSpec next = new OcspSpec(this);
        next.wrongSignature = true;
        return next;
    }

    byte[] sign(Authority authority) {
        if (responseStatus != 0) {
            return DerWriter.sequence(DerWriter.enumerated(responseStatus));
        }
        Issued signer = responder.orElse(authority);
        SigningAlgorithm algorithm = signing.orElseGet(() -> Assembly.defaultSigning(signer.keyPair()));
        List<byte[]> data = new ArrayList<>();
        data.add(responderId(signer));
        data.add(DerWriter.generalizedTime(producedAt));
        Certificate issuer = idIssuer.orElse(authority.certificate());
        data.add(DerWriter.sequence(
                singles.stream().map(single -> response(single, issuer)).toList()));
        if (!extensions.isEmpty()) {
            data.add(DerWriter.explicit(
                    1,
                    DerWriter.sequence(extensions.stream().map(ExtensionDer::of).toList())));
        }
        byte[] tbs = DerWriter.sequence(data);
        byte[] signature = Assembly.signature(authority.mint(), tbs, algorithm, signer.keyPair(), wrongSignature);
        List<byte[]> basic = new ArrayList<>(List.of(tbs, algorithm.der(), DerWriter.bits(signature)));
        if (responder.isPresent() && withCertificate) {
            basic.add(DerWriter.explicit(
                    0, DerWriter.sequence(signer.certificate().encoded())));
        }
        byte[] bytes = DerWriter.sequence(DerWriter.oid(BASIC), DerWriter.octets(DerWriter.sequence(basic)));
        return DerWriter.sequence(DerWriter.enumerated(0), DerWriter.explicit(0, bytes));
    }

    private byte[] responderId(Issued signer) {
        if (byName) {
            return DerWriter.explicit(1, signer.certificate().subject().encoded());
        }
        return DerWriter.explicit(
                2,
                DerWriter.octets(
                        digest("SHA-1", signer.certificate().publicKey().keyBytes())));
    }

    private byte[] response(Single single, Certificate issuer) {
        String oid = hash.equals("SHA-1") ? "1.3.14.3.2.26" : "2.16.840.1.101.3.4.2.1";
        byte[] id = DerWriter.sequence(
                DerWriter.sequence(DerWriter.oid(oid), DerWriter.nul()),
                DerWriter.octets(digest(hash, issuer.subject().encoded())),
                DerWriter.octets(digest(hash, issuer.publicKey().keyBytes())),
                DerWriter.integer(single.certificate().serialNumber()));
        List<byte[]> fields = new ArrayList<>();
        fields.add(id);
        fields.add(single.status());
        fields.add(DerWriter.generalizedTime(single.thisUpdate()));
        single.nextUpdate().ifPresent(instant -> fields.add(DerWriter.explicit(0, DerWriter.generalizedTime(instant))));
        return DerWriter.sequence(fields);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        return Hex.digest(algorithm, bytes, 0, bytes.length);
    }

    /** Number of answers and instant. */
    @Override
    public String toString() {
        return "OCSP response of " + Count.of(singles.size(), "answer") + ", produced at " + producedAt;
    }
}
