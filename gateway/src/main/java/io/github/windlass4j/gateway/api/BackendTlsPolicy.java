package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.Optional;

/**
 * A view of a BackendTLSPolicy: how a Gateway speaks TLS to backends and what it checks.
 *
 * @param resource the object
 */
public record BackendTlsPolicy(Resource resource) implements GatewayObject {
    /** What names the kind. */
    public static final String KIND = "BackendTLSPolicy";

    /**
     * The backends, always of the policy's own namespace.
     *
     * @return the targets in order
     */
    public List<Target> targetRefs() {
        return resource.spec().list("targetRefs").stream().map(Target::new).toList();
    }

    /**
     * What is checked.
     *
     * @return {@code spec.validation}
     */
    public Validation validation() {
        return new Validation(resource.spec().child("validation"));
    }

    /** {@code BackendTLSPolicy namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }

    /**
     * One backend.
     *
     * @param fields its fields
     */
    public record Target(Fields fields) implements View {
        /**
         * The backend.
         *
         * @return group, kind and name
         */
        public Reference reference() {
            return Reference.of(fields, "", "");
        }

        /**
         * The port's name of a Service.
         *
         * @return name; empty means all ports
         */
        public Optional<String> sectionName() {
            return fields.text("sectionName").filter(name -> !name.isEmpty());
        }
    }

    /**
     * What is checked of the backend's certificate.
     *
     * @param fields the {@code validation} field
     */
    public record Validation(Fields fields) implements View {
        /**
         * What is trusted.
         *
         * @return references to ConfigMaps or other objects with CA certificates, in the policy's own namespace
         */
        public List<Reference> caCertificateRefs() {
            return Reference.all(fields, "caCertificateRefs", "", "");
        }

        /**
         * A set of authorities known by name.
         *
         * @return {@code System} or a controller's own, if written
         */
        public Optional<String> wellKnownCaCertificates() {
            return fields.text("wellKnownCACertificates").filter(name -> !name.isEmpty());
        }

        /**
         * The server name that is sent, and checked if there are no alternative names.
         *
         * @return name, empty when absent
         */
        public String hostname() {
            return fields.text("hostname", "");
        }

        /**
         * Names of which the certificate must have at least one.
         *
         * @return {@code hostname} or {@code uri} of each, in order
         */
        public List<String> subjectAltNames() {
            return fields.list("subjectAltNames").stream()
                    .map(name -> name.text("hostname").orElseGet(() -> name.text("uri", "")))
                    .toList();
        }
    }
}
