package io.github.windlass4j.scan.fleet;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.truststore.client.PresentedChain;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which stores trust which chains, and by which rule they do not. Parts that were judged apart by the same profile, at the same
 * instant, for the same chains can be merged in any order: merging is associative, commutative and idempotent.
 */
public final class FleetAssessment {
    private final Header header;
    private final NavigableMap<String, Answers> stores;

    FleetAssessment(Header header, Map<String, Answers> stores) {
        this.header = header;
        this.stores = Collections.unmodifiableNavigableMap(new TreeMap<>(stores));
    }

    /** What has to agree before two parts can be merged. */
    record Header(String profile, Instant at, List<String> names, List<List<String>> chains) {
        Header {
            names = List.copyOf(names);
            chains = chains.stream().map(List::copyOf).toList();
            if (names.size() != chains.size()) {
                throw new IllegalArgumentException(names.size() + " names for " + chains.size() + " chains");
            }
        }

        static Header of(Profile profile, List<PresentedChain> chains, Instant at) {
            return new Header(
                    profile.name(),
                    at,
                    chains.stream().map(PresentedChain::name).toList(),
                    chains.stream()
                            .map(chain -> chain.certificates().stream()
                                    .map(Certificate::sha256)
                                    .toList())
                            .toList());
        }
    }

    /**
     * Both parts together.
     *
     * @throws IllegalArgumentException if they were judged differently, or if both know a store and disagree about it
     */
    public FleetAssessment merge(FleetAssessment other) {
        if (!header.equals(other.header)) {
            throw new IllegalArgumentException("parts of different assessments: " + this + " and " + other);
        }
        Map<String, Answers> all = new TreeMap<>(stores);
        other.stores.forEach((name, answers) -> {
            Answers known = all.putIfAbsent(name, answers);
            if (known != null && !known.equals(answers)) {
                throw new IllegalArgumentException("store " + name + ": two different answers");
            }
        });
        return new FleetAssessment(header, all);
    }

    /** This assessment with the answer of one store exchanged, after the store has changed. */
    public FleetAssessment replacing(FleetAssessment changed) {
        Map<String, Answers> rest = new TreeMap<>(stores);
        rest.keySet().removeAll(changed.stores.keySet());
        return new FleetAssessment(header, rest).merge(changed);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param name what to call the text in messages
     * @throws MalformedFleetException if a line is not what it should be, saying which
     * @throws IOException if the reader fails
     */
    public static FleetAssessment read(BufferedReader lines, String name) throws IOException {
        return FleetLines.read(lines, name);
    }

    /** Writes one JSON object a line: what was asked, then one line a store. Equal assessments give equal text. */
    public void writeTo(Appendable out) throws IOException {
        FleetLines.write(this, out);
    }

    /** Names of the stores, sorted. */
    public Set<String> stores() {
        return stores.keySet();
    }

    /** Names of the chains, in the order in which they were given. */
    public List<String> chains() {
        return header.names();
    }

    /** The instant that the answers hold for. */
    public Instant at() {
        return header.at();
    }

    /**
     * Whether a store trusts a chain.
     *
     * @param chain index in {@link #chains()}
     * @throws IllegalArgumentException if there is no such store or chain
     */
    public boolean trusts(String store, int chain) {
        return answers(store, chain).trusts(chain);
    }

    /** The id of the most specific rule by which a store does not trust a chain; empty if it does. */
    public Optional<String> obstacle(String store, int chain) {
        return answers(store, chain).rejected().entrySet().stream()
                .filter(entry -> entry.getValue().get(chain))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The stores that do not trust a chain, sorted. */
    public Set<String> rejecting(int chain) {
        Set<String> names = new TreeSet<>();
        stores.forEach((name, answers) -> {
            if (!answers.trusts(chain)) {
                names.add(name);
            }
        });
        return names;
    }

    /** How many pairs of store and chain are not trusted. */
    public long rejections() {
        return stores.values().stream()
                .flatMap(answers -> answers.rejected().values().stream())
                .mapToLong(BitSet::cardinality)
                .sum();
    }

    private Answers answers(String store, int chain) {
        Answers answers = stores.get(store);
        if (answers == null || chain < 0 || chain >= header.names().size()) {
            throw new IllegalArgumentException("store " + store + ", chain " + chain + " (want one of " + stores.size()
                    + " stores, one of " + header.names().size() + " chains)");
        }
        return answers;
    }

    Header header() {
        return header;
    }

    NavigableMap<String, Answers> answers() {
        return stores;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FleetAssessment that && header.equals(that.header) && stores.equals(that.stores);
    }

    @Override
    public int hashCode() {
        return Objects.hash(header, stores);
    }

    /** {@code 10000 stores, 500 chains at 2026-12-01T00:00:00Z by RFC5280: 41 rejections}. */
    @Override
    public String toString() {
        return stores.size() + " stores, " + header.names().size() + " chains at " + header.at() + " by "
                + header.profile() + ": " + rejections() + " rejections";
    }
}
