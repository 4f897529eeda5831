package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.Loader;
import io.github.windlass4j.truststore.store.StoreRule;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known about the places that clients look at. */
final class SeenStores {
    private final Map<Place, List<StoreSighting>> byPlace;
    private final Map<String, StoreSnapshot> contents;
    private final Set<String> searched;

    SeenStores(Collection<StoreSighting> stores, Map<String, StoreSnapshot> contents, Set<String> searched) {
        this.byPlace = stores.stream().collect(Collectors.groupingBy(StoreSighting::place));
        this.contents = contents;
        this.searched = searched;
    }

    /**
     * What a client finds there.
     *
     * @param byJvm whether the JVM looks there and not the driver: where there is no such file it takes its own cacerts
     *     (TrustStoreManager.java)
     */
    TrustMaterial material(StoreKind kind, StorePointer pointer, boolean byJvm) {
        Place place = pointer.place();
        List<StoreSighting> seen = seen(place);
        if (!seen.isEmpty()) {
            return material(kind, pointer, seen, taken(place, seen.get(0)));
        }
        if (!searched.contains(place.realm())) {
            return TrustMaterial.notAtHand();
        }
        return byJvm && !place.isDefault() ? cacerts(pointer) : TrustMaterial.absent();
    }

    /** What a driver finds there, which may be a file and folders together. */
    TrustMaterial material(String driver, StoreKind kind, StorePointer pointer, boolean byJvm) {
        Place place = pointer.place();
        Place file = new Place(place.realm(), place.parts().get(0));
        return place.equals(file) || SeenFolders.WITHOUT.contains(driver)
                ? material(kind, new StorePointer(file, pointer.type(), pointer.password()), byJvm)
                : new SeenFolders(byPlace, contents).material(driver, place, searched.contains(place.realm()));
    }

    /** What the JVM takes instead; its own password need not be the one that belongs to the missing file. */
    private TrustMaterial cacerts(StorePointer missing) {
        Place place = missing.place();
        List<StoreSighting> own = distinct(byPlace.entrySet().stream()
                .filter(entry -> entry.getKey().realm().equals(place.realm())
                        && entry.getKey().path().endsWith("/lib/security/cacerts"))
                .flatMap(entry -> entry.getValue().stream()));
        boolean opens = own.stream()
                .map(store -> contents.get(store.content()))
                .allMatch(content -> content != null && (!missing.password() || isOpenToAll(content, missing)));
        return own.isEmpty() || !opens
                ? TrustMaterial.absent()
                : material(
                        StoreKind.JVM_STORE,
                        missing,
                        own,
                        ", which is no file, so that the JVM takes "
                                + own.get(0).place().path());
    }

    private static boolean isOpenToAll(StoreSnapshot content, StorePointer pointer) {
        TrustStore store = content.restore("");
        return store.loadedBy(keyStore(pointer, Loader.Password.WRONG))
                .equals(store.loadedBy(keyStore(pointer, Loader.Password.RIGHT)));
    }

    /** The client has a password that the scan did not have; a wrong one and a changed file look alike. */
    private static boolean isLocked(StoreSighting store, @Nullable StoreSnapshot content) {
        return content == null
                ? store.locked()
                : content.findings().stream().anyMatch(finding -> finding.rule().equals(StoreRule.STORE_TAMPERED.id()));
    }

    private static String taken(Place place, StoreSighting seen) {
        return place.isRelative() ? ", taken to be " + seen.place().path() : "";
    }

    private TrustMaterial material(StoreKind kind, StorePointer pointer, List<StoreSighting> seen, String taken) {
        if (seen.size() > 1) {
            return TrustMaterial.notAtHand();
        }
        StoreSighting only = seen.get(0);
        StoreSnapshot content = contents.get(only.content());
        if (kind == StoreKind.JVM_STORE && pointer.password() && isLocked(only, content)) {
            return TrustMaterial.notAtHand();
        }
        if (content == null) {
            return only.problem().isEmpty() ? TrustMaterial.notAtHand() : TrustMaterial.unreadable(only.problem());
        }
        TrustStore store = content.restore(pointer.place() + taken);
        boolean asDriverDoes = kind != StoreKind.JVM_STORE
                || (pointer.password() && pointer.type().isEmpty());
        return asDriverDoes
                ? TrustMaterial.of(store)
                : TrustMaterial.of(
                        store, keyStore(pointer, pointer.password() ? Loader.Password.RIGHT : Loader.Password.NONE));
    }

    /** Why it is not known what lies there. */
    Unresolved missing(String who, StorePointer pointer) {
        Place place = pointer.place();
        List<StoreSighting> seen = seen(place);
        String reason = place.parts().size() > 1
                ? "is read by drivers in different ways, and not known in full for this one"
                : seen.isEmpty()
                        ? "is not among what was scanned"
                        : seen.size() == 1
                                ? "was seen, and no password that was at hand opens it"
                                : "was seen with " + seen.size() + " different contents";
        if (place.isRelative()) {
            String fitting = seen.stream().map(store -> store.place().path()).collect(Collectors.joining(", "));
            reason = "is relative to the working directory of the process, which is not known; of what was scanned "
                    + (seen.isEmpty() ? "no file fits" : "several files fit: " + fitting);
        }
        return new Unresolved(who, place.toString(), reason);
    }

    /** One sighting for each different content, the first place of each. */
    private List<StoreSighting> seen(Place place) {
        return distinct((place.isRelative() ? fitting(place) : byPlace.getOrDefault(place, List.of())).stream());
    }

    private static List<StoreSighting> distinct(Stream<StoreSighting> stores) {
        Map<String, StoreSighting> distinct = new TreeMap<>();
        stores.sorted().forEach(store -> distinct.putIfAbsent(store.content() + ' ' + store.problem(), store));
        return distinct.values().stream().sorted().toList();
    }

    private List<StoreSighting> fitting(Place relative) {
        return byPlace.entrySet().stream()
                .filter(entry -> relative.fits(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .sorted()
                .toList();
    }

    // JDK 17 and 25 open keystores alike; where the release is known, the chain is judged by that release.
    private static Loader keyStore(StorePointer pointer, Loader.Password password) {
        return new Loader.KeyStoreFile(
                Loader.Jdk.JDK_17, pointer.type().isEmpty() ? "PKCS12" : pointer.type(), password);
    }
}
