package io.github.windlass4j.examples.fleet;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.fleet.FleetAssessment;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A fleet as several scanners saw it. What they report overlaps: contents and certificates are told again by each, some
 * stores by two of them, and now and then with two different contents.
 */
public final class SampleFleet {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private static final String REALM = "REALM";
    private static final String PATH = "PATH";
    private static final String WHO = "WHO";

    /** What is asked about it. */
    public final FleetQuestion question;

    private final List<String> knowledge = new ArrayList<>();
    private final List<String> stores = new ArrayList<>();
    private final List<String> clients = new ArrayList<>();

    /** A fleet of so many roots with a chain below each, and of so many different stores made of half of them. */
    public SampleFleet(int roots, int contents) {
        Mint mint = Mint.seeded(8).at(DAY);
        Random random = new Random(8);
        List<Authority> authorities =
                IntStream.range(0, roots).mapToObj(i -> mint.root("Root " + i)).toList();
        question = new FleetQuestion(
                "RFC5280",
                DAY,
                IntStream.range(0, roots)
                        .mapToObj(i -> chain(i, authorities.get(i)))
                        .toList());
        Place place = new Place(REALM, PATH);
        Inventory.Builder seen = Inventory.builder()
                .add(client(place))
                .addUnreadable(place, "", StoreSighting.Role.TRUST, "not Base64", false);
        for (int i = 0; i < contents; i++) {
            List<Authority> shuffled = new ArrayList<>(authorities);
            Collections.shuffle(shuffled, random);
            String pem = shuffled.subList(0, (roots + 1) / 2).stream()
                    .map(authority -> authority.certificate().toPem())
                    .collect(Collectors.joining());
            seen.add(
                    place,
                    "data[\"ca.crt\"]",
                    i == 0 ? StoreSighting.Role.SERVER_CHAIN : StoreSighting.Role.TRUST,
                    StoreSnapshot.of(TrustStore.read(pem.getBytes(StandardCharsets.US_ASCII), "root.crt")));
        }
        write(
                seen.build(),
                new LineWriter(line -> (line.startsWith("{\"store\"")
                                ? stores
                                : line.startsWith("{\"client\"") ? clients : knowledge)
                        .add(line)));
    }

    private static void write(Inventory inventory, Appendable out) {
        try {
            inventory.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClientSighting client(Place roots) {
        return new ClientSighting(
                WHO,
                new Place("", "values.yaml"),
                "pgjdbc",
                "42.7.14",
                "db.example.com",
                5432,
                Map.of("sslmode", "verify-full"),
                List.of(),
                Map.of(StoreKind.ROOT_FILE, StorePointer.to(roots)),
                "");
    }

    private static FleetQuestion.Chain chain(int number, Authority root) {
        return new FleetQuestion.Chain(
                "server " + number,
                root.issueAuthority("CA " + number).issueLeaf("db.example.com").chain().stream()
                        .map(Certificate::toPem)
                        .collect(Collectors.joining()));
    }

    /**
     * What one scanner reports, one fact a line: all certificates and contents, then as many facts as are wanted. Of ten of
     * them seven are stores, three are clients. The lines are those of an inventory with other places filled in, because
     * an inventory of a million facts takes its time.
     */
    public void seenBy(int scanner, int facts, Consumer<String> lines) {
        knowledge.forEach(lines);
        Random random = new Random(scanner);
        for (int i = 0; i < facts; i++) {
            String realm = random.nextInt(50) == 0 ? "gemeinsam: \u00fc" : "cluster " + scanner;
            String place = "ConfigMap team-" + i % 100 + "/roots-" + i + " key ca.crt";
            List<String> kind = random.nextInt(10) < 3 ? clients : stores;
            lines.accept(kind.get(random.nextInt(kind.size()))
                    .replace(REALM, realm)
                    .replace(PATH, place)
                    .replace(WHO, "Deployment team-" + i % 100 + "/app-" + i));
        }
    }

    /** What several scanners report. */
    public List<String> lines(int scanners, int facts) {
        List<String> lines = new ArrayList<>();
        for (int scanner = 0; scanner < scanners; scanner++) {
            seenBy(scanner, facts, lines::add);
        }
        return lines;
    }

    /** The text of an assessment. */
    public static String text(FleetAssessment assessment) throws IOException {
        StringBuilder text = new StringBuilder();
        assessment.writeTo(text);
        return text.toString();
    }
}
