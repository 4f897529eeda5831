package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.authority.Coverage;
import io.github.windlass4j.truststore.authority.StoreReview;
import io.github.windlass4j.truststore.client.Engine;
import io.github.windlass4j.truststore.store.JvmTrustStore;
import io.github.windlass4j.truststore.store.UnreadableStoreException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The trust store of the JVM that runs this, judged by what is published about the rotation of Azure's authorities. */
final class JvmStore {
    private JvmStore() {}

    /** Finds the store as JSSE does. */
    static JvmTrustStore ofThisJvm() {
        Map<String, String> properties = new HashMap<>();
        System.getProperties()
                .stringPropertyNames()
                .forEach(name -> properties.put(name, System.getProperty(name, "")));
        return JvmTrustStore.of(Path.of(System.getProperty("java.home")), properties);
    }

    static void judge(Instant at, PrintStream out) {
        Authorities azure = Authorities.azure();
        try {
            JvmTrustStore own = ofThisJvm();
            out.println();
            out.println("The trust store of this JVM against " + azure.name() + " as of " + azure.asOf() + ": "
                    + own.store());
            StoreReview review = azure.review(own.store(), at);
            review.held().forEach(known -> out.println("  holds " + known));
            review.coverage().stream()
                    .filter(coverage -> coverage.engine() == Engine.JSSE)
                    .forEach(coverage -> out.println("  " + line(coverage)));
            review.findings().stream()
                    .filter(finding -> finding.severity() != Severity.NOTE)
                    .forEach(finding -> out.println("  " + finding.rule() + " " + finding.message()
                            + finding.remedy().map(remedy -> "; " + remedy).orElse("")));
        } catch (UnreadableStoreException e) {
            out.println("The trust store of this JVM cannot be read: " + e.getMessage());
        }
    }

    private static String line(Coverage coverage) {
        return coverage.topology().title() + ": "
                + (coverage.isCovered()
                        ? "trusted"
                                + coverage.until()
                                        .map(until -> " until " + until)
                                        .orElse("")
                        : "NOT trusted");
    }
}
