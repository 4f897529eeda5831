package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.truststore.client.Engine;
import io.github.windlass4j.truststore.rotation.Distrust;
import io.github.windlass4j.truststore.rotation.KnownAnchor;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The published authorities of a platform, with sources and the day on which they were put together. Replaceable: read a
 * document of your own, in the form of the shipped one.
 */
public final class Authorities {
    private static final String AZURE = "azure.json";

    private final Document document;
    private final Map<String, KnownCertificate> byId = new HashMap<>();
    private final Map<String, KnownCertificate> bySha256 = new HashMap<>();

    private Authorities(Document document) {
        this.document = document;
        for (KnownCertificate certificate : document.certificates()) {
            byId.put(certificate.id(), certificate);
            bySha256.put(certificate.sha256(), certificate);
        }
    }

    /** The document; its constructor refuses what points nowhere. */
    record Document(
            LocalDate asOf,
            String name,
            List<Source> sources,
            List<KnownCertificate> certificates,
            List<Withdrawal> withdrawals,
            List<Topology> topologies,
            List<String> recommended,
            List<UnseenAuthority> unseen,
            List<Milestone> schedule) {
        Document {
            List<String> ids = certificates.stream().map(KnownCertificate::id).toList();
            if (ids.stream().distinct().count() != ids.size()) {
                throw new IllegalArgumentException("certificates: an id stands twice");
            }
            known("recommended", recommended, ids);
            known(
                    "withdrawals",
                    withdrawals.stream().map(Withdrawal::certificate).toList(),
                    ids);
            known("unseen", unseen.stream().map(UnseenAuthority::issuer).toList(), ids);
            known(
                    "topologies",
                    topologies.stream()
                            .flatMap(topology -> topology.sent().stream())
                            .flatMap(List::stream)
                            .toList(),
                    ids);
        }

        private static void known(String where, Collection<String> used, List<String> ids) {
            used.stream().filter(id -> !ids.contains(id)).findFirst().ifPresent(id -> {
                throw new IllegalArgumentException(where + ": certificate \"" + id + "\" is not in certificates");
            });
        }
    }

    /** Roots, cross-certificates and issuing CAs of Microsoft Azure, as published and as found in real chains. */
    public static Authorities azure() {
        return Azure.AUTHORITIES;
    }

    /**
     * Reads a document of your own.
     *
     * @param content JSON in the form of the shipped document
     * @param name name for messages
     * @throws MalformedKnowledgeException with file, line and column if the document is refused
     */
    public static Authorities read(byte[] content, String name) {
        return new Authorities(KnowledgeReader.read(content, name, Document.class));
    }

    /** The platform. */
    public String name() {
        return document.name();
    }

    /** The day for which the document holds. */
    public LocalDate asOf() {
        return document.asOf();
    }

    /** Where the facts come from. */
    public List<Source> sources() {
        return List.copyOf(document.sources());
    }

    /** All certificates, in the order of the document. */
    public List<KnownCertificate> certificates() {
        return List.copyOf(document.certificates());
    }

    /** The certificate with this id. */
    public Optional<KnownCertificate> certificate(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The published facts about this very certificate, if there are any. */
    public Optional<KnownCertificate> identify(Certificate certificate) {
        return Optional.ofNullable(bySha256.get(certificate.sha256()));
    }

    /** Roots that a store should hold to be ready for every topology. */
    public List<KnownCertificate> recommended() {
        return resolve(document.recommended());
    }

    /** Dates on which root programmes drop a certificate. */
    public List<Withdrawal> withdrawals() {
        return List.copyOf(document.withdrawals());
    }

    /** How servers present their chains, before and after the rotation. */
    public List<Topology> topologies() {
        return List.copyOf(document.topologies());
    }

    /** CAs that are announced and not yet seen. */
    public List<UnseenAuthority> unseen() {
        return List.copyOf(document.unseen());
    }

    /** Published dates, in the order of the document. */
    public List<Milestone> schedule() {
        return List.copyOf(document.schedule());
    }

    /** The recommended roots in the form that a rotation takes them as candidates for a fix. */
    public List<KnownAnchor> knownAnchors() {
        return recommended().stream()
                .map(known -> new KnownAnchor(
                        known.subject(),
                        known.sha256(),
                        known.notAfter(),
                        known.link().map(Object::toString).orElse(document.name() + ", " + document.asOf())))
                .toList();
    }

    /** The withdrawals in the form that a rotation takes them; every certificate of the key is meant. */
    public List<Distrust> distrust() {
        return document.withdrawals().stream()
                .map(one -> new Distrust(
                        Objects.requireNonNull(byId.get(one.certificate())).keySha256(),
                        one.instant(),
                        one.programme()))
                .toList();
    }

    /** The certificates with these ids, in this order. */
    List<KnownCertificate> resolve(List<String> ids) {
        return ids.stream().map(id -> Objects.requireNonNull(byId.get(id))).toList();
    }

    /**
     * Judges a store at an instant: what it holds of these authorities, which topologies it covers under each engine and
     * until when, what is missing.
     *
     * @param store its trusted certificates count, as {@link TrustStore#certificates()} gives them
     */
    public StoreReview review(TrustStore store, Instant at) {
        return new Reviewer(this, store, at).review();
    }

    /**
     * Whether a leaf issued by the first of {@code sent} is trusted through these certificates.
     *
     * @param store the anchors
     * @param sent what a server sends above its own certificate, the issuing CA first
     * @throws IllegalArgumentException for engines other than JSSE and OpenSSL
     */
    public boolean covers(TrustStore store, List<KnownCertificate> sent, Engine engine, Instant at) {
        return new PathFacts(store.certificates(), bySha256, engine)
                .trusts(sent, at)
                .trusted();
    }

    PathFacts paths(TrustStore store, Engine engine) {
        return new PathFacts(store.certificates(), bySha256, engine);
    }

    @Override
    public String toString() {
        return document.name() + ", " + Count.of(byId.size(), "certificate") + ", as of " + document.asOf();
    }

    private static final class Azure {
        static final Authorities AUTHORITIES = new Authorities(
                KnowledgeReader.shipped(Authorities.class.getResourceAsStream(AZURE), AZURE, Document.class));
    }
}
