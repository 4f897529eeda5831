package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one attempt ends on the client's side: done (verified or not), failed, or undecided for want of knowledge. */
record TlsOutcome(
        List<Certificate> path,
        boolean hostVerified,
        @Nullable Refusal failure,
        @Nullable String undecided) {
    static final TlsOutcome UNVERIFIED = new TlsOutcome(List.of(), false, null, null);

    static TlsOutcome verified(List<Certificate> path, boolean host) {
        return new TlsOutcome(path, host, null, null);
    }

    static TlsOutcome failed(Refusal failure) {
        return new TlsOutcome(List.of(), false, failure, null);
    }

    static TlsOutcome undecided(String reason) {
        return new TlsOutcome(List.of(), false, null, reason);
    }
}
