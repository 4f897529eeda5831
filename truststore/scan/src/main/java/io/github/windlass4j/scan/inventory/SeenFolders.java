package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.scan.internal.OwnStores;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.StoreFormat;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a file and folders hold together ({@link Place#withFolder}). */
final class SeenFolders {
    /** Drivers on OpenSSL, which looks in the folders for files named by hash (X509_LOOKUP_hash_dir(3)). */
    private static final Set<String> BY_HASH = Set.of("libpq", "psycopg", "asyncpg");

    /** Drivers on Go, which reads every file of the folders (crypto/x509/root_unix.go). */
    private static final Set<String> WHOLE = Set.of("pgx", "lib-pq");

    /** Drivers that read no folder: Node.js does so only with {@code --use-openssl-ca} (node(1)). */
    static final Set<String> WITHOUT = Set.of("node-postgres");

    /** Folders of one list: own bound; people write one or two. */
    private static final int MAX_FOLDERS = 100;

    private final Map<Place, List<StoreSighting>> byPlace;
    private final Map<String, StoreSnapshot> contents;

    SeenFolders(Map<Place, List<StoreSighting>> byPlace, Map<String, StoreSnapshot> contents) {
        this.byPlace = byPlace;
        this.contents = contents;
    }

    /** The certificates of all parts; not at hand if one of them is not known, or not PEM, which not every reader takes. */
    TrustMaterial material(String driver, Place place, boolean searched) {
        boolean hashed = BY_HASH.contains(driver);
        List<String> parts = place.parts();
        if (!searched || !(hashed || WHOLE.contains(driver)) || parts.size() > MAX_FOLDERS) {
            return TrustMaterial.notAtHand();
        }
        Set<Certificate> all = new LinkedHashSet<>();
        boolean known = file(new Place(place.realm(), parts.get(0)), hashed, all);
        for (String folder : parts.subList(1, parts.size())) {
            known &= folder(place.realm(), folder + "/", hashed, all);
        }
        if (!known) {
            return TrustMaterial.notAtHand();
        }
        return all.isEmpty() ? TrustMaterial.absent() : TrustMaterial.of(TrustStore.of(place.toString(), all));
    }

    /** The system's bundle counts for OpenSSL only if its own name for it is there. */
    private boolean file(Place file, boolean openssl, Set<Certificate> all) {
        boolean read = !openssl
                || !file.isDefault()
                || OwnStores.OPENSSL_FILES.stream()
                        .anyMatch(name -> byPlace.containsKey(new Place(file.realm(), name)));
        return !read || add(byPlace.getOrDefault(file, List.of()), all);
    }

    private boolean folder(String realm, String start, boolean hashed, Set<Certificate> all) {
        boolean known = true;
        for (Map.Entry<Place, List<StoreSighting>> seen : byPlace.entrySet()) {
            String path = seen.getKey().path();
            boolean inside = seen.getKey().realm().equals(realm)
                    && path.startsWith(start)
                    && path.indexOf('/', start.length()) < 0
                    && (!hashed || OwnStores.isHashed(path));
            known &= !inside || add(seen.getValue(), all);
        }
        return known;
    }

    private boolean add(List<StoreSighting> seen, Set<Certificate> all) {
        for (StoreSighting store : seen) {
            StoreSnapshot content = contents.get(store.content());
            TrustStore restored = content == null ? null : content.restore("");
            if (restored == null || restored.format() != StoreFormat.PEM) {
                return false;
            }
            all.addAll(restored.certificates());
        }
        return seen.stream().map(StoreSighting::content).distinct().count() <= 1;
    }
}
