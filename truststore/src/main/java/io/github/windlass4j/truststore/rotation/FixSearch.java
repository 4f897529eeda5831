package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Refusal;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.rotation.Change.AddCertificate;
import io.github.windlass4j.truststore.rotation.Change.RemoveCertificate;
import io.github.windlass4j.truststore.rotation.Change.RewriteStore;
import io.github.windlass4j.truststore.rotation.Change.UseHost;
import io.github.windlass4j.truststore.rotation.Change.UseMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Searches the smallest set of elementary changes: all sets of one, then of two, then of three, each tried on the model.
 * A set that works is minimal because no smaller one did.
 */
final class FixSearch {
    /** Own bound: a fix of more parts than this is a new configuration, not a fix. */
    static final int MAX_CHANGES = 3;

    /** Own bound, just above all sets of up to three out of twenty-four changes. */
    static final int MAX_TRIALS = 2_500;

    /** Own bound: certificates that are considered for adding and for removing, each. */
    static final int MAX_CERTIFICATES = 12;

    /** How many other solutions of the same size are told. */
    static final int MAX_ALTERNATIVES = 5;

    private static final Set<Rule> LEAF_DATES = Set.of(Rule.EXPIRED, Rule.NOT_YET_VALID);

    private final Assessment assessment;
    private final Client client;
    private final Client few;
    private final ConnectVerdict before;
    private final List<Outlook> after;
    private int trials;

    FixSearch(Assessment assessment, Client client, ConnectVerdict before, List<Outlook> after) {
        this.assessment = assessment;
        this.client = client;
        this.few = assessment.withRelatedAnchors(client);
        this.before = before;
        this.after = after;
    }

    Fix find() {
        Optional<Refusal> unfixable = refusals()
                .filter(r -> r instanceof Refusal.ServerWithoutTls
                        || r instanceof Refusal.NotAdmitted
                        || r instanceof Refusal.NoCertificate)
                .findFirst();
        if (unfixable.isPresent()) {
            return new Fix.None(
                    "no change of the client helps: " + unfixable.get().message());
        }
        List<Change> pool = pool();
        List<List<Change>> working = new ArrayList<>();
        for (int size = 1; size <= Math.min(MAX_CHANGES, pool.size()) && working.isEmpty(); size++) {
            collect(pool, size, 0, new ArrayList<>(), working);
        }
        return best(working).orElseGet(() -> withoutProof(pool));
    }

    private Stream<Refusal> refusals() {
        return after.stream()
                .map(Outlook::verdict)
                .flatMap(verdict -> verdict.fold(
                        connects -> connects.failedBefore().stream(),
                        refused -> Stream.of(refused.refusal()),
                        unknown -> Stream.<Refusal>empty()));
    }

    private void collect(List<Change> pool, int size, int from, List<Change> chosen, List<List<Change>> working) {
        if (chosen.size() == size) {
            if (trials < MAX_TRIALS && works(chosen)) {
                working.add(List.copyOf(chosen));
            }
            return;
        }
        for (int i = from; i < pool.size(); i++) {
            chosen.add(pool.get(i));
            collect(pool, size, i + 1, chosen, working);
            chosen.remove(chosen.size() - 1);
        }
    }

    private boolean works(List<Change> changes) {
        boolean rewrites = changes.stream().anyMatch(RewriteStore.class::isInstance);
        // Appending to a file that cannot be loaded leaves it as it is.
        if (!rewrites && storeIsDamaged()) {
            return false;
        }
        trials++;
        return acceptable(apply(changes, few));
    }

    private static Client apply(List<Change> changes, Client some) {
        Client changed = some;
        for (Change change : ordered(changes)) {
            changed = change.applyTo(changed);
        }
        return changed;
    }

    // A mode may decide which store is read, and a store is written before anything is added to it.
    private static List<Change> ordered(List<Change> changes) {
        return changes.stream()
                .sorted(Comparator.comparingInt(
                        change -> change instanceof UseMode ? 0 : change instanceof RewriteStore ? 1 : 2))
                .toList();
    }

    private boolean storeIsDamaged() {
        return Assessment.store(client).isPresent() && refusals().anyMatch(Refusal.StoreUnreadable.class::isInstance);
    }

    private boolean acceptable(Client changed) {
        Instant at = assessment.rotation().instant();
        return Stream.concat(windowChains(), after.stream().map(Outlook::chain))
                .allMatch(chain -> isSecure(assessment.verdict(changed, chain, at)));
    }

    /** Today's chain stays in service until the rotation is over, and the client must not lose it. */
    private Stream<PresentedChain> windowChains() {
        boolean worked = before instanceof Connects connects && !connects.isDowngraded();
        return worked && !assessment.rotation().isOldChainGone()
                ? Stream.of(assessment.rotation().today())
                : Stream.empty();
    }

    // Only a client that verifies can be broken by a chain, so the fixed one has to verify too; its mode says what
    // more.
    private static boolean isSecure(ConnectVerdict verdict) {
        return Assessment.isVerified(verdict);
    }

    private List<Change> pool() {
        List<Change> pool = new ArrayList<>();
        modes().map(UseMode::new).forEach(pool::add);
        hosts().map(UseHost::new).forEach(pool::add);
        StoreKind kind = client.storeInUse().orElse(StoreKind.NONE);
        if (kind == StoreKind.NONE) {
            return pool;
        }
        String name = Assessment.storeName(client);
        if (storeIsDamaged()) {
            pool.add(new RewriteStore(kind, name));
        }
        List<Certificate> held = Assessment.anchors(client);
        additions(held).stream()
                .limit(MAX_CERTIFICATES)
                .map(certificate -> new AddCertificate(kind, name, certificate))
                .forEach(pool::add);
        if (kind != StoreKind.FACTORY_ARGUMENT) {
            assessment.related(held).stream()
                    .limit(MAX_CERTIFICATES)
                    .map(certificate -> new RemoveCertificate(kind, name, certificate))
                    .forEach(pool::add);
        }
        return pool;
    }

