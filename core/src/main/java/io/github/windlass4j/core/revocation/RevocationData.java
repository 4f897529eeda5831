package io.github.windlass4j.core.revocation;

import java.util.Collection;
import java.util.List;

/**
 * The revocation data of one validation, from wherever the caller has them.
 *
 * @param crls complete and delta CRLs in any order
 * @param responses OCSP responses in any order, stapled ones among them
 */
public record RevocationData(List<Crl> crls, List<OcspResponse> responses) {
    /** No data. */
    public static final RevocationData NONE = new RevocationData(List.of(), List.of());

    /** Copies the lists. */
    public RevocationData {
        crls = List.copyOf(crls);
        responses = List.copyOf(responses);
    }

    /** Only CRLs. */
    public static RevocationData crls(Collection<Crl> crls) {
        return new RevocationData(List.copyOf(crls), List.of());
    }

    /** Only OCSP responses. */
    public static RevocationData responses(Collection<OcspResponse> responses) {
        return new RevocationData(List.of(), List.copyOf(responses));
    }

    @Override
    public String toString() {
        return crls.size() + " CRLs, " + responses.size() + " OCSP responses";
    }
}
