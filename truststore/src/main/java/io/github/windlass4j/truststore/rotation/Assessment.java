package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.client.Channel;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One client put to one rotation: asks the model again and again, with other chains, instants and changes. */
final class Assessment {
    private final Rotation rotation;
    private final Client client;

    Assessment(Rotation rotation, Client client) {
        this.rotation = rotation;
        this.client = client;
    }

    Impact impact() {
        ConnectVerdict before = verdict(client, rotation.today(), rotation.instant());
        List<Outlook> after = rotation.tomorrow().stream()
                .map(chain -> new Outlook(chain, verdict(client, chain, rotation.instant())))
                .toList();
        Effect effect = after.stream()
                .map(outlook -> effect(before, outlook.verdict()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Horizon horizon = horizon(client, effect);
        Fix fix = fix(effect, before, after);
        Risk risk = new RiskTable(this, client, before, after, effect, horizon).risk();
        List<RollOutStep> rollOut = new RollOut(this, client, fix, effect).steps();
        return new Impact(
                client, rotation, new Outlook(rotation.today(), before), after, effect, risk, horizon, fix, rollOut);
    }

    Rotation rotation() {
        return rotation;
    }

    ConnectVerdict verdict(Client some, PresentedChain chain, Instant at) {
        return verdict(some, chain, at, at);
    }

    /** As {@link #verdict}, while the server's own certificate is always a valid one. */
    ConnectVerdict verdictWithRenewedLeaf(Client some, PresentedChain chain, Instant at) {
        return verdict(some, chain, at, rotation.instant());
    }

    private ConnectVerdict verdict(Client some, PresentedChain chain, Instant at, Instant leafAt) {
        return withoutDistrusted(some, at).remembering(rotation.memo()).connect(rotation.server(chain), at, leafAt);
    }

    private Client withoutDistrusted(Client some, Instant at) {
        List<Distrust> inForce =
                rotation.distrust().stream().filter(d -> !d.from().isAfter(at)).toList();
        Optional<TrustMaterial.Present> present = store(some);
        if (inForce.isEmpty() || present.isEmpty()) {
            return some;
        }
        TrustStore store = present.get().store();
        List<Certificate> kept = store.certificates().stream()
                .filter(c -> inForce.stream().noneMatch(d -> d.concerns(c)))
                .toList();
        return kept.size() == store.certificates().size()
                ? some
                : some.store(some.storeInUse().orElseThrow(), TrustMaterial.of(TrustStore.of(store.origin(), kept)));
    }

    /** The store that this client reads, if it is at hand. */
    static Optional<TrustMaterial.Present> store(Client some) {
        return some.storeInUse()
                .map(some::material)
                .filter(TrustMaterial.Present.class::isInstance)
                .map(TrustMaterial.Present.class::cast);
    }

    static List<Certificate> anchors(Client some) {
        return store(some).map(present -> present.store().certificates()).orElse(List.of());
    }

    /** What to call the store that this client reads. */
    static String storeName(Client some) {
        return store(some)
                .map(present -> present.store().origin())
                .or(() -> some.setting("sslrootcert").filter(file -> !file.isEmpty()))
                .orElseGet(() -> "the " + some.storeInUse().orElse(StoreKind.NONE));
    }

    static Effect effect(ConnectVerdict before, ConnectVerdict after) {
        if (before instanceof ConnectVerdict.Unknown || after instanceof ConnectVerdict.Unknown) {
            return Effect.UNKNOWN;
        }
        boolean working = before instanceof Connects connects && !connects.isDowngraded();
        if (after instanceof Connects connects) {
            if (connects.isDowngraded()) {
                return working || !before.connects() ? Effect.DOWNGRADES : Effect.ALREADY_DOWNGRADED;
            }
            return working ? Effect.UNAFFECTED : Effect.FIXED;
        }
        return before.connects() ? Effect.BREAKS : Effect.ALREADY_BROKEN;
    }

    static boolean isVerified(ConnectVerdict verdict) {
        return verdict instanceof Connects connects && connects.channel() == Channel.TLS && connects.chainVerified();
    }

    private Fix fix(Effect effect, ConnectVerdict before, List<Outlook> after) {
        return switch (effect) {
            case BREAKS, DOWNGRADES, ALREADY_BROKEN, ALREADY_DOWNGRADED ->
                new FixSearch(this, client, before, after).find();
            case UNKNOWN -> new Fix.NotKnown();
            case FIXED, UNAFFECTED -> new Fix.NotNeeded();
        };
    }

    /** The earliest horizon over all chains of tomorrow, for a client that connects to all of them over TLS. */
    Horizon horizon(Client some, Effect effect) {
        if (effect != Effect.UNAFFECTED && effect != Effect.FIXED) {
            return new Horizon.None(effect);
        }
        List<Horizon> ends = new ArrayList<>();
        boolean verified = false;
        for (PresentedChain chain : rotation.tomorrow()) {
            if (isVerified(verdict(some, chain, rotation.instant()))) {
                verified = true;
                horizon(some, chain).ifPresent(ends::add);
            }
        }
        Horizon open = new Horizon.Open(verified);
        return ends.stream().min(Comparator.comparing(Assessment::end)).orElse(open);
    }

    /** Its own certificate is the first of a server's to end; what breaks with it comes before what breaks later. */
    static Instant end(Horizon horizon) {
        if (horizon instanceof Horizon.Until until) {
            return until.lastGood();
        }
        return horizon instanceof Horizon.Renewal renewal
                ? renewal.chain().leaf().orElseThrow().notAfter()
                : Instant.MAX;
    }

    private Optional<Horizon> horizon(Client some, PresentedChain chain) {
        Certificate leaf = chain.leaf().orElseThrow();
        if (!anchors(some).contains(leaf)) {
            return ending(some, chain).map(Horizon.class::cast);
        }
        // The next certificate of the server is another one, which the store does not hold.
        StoreKind kind = some.storeInUse().orElseThrow();
        Client renewed = new Change.RemoveCertificate(kind, storeName(some), leaf).applyTo(some);
        return isVerified(verdict(renewed, chain, rotation.instant()))
                ? ending(renewed, chain).map(Horizon.class::cast)
                : Optional.of(new Horizon.Renewal(leaf.subject().toString(), chain));
    }

    // Searched with the few anchors that matter, then confirmed with all of them.
    private Optional<Horizon.Until> ending(Client some, PresentedChain chain) {
        HorizonSearch whole = new HorizonSearch(this, some, chain);
        Optional<Horizon.Until> found = new HorizonSearch(this, withRelatedAnchors(some), chain).find();
        return found.isPresent() && whole.confirms(found.get()) ? found : whole.find();
    }

    /**
     * The client with a store of only those anchors that can stand in a path to one of the chains, and one other so that the
     * store is not empty: a search over a store of hundreds asks about a handful.
     */
    Client withRelatedAnchors(Client some) {
        List<Certificate> held = anchors(some);
        Set<Certificate> related = related(held);
        Optional<TrustMaterial.Present> store = store(some);
        if (store.isEmpty() || held.size() <= related.size() + 1) {
            return some;
        }
        List<Certificate> few = new ArrayList<>(related);
        held.stream().filter(c -> !related.contains(c)).findFirst().ifPresent(few::add);
        few.sort(Comparator.comparingInt(held::indexOf));
        return some.store(
                some.storeInUse().orElseThrow(),
                TrustMaterial.of(TrustStore.of(store.get().store().origin(), few)));
    }

    /** Those that can stand above one of the servers' own certificates, and those certificates if they are their own root. */
    Set<Certificate> related(List<Certificate> some) {
        List<Certificate> pool = new ArrayList<>(some);
        pool.addAll(rotation.candidates());
        pool.addAll(anchors(client));
        chains().forEach(chain -> pool.addAll(chain.certificates()));
        Kinship kinship = new Kinship(pool);
        Set<Certificate> related = new LinkedHashSet<>();
        chains().flatMap(chain -> chain.leaf().stream()).forEach(leaf -> {
            related.addAll(kinship.above(leaf));
            if (leaf.isSelfIssued() || some.contains(leaf)) {
                related.add(leaf);
            }
        });
        related.retainAll(Set.copyOf(some));
        return related;
    }

    Stream<PresentedChain> chains() {
        return Stream.concat(Stream.of(rotation.today()), rotation.tomorrow().stream());
    }
}
