package io.github.windlass4j.truststore.patch;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.rotation.Change;
import io.github.windlass4j.truststore.rotation.Fix;
import io.github.windlass4j.truststore.rotation.KnownAnchor;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to change in a trust store. Removals name certificates by fingerprint, because aliases differ from store to store.
 *
 * @param additions what to add, without repetitions
 * @param removals what to take out, without repetitions
 */
public record StorePatch(List<Addition> additions, List<Certificate> removals) {
    /** Checks the components and copies the collections. */
    public StorePatch {
        Map<String, Addition> byHash = new LinkedHashMap<>();
        additions.forEach(addition -> byHash.putIfAbsent(addition.sha256(), addition));
        additions = List.copyOf(byHash.values());
        removals = List.copyOf(new LinkedHashSet<>(removals));
        Set<String> aliases = new HashSet<>();
        for (Addition addition : additions) {
            if (!aliases.add(addition.alias())) {
                throw new IllegalArgumentException(
                        "alias: " + addition.alias() + " given twice (want one per certificate)");
            }
        }
        for (Certificate removal : removals) {
            if (byHash.containsKey(removal.sha256())) {
                throw new IllegalArgumentException("both added and removed: " + removal.subject());
            }
        }
    }

    /** Adds these certificates. */
    public static StorePatch adding(List<Certificate> certificates) {
        return new StorePatch(certificates.stream().map(Addition::of).toList(), List.of());
    }

    /** What leads from one store to the other. */
    public static StorePatch between(TrustStore from, TrustStore to) {
        List<Certificate> before = from.certificates();
        List<Certificate> after = to.certificates();
        return new StorePatch(
                after.stream()
                        .filter(certificate -> !before.contains(certificate))
                        .map(Addition::of)
                        .toList(),
                before.stream()
                        .filter(certificate -> !after.contains(certificate))
                        .toList());
    }

    /**
     * The part of a fix that concerns a store; empty if the fix changes no store. Of anchors that are named as
     * alternatives the first is taken.
     */
    public static StorePatch of(Fix fix) {
        List<Addition> additions = new ArrayList<>();
        List<Certificate> removals = new ArrayList<>();
        if (fix instanceof Fix.Proved proved) {
            for (Change change : proved.changes()) {
                if (change instanceof Change.AddCertificate add) {
                    additions.add(Addition.of(add.certificate()));
                } else if (change instanceof Change.RemoveCertificate remove) {
                    removals.add(remove.certificate());
                }
            }
        } else if (fix instanceof Fix.Named named) {
            KnownAnchor anchor = named.anchors().get(0);
            additions.add(Addition.named("", anchor.subject(), anchor.sha256(), null));
        }
        return new StorePatch(additions, removals);
    }

    /** Tells whether there is nothing to do. */
    public boolean isEmpty() {
        return additions.isEmpty() && removals.isEmpty();
    }

    /** The store after the patch; additions whose bytes are not at hand are left out. */
    public TrustStore applyTo(TrustStore store) {
        Set<Certificate> certificates = new LinkedHashSet<>(store.certificates());
        removals.forEach(certificates::remove);
        additions.forEach(addition -> addition.certificate().ifPresent(certificates::add));
        return TrustStore.of(store.origin(), certificates);
    }

    /** The certificates to add whose bytes are at hand, as PEM; each with its subject and fingerprint before it. */
    public String toPem() {
        StringBuilder pem = new StringBuilder();
        for (Addition addition : additions) {
            addition.certificate()
                    .ifPresent(certificate -> pem.append("# ")
                            .append(addition.subject())
                            .append("\n# SHA-256 ")
                            .append(addition.sha256())
                            .append('\n')
                            .append(certificate.toPem()));
        }
        return pem.toString();
    }

    /** One line a change. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        additions.forEach(addition -> lines.add("add " + addition.subject() + " (SHA-256 " + addition.sha256()
                + (addition.certificate().isPresent() ? ")" : ", bytes not at hand)")));
        removals.forEach(removal -> lines.add("remove " + removal.subject() + " (SHA-256 " + removal.sha256() + ")"));
        return lines.isEmpty() ? "nothing to change" : String.join("\n", lines);
    }
}
