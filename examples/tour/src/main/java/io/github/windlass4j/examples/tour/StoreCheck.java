package io.github.windlass4j.examples.tour;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.truststore.audit.StoreAudit;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Audits a trust store: {@code StoreCheck FILE [PASSWORD [INSTANT]]}; the method is what a unit test would call. */
public final class StoreCheck {
    private StoreCheck() {}

    public static void main(String[] arguments) {
        Inputs.expect(arguments, "FILE [PASSWORD [INSTANT]]", 1, 2, 3);
        Path file = Path.of(arguments[0]);
        Instant at = Inputs.instant(arguments, 2);
        // JKS is listed without a password too; an empty one would be a wrong one.
        String password = arguments.length > 1 ? arguments[1] : "";
        TrustStore store = password.isEmpty() ? TrustStore.read(file) : TrustStore.read(file, password.toCharArray());
        System.out.println(StoreAudit.of(store, at));
        StoreAudit.of(store, at).findings().forEach(System.out::println);
    }

    /** What has to be empty in a build. */
    static List<Finding> serious(TrustStore store, Instant at) {
        return StoreAudit.of(store, at).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }
}
