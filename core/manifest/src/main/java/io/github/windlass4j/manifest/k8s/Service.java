package io.github.windlass4j.manifest.k8s;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A view of a Service (core/v1). Fields that are absent read as the API server would default them.
 *
 * @param resource the object
 */
public record Service(Resource resource) implements ObjectView {
    /** What names the kind. */
    public static final String KIND = "Service";

    /**
     * All Services of a set.
     *
     * @param manifests the set
     * @return the views in order
     */
    public static List<Service> all(Manifests manifests) {
        return manifests.ofKind("", KIND).stream().map(Service::new).toList();
    }

    /**
     * One Service.
     *
     * @param manifests the set
     * @param namespace its namespace
     * @param name its name
     * @return the view, if the Service is in the set
     */
    public static Optional<Service> find(Manifests manifests, String namespace, String name) {
        return manifests.find(ObjectRef.core(KIND, namespace, name)).map(Service::new);
    }

    /**
     * How it is reached.
     *
     * @return ClusterIP, NodePort, LoadBalancer or ExternalName
     */
    public String type() {
        return resource.spec().text("type", "ClusterIP");
    }

    /**
     * Whether it has no virtual address: names resolve to its pods.
     *
     * @return true for {@code clusterIP: None}
     */
    public boolean isHeadless() {
        return resource.spec().text("clusterIP", "").equals("None");
    }

    /**
     * The name that an ExternalName Service stands for.
     *
     * @return the DNS name; empty for other types
     */
    public Optional<String> externalName() {
        return type().equals("ExternalName") ? resource.spec().text("externalName") : Optional.empty();
    }

    /**
     * The labels of its pods.
     *
     * @return label to value; empty when somebody else writes its endpoints
     */
    public Map<String, String> selector() {
        return resource.spec().textMap("selector");
    }

    /**
     * Its ports.
     *
     * @return the ports in order
     */
    public List<Port> ports() {
        return resource.spec().list("ports").stream().map(Port::new).toList();
    }

    /**
     * A port by its number.
     *
     * @param number the Service's own port, not the pods'
     * @return the first port with that number
     */
    public Optional<Port> port(int number) {
        return ports().stream().filter(port -> port.port() == number).findFirst();
    }

    /**
     * A port by its name.
     *
     * @param name the name
     * @return the port
     */
    public Optional<Port> port(String name) {
        return ports().stream().filter(port -> port.name().equals(name)).findFirst();
    }

    /**
     * One port of a Service.
     *
     * @param fields the port's fields
     */
    public record Port(Fields fields) {
        /**
         * The name.
         *
         * @return name, empty for the only port of a Service
         */
        public String name() {
            return fields.text("name", "");
        }

        /**
         * The number clients use.
         *
         * @return 1 to 65535; 0 when absent
         */
        public int port() {
            return (int) fields.whole("port").orElse(0);
        }

        /**
         * Where the pods listen.
         *
         * @return a number, or the name of a container's port; the Service's own number when absent
         */
        public String targetPort() {
            return fields.wholeOrText("targetPort").orElse(Integer.toString(port()));
        }

        /**
         * The transport.
         *
         * @return TCP, UDP or SCTP
         */
        public String protocol() {
            return fields.text("protocol", "TCP");
        }

        /**
         * What is spoken over it.
         *
         * @return such as {@code kubernetes.io/h2c}; empty when nothing is stated
         */
        public Optional<String> appProtocol() {
            return fields.text("appProtocol");
        }
    }
}
