package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import java.util.List;
import java.util.Optional;

/**
 * A view of a DestinationRule's {@code tls}: how clients open connections.
 *
 * @param fields its fields
 */
public record ClientTls(Fields fields) {
    /** Ways of opening a connection. */
    public enum Mode {
        /** As the application sends it. */
        DISABLE,
        /** TLS without a client certificate. */
        SIMPLE,
        /** TLS with a client certificate that the rule names. */
        MUTUAL,
        /** TLS with the certificate that Istio issued. */
        ISTIO_MUTUAL
    }

    /**
     * The mode.
     *
     * @return the mode, DISABLE when absent (the enumeration's first value) or unknown
     */
    public Mode mode() {
        String text = fields.text("mode", "");
        for (Mode mode : Mode.values()) {
            if (mode.name().equals(text)) {
                return mode;
            }
        }
        return Mode.DISABLE;
    }

    /**
     * The server name that the client sends.
     *
     * @return the name, if written
     */
    public Optional<String> sni() {
        return fields.text("sni");
    }

    /**
     * Names that the server's certificate must hold one of.
     *
     * @return the names in order
     */
    public List<String> subjectAltNames() {
        return fields.texts("subjectAltNames");
    }

    /**
     * The Secret with certificate or trust anchors.
     *
     * @return its name, if written
     */
    public Optional<String> credentialName() {
        return fields.text("credentialName");
    }

    /**
     * Where the trust anchors are.
     *
     * @return a path in the proxy's container, if written
     */
    public Optional<String> caCertificates() {
        return fields.text("caCertificates");
    }
}
