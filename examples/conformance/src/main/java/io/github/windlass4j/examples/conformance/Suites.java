package io.github.windlass4j.examples.conformance;

import io.github.windlass4j.examples.conformance.advisor.AdvisorSuites;
import io.github.windlass4j.examples.conformance.gateway.GatewaySuites;
import io.github.windlass4j.examples.conformance.ingress.IngressSuites;
import io.github.windlass4j.examples.conformance.manifest.ManifestSuites;
import io.github.windlass4j.examples.conformance.mesh.MeshSuites;
import io.github.windlass4j.examples.conformance.truststore.TruststoreSuites;
import io.github.windlass4j.examples.conformance.x509.X509Suites;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every suite that is run; each room of the house lists its own. */
final class Suites {
    static final List<Suite> ALL = Stream.of(
                    X509Suites.ALL, //
                    TruststoreSuites.ALL,
                    ManifestSuites.ALL,
                    GatewaySuites.ALL,
                    IngressSuites.ALL,
                    MeshSuites.ALL,
                    AdvisorSuites.ALL)
            .flatMap(List::stream)
            .toList();

    private Suites() {}

    /**
     * The suites that a name on the command line means: the one of that name, else all that read a file of that base name.
     * Parts of one file may be judged as suites of their own.
     */
    static List<Suite> asked(String name) {
        return named(name)
                .map(List::of)
                .orElseGet(() -> ALL.stream()
                        .filter(suite -> baseName(suite.file()).equals(name))
                        .toList());
    }

    private static String baseName(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.jsonl?(\\.gz)?$", "");
    }

    static Optional<Suite> named(String name) {
        return ALL.stream().filter(suite -> suite.name().equals(name)).findFirst();
    }
}
