package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.View;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Scalar;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a route wants to be attached to: a Gateway, a ListenerSet, or for traffic inside a mesh a Service.
 *
 * @param fields the reference's fields
 */
public record ParentRef(Fields fields) implements View {
    /**
     * A reference to a Gateway that stands in no route.
     *
     * @param namespace namespace of the Gateway
     * @param name its name
     * @return the reference
     */
    public static ParentRef of(String namespace, String name) {
        return new ParentRef(Fields.of(Mapping.of(Map.of("namespace", Scalar.of(namespace), "name", Scalar.of(name)))));
    }

    /**
     * The group.
     *
     * @return {@value GatewayObject#GROUP} when absent, empty for the core group
     */
    public String group() {
        return fields.text("group", GatewayObject.GROUP);
    }

    /**
     * The kind.
     *
     * @return Gateway when absent
     */
    public String kind() {
        return fields.text("kind", Gateway.KIND);
    }

    /**
     * The namespace.
     *
     * @return empty when the reference does not say one: then it is the route's own
     */
    public Optional<String> namespace() {
        return fields.text("namespace").filter(namespace -> !namespace.isEmpty());
    }

    /**
     * The name.
     *
     * @return name, empty when absent
     */
    public String name() {
        return fields.text("name", "");
    }

    /**
     * The listener, or the port's name of a Service.
     *
     * @return name of the section; empty means all
     */
    public Optional<String> sectionName() {
        return fields.text("sectionName").filter(name -> !name.isEmpty());
    }

    /**
     * The port that listeners must have.
     *
     * @return port number; empty means any
     */
    public OptionalInt port() {
        return fields.int32("port");
    }

    /**
     * The object that is meant.
     *
     * @param routeNamespace namespace of the route
     * @return its identity
     */
    public ObjectRef target(String routeNamespace) {
        return new ObjectRef(group(), kind(), namespace().orElse(routeNamespace), name());
    }

    /**
     * Whether the parent is of one kind.
     *
     * @param wantedGroup group, empty for the core group
     * @param wantedKind kind
     * @return true if both agree
     */
    public boolean isA(String wantedGroup, String wantedKind) {
        return group().equals(wantedGroup) && kind().equals(wantedKind);
    }

    /** {@code Gateway namespace/name, section "https", port 443}. */
    @Override
    public String toString() {
        return target("")
                + sectionName().map(name -> ", section \"" + name + "\"").orElse("")
                + (port().isPresent() ? ", port " + port().getAsInt() : "");
    }
}
