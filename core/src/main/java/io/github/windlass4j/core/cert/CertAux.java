package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerString;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** X509_CERT_AUX, which OpenSSL writes behind the certificate in a {@code TRUSTED CERTIFICATE} (include/openssl/x509.h). */
final class CertAux {
    private CertAux() {}

    /** Reads the value behind the certificate; throws {@link io.github.windlass4j.core.internal.der.DerException}. */
    static TrustSettings read(DerReader file) {
        DerReader fields = file.next(Tag.SEQUENCE, "trust settings").inner();
        file.finish("trust settings");
        List<String> trusted = fields.nextIf(Tag.SEQUENCE) ? oids(fields.inner()) : List.of();
        List<String> rejected = fields.nextIf(Tag.contextConstructed(0)) ? oids(fields.inner()) : List.of();
        Optional<String> alias = fields.nextIf(Tag.UTF8_STRING)
                ? Optional.of(DerString.decode(fields.tag(), fields.array(), fields.contentStart(), fields.end()))
                : Optional.empty();
        return new TrustSettings(trusted, rejected, alias);
    }

    private static List<String> oids(DerReader list) {
        List<String> all = new ArrayList<>();
        while (list.hasNext()) {
            all.add(list.next(Tag.OID, "trust settings").oid());
        }
        return all;
    }
}
