package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Map;

/**
 * A view of an Istio Gateway: what a gateway's proxy listens to. The kind of the same name in gateway.networking.k8s.io is
 * another one.
 *
 * @param resource the object
 */
public record Gateway(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<Gateway> KIND =
            new IstioKind<>(IstioKind.NETWORKING, "Gateway", List.of("v1", "v1beta1", "v1alpha3"), Gateway::new);

    /**
     * The pods of the gateway.
     *
     * @return their labels; empty for every gateway
     */
    public Map<String, String> selector() {
        return spec().textMap("selector");
    }

    /**
     * What it listens to.
     *
     * @return the servers in order
     */
    public List<Server> servers() {
        return spec().list("servers").stream().map(Server::new).toList();
    }

    /**
     * One port and its hosts.
     *
     * @param fields its fields
     */
    public record Server(Fields fields) {
        /**
         * The port.
         *
         * @return number; 0 when absent
         */
        public int port() {
            return (int) fields.child("port").whole("number").orElse(0);
        }

        /**
         * The protocol as written.
         *
         * @return such as HTTP, HTTPS, TLS; empty when absent
         */
        public String protocol() {
            return fields.child("port").text("protocol", "");
        }

        /**
         * The port's name.
         *
         * @return name, empty when absent
         */
        public String portName() {
            return fields.child("port").text("name", "");
        }

        /**
         * The hosts as written.
         *
         * @return {@code host} or {@code namespace/host}
         */
        public List<String> hosts() {
            return fields.texts("hosts");
        }

        /**
         * How TLS ends here.
         *
         * @return fields of {@code tls}, an empty view when absent
         */
        public Fields tls() {
            return fields.child("tls");
        }

        /**
         * The address to listen on.
         *
         * @return address, empty for all
         */
        public String bind() {
            return fields.text("bind", "");
        }
    }
}
