package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * Two policies that an authority declares equivalent (RFC 5280 4.2.1.5).
 *
 * @param issuerDomainPolicy the issuer's policy, dotted decimals
 * @param subjectDomainPolicy the subject's policy that counts as it, dotted decimals
 */
public record PolicyMapping(String issuerDomainPolicy, String subjectDomainPolicy) {
    static List<PolicyMapping> read(DerReader value) {
        DerReader list = value.next(Tag.SEQUENCE, "PolicyMappings").inner();
        value.finish("PolicyMappings");
        List<PolicyMapping> all = new ArrayList<>();
        while (list.hasNext()) {
            DerReader pair = list.next(Tag.SEQUENCE, "PolicyMapping").inner();
            String issuer = pair.next(Tag.OID, "issuerDomainPolicy").oid();
            String subject = pair.next(Tag.OID, "subjectDomainPolicy").oid();
            pair.finish("PolicyMapping");
            all.add(new PolicyMapping(issuer, subject));
        }
        return List.copyOf(all);
    }
}
