package io.github.windlass4j.scan.fleet;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.truststore.client.PresentedChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges trust stores against the chains of a fleet. What can stand in a path of a chain is found by names; stores that agree
 * on those certificates get one common judgement, so that ten thousand stores cost about as many validations as there are
 * different selections among them. No answer differs from asking {@link ChainValidator} about each store alone.
 *
 * <p>An assessor remembers what it has judged and may be asked again when a store has changed. Use by several threads is
 * serialized; for more than one core give each worker an assessor and {@linkplain FleetAssessment#merge merge} the results.
 */
public final class FleetAssessor {
    private final ChainValidator validator;
    private final List<PresentedChain> chains;
    private final Instant at;
    private final SignatureMemo memo;
    private final Relations relations;
    private final List<Map<Selection, ChainVerdict>> judged = new ArrayList<>();
    private final Map<Answers, Answers> distinct = new HashMap<>();
    private long validations;
    private long signatureChecks;

    private FleetAssessor(Profile profile, List<PresentedChain> chains, Instant at, SignatureMemo memo) {
        this.validator = ChainValidator.of(profile);
        this.chains = List.copyOf(chains);
        this.at = at;
        this.memo = memo;
        this.relations = new Relations(this.chains);
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
        return new FleetAssessment(header(), new TreeMap<>(Map.of(name, answers(trusted))));
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
                    .map(content -> byContent.computeIfAbsent(
                            store.content(), id -> answers(content.restore(name).certificates())))
                    .ifPresent(answers -> stores.put(name, answers));
        }
        return new FleetAssessment(header(), stores);
    }

    /**
     * The whole verdict of a store on one chain, with every reason.
     *
     * @param trusted the certificates that the store trusts
     * @param chain index of the chain in the list that was given
     */
    public synchronized ChainVerdict verdict(Collection<Certificate> trusted, int chain) {
        return judge(chain, Held.of(trusted, relations));
    }

    /** How many times a chain was validated; every other answer was remembered. */
    public synchronized long validations() {
        return validations;
    }

    /** How many signatures were checked: each pair of certificate and issuer key once, as long as the memo holds it. */
    public synchronized long signatureChecks() {
        return signatureChecks;
    }

    private FleetAssessment.Header header() {
        return FleetAssessment.Header.of(validator.profile(), chains, at);
    }

    private Answers answers(Collection<Certificate> trusted) {
        Held held = Held.of(trusted, relations);
        TreeMap<String, BitSet> rejected = new TreeMap<>();
        for (int i = 0; i < chains.size(); i++) {
            if (judge(i, held) instanceof ChainVerdict.Rejected verdict) {
                String rule = verdict.obstacles().get(0).rule().id();
                rejected.computeIfAbsent(rule, id -> new BitSet(chains.size())).set(i);
            }
        }
        Answers answers = new Answers(chains.size(), rejected);
        Answers known = distinct.putIfAbsent(answers, answers);
        return known == null ? answers : known;
    }

    private ChainVerdict judge(int chain, Held held) {
        Selection selection = relations.of(chain).among(held);
        ChainVerdict known = judged.get(chain).get(selection);
        if (known == null) {
            known = validate(chain, selection, held);
            judged.get(chain).put(selection, known);
        }
        return known;
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
        return chains.size() + " chains at " + at + " by " + validator.profile().name() + ": " + validations
                + " validations";
    }
}
