package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.Optional;

/**
 * TLS settings of a whole Gateway: how clients of all HTTPS listeners prove themselves, and how the Gateway proves itself
 * to backends.
 *
 * @param fields the {@code spec.tls} field
 */
public record GatewayTls(Fields fields) implements View {
    /**
     * The certificate that the Gateway shows to backends.
     *
     * @return reference to a Secret, if there is one
     */
    public Optional<Reference> backendClientCertificateRef() {
        return Reference.in(fields.child("backend"), "clientCertificateRef", "", "Secret");
    }

    /**
     * How clients prove themselves where no port says otherwise.
     *
     * @return the validation, if clients must prove themselves
     */
    public Optional<ClientValidation> frontendDefault() {
        return ClientValidation.in(fields.child("frontend", "default"));
    }

    /**
     * Ports with settings of their own.
     *
     * @return the settings in order
     */
    public List<PortValidation> frontendPorts() {
        return fields.child("frontend").list("perPort").stream()
                .map(PortValidation::new)
                .toList();
    }

    /**
     * How clients prove themselves at a port: the port's own setting, or else the default. A port whose setting holds no
     * validation asks for none.
     *
     * @param port the listener's port
     * @return the validation, if clients must prove themselves
     */
    public Optional<ClientValidation> frontend(int port) {
        return frontendPorts().stream()
                .filter(own -> own.port() == port)
                .findFirst()
                .map(PortValidation::validation)
                .orElseGet(this::frontendDefault);
    }

    /**
     * The setting of one port.
     *
     * @param fields its fields
     */
    public record PortValidation(Fields fields) implements View {
        /**
         * The port.
         *
         * @return port number, 0 when absent
         */
        public int port() {
            return fields.int32("port").orElse(0);
        }

        /**
         * How clients prove themselves there.
         *
         * @return the validation, if clients must prove themselves
         */
        public Optional<ClientValidation> validation() {
            return ClientValidation.in(fields.child("tls"));
        }
    }

    /**
     * How clients prove themselves.
     *
     * @param fields the {@code validation} field
     */
    public record ClientValidation(Fields fields) implements View {
        private static Optional<ClientValidation> in(Fields owner) {
            return owner.has("validation")
                    ? Optional.of(new ClientValidation(owner.child("validation")))
                    : Optional.empty();
        }

        /**
         * What is trusted.
         *
         * @return references to ConfigMaps or other objects with CA certificates
         */
        public List<Reference> caCertificateRefs() {
            return Reference.all(fields, "caCertificateRefs", "", "ConfigMap");
        }

        /**
         * Whether a client without a valid certificate is let in all the same.
         *
         * @return true for the mode {@code AllowInsecureFallback}
         */
        public boolean allowsInsecureFallback() {
            return fields.text("mode", "AllowValidOnly").equals("AllowInsecureFallback");
        }
    }
}
