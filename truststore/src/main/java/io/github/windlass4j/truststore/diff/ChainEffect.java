package io.github.windlass4j.truststore.diff;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A server chain whose verdict another store changes. The host name and revocation are not looked at.
 *
 * @param chain what the server presents
 * @param profile who judges
 * @param before the verdict with the old store
 * @param after the verdict with the new store
 */
public record ChainEffect(PresentedChain chain, Profile profile, ChainVerdict before, ChainVerdict after) {
    /** Whether the chain is trusted now and was not before. */
    public boolean starts() {
        return after instanceof ChainVerdict.Trusted;
    }

    /** Whether the chain was trusted before and is not now. */
    public boolean stops() {
        return !starts();
    }

    static List<ChainEffect> of(
            TrustStore before,
            TrustStore after,
            Collection<PresentedChain> chains,
            Instant at,
            Collection<? extends Profile> profiles) {
        List<ChainEffect> effects = new ArrayList<>();
        for (PresentedChain chain : chains) {
            if (chain.certificates().isEmpty()) {
                continue; // trusted by nobody, before and after
            }
            for (Profile profile : profiles) {
                ChainVerdict old = verdict(profile, chain, before.certificates(), at);
                ChainVerdict young = verdict(profile, chain, after.certificates(), at);
                if (old instanceof ChainVerdict.Trusted != young instanceof ChainVerdict.Trusted) {
                    effects.add(new ChainEffect(chain, profile, old, young));
                }
            }
        }
        return List.copyOf(effects);
    }

    private static ChainVerdict verdict(Profile profile, PresentedChain chain, List<Certificate> anchors, Instant at) {
        return ChainValidator.of(profile)
                .validate(ChainRequest.of(chain.certificates()).anchors(anchors).at(at));
    }

    /** {@code tomorrow stops being trusted under OPENSSL 3.0}. */
    @Override
    public String toString() {
        return chain.name() + (starts() ? " starts" : " stops") + " being trusted under " + profile.name();
    }
}
