package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.rotation.Rotation;
import io.github.windlass4j.truststore.store.LoadOutcome;
import io.github.windlass4j.truststore.store.StoreFormat;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small inventories put together at random from few parts, so that parts meet: same places, same stores, same clients. */
final class Fleets {
    static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    static final Authority ROOT = Mint.seeded(11).at(DAY).root("Root");
    static final Authority OLD = ROOT.issueAuthority("Issuing CA 1");
    static final Issued TODAY = OLD.issueLeaf("db.example.org");
    static final Issued TOMORROW = ROOT.issueAuthority("Issuing CA 2").issueLeaf("db.example.org");
    static final Rotation ROTATION =
            Rotation.from(TODAY.chain()).to(TOMORROW.chain()).at(DAY).candidates(List.of(ROOT.certificate()));

    static final List<StoreSnapshot> CONTENTS = List.of(
            pem(ROOT.certificate()),
            pem(OLD.certificate()),
            pem(ROOT.certificate(), OLD.certificate()),
            StoreSnapshot.of(
                    TrustStore.read(("\uFEFF" + ROOT.certificate().toPem()).getBytes(StandardCharsets.UTF_8), "x")),
            keyOf(TODAY));

    private static final List<String> REALMS = List.of("", "prod", "image app:1");

    private Fleets() {}

    private static StoreSnapshot keyOf(Issued server) {
        StoreSnapshot chain = pem(server.certificate());
        LoadOutcome pinned = new LoadOutcome.Loaded(List.of(), List.of(server.certificate()));
        return new StoreSnapshot(
                StoreFormat.PKCS12,
                chain.entries(),
                1,
                List.of(),
                List.of(),
                Collections.nCopies(StoreSnapshot.LOADERS.size(), pinned));
    }

    static StoreSnapshot pem(Certificate... certificates) {
        StringBuilder text = new StringBuilder();
        for (Certificate certificate : certificates) {
            text.append(certificate.toPem());
        }
        return StoreSnapshot.of(TrustStore.read(text.toString().getBytes(StandardCharsets.US_ASCII), "x"));
    }

    static Arbitrary<Inventory> inventories() {
        Arbitrary<Place> places = Combinators.combine(
                        Arbitraries.of(REALMS), Arbitraries.of("/a", "/b", "ConfigMap shop/roots key ca.crt"))
                .as(Place::new);
        Arbitrary<ClientSighting> clients = Combinators.combine(
                        Arbitraries.of("Deployment shop/a", "Deployment shop/b", "Job shop/\"c\"\n\u2028"),
                        places,
                        Arbitraries.of("pgjdbc", "libpq", ""),
                        Arbitraries.of("", "42.7.14", "15.18"),
                        Arbitraries.of("", "db.example.org", "other.example.org"),
                        Arbitraries.of("require", "verify-ca", "verify-full", "verify-all"),
                        Arbitraries.of(REALMS))
                .as((who, place, driver, version, host, mode, home) -> new ClientSighting(
                        who,
                        new Place("", "somewhere"),
                        driver,
                        version,
                        host,
                        host.isEmpty() ? 0 : 5432,
                        mode.equals("require") ? Map.of() : Map.of("sslmode", mode),
                        mode.equals("require") ? List.of("sslmode") : List.of(),
                        Map.of(StoreKind.ROOT_FILE, StorePointer.to(place)),
                        home));
        return Combinators.combine(
                        clients.list().ofMaxSize(4),
                        Combinators.combine(places, Arbitraries.integers().between(-2, CONTENTS.size() - 1))
                                .as(Map::entry)
                                .list()
                                .ofMaxSize(4),
                        Combinators.combine(
                                        Arbitraries.of(REALMS),
                                        Arbitraries.of("pgjdbc", "psycopg", "jdk"),
                                        Arbitraries.of("42.7.14", "42.2.4", "17"))
                                .as((realm, name, version) ->
                                        new SoftwareSighting(new Place(realm, "/lib"), name, version))
                                .list()
                                .ofMaxSize(3),
                        Arbitraries.of(REALMS).list().ofMaxSize(1),
                        Arbitraries.of("Secret shop/db key url", "${DB_HOST}")
                                .list()
                                .ofMaxSize(2),
                        Arbitraries.integers().between(0, 2))
                .as((some, stores, software, searched, gaps, findings) -> {
                    Inventory.Builder all = Inventory.builder();
                    some.forEach(all::add);
                    stores.forEach(store -> {
                        if (store.getValue() < 0) {
                            all.addUnreadable(
                                    store.getKey(), "", StoreSighting.Role.TRUST, "not Base64", store.getValue() < -1);
                        } else {
                            all.add(store.getKey(), "", StoreSighting.Role.TRUST, CONTENTS.get(store.getValue()));
                        }
                    });
                    software.forEach(all::add);
                    searched.forEach(all::searched);
                    gaps.forEach(gap -> all.add(new Unresolved("Deployment shop/a", gap, "is not there")));
                    for (int i = 0; i < findings; i++) {
                        all.add(new Finding(
                                "WL-SC-00" + i,
                                Severity.WARNING,
                                Location.of("a.yaml").at(i, i),
                                "message " + i,
                                List.of("seen")));
                    }
                    return all.build();
                });
    }
}
