package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import java.util.List;
import java.util.Optional;

/**
 * A view of a DestinationRule's {@code trafficPolicy}, of the rule itself, of a subset or of one port.
 *
 * @param fields its fields; empty when absent
 */
public record TrafficPolicy(Fields fields) {
    /**
     * Whether the policy is written at all.
     *
     * @return false for an absent field
     */
    public boolean isPresent() {
        return fields.isPresent();
    }

    /**
     * How clients open connections.
     *
     * @return the TLS settings, if any are written
     */
    public Optional<ClientTls> tls() {
        return fields.has("tls") ? Optional.of(new ClientTls(fields.child("tls"))) : Optional.empty();
    }

    /**
     * The policies of single ports. The numbers are those of the Service.
     *
     * @return the policies in order
     */
    public List<PortPolicy> portLevelSettings() {
        return fields.list("portLevelSettings").stream().map(PortPolicy::new).toList();
    }

    /**
     * The policy of one port: it replaces the whole policy around it, also the parts it does not name.
     *
     * @param number the Service's port
     * @return the first policy for that port
     */
    public Optional<TrafficPolicy> port(int number) {
        return portLevelSettings().stream()
                .filter(setting -> setting.port() == number)
                .findFirst()
                .map(setting -> new TrafficPolicy(setting.fields()));
    }

    /**
     * The policy of one port.
     *
     * @param fields its fields
     */
    public record PortPolicy(Fields fields) {
        /**
         * The port.
         *
         * @return the Service's port number; 0 when absent
         */
        public int port() {
            return (int) fields.child("port").whole("number").orElse(0);
        }
    }
}
