package io.github.windlass4j.examples.tour;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.rotation.Impact;
import io.github.windlass4j.truststore.rotation.Rotation;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The first screen of the README, or your own files: {@code FirstAnswer [TODAY TOMORROW ROOTS HOST [INSTANT]]}. */
public final class FirstAnswer {
    private FirstAnswer() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[TODAY TOMORROW ROOTS HOST [INSTANT]]", 0, 4, 5);
        if (arguments.length > 0) {
            System.out.print(own(arguments).explain());
            return;
        }
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

    private static Impact own(String[] arguments) throws IOException {
        Client client = Client.pgjdbc("42.7.14")
                .sslmode(SslMode.VERIFY_FULL)
                .host(arguments[3])
                .rootFile(TrustStore.read(Path.of(arguments[2])));
        return Rotation.from(Inputs.chain(Path.of(arguments[0])))
                .to(Inputs.chain(Path.of(arguments[1])))
                .at(Inputs.instant(arguments, 4))
                .impactOn(client);
    }
}