    private Stream<SslMode> modes() {
        return refusals()
                .flatMap(refusal -> {
                    if (refusal instanceof Refusal.InvalidMode invalid) {
                        return Stream.of(meant(invalid));
                    }
                    // Whatever the constraint is, the strictest mode meets it and weakens nothing.
                    return refusal instanceof Refusal.WeakMode || refusal instanceof Refusal.IncompleteMode
                            ? Stream.of(SslMode.VERIFY_FULL)
                            : Stream.empty();
                })
                .distinct();
    }

    /** The mode of another spelling; otherwise the strictest, which can only verify more than was meant. */
    private static SslMode meant(Refusal.InvalidMode invalid) {
        return SslMode.named(invalid.value().trim().toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(invalid.accepted()::contains)
                .orElse(SslMode.VERIFY_FULL);
    }

    private Stream<String> hosts() {
        return refusals()
                .filter(Refusal.HostMismatch.class::isInstance)
                .flatMap(refusal -> ((Refusal.HostMismatch) refusal).names().stream())
                .filter(name -> !name.contains("*"))
                .distinct();
    }

    /** Roots first, then the longest-lived: what is added should not have to be added again soon. */
    private List<Certificate> additions(List<Certificate> held) {
        Instant at = assessment.rotation().instant();
        List<Certificate> offered = new ArrayList<>(assessment.rotation().candidates());
        assessment.chains().forEach(chain -> offered.addAll(chain.certificates()));
        return assessment.related(offered).stream()
                // A server's own certificate would have to be added again with every renewal.
                .filter(c -> c.isCa() || c.isSelfIssued())
                .filter(c -> !held.contains(c))
                .filter(c -> !c.notAfter().isBefore(at) && !c.notBefore().isAfter(at))
                .sorted(Comparator.comparing(Certificate::isSelfIssued)
                        .reversed()
                        .thenComparing(Certificate::notAfter, Comparator.reverseOrder()))
                .toList();
    }

    /** Searched with the few anchors that matter; the one that is told is proved with all of them. */
    private Optional<Fix> best(List<List<Change>> working) {
        List<Solution> ranked = working.stream()
                .map(changes ->
                        new Solution(changes, burden(changes), assessment.horizon(apply(changes, few), Effect.FIXED)))
                .sorted(Comparator.comparingInt(Solution::burden)
                        .thenComparing(Solution::end, Comparator.reverseOrder()))
                .toList();
        return ranked.stream()
                .filter(solution -> few.equals(client) || acceptable(apply(solution.changes, client)))
                .findFirst()
                .map(solution -> new Fix.Proved(
                        solution.changes,
                        ranked.stream()
                                .filter(other -> !other.equals(solution))
                                .limit(MAX_ALTERNATIVES)
                                .map(Solution::changes)
                                .toList(),
                        assessment.horizon(apply(solution.changes, client), Effect.FIXED)));
    }

    private record Solution(List<Change> changes, int burden, Horizon horizon) {
        Instant end() {
            return Assessment.end(horizon);
        }
    }

    /** Removing something costs more than adding a root, adding an intermediate costs more: it pins. */
    private static int burden(List<Change> changes) {
        return changes.stream()
                .mapToInt(change -> {
                    if (change instanceof AddCertificate add) {
                        return add.certificate().isSelfIssued() ? 0 : 2;
                    }
                    return change instanceof RemoveCertificate ? 1 : 0;
                })
                .sum();
    }

    private Stream<PresentedChain> failing() {
        return after.stream().filter(o -> !isSecure(o.verdict())).map(Outlook::chain);
    }

    private Fix withoutProof(List<Change> pool) {
        List<KnownAnchor> named = assessment.rotation().knownAnchors().stream()
                .filter(known -> failing()
                        .flatMap(chain -> chain.certificates().stream())
                        .anyMatch(c -> c.issuer().toString().equals(known.subject())))
                .filter(known -> Assessment.anchors(client).stream()
                        .noneMatch(c -> c.sha256().equals(known.sha256())))
                .toList();
        if (!named.isEmpty()) {
            return new Fix.Named(named);
        }
        String tried = trials >= MAX_TRIALS
                ? "stopped after " + MAX_TRIALS + " trials"
                : "tried every set of up to " + Math.min(MAX_CHANGES, pool.size()) + " out of " + pool.size()
                        + (pool.size() == 1 ? " change" : " changes");
        return new Fix.None(tried + "; " + beyondTheClient());
    }

    /** No change of a store mends the dates of a server's own certificate; otherwise an issuer may be all that lacks. */
    private String beyondTheClient() {
        return refusals()
                .filter(Refusal.ChainRejected.class::isInstance)
                .map(refusal -> ((Refusal.ChainRejected) refusal).obstacles().get(0))
                .filter(obstacle -> obstacle.index() == 0 && LEAF_DATES.contains(obstacle.rule()))
                .findFirst()
                .map(obstacle -> "no store helps, the servers need another certificate: " + obstacle.subject() + ", "
                        + obstacle.found())
                .orElse("offer the root of the new chain with Rotation.candidates");
    }
}
