package io.github.windlass4j.testkit;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.ChainVerdict.Rejected;
import io.github.windlass4j.core.chain.ChainVerdict.Trusted;
import io.github.windlass4j.core.chain.Rule;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about one validation. */
public final class ChainVerdictAssert extends AbstractAssert<ChainVerdictAssert, ChainVerdict> {
    ChainVerdictAssert(ChainVerdict actual) {
        super(actual, ChainVerdictAssert.class);
    }

    /** Verifies that a path is valid; otherwise the message lists the obstacles. */
    public ChainVerdictAssert isTrusted() {
        isNotNull();
        if (actual instanceof Rejected) {
            throw failure("Expected the chain to be trusted, but it was %s", actual);
        }
        return this;
    }

    /** Verifies that no path is valid; otherwise the message shows the path. */
    public ChainVerdictAssert isRejected() {
        isNotNull();
        if (actual instanceof Trusted) {
            throw failure("Expected the chain to be rejected, but it was %s", actual);
        }
        return this;
    }

    /** Verifies that no path is valid and that this rule is the first, most specific reason. */
    public ChainVerdictAssert isRejectedBecauseOf(Rule rule) {
        isRejected();
        Rejected rejected = (Rejected) actual;
        if (rejected.obstacles().get(0).rule() != rule) {
            throw failure("Expected the first obstacle to be %s %s, but it was %s", rule.id(), rule, actual);
        }
        return this;
    }

    /** Verifies that the accepted path ends in this anchor. */
    public ChainVerdictAssert isAnchoredIn(Certificate anchor) {
        isTrusted();
        Certificate found = ((Trusted) actual).anchor();
        if (!found.equals(anchor)) {
            throw failure("Expected the path to end in%n  %s%nbut it ends in%n  %s", anchor, found);
        }
        return this;
    }

    /** Verifies the accepted path, leaf to anchor. */
    public ChainVerdictAssert hasPath(List<Certificate> leafToAnchor) {
        isTrusted();
        List<Certificate> found = ((Trusted) actual).path();
        if (!found.equals(leafToAnchor)) {
            throw failure("Expected the path%n%s%nbut found%n%s", lines(leafToAnchor), lines(found));
        }
        return this;
    }

    private static String lines(List<Certificate> path) {
        return path.stream().map(certificate -> "  " + certificate).collect(Collectors.joining("\n"));
    }
}
