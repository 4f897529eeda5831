package io.github.windlass4j.testkit;

import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.ConnectVerdict.Refused;
import io.github.windlass4j.truststore.client.Evidence;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about whether a client connects; a failure tells the reasoning step by step. */
public final class ConnectVerdictAssert extends AbstractAssert<ConnectVerdictAssert, ConnectVerdict> {
    ConnectVerdictAssert(ConnectVerdict actual) {
        super(actual, ConnectVerdictAssert.class);
    }

    /** Verifies that the client connects, on whatever channel. */
    public ConnectVerdictAssert connects() {
        isNotNull();
        if (!actual.connects()) {
            throw failure("Expected the client to connect, but it %s", reasoning());
        }
        return this;
    }

    /** Verifies that the client connects over TLS with a verified chain; the host may be left unchecked by its mode. */
    public ConnectVerdictAssert connectsVerified() {
        connects();
        if (!((Connects) actual).chainVerified()) {
            throw failure("Expected the chain to be verified, but the client %s", reasoning());
        }
        return this;
    }

    /** Verifies that the client does not connect, and that what has to be cured is of this rule ({@code WL-CL-105}). */
    public ConnectVerdictAssert isRefusedBecauseOf(String rule) {
        isNotNull();
        if (!(actual instanceof Refused refused) || !refused.refusal().rule().equals(rule)) {
            throw failure("Expected the client to be refused because of %s, but it %s", rule, reasoning());
        }
        return this;
    }

    private String reasoning() {
        return actual.trace().stream()
                .map(Evidence::message)
                .map(step -> "\n  " + step)
                .collect(Collectors.joining("", actual.message(), ""));
    }
}
