package io.github.windlass4j.testkit;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.diff.ChainEffect;
import io.github.windlass4j.truststore.diff.StoreDiff;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about the difference of two trust stores; a failure lists the difference. */
public final class StoreDiffAssert extends AbstractAssert<StoreDiffAssert, StoreDiff> {
    StoreDiffAssert(StoreDiff actual) {
        super(actual, StoreDiffAssert.class);
    }

    /** Verifies that both stores hold the same certificates. */
    public StoreDiffAssert isEmpty() {
        isNotNull();
        if (!actual.isEmpty()) {
            throw failure("Expected no difference, but found %s", difference());
        }
        return this;
    }

    /** Verifies that just these certificates come with keys, and under names, that the old store did not have. */
    public StoreDiffAssert adds(Certificate... expected) {
        isNotNull();
        return same("added", actual.added(), List.of(expected));
    }

    /** Verifies that just these certificates go and leave neither their key nor, with another key, their name. */
    public StoreDiffAssert removes(Certificate... expected) {
        isNotNull();
        return same("removed", actual.removed(), List.of(expected));
    }

    /** Verifies that no authority goes on under its name with another key. */
    public StoreDiffAssert rekeysNothing() {
        isNotNull();
        if (!actual.rekeyed().isEmpty()) {
            throw failure("Expected no name to get another key, but found %s", difference());
        }
        return this;
    }

    /** Verifies that no modelled engine trusts one of these chains with the old store and not with the new one. */
    public StoreDiffAssert breaksNone(Collection<PresentedChain> chains, Instant at) {
        isNotNull();
        return breaksNone(actual.effectOn(chains, at), at);
    }

    /** The same for these engines or rules only: {@code Engine.JSSE.profiles()}. */
    public StoreDiffAssert breaksNone(
            Collection<PresentedChain> chains, Instant at, Collection<? extends Profile> profiles) {
        isNotNull();
        return breaksNone(actual.effectOn(chains, at, profiles), at);
    }

    private StoreDiffAssert breaksNone(List<ChainEffect> effects, Instant at) {
        List<ChainEffect> broken = effects.stream().filter(ChainEffect::stops).toList();
        if (!broken.isEmpty()) {
            throw failure("Expected no chain to stop being trusted, but at %s%n%s%nwith %s", at, broken, difference());
        }
        return this;
    }

    private StoreDiffAssert same(String how, Collection<Certificate> found, Collection<Certificate> expected) {
        if (!sorted(found).equals(sorted(expected))) {
            throw failure("Expected to be %s%n%s%nbut found %s", how, lines(expected), difference());
        }
        return this;
    }

    private static List<String> sorted(Collection<Certificate> certificates) {
        return certificates.stream().map(Certificate::sha256).sorted().toList();
    }

    private static String lines(Collection<Certificate> certificates) {
        return certificates.isEmpty()
                ? "  nothing"
                : certificates.stream().map(certificate -> "  " + certificate).collect(Collectors.joining("\n"));
    }

    private String difference() {
        return actual.lines().stream()
                .map(line -> "\n  " + line)
                .collect(Collectors.joining("", actual.toString(), ""));
    }
}
