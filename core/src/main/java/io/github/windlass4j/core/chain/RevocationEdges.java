package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.MalformedRevocationException;
import io.github.windlass4j.core.revocation.OcspResponse;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import io.github.windlass4j.core.revocation.SingleResponse;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The instants at which revocation data begin or cease to count. */
final class RevocationEdges {
    private RevocationEdges() {}

    static void add(ChainRequest request, Collection<Instant> edges) {
        RevocationPolicy policy = request.revocationPolicy();
        if (policy.mode() == RevocationPolicy.Mode.IGNORE) {
            return;
        }
        for (Crl crl : request.revocation().crls()) {
            add(crl.thisUpdate(), crl.nextUpdate(), policy, edges);
        }
        for (OcspResponse response : request.revocation().responses()) {
            for (Certificate responder : response.certificates()) {
                edges.add(responder.notBefore());
                edges.add(responder.notAfter().plusSeconds(1));
            }
            try {
                for (SingleResponse single : response.content().answers()) {
                    add(single.thisUpdate(), single.nextUpdate(), policy, edges);
                }
            } catch (MalformedRevocationException neverCounts) {
                // A response that cannot be read is useless at every instant.
            }
        }
    }

    private static void add(
            Instant thisUpdate, Optional<Instant> nextUpdate, RevocationPolicy policy, Collection<Instant> edges) {
        edges.add(thisUpdate);
        nextUpdate.ifPresent(edges::add);
        policy.maxAge().ifPresent(age -> edges.add(thisUpdate.plus(age).plusSeconds(1)));
    }
}
