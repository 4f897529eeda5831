package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.k8s.LabelSelector;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.Optional;

/**
 * One listener of a Gateway, or one entry of a ListenerSet: a port, a protocol, perhaps a host name.
 *
 * @param fields its fields
 */
public record Listener(Fields fields) implements View {
    static List<Listener> all(Fields spec) {
        return spec.list("listeners").stream().map(Listener::new).toList();
    }

    /**
     * The name, unique within the object.
     *
     * @return name, empty when absent
     */
    public String name() {
        return fields.text("name", "");
    }

    /**
     * The port.
     *
     * @return port number, 0 when absent
     */
    public int port() {
        return fields.int32("port").orElse(0);
    }

    /**
     * The protocol.
     *
     * @return HTTP, HTTPS, TLS, TCP, UDP or a controller's own; empty when absent
     */
    public String protocol() {
        return fields.text("protocol", "");
    }

    /**
     * The host name that requests must name.
     *
     * @return an exact or a wildcard name ({@code *.example.com}); empty takes every name
     */
    public Optional<String> hostname() {
        return fields.text("hostname").filter(name -> !name.isEmpty());
    }

    /**
     * Whether the listener has TLS settings.
     *
     * @return true if {@code tls} is written
     */
    public boolean hasTls() {
        return fields.has("tls");
    }

    /**
     * The TLS settings.
     *
     * @return {@code tls}
     */
    public Tls tls() {
        return new Tls(fields.child("tls"));
    }

    /**
     * Which routes may attach.
     *
     * @return {@code allowedRoutes}
     */
    public AllowedRoutes allowedRoutes() {
        return new AllowedRoutes(fields.child("allowedRoutes"));
    }

    /** {@code name (HTTPS 443 *.example.com)}. */
    @Override
    public String toString() {
        return name() + " (" + protocol() + " " + port()
                + hostname().map(name -> " " + name).orElse("") + ")";
    }

    /**
     * TLS settings of a listener.
     *
     * @param fields the {@code tls} field
     */
    public record Tls(Fields fields) implements View {
        /**
         * Who ends the TLS session.
         *
         * @return Terminate (also when absent) or Passthrough
         */
        public String mode() {
            return fields.text("mode", "Terminate");
        }

        /**
         * Whether the backend ends the TLS session.
         *
         * @return true for the mode {@code Passthrough}
         */
        public boolean isPassthrough() {
            return mode().equals("Passthrough");
        }

        /**
         * The certificates.
         *
         * @return references to Secrets, in order
         */
        public List<Reference> certificateRefs() {
            return Reference.all(fields, "certificateRefs", "", "Secret");
        }
    }

    /**
     * Which routes may attach to a listener.
     *
     * @param fields the {@code allowedRoutes} field
     */
    public record AllowedRoutes(Fields fields) implements View {
        /**
         * From which namespaces.
         *
         * @return Same (also when absent), All or Selector
         */
        public String from() {
            return fields.child("namespaces").text("from", "Same");
        }

        /**
         * The selector of the rule {@code Selector}.
         *
         * @return the selector
         */
        public LabelSelector selector() {
            return new LabelSelector(fields.child("namespaces", "selector"));
        }

        /**
         * Of which kinds.
         *
         * @return the kinds in order; empty takes what the protocol suggests
         */
        public List<Kind> kinds() {
            return fields.list("kinds").stream()
                    .map(kind -> new Kind(kind.text("group", GatewayObject.GROUP), kind.text("kind", "")))
                    .toList();
        }
    }

    /**
     * A kind of routes.
     *
     * @param group API group
     * @param kind kind
     */
    public record Kind(String group, String kind) {
        /**
         * A kind of the Gateway API.
         *
         * @param kind kind
         * @return the kind in the group {@value GatewayObject#GROUP}
         */
        public static Kind of(String kind) {
            return new Kind(GatewayObject.GROUP, kind);
        }

        /** The kind, with its group if that is another one than the Gateway API's. */
        @Override
        public String toString() {
            return group.equals(GatewayObject.GROUP) ? kind : kind + "." + group;
        }
    }
}
