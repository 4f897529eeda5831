package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the issuer's certificate or its OCSP responder is to be had (RFC 5280 4.2.2.1). Windlass reads it and fetches nothing.
 *
 * @param method {@link #OCSP}, {@link #CA_ISSUERS} or another, dotted decimals
 * @param location usually a URI
 */
public record AccessDescription(String method, GeneralName location) {
    /** An OCSP responder (RFC 5280 4.2.2.1). */
    public static final String OCSP = "1.3.6.1.5.5.7.48.1";
    /** Certificates of the issuer (RFC 5280 4.2.2.1). */
    public static final String CA_ISSUERS = "1.3.6.1.5.5.7.48.2";

    static List<AccessDescription> read(DerReader value) {
        DerReader list = value.next(Tag.SEQUENCE, "AuthorityInfoAccessSyntax").inner();
        value.finish("AuthorityInfoAccessSyntax");
        List<AccessDescription> all = new ArrayList<>();
        while (list.hasNext()) {
            DerReader fields = list.next(Tag.SEQUENCE, "AccessDescription").inner();
            String method = fields.next(Tag.OID, "accessMethod").oid();
            GeneralName location = GeneralNames.readOne(fields.next());
            fields.finish("AccessDescription");
            all.add(new AccessDescription(method, location));
        }
        return List.copyOf(all);
    }
}
