package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.truststore.store.Loader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One modelled release of a TLS library: how it opens stores and judges chains. */
record EngineRun(Engine engine, String release, Profile profile, Loader file, Loader keyStore) {
    private static final List<EngineRun> MODELLED = List.of();

    /** All modelled releases, or the one that is asked for; empty if that one is not modelled. */
    static List<EngineRun> of(Engine engine, Optional<String> release) {
        return MODELLED.stream()
                .filter(run -> run.engine == engine)
                .filter(run -> release.isEmpty() || run.release.equals(release.get()))
                .toList();
    }

    static String modelled(Engine engine) {
        return of(engine, Optional.empty()).stream().map(EngineRun::toString).collect(Collectors.joining(", "));
    }

    Loader loader(StoreKind kind) {
        return kind == StoreKind.JVM_STORE ? keyStore : file;
    }

    ChainVerdict validate(List<Certificate> presented, List<Certificate> anchors, Instant at) {
        return ChainValidator.of(profile)
                .validate(ChainRequest.of(presented).anchors(anchors).at(at));
    }

    @Override
    public String toString() {
        return (engine == Engine.JSSE ? "JDK " : "OpenSSL ") + release;
    }
}
