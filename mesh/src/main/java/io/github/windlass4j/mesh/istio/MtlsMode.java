package io.github.windlass4j.mesh.istio;

import java.util.Optional;

/** What a workload's proxy accepts on a port (PeerAuthentication {@code mtls.mode}). */
public enum MtlsMode {
    /** As the wider scope says; PERMISSIVE when none says. */
    UNSET,
    /** The proxy does not look at TLS: what arrives goes to the application. */
    DISABLE,
    /** Istio mutual TLS, or plaintext. */
    PERMISSIVE,
    /** Istio mutual TLS only. */
    STRICT;

    /**
     * Reads the field.
     *
     * @param text its text
     * @return the mode; empty when Istio knows no such mode
     */
    public static Optional<MtlsMode> named(String text) {
        for (MtlsMode mode : values()) {
            if (mode.name().equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
