package io.github.windlass4j.manifest.k8s;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A view of an EndpointSlice (discovery.k8s.io/v1): some of the addresses behind a Service.
 *
 * @param resource the object
 */
public record EndpointSlice(Resource resource) implements ObjectView {
    /** The label that names the Service. */
    public static final String SERVICE_NAME = "kubernetes.io/service-name";

    /**
     * All slices of a set.
     *
     * @param manifests the set
     * @return the views in order
     */
    public static List<EndpointSlice> all(Manifests manifests) {
        return manifests.ofKind("discovery.k8s.io", "EndpointSlice").stream()
                .map(EndpointSlice::new)
                .toList();
    }

    /**
     * The slices of one Service.
     *
     * @param manifests the set
     * @param service the Service
     * @return the views in order
     */
    public static List<EndpointSlice> all(Manifests manifests, Service service) {
        return all(manifests).stream()
                .filter(slice -> slice.namespace().equals(service.ref().namespace())
                        && slice.serviceName().equals(Optional.of(service.ref().name())))
                .toList();
    }

    /**
     * The Service these addresses belong to.
     *
     * @return its name, by the label {@value #SERVICE_NAME}
     */
    public Optional<String> serviceName() {
        return Optional.ofNullable(resource.labels().get(SERVICE_NAME));
    }

    /**
     * What the addresses are.
     *
     * @return IPv4, IPv6 or FQDN
     */
    public String addressType() {
        return resource.fields().text("addressType", "");
    }

    /**
     * The endpoints.
     *
     * @return the endpoints in order
     */
    public List<Endpoint> endpoints() {
        return resource.fields().list("endpoints").stream().map(Endpoint::new).toList();
    }

    /**
     * The ports that all endpoints of this slice have.
     *
     * @return the ports in order
     */
    public List<Port> ports() {
        return resource.fields().list("ports").stream().map(Port::new).toList();
    }

    /**
     * One endpoint.
     *
     * @param fields its fields
     */
    public record Endpoint(Fields fields) {
        /**
         * Its addresses, of which clients use the first.
         *
         * @return the addresses
         */
        public List<String> addresses() {
            return fields.texts("addresses");
        }

        /**
         * Whether it takes traffic.
         *
         * @return true unless the condition says no: unknown counts as ready
         */
        public boolean isReady() {
            return fields.child("conditions").flag("ready").orElse(true);
        }
    }

    /**
     * One port of a slice.
     *
     * @param fields its fields
     */
    public record Port(Fields fields) {
        /**
         * The name, that of the Service's port.
         *
         * @return name, empty for the only port
         */
        public String name() {
            return fields.text("name", "");
        }

        /**
         * The number the endpoints listen on.
         *
         * @return the number; empty means all ports
         */
        public OptionalInt port() {
            var number = fields.whole("port");
            return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
        }

        /**
         * The transport.
         *
         * @return TCP, UDP or SCTP
         */
        public String protocol() {
            return fields.text("protocol", "TCP");
        }
    }
}
