package io.github.windlass4j.testkit;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about findings; a failure lists those that are there. */
public final class FindingsAssert extends AbstractAssert<FindingsAssert, List<Finding>> {
    FindingsAssert(List<Finding> actual) {
        super(actual, FindingsAssert.class);
    }

    /** Verifies that nothing was found. */
    public FindingsAssert areEmpty() {
        return haveNoneAtLeast(Severity.NOTE);
    }

    /** Verifies that nothing was found that matters at least this much. */
    public FindingsAssert haveNoneAtLeast(Severity severity) {
        isNotNull();
        List<Finding> tooMuch = actual.stream()
                .filter(finding -> finding.severity().compareTo(severity) <= 0)
                .toList();
        if (!tooMuch.isEmpty()) {
            throw failure("Expected no finding of severity %s or worse, but found%n%s", severity, lines(tooMuch));
        }
        return this;
    }

    /** Verifies that a rule was broken, by its stable id. */
    public FindingsAssert haveRule(String id) {
        isNotNull();
        if (actual.stream().noneMatch(finding -> finding.rule().equals(id))) {
            throw failure("Expected a finding of rule %s, but found%n%s", id, lines(actual));
        }
        return this;
    }

    /** Verifies that a rule was not broken, by its stable id. */
    public FindingsAssert haveNotRule(String id) {
        isNotNull();
        List<Finding> broken =
                actual.stream().filter(finding -> finding.rule().equals(id)).toList();
        if (!broken.isEmpty()) {
            throw failure("Expected no finding of rule %s, but found%n%s", id, lines(broken));
        }
        return this;
    }

    private static String lines(List<Finding> findings) {
        return findings.isEmpty()
                ? "  nothing"
                : findings.stream().map(finding -> "  " + finding).collect(Collectors.joining("\n"));
    }
}
