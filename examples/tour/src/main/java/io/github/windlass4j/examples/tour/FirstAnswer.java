package io.github.windlass4j.examples.tour;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.rotation.Rotation;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.List;

/** The first screen of the README: one client, one rotation, one answer. */
public final class FirstAnswer {
    private FirstAnswer() {}

    public static void main(String[] arguments) {
        // README begins
        Instant day = Instant.parse("2026-12-01T00:00:00Z");
        Authority root = Mint.seeded(1).at(day).root("Root");
        Authority oldCa = root.issueAuthority("Issuing CA 1");
        Issued today = oldCa.issueLeaf("db.example.com");
        Issued tomorrow = root.issueAuthority("Issuing CA 2").issueLeaf("db.example.com");

        TrustStore pinned = TrustStore.of("root.crt", List.of(oldCa.certificate()));
        Client client = Client.pgjdbc("42.7.14")
                .sslmode(SslMode.VERIFY_FULL)
                .host("db.example.com")
                .rootFile(pinned);

        System.out.print(Rotation.from(today.chain())
                .to(tomorrow.chain())
                .at(day)
                .candidates(List.of(root.certificate()))
                .impactOn(client)
                .explain());
        // README ends
    }
}
