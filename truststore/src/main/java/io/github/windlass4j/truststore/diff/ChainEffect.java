package io.github.windlass4j.truststore.diff;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.JsseProfile;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.truststore.client.Engine;
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
 * @param engine who judges: JDK 17's trust manager or OpenSSL 3.0
 * @param before the verdict with the old store
 * @param after the verdict with the new store
 */
public record ChainEffect(PresentedChain chain, Engine engine, ChainVerdict before, ChainVerdict after) {
    private static final int JDK = 17;
    private static final List<Engine> ENGINES = List.of(Engine.JSSE, Engine.OPENSSL);

    /** Whether the chain is trusted now and was not before. */
    public boolean starts() {
        return after instanceof ChainVerdict.Trusted;
    }

    /** Whether the chain was trusted before and is not now. */
    public boolean stops() {
        return !starts();
    }

    static List<ChainEffect> of(TrustStore before, TrustStore after, Collection<PresentedChain> chains, Instant at) {
        List<ChainEffect> effects = new ArrayList<>();
        for (PresentedChain chain : chains) {
            if (chain.certificates().isEmpty()) {
                continue; // trusted by nobody, before and after
            }
            for (Engine engine : ENGINES) {
                ChainVerdict old = verdict(engine, chain, before.certificates(), at);
                ChainVerdict young = verdict(engine, chain, after.certificates(), at);
                if (old instanceof ChainVerdict.Trusted != young instanceof ChainVerdict.Trusted) {
                    effects.add(new ChainEffect(chain, engine, old, young));
                }
            }
        }
        return List.copyOf(effects);
    }

    private static ChainVerdict verdict(Engine engine, PresentedChain chain, List<Certificate> anchors, Instant at) {
        Profile profile = engine == Engine.JSSE
                ? Profile.jsse(JDK, JsseProfile.Entry.TRUST_MANAGER)
                : Profile.openssl(OpensslProfile.Version.V3_0);
        return ChainValidator.of(profile)
                .validate(ChainRequest.of(chain.certificates()).anchors(anchors).at(at));
    }

    /** {@code tomorrow stops being trusted under JSSE}. */
    @Override
    public String toString() {
        return chain.name() + (starts() ? " starts" : " stops") + " being trusted under " + engine;
    }
}
