package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.finding.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A trust store that cannot be read: truncated, damaged, of no known format, too large, or closed to the given passwords.
 * The message says which file and which entry, never the password.
 */
public final class UnreadableStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;
    private final transient @Nullable TrustStore recovered;

    UnreadableStoreException(List<Finding> findings, @Nullable TrustStore recovered) {
        super(findings.stream().map(f -> f.location() + ": " + f.message()).collect(Collectors.joining("; ")));
        this.findings = List.copyOf(findings);
        this.recovered = recovered;
    }

    UnreadableStoreException(Finding finding) {
        this(List.of(finding), null);
    }

    /** Why, most telling first; never empty. The rule of each is one of {@link StoreRule}. */
    public List<Finding> findings() {
        return findings;
    }

    /** Whether one of the reasons is this rule. */
    public boolean is(StoreRule rule) {
        return findings.stream().anyMatch(finding -> finding.rule().equals(rule.id()));
    }

    /**
     * The store as it would be if its integrity check were left out, where that check is all that fails: a JKS lists its
     * certificates without its password. Software that is given no password loads exactly this.
     */
    public Optional<TrustStore> recovered() {
        return Optional.ofNullable(recovered);
    }
}
