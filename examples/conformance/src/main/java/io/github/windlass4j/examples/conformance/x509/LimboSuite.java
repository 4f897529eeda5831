package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import java.time.Clock;
import java.util.stream.Stream;

/** Files in x509-limbo's schema: SUCCESS or FAILURE for one leaf, its bag of intermediates and its anchors. */
record LimboSuite(String name, String file) implements Suite {
    @Override
    public Stream<Case> cases(CaseFile cases) {
        return cases.elements("testcases").map(node -> {
            LimboCase one = new LimboCase(node, Clock.systemUTC());
            return new Case(one.id(), one.expected(), () -> ask(one));
        });
    }

    private static Answer ask(LimboCase one) {
        ChainVerdict verdict;
        try {
            verdict = one.verdict();
        } catch (IllegalArgumentException unreadable) {
            return Answer.compare(one.expected(), "FAILURE", String.valueOf(unreadable.getMessage()));
        }
        String actual = verdict.isTrusted() ? "SUCCESS" : "FAILURE";
        return Answer.compare(one.expected(), actual, verdict.toString());
    }
}
