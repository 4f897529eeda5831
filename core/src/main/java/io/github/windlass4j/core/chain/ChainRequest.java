package io.github.windlass4j.core.chain;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One question to a {@link ChainValidator}: what was presented, whom to trust, when, and for what. Immutable; every method
 * gives a changed copy, so that a what-if is the same request with one thing different.
 *
 * <p>Not set means: no anchors, no expected name (names are not checked), purpose {@link Purpose#SERVER_AUTH}, standard
 * budget, no revocation, no wish for policies. The instant has no default: {@link #at(Instant)} must be called.
 */
public final class ChainRequest {
    private List<Certificate> presented;
    private Set<Certificate> extra = Set.of();
    private Set<Certificate> anchors = Set.of();
    private int anchorsHash;
    private Set<Certificate> trustedLeaves = Set.of();
    private Set<Certificate> distrusted = Set.of();
    private @Nullable Instant at;
    private @Nullable Instant leafAt;
    private @Nullable ServerName host;
    private List<String> mailboxes = List.of();
    private Purpose purpose = Purpose.SERVER_AUTH;
    private PolicyInputs policies = PolicyInputs.NONE;
    private @Nullable Integer maxIntermediates;
    private Set<String> understood = Set.of();
    private Budget budget = Budget.standard();
    private @Nullable SignatureMemo memo;
    private boolean firstPathOnly;
    private RevocationData revocation = RevocationData.NONE;
    private RevocationPolicy revocationPolicy = RevocationPolicy.IGNORE;
    private @Nullable List<Certificate> intermediates;

    private ChainRequest(List<Certificate> presented) {
        this.presented = presented;
    }

    private ChainRequest(ChainRequest that) {
        this.presented = that.presented;
        this.extra = that.extra;
        this.anchors = that.anchors;
        this.anchorsHash = that.anchorsHash;
        this.trustedLeaves = that.trustedLeaves;
        this.distrusted = that.distrusted;
        this.at = that.at;
        this.leafAt = that.leafAt;
        this.host = that.host;
        this.mailboxes = that.mailboxes;
        this.purpose = that.purpose;
        this.policies = that.policies;
        this.maxIntermediates = that.maxIntermediates;
        this.understood = that.understood;
        this.budget = that.budget;
        this.memo = that.memo;
        this.firstPathOnly = that.firstPathOnly;
        this.revocation = that.revocation;
        this.revocationPolicy = that.revocationPolicy;
    }

    /**
     * Asks about a chain as a server sends it.
     *
     * @param presentedLeafFirst the leaf, then other certificates in any order; copies, strangers and roots are harmless
     * @throws IllegalArgumentException if it is empty
     */
    public static ChainRequest of(List<Certificate> presentedLeafFirst) {
        if (presentedLeafFirst.isEmpty()) {
            throw new IllegalArgumentException("presentedLeafFirst: 0 certificates (want the leaf first)");
        }
        return new ChainRequest(List.copyOf(presentedLeafFirst));
    }

    /** Whose word counts: anchors need neither be self-signed nor be sent. Replaces those set before. */
    public ChainRequest anchors(Collection<Certificate> trusted) {
        ChainRequest changed = new ChainRequest(this);
        changed.trust(ordered(trusted));
        return changed;
    }

    /** Many requests have the same anchors, so their sum is made once. */
    private void trust(Set<Certificate> trusted) {
        anchors = trusted;
        anchorsHash = trusted.hashCode();
    }

    /** The instant of validation; fractions of a second are cut off, as certificates count whole seconds. */
    public ChainRequest at(Instant instant) {
        ChainRequest changed = new ChainRequest(this);
        changed.at = instant.truncatedTo(ChronoUnit.SECONDS);
        return changed;
    }

    /**
     * The instant for which the leaf's own dates are judged, where it differs from {@link #at(Instant)}: asks what becomes of
     * the certificates above while the leaf is renewed as a routine.
     */
    public ChainRequest leafAt(Instant instant) {
        ChainRequest changed = new ChainRequest(this);
        changed.leafAt = instant.truncatedTo(ChronoUnit.SECONDS);
        return changed;
    }

    /** The host that the leaf must name (RFC 9525). */
    public ChainRequest host(ServerName expected) {
        ChainRequest changed = new ChainRequest(this);
        changed.host = requireNonNull(expected);
        return changed;
    }

    /** The mailboxes that the leaf's subjectAltName must all name; compared as RFC 5280 7.5 says. */
    public ChainRequest mailboxes(Collection<String> expected) {
        ChainRequest changed = new ChainRequest(this);
        changed.mailboxes = List.copyOf(expected);
        return changed;
    }

    /** Another chain in the same circumstances; shape as in {@link #of}. */
    public ChainRequest presenting(List<Certificate> presentedLeafFirst) {
        ChainRequest changed = new ChainRequest(this);
        changed.presented = of(presentedLeafFirst).presented;
        return changed;
    }

    /** Untrusted certificates from elsewhere (a cache, a folder) that may also stand in a path. */
    public ChainRequest alsoTry(Collection<Certificate> intermediates) {
        ChainRequest changed = new ChainRequest(this);
        changed.extra = ordered(intermediates);
        return changed;
    }

    /** The same without this certificate among what is sent, found elsewhere, or trusted; the leaf itself stays. */
    public ChainRequest without(Certificate lost) {
        ChainRequest changed = new ChainRequest(this);
        List<Certificate> sent = new ArrayList<>(presented.subList(1, presented.size()));
        sent.removeIf(lost::equals);
        sent.add(0, leaf());
        changed.presented = List.copyOf(sent);
        changed.extra = lacking(extra, lost);
        changed.trust(lacking(anchors, lost));
        return changed;
    }

    /** What the leaf shall be used for. */
    public ChainRequest purpose(Purpose wanted) {
        ChainRequest changed = new ChainRequest(this);
        changed.purpose = requireNonNull(wanted);
        return changed;
    }

    /** Wishes about certificate policies. */
    public ChainRequest policies(PolicyInputs wishes) {
        ChainRequest changed = new ChainRequest(this);
        changed.policies = requireNonNull(wishes);
        return changed;
    }

    /** At most this many intermediates between leaf and anchor, self-issued ones not counted. */
    public ChainRequest maxIntermediates(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("maxIntermediates: " + most + " (want >= 0)");
        }
        ChainRequest changed = new ChainRequest(this);
        changed.maxIntermediates = most;
        return changed;
    }

    /**
     * Leaves that are trusted as they are (pinned), without an issuer. Only their dates, key, critical extensions, purpose
     * and names are still checked.
     */
    public ChainRequest trustedLeaves(Collection<Certificate> pinned) {
        ChainRequest changed = new ChainRequest(this);
        changed.trustedLeaves = ordered(pinned);
        return changed;
    }

    /** Certificates that no path may contain, not even as anchor. */
    public ChainRequest distrusted(Collection<Certificate> forbidden) {
        ChainRequest changed = new ChainRequest(this);
        changed.distrusted = ordered(forbidden);
        return changed;
    }

    /** Critical extensions that the caller itself processes, dotted decimals. */
    public ChainRequest understoodExtensions(Set<String> oids) {
        ChainRequest changed = new ChainRequest(this);
        changed.understood = Set.copyOf(oids);
        return changed;
    }

    /** Limits of the work. */
    public ChainRequest budget(Budget limits) {
        ChainRequest changed = new ChainRequest(this);
        changed.budget = requireNonNull(limits);
        return changed;
    }

    /** What was verified before; without it, each validation starts with an empty memo of its own. */
    public ChainRequest memo(SignatureMemo shared) {
        ChainRequest changed = new ChainRequest(this);
        changed.memo = requireNonNull(shared);
        return changed;
    }

    /** Revocation data, and how they count; they concern every certificate of a path but the anchor. */
    public ChainRequest revocation(RevocationData data, RevocationPolicy policy) {
        ChainRequest changed = new ChainRequest(this);
        changed.revocation = requireNonNull(data);
        changed.revocationPolicy = requireNonNull(policy);
        return changed;
    }

    /** Stop at the first valid path: for handshakes, where nobody reads the others. */
    public ChainRequest firstPathOnly() {
        ChainRequest changed = new ChainRequest(this);
        changed.firstPathOnly = true;
        return changed;
    }

    /** The certificate to validate. */
    public Certificate leaf() {
        return presented.get(0);
    }

    /** What was presented, leaf first. */
    public List<Certificate> presented() {
        return presented;
    }

    /** Everything besides the leaf that is not trusted by itself, without copies: presented first, then the extra ones. */
    public List<Certificate> intermediates() {
        List<Certificate> known = intermediates;
        if (known == null) {
            known = besidesLeaf();
            intermediates = known;
        }
        return known;
    }

    private List<Certificate> besidesLeaf() {
        if (presented.size() == 2 && extra.isEmpty()) {
            return List.of(presented.get(1));
        }
        Set<Certificate> all = new LinkedHashSet<>(presented.subList(1, presented.size()));
        all.addAll(extra);
        return List.copyOf(all);
    }

    /** The anchors in the order given, without copies. */
    public List<Certificate> anchors() {
        return new ArrayList<>(anchors);
    }

    /** The anchors themselves, in the order given. */
    Set<Certificate> anchorSet() {
        return anchors;
    }

    /** Leaves trusted as they are. */
    public Set<Certificate> trustedLeaves() {
        return trustedLeaves;
    }

    /** Certificates that no path may contain. */
    public Set<Certificate> distrusted() {
        return distrusted;
    }

    /**
     * The instant of validation, whole seconds.
     *
     * @throws IllegalStateException if it was never set
     */
    public Instant at() {
        if (at == null) {
            throw new IllegalStateException("at: not set (want the instant of validation)");
        }
        return at;
    }

    /** The instant for which the leaf's own dates are judged; {@link #at()} unless set. */
    public Instant leafAt() {
        return leafAt == null ? at() : leafAt;
    }

    /** The expected host; empty = names are not checked. */
    public Optional<ServerName> host() {
        return Optional.ofNullable(host);
    }

    /** The expected mailboxes; empty = not checked. */
    public List<String> mailboxes() {
        return mailboxes;
    }

    /** What the leaf shall be used for. */
    public Purpose purpose() {
        return purpose;
    }

    /** Wishes about certificate policies. */
    public PolicyInputs policies() {
        return policies;
    }

    /** The caller's limit of non-self-issued intermediates; empty = none but the budget's. */
    public OptionalInt maxIntermediates() {
        return maxIntermediates == null ? OptionalInt.empty() : OptionalInt.of(maxIntermediates);
    }

    /** Critical extensions that the caller itself processes. */
    public Set<String> understoodExtensions() {
        return understood;
    }

    /** Limits of the work. */
    public Budget budget() {
        return budget;
    }

    /** The caller's memo, if there is one. */
    public Optional<SignatureMemo> memo() {
        return Optional.ofNullable(memo);
    }

    /** The revocation data. */
    public RevocationData revocation() {
        return revocation;
    }

    /** How revocation counts. */
    public RevocationPolicy revocationPolicy() {
        return revocationPolicy;
    }

    /** True if the search ends with the first valid path. */
    public boolean isFirstPathOnly() {
        return firstPathOnly;
    }

    /**
     * The anchors without those that can stand in no path: that are none of the other certificates and have the name of none of
     * their issuers.
     */
    Set<Certificate> anchorsOfConsequence() {
        List<Certificate> some = new ArrayList<>(2);
        for (Certificate anchor : anchors) {
            if (mayMatter(anchor)) {
                some.add(anchor);
            }
        }
        return some.size() == anchors.size() ? anchors : ordered(some);
    }

    private boolean mayMatter(Certificate anchor) {
        for (int i = 0; i < presented.size(); i++) {
            if (mayStandAbove(presented.get(i), anchor)) {
                return true;
            }
        }
        for (Certificate certificate : extra) {
            if (mayStandAbove(certificate, anchor)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayStandAbove(Certificate certificate, Certificate anchor) {
        return anchor.subject().matches(certificate.issuer()) || anchor.equals(certificate);
    }

    /** True if both ask about the same host, written the same way. */
    boolean hasHostOf(ChainRequest that) {
        return Objects.equals(host, that.host) && shown(host).equals(shown(that.host));
    }

    /** True if both trust the same. */
    boolean hasAnchorsOf(ChainRequest that) {
        return anchorsHash == that.anchorsHash && anchors.equals(that.anchors);
    }

    /** True if both ask the same but for instants, host and anchors; memos and how revocation counts are not compared. */
    boolean isAlike(ChainRequest that) {
        return Objects.equals(presented, that.presented)
                && firstPathOnly == that.firstPathOnly
                && purpose == that.purpose
                && Objects.equals(mailboxes, that.mailboxes)
                && Objects.equals(policies, that.policies)
                && Objects.equals(maxIntermediates, that.maxIntermediates)
                && Objects.equals(understood, that.understood)
                && Objects.equals(budget, that.budget)
                && Objects.equals(extra, that.extra)
                && Objects.equals(trustedLeaves, that.trustedLeaves)
                && Objects.equals(distrusted, that.distrusted);
    }

    /** Equal for all that are {@linkplain #isAlike alike}. */
    int hashOfAlike() {
        int sizes = 31 * presented.size() + extra.size();
        int limits = 31 * budget.signatures() + (maxIntermediates == null ? -1 : maxIntermediates);
        return 31 * (31 * leaf().hashCode() + sizes) + limits;
    }

    /** Equal addresses may be written differently, and findings quote what was written. */
    private static String shown(@Nullable ServerName name) {
        return name == null ? "" : name.toString();
    }

    private static Set<Certificate> lacking(Set<Certificate> certificates, Certificate lost) {
        Set<Certificate> rest = new LinkedHashSet<>(certificates);
        rest.remove(lost);
        return Collections.unmodifiableSet(rest);
    }

    private static Set<Certificate> ordered(Collection<Certificate> certificates) {
        return certificates.size() == 1
                ? Set.of(certificates.iterator().next())
                : Collections.unmodifiableSet(new LinkedHashSet<>(certificates));
    }

    @Override
    public String toString() {
        return leaf().subject() + " among " + presented.size() + " presented, " + Count.of(anchors.size(), "anchor")
                + ", at " + at;
    }
}
