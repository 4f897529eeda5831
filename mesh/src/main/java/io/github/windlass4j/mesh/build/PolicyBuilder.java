package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.IstioKind;
import io.github.windlass4j.mesh.istio.IstioObject;
import java.util.Map;

/**
 * What policies have in common: they are for pods, for the objects they name, or for their namespace.
 *
 * @param <V> view of the built object
 * @param <B> the builder itself
 */
public abstract class PolicyBuilder<V extends IstioObject, B extends PolicyBuilder<V, B>> extends IstioBuilder<V, B> {
    PolicyBuilder(IstioKind<V> kind, String namespace, String name) {
        super(kind, namespace, name);
    }

    /**
     * For pods only.
     *
     * @param labels labels that a pod must have
     * @return this builder
     */
    public B pods(Map<String, String> labels) {
        return field("selector", Map.of("matchLabels", byKey(labels)));
    }

    /**
     * For one more object of the policy's namespace, such as a Gateway of the Gateway API or a Service. PeerAuthentication and
     * ProxyConfig have no such field, and are refused with it.
     *
     * @param group API group, empty for the core group
     * @param kind kind
     * @param name name
     * @return this builder
     */
    public B target(String group, String kind, String name) {
        return add("targetRefs", object("group", group, "kind", kind, "name", name));
    }
}
