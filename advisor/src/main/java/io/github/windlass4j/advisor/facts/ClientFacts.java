package io.github.windlass4j.advisor.facts;

import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.truststore.audit.AuditRule;
import io.github.windlass4j.truststore.audit.StoreAudit;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Facts of the pack {@code ca-rotation} measured from a database client and the store it consults. What the client does not
 * tell stays unknown.
 */
public final class ClientFacts {
    private static final Map<String, String> DRIVERS =
            Map.of("pgjdbc", "pgjdbc", "libpq", "libpq", "npgsql", "npgsql", "node-postgres", "node-postgres");

    private static final Map<String, String> FACTORIES = Map.of(
            "LibPQFactory", "default",
            "DefaultJavaSSLFactory", "java-default",
            "SingleCertValidatingFactory", "single-cert",
            "NonValidatingFactory", "non-validating");

    private ClientFacts() {}

    /**
     * Measures driver, mode, root file, factory and, if the consulted store is at hand, whether it holds a root.
     *
     * @param roots roots of the chains to come; one of them in the store is enough. Empty: the store is not judged
     */
    public static Facts of(Client client, Collection<Certificate> roots) {
        String origin = client.toString();
        Facts facts = Facts.none();
        Optional<SslMode> mode = client.modeInForce();
        if (mode.isPresent()) {
            facts = facts.measure("sslmode", mode.get().text(), origin);
        }
        Optional<String> factory = factory(client);
        if (factory.isPresent()) {
            facts = facts.measure("sslfactory", factory.get(), origin);
        }
        TrustMaterial rootFile = client.material(StoreKind.ROOT_FILE);
        if (rootFile instanceof TrustMaterial.Present || rootFile instanceof TrustMaterial.Absent) {
            boolean present = rootFile instanceof TrustMaterial.Present;
            facts = facts.measure("rootFile", present ? "yes" : "no", rootFile.toString());
        }
        Optional<List<Certificate>> anchors = client.anchors();
        if (anchors.isPresent()) {
            facts = facts.plus(trustsRoot(anchors.get(), roots, storeName(client)));
        }
        Facts all = facts.plus(ofDriver(client));
        return saysOtherwise(all, client) ? facts : all;
    }

    /** The pack speaks of the usual releases and settings of a driver: of a client that does otherwise the driver stays open. */
    private static boolean saysOtherwise(Facts facts, Client client) {
        Optional<StoreKind> used = client.storeInUse();
        Optional<String> validates = Advisor.advise(Pack.KNOWLEDGE, facts, Pack.DAY)
                .answer("validates")
                .value("chain");
        if (used.isEmpty() || validates.isEmpty()) {
            return false;
        }
        boolean looks = used.get() != StoreKind.NONE && !(client.material(used.get()) instanceof TrustMaterial.Absent);
        return validates.get().equals("no") ? looks : used.get() == StoreKind.NONE;
    }

    private static String storeName(Client client) {
        return client.storeInUse()
                .map(client::material)
                .filter(TrustMaterial.Present.class::isInstance)
                .map(material -> ((TrustMaterial.Present) material).store().origin())
                .orElse("");
    }

    /**
     * Measures whether a store holds one of these roots.
     *
     * @param roots roots of the chains to come; empty: nothing is measured
     */
    public static Facts ofStore(TrustStore store, Collection<Certificate> roots) {
        return trustsRoot(store.certificates(), roots, store.origin());
    }

    /** A root is its name and key: a re-issued one does as well, a cross-certificate does not. */
    private static Facts trustsRoot(List<Certificate> held, Collection<Certificate> roots, String store) {
        if (roots.isEmpty()) {
            return Facts.none();
        }
        Optional<Certificate> root = roots.stream()
                .filter(wanted -> held.stream()
                        .anyMatch(own -> own.isSelfIssued()
                                && own.subject().matches(wanted.subject())
                                && own.spkiSha256().equals(wanted.spkiSha256())))
                .findFirst();
        String evidence = store
                + root.map(r -> ": " + r.subject())
                        .orElse(": none of " + roots.size() + " roots among its "
                                + Count.of(held.size(), "certificate"));
        return Facts.none().measure("trustsRoot", root.isPresent() ? "yes" : "no", evidence);
    }

    /**
     * Measures whether a store pins a certificate below the root. A store that pins nothing says nothing: code may pin too.
     *
     * @param audit of the store that the client reads
     */
    public static Facts ofAudit(StoreAudit audit) {
        return Stream.of(AuditRule.PINNED_INTERMEDIATE, AuditRule.PINNED_LEAF)
                .flatMap(rule -> audit.issues(rule).stream())
                .findFirst()
                .map(issue -> Facts.none().measure("pinsIntermediate", "yes", audit + ": " + issue))
                .orElse(Facts.none());
    }

    /** Measures the driver alone. */
    static Facts ofDriver(Client client) {
        String driver = DRIVERS.get(client.driver());
        return driver == null ? Facts.none() : Facts.none().measure("driver", driver, client.toString());
    }

    private static Optional<String> factory(Client client) {
        if (!client.driver().equals("pgjdbc")) {
            return Optional.of("default");
        }
        Optional<String> named = client.setting("sslfactory");
        if (named.isEmpty()) {
            // Old releases take the JVM's factory by themselves.
            boolean jvm = client.storeInUse().equals(Optional.of(StoreKind.JVM_STORE));
            return Optional.of(jvm ? "java-default" : "default");
        }
        String simple = named.get().substring(named.get().lastIndexOf('.') + 1);
        return Optional.ofNullable(FACTORIES.get(simple));
    }

    private static final class Pack {
        static final KnowledgePack SHIPPED = KnowledgePack.shipped("ca-rotation");
        static final Knowledge KNOWLEDGE = Knowledge.of(SHIPPED);
        static final LocalDate DAY = SHIPPED.asOf();
    }
}
