package io.github.windlass4j.core.revocation;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerTime;
import io.github.windlass4j.core.internal.der.Tag;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a responder says of one certificate (RFC 6960 4.2.1).
 *
 * @param hashAlgorithm digest of the two hashes, by Java's name or as object identifier
 * @param issuerNameHash digest of the issuer's name, lower-case hex
 * @param issuerKeyHash digest of the issuer's key bits, lower-case hex
 * @param serialNumber the certificate's serial number
 * @param status good, revoked or unknown, unverified
 * @param thisUpdate from when this is known
 * @param nextUpdate when more will be known, if that is told
 * @param extensions of this answer
 */
public record SingleResponse(
        String hashAlgorithm,
        String issuerNameHash,
        String issuerKeyHash,
        BigInteger serialNumber,
        RevocationStatus status,
        Instant thisUpdate,
        Optional<Instant> nextUpdate,
        Extensions extensions) {
    static SingleResponse read(DerReader value) {
        DerReader fields = value.inner();
        DerReader id = fields.next(Tag.SEQUENCE, "certID").inner();
        String digest = AlgorithmIdentifier.parse(
                        id.next(Tag.SEQUENCE, "hashAlgorithm").encoded())
                .name();
        String name = Hex.of(id.next(Tag.OCTET_STRING, "issuerNameHash").content());
        String key = Hex.of(id.next(Tag.OCTET_STRING, "issuerKeyHash").content());
        BigInteger serial = id.next(Tag.INTEGER, "serialNumber").integer();
        id.finish("certID");
        RevocationStatus status = status(fields.next());
        Instant thisUpdate = DerTime.instant(fields.next(Tag.GENERALIZED_TIME, "thisUpdate"));
        Optional<Instant> nextUpdate = Optional.empty();
        if (fields.nextIf(Tag.contextConstructed(0))) {
            DerReader time = fields.inner();
            nextUpdate = Optional.of(DerTime.instant(time.next(Tag.GENERALIZED_TIME, "nextUpdate")));
            time.finish("nextUpdate");
        }
        Extensions extensions = extensions(fields, 1);
        fields.finish("SingleResponse");
        return new SingleResponse(digest, name, key, serial, status, thisUpdate, nextUpdate, extensions);
    }

    private static RevocationStatus status(DerReader value) {
        if (value.tag() == Tag.context(0) && value.length() == 0) {
            return new RevocationStatus.Good();
        }
        if (value.tag() == Tag.contextConstructed(1)) {
            DerReader info = value.inner();
            Instant since = DerTime.instant(info.next(Tag.GENERALIZED_TIME, "revocationTime"));
            Optional<RevocationReason> reason = Optional.empty();
            if (info.nextIf(Tag.contextConstructed(0))) {
                DerReader code = info.inner();
                reason = RevocationReason.ofCode(
                        code.next(Tag.ENUMERATED, "revocationReason").nonNegative("revocationReason"));
                code.finish("revocationReason");
            }
            info.finish("RevokedInfo");
            return new RevocationStatus.Revoked(since, reason);
        }
        if (value.tag() == Tag.context(2) && value.length() == 0) {
            return new RevocationStatus.Unknown(List.of("the responder does not know the certificate"));
        }
        throw new DerException(
                String.format("certStatus: tag 0x%02x (want [0], [1] or [2])", value.tag()), value.start());
    }

    /** The extensions under an explicit tag; none if it is not there. */
    static Extensions extensions(DerReader fields, int tag) {
        if (!fields.nextIf(Tag.contextConstructed(tag))) {
            return Extensions.parse(new byte[] {Tag.SEQUENCE, 0});
        }
        DerReader wrapped = fields.inner().next(Tag.SEQUENCE, "extensions");
        wrapped.finish("extensions");
        return Extensions.parse(wrapped.encoded());
    }
}
