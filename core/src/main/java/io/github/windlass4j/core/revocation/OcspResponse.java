package io.github.windlass4j.core.revocation;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.SignatureInfo;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerTime;
import io.github.windlass4j.core.internal.der.Tag;
import io.github.windlass4j.core.internal.revocation.OcspRules;
import io.github.windlass4j.core.internal.signature.Verifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An OCSP response (RFC 6960 4.2.1), as stapled or as stored. Parsing checks the outer structure; whether the part that is
 * signed can be read is told by {@link #content()}, and nothing is verified. Two are equal if their DER is.
 */
public final class OcspResponse {
    /** Largest response read, in bytes; they are near 2 kB, 10 kB with a chain of post-quantum certificates. */
    public static final int MAX_BYTES = 1 << 20;

    /**
     * Own choice: two signatures suffice for a real response, its own and its responder's; a bag of look-alikes gets no more.
     */
    private static final int MAX_CHECKS = 16;

    /** id-pkix-ocsp-basic. */
    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";

    /** What the responder answered before any certificate is named (RFC 6960 4.2.1); code 4 has no meaning. */
    public enum Status {
        /** There is an answer. */
        SUCCESSFUL(0),
        /** It could not read the request. */
        MALFORMED_REQUEST(1),
        /** It failed. */
        INTERNAL_ERROR(2),
        /** It is busy. */
        TRY_LATER(3),
        /** It wants a signed request. */
        SIGNATURE_REQUIRED(5),
        /** It does not answer this client. */
        UNAUTHORIZED(6);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        static Optional<Status> ofCode(int code) {
            return Arrays.stream(values()).filter(status -> status.code == code).findFirst();
        }
    }

    /**
     * The signed part.
     *
     * @param responderName who signed, by name
     * @param responderKeyHash who signed, by SHA-1 of the key bits, lower-case hex; exactly one of the two is present
     * @param producedAt when it was signed
     * @param answers one per certificate
     * @param extensions of the response as a whole
     */
    public record Content(
            Optional<DistinguishedName> responderName,
            Optional<String> responderKeyHash,
            Instant producedAt,
            List<SingleResponse> answers,
            Extensions extensions) {
        /** Copies the list. */
        public Content {
            answers = List.copyOf(answers);
        }
    }

    private final byte[] der;
    private final Status status;
    private final Optional<SignatureInfo> signature;
    private final List<byte[]> certificates;

    private OcspResponse(byte[] own) {
        this.der = own;
        DerReader file = new DerReader(own).next(Tag.SEQUENCE, "OCSPResponse");
        file.finish("after the response");
        DerReader fields = file.inner();
        int code = fields.next(Tag.ENUMERATED, "responseStatus").nonNegative("responseStatus");
        this.status = Status.ofCode(code)
                .orElseThrow(
                        () -> new DerException("responseStatus " + code + " (want 0 to 3, 5 or 6)", fields.start()));
        List<byte[]> bag = new ArrayList<>();
        if (fields.nextIf(Tag.contextConstructed(0))) {
            this.signature = Optional.of(basic(fields.inner(), bag));
        } else {
            if (status == Status.SUCCESSFUL) {
                throw new DerException("responseBytes: missing in a successful response", fields.position());
            }
            this.signature = Optional.empty();
        }
        fields.finish("OCSPResponse");
        this.certificates = List.copyOf(bag);
    }

    private static SignatureInfo basic(DerReader bytes, List<byte[]> bag) {
        DerReader fields = bytes.next(Tag.SEQUENCE, "responseBytes").inner();
        bytes.finish("responseBytes");
        String type = fields.next(Tag.OID, "responseType").oid();
        if (!type.equals(BASIC)) {
            throw new DerException("responseType " + type + " (want " + BASIC + ")", fields.start());
        }
        DerReader content = fields.next(Tag.OCTET_STRING, "response").inner();
        fields.finish("responseBytes");
        DerReader response = content.next(Tag.SEQUENCE, "BasicOCSPResponse").inner();
        content.finish("BasicOCSPResponse");
        // Read when asked for: a response whose signed part is broken is still one that its status can be told of.
        byte[] tbs = response.next().encoded();
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.parse(
                response.next(Tag.SEQUENCE, "signatureAlgorithm").encoded());
        byte[] bits = response.next(Tag.BIT_STRING, "signature").content();
        if (bits.length == 0 || bits[0] != 0) {
            throw new DerException("signature: unused bits", response.start());
        }
        if (response.nextIf(Tag.contextConstructed(0))) {
            DerReader certs = response.inner();
            DerReader list = certs.next(Tag.SEQUENCE, "certs").inner();
            certs.finish("certs");
            while (list.hasNext()) {
                bag.add(list.next(Tag.SEQUENCE, "certificate").encoded());
            }
        }
        response.finish("BasicOCSPResponse");
        return new SignatureInfo(algorithm, algorithm, Arrays.copyOfRange(bits, 1, bits.length), tbs);
    }

    /**
     * Reads one response.
     *
     * @param der exactly one OCSPResponse in DER, at most {@link #MAX_BYTES}
     * @throws MalformedRevocationException naming the field and the byte where the input stops being a response
     */
    public static OcspResponse parse(byte[] der) {
        if (der.length > MAX_BYTES) {
            throw new MalformedRevocationException(
                    "OCSP response of " + der.length + " bytes (at most " + MAX_BYTES + ")", 0);
        }
        try {
            return new OcspResponse(der.clone());
        } catch (DerException e) {
            throw MalformedRevocationException.of(e);
        } catch (MalformedCertificateException e) {
            throw new MalformedRevocationException(String.valueOf(e.getMessage()), e.offset());
        }
    }

    /**
     * What the response says of a certificate: whether the responder may speak, is current, and what it answers. Whether a
     * responder that the CA has certified for this is itself revoked is not asked here, as no CRLs are at hand; a
     * {@link io.github.windlass4j.core.chain.ChainRequest} with {@link RevocationData} asks.
     *
     * @param issuer the certificate's issuer, already trusted by the caller
     */
    public OcspAnswer check(Certificate certificate, Certificate issuer, Instant at, RevocationPolicy policy) {
        return new OcspRules(at, policy, Verifier.atMost(MAX_CHECKS), responder -> new RevocationStatus.Good())
                .answer(this, certificate, issuer);
    }

    /** DER. */
    public byte[] encoded() {
        return der.clone();
    }

    /** What the responder answered before any certificate is named. */
    public Status status() {
        return status;
    }

    /** What it is signed with; empty if the status is not {@link Status#SUCCESSFUL}. */
    public Optional<SignatureInfo> signature() {
        return signature;
    }

    /** The certificates that came along and can be read, in their order. */
    public List<Certificate> certificates() {
        List<Certificate> readable = new ArrayList<>();
        for (byte[] certificate : certificates) {
            try {
                readable.add(Certificate.parse(certificate));
            } catch (MalformedCertificateException useless) {
                // A responder certificate that cannot be read vouches for nothing; the answer then lacks a signer.
            }
        }
        return readable;
    }

    /**
     * The signed part.
     *
     * @throws MalformedRevocationException if it cannot be read, or if there is none
     */
    public Content content() {
        if (signature.isEmpty()) {
            throw new MalformedRevocationException("no content in a response with status " + status, 0);
        }
        try {
            return content(signature.get().tbs());
        } catch (DerException e) {
            throw MalformedRevocationException.of(e);
        } catch (MalformedCertificateException e) {
            throw new MalformedRevocationException(String.valueOf(e.getMessage()), e.offset());
        }
    }

    private static Content content(byte[] tbs) {
        DerReader fields =
                new DerReader(tbs).next(Tag.SEQUENCE, "tbsResponseData").inner();
        if (fields.nextIf(Tag.contextConstructed(0))) {
            DerReader version = fields.inner();
            int number = version.next(Tag.INTEGER, "version").nonNegative("version");
            version.finish("version");
            if (number != 0) {
                throw new DerException("version number " + number + " (want 0)", fields.start());
            }
        }
        Optional<DistinguishedName> name = Optional.empty();
        Optional<String> keyHash = Optional.empty();
        if (fields.nextIf(Tag.contextConstructed(1))) {
            name = Optional.of(DistinguishedName.parse(fields.content()));
        } else {
            DerReader hash =
                    fields.next(Tag.contextConstructed(2), "responderID").inner();
            keyHash = Optional.of(Hex.of(hash.next(Tag.OCTET_STRING, "byKey").content()));
            hash.finish("byKey");
        }
        Instant producedAt = DerTime.instant(fields.next(Tag.GENERALIZED_TIME, "producedAt"));
        DerReader list = fields.next(Tag.SEQUENCE, "responses").inner();
        List<SingleResponse> answers = new ArrayList<>();
        while (list.hasNext()) {
            answers.add(SingleResponse.read(list.next(Tag.SEQUENCE, "SingleResponse")));
        }
        Extensions extensions = SingleResponse.extensions(fields, 1);
        fields.finish("ResponseData");
        return new Content(name, keyHash, producedAt, answers, extensions);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof OcspResponse that && Arrays.equals(der, that.der));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    @Override
    public String toString() {
        return "OcspResponse[" + status + ", " + der.length + " bytes]";
    }
}
