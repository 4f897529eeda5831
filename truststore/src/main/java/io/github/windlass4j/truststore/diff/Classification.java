package io.github.windlass4j.truststore.diff;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts the certificates of two sides into the classes of {@link StoreDiff}. */
record Classification(
        List<Certificate> common,
        List<Certificate> onlyBefore,
        List<Certificate> onlyAfter,
        List<Certificate> added,
        List<Certificate> removed,
        List<Renewal> renewed,
        List<Sibling> siblings,
        List<Sibling> removedSiblings,
        List<Rekeying> rekeyed) {
    private static final Comparator<Certificate> ORDER = Comparator.comparing(Certificate::sha256);

    static Classification of(Collection<Certificate> before, Collection<Certificate> after) {
        return new Sorting(before, after).classification();
    }

    private static final class Sorting {
        private final List<Certificate> before;
        private final List<Certificate> after;
        private final Set<Certificate> inBefore;
        private final Set<Certificate> inAfter;
        private final Map<String, List<Certificate>> keysBefore;
        private final Map<String, List<Certificate>> keysAfter;
        private final List<Renewal> renewed = new ArrayList<>();
        private final List<Sibling> siblings = new ArrayList<>();
        private final List<Sibling> removedSiblings = new ArrayList<>();
        private final List<Rekeying> rekeyed = new ArrayList<>();

        Sorting(Collection<Certificate> before, Collection<Certificate> after) {
            this.before = sorted(new LinkedHashSet<>(before));
            this.after = sorted(new LinkedHashSet<>(after));
            this.inBefore = new HashSet<>(this.before);
            this.inAfter = new HashSet<>(this.after);
            this.keysBefore = byKey(this.before);
            this.keysAfter = byKey(this.after);
        }

        Classification classification() {
            keysBefore.keySet().stream().filter(keysAfter::containsKey).sorted().forEach(this::sameKey);
            List<Certificate> removed = lost(before, keysAfter);
            List<Certificate> added = lost(after, keysBefore);
            rekey(removed, added);
            return new Classification(
                    before.stream().filter(inAfter::contains).toList(),
                    before.stream().filter(c -> !inAfter.contains(c)).toList(),
                    after.stream().filter(c -> !inBefore.contains(c)).toList(),
                    List.copyOf(added),
                    List.copyOf(removed),
                    List.copyOf(renewed),
                    List.copyOf(siblings),
                    List.copyOf(removedSiblings),
                    List.copyOf(rekeyed));
        }

        private void sameKey(String key) {
            List<Certificate> old = keysBefore.getOrDefault(key, List.of());
            List<Certificate> young = keysAfter.getOrDefault(key, List.of());
            List<Certificate> from =
                    old.stream().filter(c -> !inAfter.contains(c)).toList();
            List<Certificate> to =
                    young.stream().filter(c -> !inBefore.contains(c)).toList();
            List<Certificate> kept = old.stream().filter(inAfter::contains).toList();
            if (!from.isEmpty() && !to.isEmpty()) {
                renewed.add(new Renewal(key, from, to, kept));
            } else if (!to.isEmpty()) {
                siblings.add(new Sibling(key, to, kept));
            } else if (!from.isEmpty()) {
                removedSiblings.add(new Sibling(key, from, kept));
            }
        }

        /** Certificates whose key the other side does not have. */
        private static List<Certificate> lost(List<Certificate> side, Map<String, List<Certificate>> otherKeys) {
            List<Certificate> lost = new ArrayList<>(side);
            lost.removeIf(certificate -> otherKeys.containsKey(certificate.spkiSha256()));
            return lost;
        }

        /** A subject of which nothing stays and something with another key comes; it leaves both lists. */
        private void rekey(List<Certificate> removed, List<Certificate> added) {
            Map<DistinguishedName, List<Certificate>> going = bySubject(removed);
            Map<DistinguishedName, List<Certificate>> coming = bySubject(added);
            Set<DistinguishedName> staying = new HashSet<>();
            before.stream()
                    .filter(certificate -> keysAfter.containsKey(certificate.spkiSha256()))
                    .forEach(certificate -> staying.add(certificate.subject()));
            going.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                    .forEach(entry -> {
                        List<Certificate> to = coming.getOrDefault(entry.getKey(), List.of());
                        if (!to.isEmpty() && !staying.contains(entry.getKey())) {
                            rekeyed.add(new Rekeying(entry.getKey(), entry.getValue(), to));
                            removed.removeAll(entry.getValue());
                            added.removeAll(to);
                        }
                    });
        }

        private static List<Certificate> sorted(Collection<Certificate> certificates) {
            return certificates.stream().sorted(ORDER).toList();
        }

        private static Map<String, List<Certificate>> byKey(List<Certificate> certificates) {
            Map<String, List<Certificate>> byKey = new LinkedHashMap<>();
            certificates.forEach(certificate -> byKey.computeIfAbsent(certificate.spkiSha256(), k -> new ArrayList<>())
                    .add(certificate));
            return byKey;
        }

        private static Map<DistinguishedName, List<Certificate>> bySubject(List<Certificate> certificates) {
            Map<DistinguishedName, List<Certificate>> bySubject = new LinkedHashMap<>();
            certificates.forEach(certificate -> bySubject
                    .computeIfAbsent(certificate.subject(), k -> new ArrayList<>())
                    .add(certificate));
            return bySubject;
        }
    }
}
