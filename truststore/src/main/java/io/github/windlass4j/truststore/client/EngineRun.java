package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.AccessDescription;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.GoProfile;
import io.github.windlass4j.core.chain.JsseProfile;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.truststore.store.LoadOutcome;
import io.github.windlass4j.truststore.store.Loader;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One modelled release of a TLS library: how it opens stores and judges chains.
 *
 * @param release of the library; for .NET of the OpenSSL below it
 * @param file how it reads a file of certificates; null = only what JDK and OpenSSL read alike is known
 * @param keyStore how it reads a keystore; null = as a file
 */
record EngineRun(
        Engine engine,
        String release,
        Profile profile,
        @Nullable Loader file,
        @Nullable Loader keyStore) {
    private static final List<EngineRun> MODELLED = List.of(
            jdk(17, Loader.Jdk.JDK_17, Loader.JDK_17),
            jdk(25, Loader.Jdk.JDK_25, Loader.JDK_25),
            openssl(OpensslProfile.Version.V3_0),
            openssl(OpensslProfile.Version.V3_5),
            go(GoProfile.Version.V1_19),
            go(GoProfile.Version.V1_24),
            dotnet(OpensslProfile.Version.V3_0),
            dotnet(OpensslProfile.Version.V3_5));

    private static EngineRun jdk(int release, Loader.Jdk jdk, Loader file) {
        Profile profile = Profile.jsse(release, JsseProfile.Entry.TRUST_MANAGER);
        return new EngineRun(Engine.JSSE, Integer.toString(release), profile, file, Loader.keyStore(jdk));
    }

    private static EngineRun openssl(OpensslProfile.Version version) {
        return new EngineRun(Engine.OPENSSL, version.toString(), Profile.openssl(version), Loader.OPENSSL, null);
    }

    private static EngineRun go(GoProfile.Version version) {
        return new EngineRun(Engine.GO, version.toString(), Profile.go(version), Loader.GO, null);
    }

    private static EngineRun dotnet(OpensslProfile.Version version) {
        return new EngineRun(Engine.DOTNET, version.toString(), Profile.dotnet(version), null, null);
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

    /** What it makes of what lies at a place; empty where that is not known, because readers that are known disagree. */
    Optional<LoadOutcome> load(TrustMaterial.Present present, StoreKind kind) {
        return present.loaders().isEmpty()
                ? load(present.store(), kind)
                : Optional.of(present.store().loadedBy(present.loaders().get(0)));
    }

    private Optional<LoadOutcome> load(TrustStore store, StoreKind kind) {
        Loader loader = kind == StoreKind.JVM_STORE && keyStore != null ? keyStore : file;
        if (loader != null) {
            return Optional.of(store.loadedBy(loader));
        }
        LoadOutcome one = store.loadedBy(Loader.OPENSSL);
        LoadOutcome other = store.loadedBy(Loader.JDK_17);
        boolean agree = one instanceof LoadOutcome.Failed
                ? other instanceof LoadOutcome.Failed && store.certificates().isEmpty()
                : Set.copyOf(one.certificates()).equals(Set.copyOf(other.certificates()));
        return agree ? Optional.of(one) : Optional.empty();
    }

    /** Whether a refusal could turn out otherwise because the engine fetches issuers that nobody sent. */
    boolean mayFetchIssuer(ChainVerdict.Rejected rejected, List<Certificate> sent) {
        return engine == Engine.DOTNET
                && rejected.obstacles().stream().anyMatch(obstacle -> obstacle.rule() == Rule.ISSUER_UNKNOWN)
                && sent.stream().anyMatch(EngineRun::namesItsIssuer);
    }

    private static boolean namesItsIssuer(Certificate certificate) {
        try {
            return certificate.extensions().authorityInformationAccess().stream()
                    .flatMap(List::stream)
                    .anyMatch(access -> access.method().equals(AccessDescription.CA_ISSUERS));
        } catch (MalformedCertificateException unreadable) {
            return false;
        }
    }

    ChainVerdict validate(ChainRequest request) {
        return ChainValidator.of(profile).validate(request);
    }

    @Override
    public String toString() {
        return switch (engine) {
            case JSSE -> "JDK " + release;
            case OPENSSL, GO -> engine + " " + release;
            case DOTNET -> profile.name();
        };
    }
}
