package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.internal.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a trust store is, without its bytes, its name and its passwords: its certificates, what is noteworthy about its form,
 * and what each {@link Loader} makes of it. It can be written down, compared, and restored to a store that gives the same
 * answers. Private keys are counted, never kept.
 *
 * @param format how the store is written down
 * @param entries its certificates, in its order
 * @param privateKeys how many private keys lie beside them
 * @param fingerprints SHA-256 of certificates that it names without holding them
 * @param findings what is noteworthy about its form; their locations name no artefact
 * @param outcomes what each of {@link #LOADERS} makes of it, in that order
 */
public record StoreSnapshot(
        StoreFormat format,
        List<Item> entries,
        int privateKeys,
        List<String> fingerprints,
        List<Finding> findings,
        List<LoadOutcome> outcomes) {
    /** The loaders whose outcome is kept: every reader of certificate files, and keystores of the JDK's types with any password. */
    public static final List<Loader> LOADERS = loaders();

    /** Checks the components and copies the collections. */
    public StoreSnapshot {
        entries = List.copyOf(entries);
        fingerprints = List.copyOf(fingerprints);
        findings = List.copyOf(findings);
        outcomes = List.copyOf(outcomes);
        if (outcomes.size() != LOADERS.size()) {
            throw new IllegalArgumentException("outcomes: " + outcomes.size() + " (want " + LOADERS.size() + ")");
        }
    }

    /**
     * One certificate of the store.
     *
     * @param alias its name in the store
     * @param certificate the certificate
     * @param trusted whether the store means to trust it as an anchor
     * @param line line of the text where it starts, 0 if there is none
     * @param distrustAfter the date after which issued leaves are not trusted under it, where the format says one
     */
    public record Item(
            String alias, Certificate certificate, boolean trusted, int line, Optional<Instant> distrustAfter) {
        @Override
        public String toString() {
            return alias + ": " + certificate + (trusted ? "" : ", not trusted");
        }
    }

    /** What this store is. */
    public static StoreSnapshot of(TrustStore store) {
        return new StoreSnapshot(
                store.format(),
                store.entries().stream()
                        .map(entry -> new Item(
                                entry.alias(),
                                entry.certificate(),
                                entry.isTrusted(),
                                entry.location().line(),
                                entry.distrustAfter()))
                        .toList(),
                store.privateKeys(),
                store.fingerprints(),
                renamed(store.findings(), ""),
                LOADERS.stream().map(store::loadedBy).toList());
    }

    /**
     * A store that gives the answers of the one this was taken from.
     *
     * @param origin what to call it in findings and messages
     */
    public TrustStore restore(String origin) {
        List<StoreEntry> restored = entries.stream()
                .map(item -> new StoreEntry(
                        item.alias,
                        item.certificate,
                        item.trusted,
                        Location.of(origin).entry(item.alias).at(item.line, 0),
                        item.distrustAfter.orElse(null)))
                .toList();
        return new TrustStore(
                origin,
                new StoreContent(
                        format, restored, renamed(findings, origin), privateKeys, fingerprints, this::outcome));
    }

    private LoadOutcome outcome(Loader loader) {
        int index = LOADERS.indexOf(loader);
        return index < 0
                ? new LoadOutcome.Failed("java.security.KeyStoreException", loader + " is not among what was recorded")
                : outcomes.get(index);
    }

    private static List<Finding> renamed(List<Finding> findings, String artifact) {
        return findings.stream()
                .map(finding -> new Finding(
                        finding.rule(),
                        finding.severity(),
                        new Location(
                                artifact,
                                finding.location().entry(),
                                finding.location().line(),
                                finding.location().column()),
                        finding.message(),
                        finding.evidence(),
                        finding.remedy()))
                .toList();
    }

    private static List<Loader> loaders() {
        List<Loader> all = new ArrayList<>(List.of(Loader.JDK_17, Loader.JDK_25, Loader.OPENSSL));
        Arrays.stream(Loader.Jdk.values())
                .flatMap(jdk -> Stream.of("PKCS12", "JKS", "JCEKS")
                        .flatMap(type -> Arrays.stream(Loader.Password.values())
                                .map(password -> new Loader.KeyStoreFile(jdk, type, password))))
                .forEach(all::add);
        all.addAll(List.of(Loader.GO, Loader.NETTY, Loader.NODE));
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return format + " with " + Count.of(entries.size(), "entry") + ", " + Count.of(findings.size(), "finding");
    }
}
