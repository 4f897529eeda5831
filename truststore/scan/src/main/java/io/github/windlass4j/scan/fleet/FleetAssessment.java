package io.github.windlass4j.scan.fleet;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.truststore.client.PresentedChain;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which stores trust which chains, and by which rule they do not. Parts that were judged apart by the same profile, at the same
 * instant, for the same chains can be merged in any order: merging is associative, commutative and idempotent.
 */
public final class FleetAssessment {
    private final Header header;

    /** Sorted, each once; shared by assessments of the same stores. */
    private final String[] names;

    /** The answers of each store, in the order of the names. */
    private final Answers[] answers;

    private FleetAssessment(Header header, String[] names, Answers[] answers) {
        this.header = header;
        this.names = names;
        this.answers = answers;
    }

    static FleetAssessment of(Header header, SortedMap<String, Answers> stores) {
        return new FleetAssessment(
                header, stores.keySet().toArray(String[]::new), stores.values().toArray(Answers[]::new));
    }

    /** What has to agree before two parts can be merged. */
    record Header(String profile, Instant at, List<String> names, List<List<String>> chains) {
        Header {
            names = List.copyOf(names);
            chains = chains.stream().map(List::copyOf).toList();
            if (names.size() != chains.size()) {
                throw new IllegalArgumentException(
                        Count.of(names.size(), "name") + " for " + Count.of(chains.size(), "chain"));
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
        return and(other, false);
    }

    /**
     * This assessment with the answers of another in the place of its own, after those stores have changed or come.
     *
     * @throws IllegalArgumentException if they were judged differently
     */
    public FleetAssessment replacing(FleetAssessment changed) {
        return and(changed, true);
    }

    /** Both lists are sorted, so one pass does; what only one of them has is copied as a whole stretch. */
    private FleetAssessment and(FleetAssessment other, boolean replace) {
        if (!header.equals(other.header)) {
            throw new IllegalArgumentException("parts of different assessments: " + this + " and " + other);
        }
        String[] bothNames = new String[names.length + other.names.length];
        Answers[] both = new Answers[bothNames.length];
        int from = 0;
        int to = 0;
        for (int i = 0; i < other.names.length; i++) {
            String name = other.names[i];
            int found = Arrays.binarySearch(names, from, names.length, name);
            int before = found < 0 ? -found - 1 : found;
            System.arraycopy(names, from, bothNames, to, before - from);
            System.arraycopy(answers, from, both, to, before - from);
            to += before - from;
            from = found < 0 ? before : before + 1;
            if (found >= 0 && !replace) {
                agree(name, answers[found], other.answers[i]);
            }
            bothNames[to] = name;
            both[to++] = other.answers[i];
        }
        int rest = names.length - from;
        System.arraycopy(names, from, bothNames, to, rest);
        System.arraycopy(answers, from, both, to, rest);
        to += rest;
        return new FleetAssessment(
                header, to == names.length ? names : Arrays.copyOf(bothNames, to), Arrays.copyOf(both, to));
    }

    static void agree(String name, @Nullable Answers known, Answers answers) {
        if (known != null && !known.equals(answers)) {
            throw new IllegalArgumentException("store " + name + ": two different answers");
        }
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
        return new Names(names);
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
        Set<String> found = new TreeSet<>();
        forEach((name, said) -> {
            if (!said.trusts(chain)) {
                found.add(name);
            }
        });
        return found;
    }

    /** How many pairs of store and chain are not trusted. */
    public long rejections() {
        return Arrays.stream(answers)
                .flatMap(said -> said.rejected().values().stream())
                .mapToLong(BitSet::cardinality)
                .sum();
    }

    private Answers answers(String store, int chain) {
        int at = Arrays.binarySearch(names, store);
        if (at < 0 || chain < 0 || chain >= header.names().size()) {
            throw new IllegalArgumentException("store " + store + ", chain " + chain + " (want one of " + names.length
                    + " stores, one of " + header.names().size() + " chains)");
        }
        return answers[at];
    }

    Header header() {
        return header;
    }

    /** Every store by name, in their order. */
    void forEach(BiConsumer<String, Answers> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], answers[i]);
        }
    }

    /** The sorted names as a set. */
    private static final class Names extends AbstractSet<String> {
        private final String[] names;

        Names(String[] names) {
            this.names = names;
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(names).iterator();
        }

        @Override
        public int size() {
            return names.length;
        }

        @Override
        public boolean contains(@Nullable Object name) {
            return name instanceof String text && Arrays.binarySearch(names, text) >= 0;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FleetAssessment that
                && header.equals(that.header)
                && Arrays.equals(names, that.names)
                && Arrays.equals(answers, that.answers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(header, Arrays.hashCode(names), Arrays.hashCode(answers));
    }

    /** {@code 10000 stores, 500 chains at 2026-12-01T00:00:00Z by RFC5280: 41 rejections}. */
    @Override
    public String toString() {
        return Count.of(names.length, "store") + ", " + Count.of(header.names().size(), "chain") + " at " + header.at()
                + " by " + header.profile() + ": " + Count.of(rejections(), "rejection");
    }
}
