package io.github.windlass4j.testkit;

import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.diff.StoreDiff;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.List;

/**
 * AssertJ assertions for verdicts, trust stores, their differences and findings. A failure message carries the reason that
 * Windlass found, not only that something is not as expected.
 */
public final class WindlassAssertions {
    private WindlassAssertions() {}

    /** Asserts something about one validation. */
    public static ChainVerdictAssert assertThat(ChainVerdict actual) {
        return new ChainVerdictAssert(actual);
    }

    /** Asserts something about a trust store, or about what it trusts. */
    public static TrustStoreAssert assertThat(TrustStore actual) {
        return new TrustStoreAssert(actual);
    }

    /** Asserts something about the difference of two trust stores. */
    public static StoreDiffAssert assertThat(StoreDiff actual) {
        return new StoreDiffAssert(actual);
    }

    /** Asserts something about whether a client connects. */
    public static ConnectVerdictAssert assertThat(ConnectVerdict actual) {
        return new ConnectVerdictAssert(actual);
    }

    /** Asserts something about findings. */
    public static FindingsAssert assertThatFindings(List<Finding> actual) {
        return new FindingsAssert(actual);
    }
}
