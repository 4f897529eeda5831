package io.github.windlass4j.examples.tour;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.cluster.ClusterScan;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Readiness;
import io.github.windlass4j.truststore.client.DriverKnowledge;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.rotation.Rotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Is the fleet ready for the rotation? Usage: {@code FleetReadiness FOLDER INSTANT}, with manifests ({@code *.yaml}) and the
 * chains {@code today.pem} and {@code tomorrow.pem} in the folder.
 */
public final class FleetReadiness {
    private FleetReadiness() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "FOLDER INSTANT", 2);
        Path folder = Path.of(arguments[0]);
        Rotation rotation = Rotation.from(chain(folder, "today.pem"))
                .to(chain(folder, "tomorrow.pem"))
                .at(Inputs.instant(arguments, 1));

        Inventory fleet;
        Readiness readiness;
        try (ConsoleProgress progress = ConsoleProgress.standard()) {
            fleet = ClusterScan.of(manifests(folder)).listening(progress).scan().assuming("pgjdbc", "42.7.14");
            readiness = Readiness.of(fleet, rotation, DriverKnowledge.shipped(), progress);
        }
        System.out.println(fleet);
        System.out.println((readiness.isReady() ? "ready: " : "not ready: ") + readiness);
        readiness.findings().forEach(finding -> {
            System.out.println(finding);
            finding.remedy().ifPresent(remedy -> System.out.println("  fix: " + remedy));
        });
        fleet.unresolved().forEach(gap -> System.out.println("not known: " + gap));
    }

    private static PresentedChain chain(Path folder, String name) throws IOException {
        return Inputs.chain(folder.resolve(name));
    }

    private static Manifests manifests(Path folder) throws IOException {
        Manifests all = Manifests.empty();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                all = all.plus(Manifests.read(
                        Files.readAllBytes(file), folder.relativize(file).toString()));
            }
        }
        return all;
    }
}
