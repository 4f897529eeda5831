package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.Hba;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A planned change of the chain that a server presents: the one of today, those that it may present tomorrow, the date.
 * Immutable; every method returns a copy.
 *
 * {@snippet :
 * Rotation rotation = Rotation.from(today).to(tomorrow).at(Instant.parse("2026-12-01T00:00:00Z"));
 * System.out.println(rotation.impactOn(client).explain());
 * }
 */
public final class Rotation {
    private final PresentedChain today;
    private final List<PresentedChain> tomorrow;
    private final @Nullable Instant at;
    private final Hba hba;
    private final boolean oldChainGone;
    private final List<Certificate> candidates;
    private final List<KnownAnchor> anchors;
    private final List<Distrust> distrust;
    /** Shared by all copies: signatures are verified once, however many clients are asked about. */
    private final SignatureMemo memo;

    private Rotation(
            PresentedChain today,
            List<PresentedChain> tomorrow,
            @Nullable Instant at,
            Hba hba,
            boolean oldChainGone,
            List<Certificate> candidates,
            List<KnownAnchor> anchors,
            List<Distrust> distrust,
            SignatureMemo memo) {
        this.today = today;
        this.tomorrow = List.copyOf(tomorrow);
        this.at = at;
        this.hba = hba;
        this.oldChainGone = oldChainGone;
        this.candidates = List.copyOf(candidates);
        this.anchors = List.copyOf(anchors);
        this.distrust = List.copyOf(distrust);
        this.memo = memo;
    }

    /** Starts from the chain that the server presents today. */
    public static Rotation from(PresentedChain today) {
        Objects.requireNonNull(today);
        return new Rotation(
                today, List.of(), null, Hba.HOSTSSL, false, List.of(), List.of(), List.of(), SignatureMemo.standard());
    }

    /** Starts from the chain that the server presents today: its own certificate first, in the order of sending. */
    public static Rotation from(List<Certificate> today) {
        return from(PresentedChain.of("today", today));
    }

    /** Adds a chain that the server may present tomorrow; call it once per chain. */
    public Rotation to(PresentedChain chain) {
        return new Rotation(
                today, plus(tomorrow, List.of(chain)), at, hba, oldChainGone, candidates, anchors, distrust, memo);
    }

    /** Adds a chain that the server may present tomorrow: its own certificate first, in the order of sending. */
    public Rotation to(List<Certificate> chain) {
        return to(PresentedChain.of(tomorrow.isEmpty() ? "tomorrow" : "tomorrow " + (tomorrow.size() + 1), chain));
    }

    /** Sets the instant of the rotation: both today's and tomorrow's chains are judged then. */
    public Rotation at(Instant instant) {
        Objects.requireNonNull(instant);
        return new Rotation(today, tomorrow, instant, hba, oldChainGone, candidates, anchors, distrust, memo);
    }

    /** Sets which channels the server's {@code pg_hba.conf} admits; {@link Hba#HOSTSSL} unless set. */
    public Rotation hba(Hba line) {
        Objects.requireNonNull(line);
        return new Rotation(today, tomorrow, at, line, oldChainGone, candidates, anchors, distrust, memo);
    }

    /** States that no server presents today's chain any more: only then is it advised to remove what it needed. */
    public Rotation oldChainGone() {
        return new Rotation(today, tomorrow, at, hba, true, candidates, anchors, distrust, memo);
    }

    /** Offers certificates that a fix may add to the store, beside those of tomorrow's chains. */
    public Rotation candidates(Collection<Certificate> certificates) {
        List<Certificate> more = plus(candidates, List.copyOf(certificates));
        return new Rotation(today, tomorrow, at, hba, oldChainGone, more, anchors, distrust, memo);
    }

    /** Names roots that a fix may recommend by fingerprint where no certificate is at hand. */
    public Rotation knownAnchors(Collection<KnownAnchor> known) {
        List<KnownAnchor> more = plus(anchors, List.copyOf(known));
        return new Rotation(today, tomorrow, at, hba, oldChainGone, candidates, more, distrust, memo);
    }

    /** Takes published distrust dates into account: from then on, the certificate counts as not in the store. */
    public Rotation distrust(Collection<Distrust> published) {
        List<Distrust> more = plus(distrust, List.copyOf(published));
        return new Rotation(today, tomorrow, at, hba, oldChainGone, candidates, anchors, more, memo);
    }

    /**
     * Answers what the rotation does to this client.
     *
     * @throws IllegalStateException if no chain of tomorrow or no instant was set
     */
    public Impact impactOn(Client client) {
        if (tomorrow.isEmpty()) {
            throw new IllegalStateException("to: no chain of tomorrow");
        }
        instant();
        return new Assessment(this, client).impact();
    }

    /** Returns the chain of today. */
    public PresentedChain today() {
        return today;
    }

    /** Returns the chains of tomorrow, in the order given. */
    public List<PresentedChain> tomorrow() {
        return tomorrow;
    }

    /**
     * Returns the instant of the rotation.
     *
     * @throws IllegalStateException if it was not set
     */
    public Instant instant() {
        if (at == null) {
            throw new IllegalStateException("at: no instant");
        }
        return at;
    }

    Server server(PresentedChain chain) {
        return Server.presenting(chain).withHba(hba);
    }

    SignatureMemo memo() {
        return memo;
    }

    boolean isOldChainGone() {
        return oldChainGone;
    }

    List<Certificate> candidates() {
        return candidates;
    }

    List<KnownAnchor> knownAnchors() {
        return anchors;
    }

    List<Distrust> distrust() {
        return distrust;
    }

    private static <T> List<T> plus(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** {@code today (3 certificates) -> tomorrow (2 certificates) at 2026-12-01T00:00:00Z}. */
    @Override
    public String toString() {
        return today + " -> " + tomorrow + (at == null ? "" : " at " + at);
    }
}
