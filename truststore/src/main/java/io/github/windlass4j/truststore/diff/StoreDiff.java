package io.github.windlass4j.truststore.diff;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.truststore.client.Engine;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The difference of two trust stores by meaning. Each certificate that is only on one side stands in exactly one of added,
 * removed, renewed, siblings, removed siblings and rekeyed. Aliases, order, duplicates and format do not count.
 *
 * <p>Immutable. All lists are ordered by SHA-256, groups by the SHA-256 of their key or by subject.
 */
public final class StoreDiff implements Reportable {
    private static final List<Profile> MODELLED = Stream.of(Engine.values())
            .flatMap(engine -> engine.profiles().stream())
            .toList();

    private final TrustStore before;
    private final TrustStore after;
    private final Classification all;

    private StoreDiff(TrustStore before, TrustStore after, Classification all) {
        this.before = before;
        this.after = after;
        this.all = all;
    }

    /** The difference of what two stores trust ({@link TrustStore#certificates()}). */
    public static StoreDiff between(TrustStore before, TrustStore after) {
        return new StoreDiff(before, after, Classification.of(before.certificates(), after.certificates()));
    }

    /** Certificates on both sides. */
    public List<Certificate> common() {
        return all.common();
    }

    /** Certificates of the old store that the new one does not have. */
    public List<Certificate> onlyBefore() {
        return all.onlyBefore();
    }

    /** Certificates of the new store that the old one did not have. */
    public List<Certificate> onlyAfter() {
        return all.onlyAfter();
    }

    /** Certificates whose key is new, without those of {@link #rekeyed}. */
    public List<Certificate> added() {
        return all.added();
    }

    /** Certificates whose key is gone, without those of {@link #rekeyed}. */
    public List<Certificate> removed() {
        return all.removed();
    }

    /** Keys that stay while their certificates are exchanged. */
    public List<Renewal> renewed() {
        return all.renewed();
    }

    /** Keys that stay with all their certificates and get further ones. */
    public List<Sibling> siblings() {
        return all.siblings();
    }

    /** Keys that stay and lose some of their certificates. */
    public List<Sibling> removedSiblings() {
        return all.removedSiblings();
    }

    /** Subjects that go on with another key. */
    public List<Rekeying> rekeyed() {
        return all.rekeyed();
    }

    /** Those of {@link #added} whose subject the old store had too, with another key that stays: an authority in transition. */
    public List<Certificate> addedBesideSameSubject() {
        return beside(all.added(), before.certificates());
    }

    /** Those of {@link #removed} whose subject the new store still has, with another key that was there before. */
    public List<Certificate> removedBesideSameSubject() {
        return beside(all.removed(), after.certificates());
    }

    /** Whether both sides hold the same certificates. */
    public boolean isEmpty() {
        return all.onlyBefore().isEmpty() && all.onlyAfter().isEmpty();
    }

    /** The difference the other way round, the same as {@code between(after, before)}. */
    public StoreDiff reversed() {
        return between(after, before);
    }

    /**
     * What the difference means for servers: which of these chains start or stop being trusted, asked of every release of every
     * {@link Engine} that is modelled. How each reads the file is another question: {@link TrustStore#loadedBy}.
     *
     * @param chains what servers present; only those whose verdict changes are in the answer
     * @param at when
     */
    public List<ChainEffect> effectOn(Collection<PresentedChain> chains, Instant at) {
        return effectOn(chains, at, MODELLED);
    }

    /**
     * The same, asked of these only: of one engine's releases ({@link Engine#profiles()}), of the one release in use, or of
     * rules such as {@link Profile#WEBPKI}.
     *
     * @param chains what servers present; only those whose verdict changes are in the answer
     * @param at when
     * @param profiles who judges; the answer is ordered by chain, then by these
     */
    public List<ChainEffect> effectOn(
            Collection<PresentedChain> chains, Instant at, Collection<? extends Profile> profiles) {
        return ChainEffect.of(before, after, chains, at, profiles);
    }

    /** One line for each change: {@code + added}, {@code - removed}, {@code ~ renewed}, {@code ! rekeyed}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        all.removed().forEach(certificate -> lines.add("- " + text(certificate)));
        all.added().forEach(certificate -> lines.add("+ " + text(certificate)));
        all.rekeyed()
                .forEach(one -> lines.add("! another key: " + text(one.from().get(0)) + " -> "
                        + text(one.to().get(0))));
        all.renewed()
                .forEach(one -> lines.add("~ renewed: " + text(one.from().get(0)) + " -> "
                        + text(one.to().get(0)) + (one.changes().isEmpty() ? "" : " " + one.changes())));
        all.siblings()
                .forEach(one -> one.changed().forEach(certificate -> lines.add("+ same key: " + text(certificate))));
        all.removedSiblings()
                .forEach(one -> one.changed().forEach(certificate -> lines.add("- same key: " + text(certificate))));
        return lines;
    }

    /** The difference for a report: a change of a trust store is worth a look, equal stores are not. */
    @Override
    public Section section() {
        Section section = Section.of(
                before.origin() + " -> " + after.origin(), isEmpty() ? Outcome.PASSES : Outcome.WARNS, toString());
        return isEmpty() ? section : section.with(new Block.Text("Changes", String.join("\n", lines())));
    }

    /** {@code old.pem -> new.jks: 1 added, 2 removed, ...}. */
    @Override
    public String toString() {
        return before.origin() + " -> " + after.origin() + ": " + all.added().size() + " added, "
                + all.removed().size() + " removed, " + all.renewed().size() + " renewed, "
                + Count.of(all.siblings().size(), "sibling") + " added, "
                + Count.of(all.removedSiblings().size(), "sibling") + " removed, "
                + all.rekeyed().size() + " rekeyed, " + all.common().size() + " unchanged";
    }

    private static List<Certificate> beside(List<Certificate> changed, Collection<Certificate> otherSide) {
        Predicate<Certificate> hasNamesake = certificate ->
                otherSide.stream().anyMatch(other -> other.subject().equals(certificate.subject()));
        return changed.stream().filter(hasNamesake).toList();
    }

    private static String text(Certificate certificate) {
        return Stream.of(
                        certificate.subject().toString(),
                        "until " + certificate.notAfter(),
                        certificate.sha256().substring(0, 16))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }
}
