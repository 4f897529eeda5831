package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetReadinessTest {
    private static final String DAY = "2026-12-01T00:00:00Z";
    private static final Authority ROOT = Mint.seeded(4).at(Instant.parse(DAY)).root("Root");
    private static final Authority OLD = ROOT.issueAuthority("Issuing CA 1");
    private static final Issued TODAY = OLD.issueLeaf("db.example.org");
    private static final Issued TOMORROW = ROOT.issueAuthority("Issuing CA 2").issueLeaf("db.example.org");

    @TempDir
    Path folder;

    @Test
    void a_pinned_fleet_breaks_and_is_told_how_not_to() throws Exception {
        write(OLD.certificate(), "roots");
        assertThat(Printed.by(FleetReadiness::main, folder.toString(), DAY))
                .contains("1 client, 1 store (1 distinct), 0 unresolved references")
                .contains("not ready: 1 BREAKS")
                .contains("ERROR WL-RO-001 StatefulSet shop/ledger container app")
                .contains("fix: ");
    }

    @Test
    void a_fleet_with_the_root_is_ready() throws Exception {
        write(ROOT.certificate(), "roots");
        assertThat(Printed.by(FleetReadiness::main, folder.toString(), DAY))
                .contains("\nready: 1 UNAFFECTED")
                .doesNotContain("ERROR");
    }

    @Test
    void a_store_that_is_not_in_the_folder_is_named() throws Exception {
        write(ROOT.certificate(), "others");
        assertThat(Printed.by(FleetReadiness::main, folder.toString(), DAY))
                .contains("not ready: 1 UNKNOWN")
                .contains(
                        "not known: StatefulSet shop/ledger container app: ConfigMap shop/others key ca.crt is not among");
    }

    private void write(Certificate anchor, String mounted) throws Exception {
        Files.writeString(folder.resolve("today.pem"), pem(TODAY.chain()));
        Files.writeString(folder.resolve("tomorrow.pem"), pem(TOMORROW.chain()));
        Files.writeString(
                folder.resolve("roots.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: roots, namespace: shop}
                data: {ca.crt: "%s"}
                """.formatted(anchor.toPem().replace("\n", "\\n")));
        Files.writeString(folder.resolve("ledger.yaml"), """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: ledger, namespace: shop}
                spec:
                  template:
                    spec:
                      volumes: [{name: roots, configMap: {name: %s}}]
                      containers:
                      - name: app
                        volumeMounts: [{name: roots, mountPath: /etc/db}]
                        env:
                        - name: SPRING_DATASOURCE_URL
                          value: jdbc:postgresql://db.example.org/app?sslmode=verify-full&sslrootcert=/etc/db/ca.crt
                """.formatted(mounted));
    }

    private static String pem(List<Certificate> chain) {
        return chain.stream().map(Certificate::toPem).collect(Collectors.joining());
    }
}
