package io.github.windlass4j.advisor.facts;

import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.StoreKind;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Facts of the pack {@code ca-rotation} measured from everything that a scan found, for each client by itself. */
public final class InventoryFacts {
    private InventoryFacts() {}

    /**
     * Measures each client as {@link ClientFacts} does, and in what its store is delivered where the scan shows it. Of a client
     * with settings whose value is not known only the driver is measured: each of them could decide.
     *
     * @param inventory what was found
     * @param roots roots of the chains to come; empty: no store is judged
     * @return the facts of each client, in the order of the inventory
     */
    public static SortedMap<ClientSighting, Facts> of(Inventory inventory, Collection<Certificate> roots) {
        SortedMap<ClientSighting, Facts> facts = new TreeMap<>();
        for (ClientSighting sighting : inventory.clients()) {
            Client client = inventory.model(sighting);
            facts.put(
                    sighting,
                    sighting.unknown().isEmpty()
                            ? ClientFacts.of(client, roots).plus(carrier(sighting, client))
                            : ClientFacts.ofDriver(client));
        }
        return Collections.unmodifiableSortedMap(facts);
    }

    private static Facts carrier(ClientSighting sighting, Client client) {
        Map<StoreKind, StorePointer> stores = sighting.stores();
        return client.storeInUse()
                .flatMap(kind -> Optional.ofNullable(stores.get(kind)))
                .map(StorePointer::place)
                .flatMap(place -> carrier(place)
                        .map(value -> Facts.none().measure("store", value, sighting.who() + ": " + place)))
                .orElse(Facts.none());
    }

    private static Optional<String> carrier(Place place) {
        if (place.path().startsWith("ConfigMap ")) {
            return Optional.of("configmap");
        }
        if (place.realm().startsWith("image ")) {
            return Optional.of("image");
        }
        return place.equals(Place.jvmStore(place.realm())) ? Optional.of("jre") : Optional.empty();
    }
}
