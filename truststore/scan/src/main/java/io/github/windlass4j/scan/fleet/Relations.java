package io.github.windlass4j.scan.fleet;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.client.PresentedChain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The distinct certificates of a fleet, numbered, and for each chain those that can stand in a path of it, by names alone.
 * Certificates may be added at any time. A certificate that becomes related to a chain only through a later one changes no
 * answer given before: the stores asked about until then do not hold the later one.
 */
final class Relations {
    private final Map<Certificate, Integer> numbers = new HashMap<>();
    private final List<Certificate> certificates = new ArrayList<>();
    private final Map<String, List<Integer>> bySubject = new HashMap<>();
    private final Map<String, List<Kin>> interested = new HashMap<>();
    private final List<Kin> kin = new ArrayList<>();
    private List<Group> groups = List.of();
    private boolean changed = true;

    /** What is related to one chain. */
    private static final class Kin {
        private final Set<String> names = new HashSet<>();
        private int[] related = new int[4];
        private int size;

        /** Keeps the numbers ascending, so that equal sets are equal arrays. */
        private boolean add(int number) {
            int at = -Arrays.binarySearch(related, 0, size, number) - 1;
            if (at < 0) {
                return false;
            }
            if (size == related.length) {
                related = Arrays.copyOf(related, size * 2);
            }
            System.arraycopy(related, at, related, at + 1, size - at);
            related[at] = number;
            size++;
            return true;
        }
    }

    Relations(List<PresentedChain> chains) {
        for (PresentedChain chain : chains) {
            Kin related = new Kin();
            kin.add(related);
            for (Certificate sent : chain.certificates()) {
                look(related, sent.subject().matchKey());
                look(related, sent.issuer().matchKey());
            }
        }
    }

    /** The number of a certificate, the same for equal ones. */
    int number(Certificate certificate) {
        Integer known = numbers.get(certificate);
        return known == null ? add(certificate) : known;
    }

    Certificate certificate(int number) {
        return certificates.get(number);
    }

    int size() {
        return certificates.size();
    }

    /** All chains, each in one group with those to which the same certificates are related. */
    List<Group> groups() {
        if (changed) {
            Map<List<Integer>, Group> byRelated = new LinkedHashMap<>();
            for (int chain = 0; chain < kin.size(); chain++) {
                int[] related = Arrays.copyOf(kin.get(chain).related, kin.get(chain).size);
                byRelated
                        .computeIfAbsent(Arrays.stream(related).boxed().toList(), numbers -> new Group(related))
                        .add(chain);
            }
            groups = List.copyOf(byRelated.values());
            changed = false;
        }
        return groups;
    }

    private int add(Certificate certificate) {
        int number = certificates.size();
        numbers.put(certificate, number);
        certificates.add(certificate);
        String subject = certificate.subject().matchKey();
        bySubject.computeIfAbsent(subject, name -> new ArrayList<>(1)).add(number);
        for (Kin chain : List.copyOf(interested.getOrDefault(subject, List.of()))) {
            changed |= chain.add(number);
            look(chain, certificate.issuer().matchKey());
        }
        return number;
    }

    private void look(Kin chain, String first) {
        Deque<String> open = new ArrayDeque<>();
        open.add(first);
        while (!open.isEmpty()) {
            String name = open.remove();
            if (chain.names.add(name)) {
                interested.computeIfAbsent(name, none -> new ArrayList<>(1)).add(chain);
                for (int number : bySubject.getOrDefault(name, List.of())) {
                    changed |= chain.add(number);
                    open.add(certificates.get(number).issuer().matchKey());
                }
            }
        }
    }
}
