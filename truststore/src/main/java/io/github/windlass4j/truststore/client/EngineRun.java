package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.JsseProfile;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.truststore.store.Loader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One modelled release of a TLS library: how it opens stores and judges chains. */
record EngineRun(Engine engine, String release, Profile profile, Loader file, Loader keyStore) {
    private static final List<EngineRun> MODELLED = List.of(
            jdk(17, Loader.Jdk.JDK_17, Loader.JDK_17),
            jdk(25, Loader.Jdk.JDK_25, Loader.JDK_25),
            openssl(OpensslProfile.Version.V3_0),
            openssl(OpensslProfile.Version.V3_5));

    private static EngineRun jdk(int release, Loader.Jdk jdk, Loader file) {
        Profile profile = Profile.jsse(release, JsseProfile.Entry.TRUST_MANAGER);
        return new EngineRun(Engine.JSSE, Integer.toString(release), profile, file, Loader.keyStore(jdk));
    }

    private static EngineRun openssl(OpensslProfile.Version version) {
        return new EngineRun(
                Engine.OPENSSL, version.toString(), Profile.openssl(version), Loader.OPENSSL, Loader.OPENSSL);
    }

    /**
     * All modelled releases; or the one that is asked for; or its two neighbours where it lies between modelled ones. Empty if
     * it lies outside.
     */
    static List<EngineRun> of(Engine engine, Optional<String> release) {
        List<EngineRun> all =
                MODELLED.stream().filter(run -> run.engine == engine).toList();
        if (release.isEmpty()) {
            return all;
        }
        Optional<Version> wanted = Version.parse(release.get());
        if (wanted.isEmpty()) {
            return List.of();
        }
        for (int i = 0; i < all.size(); i++) {
            if (wanted.get().isWithin(all.get(i).release, all.get(i).release)) {
                return List.of(all.get(i));
            }
            if (i > 0 && wanted.get().isWithin(all.get(i - 1).release, all.get(i).release)) {
                return all.subList(i - 1, i + 1);
            }
        }
        return List.of();
    }

    static String modelled(Engine engine) {
        return of(engine, Optional.empty()).stream().map(EngineRun::toString).collect(Collectors.joining(", "));
    }

    Loader loader(StoreKind kind) {
        return kind == StoreKind.JVM_STORE ? keyStore : file;
    }

    ChainVerdict validate(ChainRequest request) {
        return ChainValidator.of(profile).validate(request);
    }

    @Override
    public String toString() {
        return (engine == Engine.JSSE ? "JDK " : "OpenSSL ") + release;
    }
}
