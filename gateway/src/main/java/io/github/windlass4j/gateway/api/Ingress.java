package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A view of an Ingress (networking.k8s.io/v1): host names and paths, and the Services behind them.
 *
 * @param resource the object
 */
public record Ingress(Resource resource) implements ObjectView {
    /** The API group. */
    public static final String GROUP = "networking.k8s.io";

    /** What names the kind. */
    public static final String KIND = "Ingress";

    /**
     * The class.
     *
     * @return {@code spec.ingressClassName}, or else the annotation {@code kubernetes.io/ingress.class}
     */
    public Optional<String> className() {
        return resource.spec()
                .text("ingressClassName")
                .or(() -> Optional.ofNullable(resource.annotations().get("kubernetes.io/ingress.class")));
    }

    /**
     * Where requests go that no rule takes.
     *
     * @return the backend, if there is one
     */
    public Optional<Backend> defaultBackend() {
        return Backend.in(resource.spec(), "defaultBackend");
    }

    /**
     * The rules.
     *
     * @return the rules in order
     */
    public List<Rule> rules() {
        return resource.spec().list("rules").stream().map(Rule::new).toList();
    }

    /**
     * The certificates.
     *
     * @return the entries in order
     */
    public List<Tls> tls() {
        return resource.spec().list("tls").stream().map(Tls::new).toList();
    }

    /** {@code Ingress namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }

    /**
     * The paths of one host name.
     *
     * @param fields the rule's fields
     */
    public record Rule(Fields fields) implements View {
        /**
         * The host name.
         *
         * @return exact or wildcard name; empty takes every name
         */
        public Optional<String> host() {
            return fields.text("host").filter(host -> !host.isEmpty());
        }

        /**
         * The paths.
         *
         * @return the paths in order
         */
        public List<Path> paths() {
            return fields.child("http").list("paths").stream().map(Path::new).toList();
        }
    }

    /**
     * One path.
     *
     * @param fields the path's fields
     */
    public record Path(Fields fields) implements View {
        /**
         * What the path is compared with.
         *
         * @return the path, empty when absent
         */
        public String path() {
            return fields.text("path", "");
        }

        /**
         * How it is compared.
         *
         * @return Exact, Prefix or ImplementationSpecific (also when absent)
         */
        public String pathType() {
            return fields.text("pathType", "ImplementationSpecific");
        }

        /**
         * Where requests go.
         *
         * @return the backend, if there is one
         */
        public Optional<Backend> backend() {
            return Backend.in(fields, "backend");
        }
    }

    /**
     * A Service's port, or another object.
     *
     * @param fields the backend's fields
     */
    public record Backend(Fields fields) implements View {
        private static Optional<Backend> in(Fields owner, String field) {
            return owner.has(field) ? Optional.of(new Backend(owner.child(field))) : Optional.empty();
        }

        /**
         * The Service, always of the Ingress's own namespace.
         *
         * @return its name, unless the backend is another object
         */
        public Optional<String> service() {
            return fields.child("service").text("name");
        }

        /**
         * The number of the Service's port.
         *
         * @return the number, unless the port is named
         */
        public OptionalInt portNumber() {
            return fields.child("service", "port").int32("number");
        }

        /**
         * The name of the Service's port.
         *
         * @return the name, unless the port is a number
         */
        public Optional<String> portName() {
            return fields.child("service", "port").text("name");
        }

        /**
         * The object that is the backend.
         *
         * @return the reference, unless the backend is a Service
         */
        public Optional<Reference> resource() {
            return Reference.in(fields, "resource", "", "");
        }
    }

    /**
     * One certificate and the host names it is for.
     *
     * @param fields the entry's fields
     */
    public record Tls(Fields fields) implements View {
        /**
         * The host names.
         *
         * @return the names in order
         */
        public List<String> hosts() {
            return fields.texts("hosts");
        }

        /**
         * The Secret, of the Ingress's own namespace.
         *
         * @return its name; empty leaves the certificate to the controller
         */
        public Optional<String> secretName() {
            return fields.text("secretName").filter(name -> !name.isEmpty());
        }
    }
}
