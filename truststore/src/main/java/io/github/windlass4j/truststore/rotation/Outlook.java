package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.PresentedChain;
import java.util.Objects;

/**
 * What a client makes of one chain.
 *
 * @param chain the chain
 * @param verdict whether the client connects, at the instant of the rotation
 */
public record Outlook(PresentedChain chain, ConnectVerdict verdict) {
    /** Checks the components. */
    public Outlook {
        Objects.requireNonNull(chain);
        Objects.requireNonNull(verdict);
    }

    /** {@code today: connects over TLS, chain verified, host verified}. */
    @Override
    public String toString() {
        return chain.name() + ": " + verdict.message();
    }
}
