package io.github.windlass4j.scan.fleet;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges trust stores against the chains of a fleet. What can stand in a path of a chain is found by names; stores that agree
 * on those certificates get one common judgement, so that ten thousand stores cost about as many validations as there are
 * different selections among them; chains to which the same certificates are related share the look at a store. No answer
 * differs from asking {@link ChainValidator} about each store alone.
 *
 * <p>An assessor remembers what it has judged and may be asked again when a store has changed. Use by several threads is
 * serialized; for more than one core give each worker an assessor and {@linkplain FleetAssessment#merge merge} the results.
 */
public final class FleetAssessor {
    /** In the place of a rule's id. */
    private static final String TRUSTED = "";

    private final ChainValidator validator;
    private final List<PresentedChain> chains;
    private final Instant at;
    private final SignatureMemo memo;
    private final Relations relations;
    private final FleetAssessment.Header header;
    private final List<Map<Selection, String>> judged = new ArrayList<>();
    private final Map<Answers, Answers> distinct = new HashMap<>();
    private long validations;
    private long signatureChecks;

    private FleetAssessor(Profile profile, List<PresentedChain> chains, Instant at, SignatureMemo memo) {
        this.validator = ChainValidator.of(profile);
        this.chains = List.copyOf(chains);
        this.at = at;
        this.memo = memo;
        this.relations = new Relations(this.chains);
        this.header = FleetAssessment.Header.of(profile, this.chains, at);
        this.chains.forEach(chain -> judged.add(new HashMap<>()));
        for (PresentedChain chain : this.chains) {
            if (chain.certificates().isEmpty()) {
                throw new IllegalArgumentException("chain " + chain.name() + ": 0 certificates (want >= 1)");
            }
        }
    }

    /**
     * An assessor for these chains.
     *
     * @param profile who judges
     * @param chains what the servers present, none of them empty
     * @param at when
     * @throws IllegalArgumentException if a chain is empty
     */
    public static FleetAssessor of(Profile profile, List<PresentedChain> chains, Instant at) {
        return of(profile, chains, at, SignatureMemo.bounded(100_000));
    }

    /** The same with a memo of signatures that the caller keeps. */
    public static FleetAssessor of(Profile profile, List<PresentedChain> chains, Instant at, SignatureMemo memo) {
        return new FleetAssessor(profile, chains, at, memo);
    }

    /**
     * Judges one store.
     *
     * @param name what to call it in the result
     * @param trusted the certificates that it trusts
     */
    public synchronized FleetAssessment assess(String name, Collection<Certificate> trusted) {
        return FleetAssessment.of(header, new TreeMap<>(Map.of(name, answers(trusted))));
    }

    /**
     * Judges stores as they come and keeps of each its answers only, so that a fleet may be larger than the memory.
     *
     * @param stores each is called by its {@linkplain TrustStore#origin origin} in the result
     * @throws IllegalArgumentException if two stores of one name do not have the same answers
     */
    public synchronized FleetAssessment assess(Iterator<TrustStore> stores) {
        TreeMap<String, Answers> all = new TreeMap<>();
        while (stores.hasNext()) {
            TrustStore store = stores.next();
            Answers answers = answers(store.certificates());
            FleetAssessment.agree(store.origin(), all.put(store.origin(), answers), answers);
        }
        return FleetAssessment.of(header, all);
    }

    /**
     * Judges every store of an inventory that could be read and is there to be trusted, each content once.
     *
     * @param progress told before each store; where it stops, the result holds the stores judged so far
     */
    public synchronized FleetAssessment assess(Inventory inventory, Progress progress) {
        TreeMap<String, Answers> stores = new TreeMap<>();
        Map<String, Answers> byContent = new HashMap<>();
        long done = 0;
        for (StoreSighting store : inventory.stores()) {
            if (store.role() != StoreSighting.Role.TRUST || store.content().isEmpty()) {
                continue;
            }
            String name = store.place() + (store.field().isEmpty() ? "" : " " + store.field());
            if (!progress.next(name, done++)) {
                break;
            }
            inventory
                    .content(store)
                    .map(content -> byContent.computeIfAbsent(store.content(), id -> answers(trusted(content))))
                    .ifPresent(answers -> stores.put(name, answers));
        }
        return FleetAssessment.of(header, stores);
    }

    private static List<Certificate> trusted(StoreSnapshot content) {
        return content.entries().stream()
                .filter(StoreSnapshot.Item::trusted)
                .map(StoreSnapshot.Item::certificate)
                .toList();
    }

    /**
     * The whole verdict of a store on one chain, with every reason.
     *
     * @param trusted the certificates that the store trusts
     * @param chain index of the chain in the list that was given
     */
    public synchronized ChainVerdict verdict(Collection<Certificate> trusted, int chain) {
        Held held = Held.of(trusted, relations);
        return relations.groups().stream()
                .filter(group -> group.chains().get(chain))
                .findFirst()
                .map(group -> validate(chain, group.among(held), held))
                .orElseThrow(() -> new IllegalArgumentException(
                        "chain " + chain + " (want an index below " + chains.size() + ")"));
    }

    /** How many times a chain was validated; every other answer was remembered. */
    public synchronized long validations() {
        return validations;
    }

    /** How many signatures were checked: each pair of certificate and issuer key once, as long as the memo holds it. */
    public synchronized long signatureChecks() {
        return signatureChecks;
    }

    private Answers answers(Collection<Certificate> trusted) {
        Held held = Held.of(trusted, relations);
        TreeMap<String, BitSet> rejected = new TreeMap<>();
        for (Group group : relations.groups()) {
            Selection selection = group.among(held);
            Map<String, BitSet> known = group.rejected(selection);
            (known == null ? judge(group, selection, held) : known)
                    .forEach((rule, bits) -> rejected.computeIfAbsent(rule, id -> new BitSet(chains.size()))
                            .or(bits));
        }
        Answers answers = new Answers(chains.size(), rejected);
        Answers known = distinct.putIfAbsent(answers, answers);
        return known == null ? answers : known;
    }

    /** Chains are judged one by one: they share their relations, not their verdicts. */
    private Map<String, BitSet> judge(Group group, Selection selection, Held held) {
        Map<Integer, String> rules = new TreeMap<>();
        group.chains().stream().forEach(chain -> {
            String rule = judged.get(chain)
                    .computeIfAbsent(
                            selection,
                            unknown -> validate(chain, selection, held)
                                    .fold(
                                            ok -> TRUSTED,
                                            no -> no.obstacles().get(0).rule().id()));
            if (!rule.equals(TRUSTED)) {
                rules.put(chain, rule);
            }
        });
        return group.keep(selection, rules);
    }

    /** A store without a related certificate is not an empty one: to some engines that is a difference. */
    private ChainVerdict validate(int chain, Selection related, Held held) {
        List<Certificate> anchors = new ArrayList<>();
        for (int i = 0; i < related.size(); i++) {
            anchors.add(relations.certificate(related.number(i)));
        }
        if (anchors.isEmpty() && held.any() >= 0) {
            anchors.add(relations.certificate(held.any()));
        }
        ChainVerdict verdict =
                validator.validate(ChainRequest.of(chains.get(chain).certificates())
                        .anchors(anchors)
                        .at(at)
                        .memo(memo)
                        .firstPathOnly());
        validations++;
        signatureChecks += verdict.work().signatureChecks();
        return verdict;
    }

    /** {@code 500 chains at 2026-12-01T00:00:00Z by RFC5280: 812 validations}. */
    @Override
    public synchronized String toString() {
        return Count.of(chains.size(), "chain") + " at " + at + " by "
                + validator.profile().name() + ": " + Count.of(validations, "validation");
    }
}
