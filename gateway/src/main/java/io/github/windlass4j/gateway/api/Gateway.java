package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.k8s.LabelSelector;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A view of a Gateway: addresses and listeners of one class.
 *
 * @param resource the object
 */
public record Gateway(Resource resource) implements GatewayObject {
    /** What names the kind. */
    public static final String KIND = "Gateway";

    /**
     * The class.
     *
     * @return {@code spec.gatewayClassName}, empty when absent
     */
    public String className() {
        return resource.spec().text("gatewayClassName", "");
    }

    /**
     * Whether routes can ask for the Gateway without naming it (GEP-3793, experimental).
     *
     * @return whether {@code spec.defaultScope} is All
     */
    public boolean isDefault() {
        return resource.spec().text("defaultScope", "None").equals("All");
    }

    /**
     * The Gateway's own listeners, without those of ListenerSets.
     *
     * @return the listeners in order
     */
    public List<Listener> listeners() {
        return Listener.all(resource.spec());
    }

    /**
     * The addresses that are asked for.
     *
     * @return the addresses in order
     */
    public List<Address> addresses() {
        return resource.spec().list("addresses").stream().map(Address::new).toList();
    }

    /**
     * Which namespaces may add ListenerSets.
     *
     * @return {@code spec.allowedListeners}
     */
    public AllowedListeners allowedListeners() {
        return new AllowedListeners(resource.spec().child("allowedListeners", "namespaces"));
    }

    /**
     * Labels and annotations for what the controller creates.
     *
     * @return {@code spec.infrastructure}
     */
    public Infrastructure infrastructure() {
        return new Infrastructure(resource.spec().child("infrastructure"));
    }

    /**
     * TLS settings of the whole Gateway.
     *
     * @return {@code spec.tls}
     */
    public GatewayTls tls() {
        return new GatewayTls(resource.spec().child("tls"));
    }

    /** {@code Gateway namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }

    /**
     * One requested address.
     *
     * @param fields its fields
     */
    public record Address(Fields fields) implements View {
        /**
         * What sort of address.
         *
         * @return IPAddress (also when absent), Hostname, NamedAddress or a controller's own type
         */
        public String type() {
            return fields.text("type", "IPAddress");
        }

        /**
         * The address.
         *
         * @return the value; empty asks for any address of the type
         */
        public Optional<String> value() {
            return fields.text("value").filter(value -> !value.isEmpty());
        }
    }

    /**
     * Which namespaces may add ListenerSets to a Gateway.
     *
     * @param fields the {@code namespaces} field
     */
    public record AllowedListeners(Fields fields) implements View {
        /**
         * The rule.
         *
         * @return None (also when absent), Same, All or Selector
         */
        public String from() {
            return fields.text("from", "None");
        }

        /**
         * The selector of the rule {@code Selector}.
         *
         * @return the selector
         */
        public LabelSelector selector() {
            return new LabelSelector(fields.child("selector"));
        }
    }

    /**
     * What a controller shall put on the objects it creates for a Gateway.
     *
     * @param fields the {@code infrastructure} field
     */
    public record Infrastructure(Fields fields) implements View {
        /**
         * The labels.
         *
         * @return label to value
         */
        public Map<String, String> labels() {
            return fields.textMap("labels");
        }

        /**
         * The annotations.
         *
         * @return annotation to value
         */
        public Map<String, String> annotations() {
            return fields.textMap("annotations");
        }

        /**
         * The object with the Gateway's parameters.
         *
         * @return the reference, always into the Gateway's namespace
         */
        public Optional<Reference> parametersRef() {
            return Reference.in(fields, "parametersRef", "", "");
        }
    }
}
