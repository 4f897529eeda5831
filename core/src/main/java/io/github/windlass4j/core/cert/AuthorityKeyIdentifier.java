package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Which key of the issuer signed (RFC 5280 4.2.1.1): a hint for path building, never proof.
 *
 * @param keyIdentifier the issuer's subject key identifier, lower-case hex
 * @param authorityCertIssuer issuer of the issuer's certificate; empty if not written
 * @param authorityCertSerialNumber serial number of the issuer's certificate
 */
public record AuthorityKeyIdentifier(
        Optional<String> keyIdentifier,
        List<GeneralName> authorityCertIssuer,
        Optional<BigInteger> authorityCertSerialNumber) {
    /** Copies the list. */
    public AuthorityKeyIdentifier {
        authorityCertIssuer = List.copyOf(authorityCertIssuer);
    }

    static AuthorityKeyIdentifier read(DerReader value) {
        DerReader fields = value.next(Tag.SEQUENCE, "AuthorityKeyIdentifier");
        fields.finish("AuthorityKeyIdentifier");
        fields.enter();
        Optional<String> key = fields.nextIf(Tag.context(0))
                ? Optional.of(Hex.of(fields.array(), fields.contentStart(), fields.end()))
                : Optional.empty();
        List<GeneralName> issuer =
                fields.nextIf(Tag.contextConstructed(1)) ? GeneralNames.read(fields.inner()) : List.of();
        Optional<BigInteger> serial = fields.nextIf(Tag.context(2)) ? Optional.of(fields.integer()) : Optional.empty();
        fields.finish("AuthorityKeyIdentifier");
        return new AuthorityKeyIdentifier(key, issuer, serial);
    }
}
