package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.DriverKnowledge;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who connects where, with which driver, mode and store, what those stores hold, and what could not be resolved. Immutable.
 *
 * <p>An inventory is a set of facts, and {@link #merge} is their union: associative, commutative, and merging the same thing
 * twice changes nothing. So parts of a fleet can be scanned anywhere, in any order, more than once. A client refers to its
 * stores by {@link Place}; the reference is followed when it is asked for, so that a client found in a manifest meets the store
 * that the scan of its image found.
 */
public final class Inventory {
    private static final Inventory EMPTY = builder().build();

    private static final Comparator<Finding> BY_PLACE = Comparator.<Finding, String>comparing(
                    finding -> finding.location().artifact())
            .thenComparingInt(finding -> finding.location().line())
            .thenComparingInt(finding -> finding.location().column())
            .thenComparing(finding -> finding.location().entry())
            .thenComparing(Finding::rule)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::message)
            .thenComparing(finding -> finding.evidence().toString())
            .thenComparing(finding -> finding.remedy().orElse(""));

    private final NavigableMap<String, StoreSnapshot> contents;
    private final NavigableSet<StoreSighting> stores;
    private final NavigableSet<ClientSighting> clients;
    private final NavigableSet<StoreUse> uses;
    private final NavigableSet<SoftwareSighting> software;
    private final NavigableSet<String> searched;
    private final NavigableSet<Unresolved> gaps;
    private final NavigableSet<Finding> findings;
    private final SeenStores seen;
    private final Map<String, Map<String, SortedSet<String>>> releases = new HashMap<>();

    private Inventory(Builder from) {
        contents = Collections.unmodifiableNavigableMap(from.contents);
        stores = Collections.unmodifiableNavigableSet(from.stores);
        clients = Collections.unmodifiableNavigableSet(from.clients);
        uses = Collections.unmodifiableNavigableSet(from.uses);
        software = Collections.unmodifiableNavigableSet(from.software);
        searched = Collections.unmodifiableNavigableSet(from.searched);
        gaps = Collections.unmodifiableNavigableSet(from.gaps);
        findings = Collections.unmodifiableNavigableSet(from.findings);
        seen = new SeenStores(stores, contents, searched);
        for (SoftwareSighting found : software) {
            releases.computeIfAbsent(found.place().realm(), realm -> new HashMap<>())
                    .computeIfAbsent(found.name(), name -> new TreeSet<>())
                    .add(found.version());
        }
    }

    /** An inventory without facts; merging it changes nothing. */
    public static Inventory empty() {
        return EMPTY;
    }

    /** Collects facts. */
    public static Builder builder() {
        return new Builder();
    }

    /** The union of some inventories. */
    public static Inventory merged(Collection<Inventory> parts) {
        Builder all = builder();
        parts.forEach(all::add);
        return all.build();
    }

    /** The facts of both. */
    public Inventory merge(Inventory other) {
        return merged(List.of(this, other));
    }

    /**
     * Reads what {@link #writeTo} wrote; also the lines of several inventories, one after the other, in any order.
     *
     * @param lines one JSON object per line; empty lines are passed over
     * @param name what to call it in messages
     * @throws MalformedInventoryException with name and line
     * @throws IOException if it cannot be read
     */
    public static Inventory read(BufferedReader lines, String name) throws IOException {
        return InventoryLines.read(lines, name);
    }

    /**
     * Writes one JSON object per line, sorted: equal inventories give equal text.
     *
     * @throws IOException if it cannot be written
     */
    public void writeTo(Appendable out) throws IOException {
        InventoryLines.write(this, out);
    }

    /** The clients, sorted by who they are. */
    public Set<ClientSighting> clients() {
        return clients;
    }

    /** The stores, sorted by place. */
    public Set<StoreSighting> stores() {
        return stores;
    }

    /** The programs that are told where a store lies outside of a database connection, sorted by who they are. */
    public Set<StoreUse> uses() {
        return uses;
    }

    /** The drivers and JDKs, sorted by place. */
    public Set<SoftwareSighting> software() {
        return software;
    }

    /** The realms that were searched from end to end: what was not found there is not there. */
    public Set<String> searched() {
        return searched;
    }

    /** The distinct contents of the stores, by id. */
    public Map<String, StoreSnapshot> contents() {
        return contents;
    }

    /** The content of a store. */
    public Optional<StoreSnapshot> content(StoreSighting store) {
        return Optional.ofNullable(contents.get(store.content()));
    }

    /** What the scanners had to say about items that they could not read or that look odd, sorted by place. */
    public Set<Finding> findings() {
        return findings;
    }

    /**
     * Every reference that leads nowhere: those that a scanner could not follow, and stores that a client relies on and
     * nobody has seen. Sorted by who refers.
     */
    public Set<Unresolved> unresolved() {
        NavigableSet<Unresolved> all = new TreeSet<>(gaps);
        for (ClientSighting client : clients) {
            Client model = settled(client);
            String who = client.who();
            if (model.driver().isEmpty()) {
                all.add(new Unresolved(who, "the driver that reads " + client.source(), driverGap(client)));
            } else if (model.version().isEmpty()) {
                all.add(new Unresolved(
                        who, "the release of " + model.driver(), gap(client, versions(client.home(), model.driver()))));
            }
            Optional<StoreKind> used = model.storeInUse();
            used.filter(kind -> kind != StoreKind.NONE && isMissing(model, kind))
                    .ifPresent(kind -> all.add(missing(client, kind)));
            if (used.isEmpty()) {
                // Which store counts is not known: name those that somebody took the trouble to point to.
                client.stores().forEach((kind, pointer) -> {
                    if (!pointer.place().isDefault() && isMissing(model, kind)) {
                        all.add(seen.missing(who, pointer));
                    }
                });
            }
        }
        for (StoreUse use : uses) {
            if (seen.material(StoreKind.ROOT_FILE, use.store(), false) instanceof TrustMaterial.NotAtHand) {
                all.add(seen.missing(use.who(), use.store()));
            }
        }
        return Collections.unmodifiableNavigableSet(all);
    }

    private static boolean isMissing(Client model, StoreKind kind) {
        return model.material(kind) instanceof TrustMaterial.NotAtHand;
    }

    private String driverGap(ClientSighting client) {
        return gap(client, drivers(client.home()));
    }

    private static String gap(ClientSighting client, SortedSet<String> several) {
        return several.isEmpty()
                ? "is stated nowhere that was scanned"
                : "is one of " + String.join(", ", several) + ", all found in " + client.home();
    }

    private Unresolved missing(ClientSighting client, StoreKind kind) {
        StorePointer pointer = client.stores().get(kind);
        return pointer == null
                ? new Unresolved(client.who(), "the " + kind, "is not located by anything that was scanned")
                : seen.missing(client.who(), pointer);
    }

    /**
     * This inventory with an assumption: clients of that driver whose release is stated nowhere are of this one. The
     * assumption becomes part of the clients.
     */
    public Inventory assuming(String driver, String version) {
        Builder changed = builder().add(this);
        changed.clients.removeIf(client -> isOpen(client, driver));
        clients.stream()
                .filter(client -> isOpen(client, driver))
                .forEach(client -> changed.add(client.withVersion(version)));
        return changed.build();
    }

    private boolean isOpen(ClientSighting client, String driver) {
        return client.driver().equals(driver) && version(client, driver).isEmpty();
    }

    /** This inventory with only some of its clients, and all of its other facts. */
    public Inventory clientsThat(Predicate<? super ClientSighting> wanted) {
        Builder some = builder().add(this);
        some.clients.removeIf(wanted.negate());
        return some.build();
    }

    /**
     * The client as {@code truststore.client} asks questions about it: its driver in the release that it states or that was
     * found where it runs, its settings, host and, as far as they were seen, its stores. Settings whose value is not known are
     * left out: ask {@link ClientSighting#unknown} first.
     */
    public Client model(ClientSighting client) {
        return model(client, DriverKnowledge.shipped());
    }

    /** As {@link #model(ClientSighting)}, judged by other facts about drivers. */
    public Client model(ClientSighting client, DriverKnowledge facts) {
        return settled(client).knowing(facts);
    }

    private Client settled(ClientSighting client) {
        String driver = driver(client);
        Client model = Client.of(driver, version(client, driver));
        if (!client.host().isEmpty()) {
            model = model.host(client.host());
        }
        for (Map.Entry<String, String> setting : client.settings().entrySet()) {
            model = model.with(setting.getKey(), setting.getValue());
        }
        for (Map.Entry<StoreKind, StorePointer> store : client.stores().entrySet()) {
            boolean byJvm = store.getKey() == StoreKind.JVM_STORE && !namesOwnStore(client);
            model = model.store(store.getKey(), seen.material(driver, store.getKey(), store.getValue(), byJvm));
        }
        SortedSet<String> jdks = versions(client.home(), SoftwareSighting.JDK);
        return jdks.size() == 1 && jdks.first().matches("\\d{1,3}") && isJava(client)
                ? model.jdk(Integer.parseInt(jdks.first()))
                : model;
    }

    /** Whether the driver is told of a keystore itself, in place of the JVM's (mssql-jdbc, Connector/J). */
    private static boolean namesOwnStore(ClientSighting client) {
        return client.settings().containsKey("trustStore")
                || client.settings().containsKey("trustCertificateKeyStoreUrl");
    }

    // A Node or .NET program beside a JDK does not validate with it.
    private static boolean isJava(ClientSighting client) {
        return client.stores().containsKey(StoreKind.JVM_STORE);
    }

    private String driver(ClientSighting client) {
        SortedSet<String> found = client.driver().isEmpty() ? drivers(client.home()) : new TreeSet<>();
        return found.size() == 1 ? found.first() : client.driver();
    }

    /** The drivers that were found in a realm, as far as they read connection strings that do not name their driver. */
    private SortedSet<String> drivers(String realm) {
        SortedSet<String> found =
                new TreeSet<>(releases.getOrDefault(realm, Map.of()).keySet());
        found.remove(SoftwareSighting.JDK);
        found.removeIf(SoftwareSighting.JDBC_DRIVERS::contains);
        return found;
    }

    private String version(ClientSighting client, String driver) {
        if (!client.version().isEmpty()) {
            return client.version();
        }
        SortedSet<String> found = versions(client.home(), driver);
        return found.size() == 1 ? found.first() : "";
    }

    private SortedSet<String> versions(String realm, String name) {
        return realm.isEmpty()
                ? Collections.emptySortedSet()
                : releases.getOrDefault(realm, Map.of()).getOrDefault(name, Collections.emptySortedSet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Inventory that
                && contents.equals(that.contents)
                && stores.equals(that.stores)
                && clients.equals(that.clients)
                && uses.equals(that.uses)
                && software.equals(that.software)
                && searched.equals(that.searched)
                && gaps.equals(that.gaps)
                && findings.equals(that.findings);
    }

    @Override
    public int hashCode() {
        return stores.hashCode() * 31 + clients.hashCode();
    }

    /** {@code 12 clients, 7 stores (3 distinct), 2 unresolved references}. */
    @Override
    public String toString() {
        return Count.of(clients.size(), "client") + ", " + Count.of(stores.size(), "store") + " (" + contents.size()
                + " distinct), " + Count.of(unresolved().size(), "unresolved reference");
    }

    Set<Unresolved> gaps() {
        return gaps;
    }

    /** Collects the facts of one inventory; not safe to share between threads. */
    public static final class Builder {
        private final NavigableMap<String, StoreSnapshot> contents = new TreeMap<>();
        private final NavigableSet<StoreSighting> stores = new TreeSet<>();
        private final NavigableSet<ClientSighting> clients = new TreeSet<>();
        private final NavigableSet<StoreUse> uses = new TreeSet<>();
        private final NavigableSet<SoftwareSighting> software = new TreeSet<>();
        private final NavigableSet<String> searched = new TreeSet<>();
        private final NavigableSet<Unresolved> gaps = new TreeSet<>();
        private final NavigableSet<Finding> findings = new TreeSet<>(BY_PLACE);

        private Builder() {}

        /** Adds all facts of an inventory. */
        public Builder add(Inventory other) {
            contents.putAll(other.contents);
            stores.addAll(other.stores);
            clients.addAll(other.clients);
            uses.addAll(other.uses);
            software.addAll(other.software);
            searched.addAll(other.searched);
            gaps.addAll(other.gaps);
            findings.addAll(other.findings);
            return this;
        }

        /** Adds a client. */
        public Builder add(ClientSighting client) {
            clients.add(client);
            return this;
        }

        /** Adds a program that is told where a store lies. */
        public Builder add(StoreUse use) {
            uses.add(use);
            return this;
        }

        /** Adds a driver or a JDK. */
        public Builder add(SoftwareSighting found) {
            software.add(found);
            return this;
        }

        /** Adds a reference that leads nowhere. */
        public Builder add(Unresolved gap) {
            gaps.add(gap);
            return this;
        }

        /** Adds a finding about an item. */
        public Builder add(Finding finding) {
            findings.add(finding);
            return this;
        }

        /** States that a realm was searched from end to end. */
        public Builder searched(String realm) {
            searched.add(realm);
            return this;
        }

        /**
         * Adds a store with its content.
         *
         * @param field the field of an object that holds it; empty for a file
         */
        public Builder add(Place place, String field, StoreSighting.Role role, StoreSnapshot content) {
            String id = InventoryLines.id(content);
            contents.put(id, content);
            stores.add(new StoreSighting(place, field, role, id, "", false));
            return this;
        }

        /**
         * Adds a store that could not be read.
         *
         * @param problem the reason
         * @param locked whether somebody with its password may read it
         */
        public Builder addUnreadable(
                Place place, String field, StoreSighting.Role role, String problem, boolean locked) {
            stores.add(new StoreSighting(place, field, role, "", problem, locked));
            return this;
        }

        Builder add(StoreSighting sighting) {
            stores.add(sighting);
            return this;
        }

        Builder add(String id, StoreSnapshot content) {
            contents.put(id, content);
            return this;
        }

        /** The facts collected so far. */
        public Inventory build() {
            Builder copy = new Builder();
            copy.contents.putAll(contents);
            copy.stores.addAll(stores);
            copy.clients.addAll(clients);
            copy.uses.addAll(uses);
            copy.software.addAll(software);
            copy.searched.addAll(searched);
            copy.gaps.addAll(gaps);
            copy.findings.addAll(findings);
            return new Inventory(copy);
        }

        /** How much it has. */
        @Override
        public String toString() {
            return Count.of(clients.size(), "client") + ", " + Count.of(stores.size(), "store") + " so far";
        }
    }
}
