package io.github.windlass4j.examples.tour;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.report.Report;
import io.github.windlass4j.truststore.audit.StoreAudit;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.rotation.Rotation;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A rotation as one page and as SARIF: {@code FOLDER [today.pem tomorrow.pem root.crt host [instant]]}. */
public final class RotationReport {
    private RotationReport() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "FOLDER [today.pem tomorrow.pem root.crt host [instant]]", 1, 5, 6);
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Instant day = arguments.length > 1 ? Inputs.instant(arguments, 5) : Instant.parse("2026-12-01T00:00:00Z");
        Authority root = Mint.seeded(1).at(day).root("Root");
        Authority oldCa = root.issueAuthority("Issuing CA 1");
        Authority newCa = root.issueAuthority("Issuing CA 2");
        boolean own = arguments.length > 1;
        PresentedChain today = own
                ? Inputs.chain(Path.of(arguments[1]))
                : PresentedChain.of("today", oldCa.issueLeaf("db.example.com").chain());
        PresentedChain tomorrow = own
                ? Inputs.chain(Path.of(arguments[2]))
                : PresentedChain.of(
                        "tomorrow", newCa.issueLeaf("db.example.com").chain());
        TrustStore store =
                own ? TrustStore.read(Path.of(arguments[3])) : TrustStore.of("root.crt", List.of(oldCa.certificate()));
        Client client = Client.pgjdbc("42.7.14")
                .sslmode(SslMode.VERIFY_FULL)
                .host(own ? arguments[4] : "db.example.com")
                .rootFile(store);

        Report report = Report.titled("Rotation of " + today.name(), day)
                .with(Rotation.from(today)
                        .to(tomorrow)
                        .at(day)
                        .candidates(own ? List.of() : List.of(root.certificate()))
                        .impactOn(client))
                .with(StoreAudit.of(store, day));
        Files.writeString(folder.resolve("rotation.html"), report.toHtml());
        Files.writeString(folder.resolve("rotation.sarif"), report.toSarif());
        System.out.println(report);
    }
}
