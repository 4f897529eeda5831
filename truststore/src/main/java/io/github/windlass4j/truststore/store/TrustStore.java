package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.internal.Count;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The certificates that a file, a directory or a program trusts, with everything that is noteworthy about how they are
 * written down. Immutable.
 *
 * <p>A trust store does not judge its certificates and builds no chains. Passwords are used while reading and never kept.
 */
public final class TrustStore {
    private final String origin;
    private final StoreFormat format;
    private final List<StoreEntry> entries;
    private final List<Finding> findings;
    private final int privateKeys;
    private final List<String> fingerprints;
    private final StoreContent.View view;

    TrustStore(String origin, StoreContent content) {
        this.origin = origin;
        this.format = content.format();
        this.entries = content.entries();
        this.findings = content.findings();
        this.privateKeys = content.privateKeys();
        this.fingerprints = content.fingerprints();
        this.view = content.view();
    }

    /**
     * Reads a store from a file or directory.
     *
     * @param passwords passwords to try, none or several; a format that needs none ignores them
     * @throws UnreadableStoreException if nothing can be read from it, saying where and why
     */
    public static TrustStore read(Path path, char[]... passwords) {
        return StoreFiles.read(path, given(passwords));
    }

    /**
     * Reads a store from its content.
     *
     * @param origin what to call it in findings and messages, such as its path
     * @param passwords passwords to try, none or several; a format that needs none ignores them
     * @throws UnreadableStoreException if nothing can be read from it, saying where and why
     */
    public static TrustStore read(byte[] content, String origin, char[]... passwords) {
        return StoreReader.read(content.clone(), origin, given(passwords));
    }

    // Elsewhere, null stands for "no password".
    private static List<char[]> given(char[]... passwords) {
        String message = "password: null (leave it out where there is none)";
        for (char[] password : Objects.requireNonNull(passwords, message)) {
            Objects.requireNonNull(password, message);
        }
        return List.of(passwords);
    }

    /** A store of these certificates, in this order; the aliases are numbers from 1. */
    public static TrustStore of(String origin, Collection<Certificate> certificates) {
        List<StoreEntry> entries = new ArrayList<>();
        for (Certificate certificate : certificates) {
            String alias = Integer.toString(entries.size() + 1);
            entries.add(
                    new StoreEntry(alias, certificate, true, Location.of(origin).entry(alias)));
        }
        return new TrustStore(origin, StoreContent.plain(StoreFormat.MEMORY, entries));
    }

    /** What the store is called: path, or the name given by the caller. */
    public String origin() {
        return origin;
    }

    /** How it is written down. */
    public StoreFormat format() {
        return format;
    }

    /**
     * All certificates, duplicates kept, those included that the store does not trust: in file order, for JKS, JCEKS and
     * Bouncy Castle's formats in the order of the dates at which they were added.
     */
    public List<StoreEntry> entries() {
        return entries;
    }

    /** The certificates that the store means to trust as anchors, in the order of {@link #entries()}, duplicates kept. */
    public List<Certificate> certificates() {
        List<Certificate> trusted = new ArrayList<>(entries.size());
        for (StoreEntry entry : entries) {
            if (entry.isTrusted()) {
                trusted.add(entry.certificate());
            }
        }
        return List.copyOf(trusted);
    }

    /** What is noteworthy about the form of the store, in file order; the rules are those of {@link StoreRule}. */
    public List<Finding> findings() {
        return findings;
    }

    /** Whether one of the findings is of this rule. */
    public boolean has(StoreRule rule) {
        return findings.stream().anyMatch(finding -> finding.rule().equals(rule.id()));
    }

    /** How many private keys lie in the store; their bytes are never kept. */
    public int privateKeys() {
        return privateKeys;
    }

    /** SHA-256 (lower-case hex) of certificates that the store names as trusted without holding them, in file order. */
    public List<String> fingerprints() {
        return fingerprints;
    }

    /**
     * What a given software makes of this very file. A store that was put together in memory loads everywhere as it is.
     */
    public LoadOutcome loadedBy(Loader loader) {
        return view.loadedBy(loader);
    }

    @Override
    public String toString() {
        return origin + " (" + format.name().toLowerCase(Locale.ROOT) + ", " + Count.of(entries.size(), "certificate")
                + ", " + Count.of(findings.size(), "finding") + ")";
    }
}
