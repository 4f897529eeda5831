package io.github.windlass4j.mesh.istio;

/**
 * A host name as Istio compares it: exact, or {@code *} followed by an ending.
 *
 * @param value full name, {@code *.ending}, or {@code *} for every name
 */
public record Host(String value) {
    /**
     * The name that a short one stands for.
     *
     * @param written a host as a rule or route writes it
     * @param namespace the namespace of that object
     * @param domain the domain of the cluster ("cluster.local")
     * @return {@code written.namespace.svc.domain} for a name without dot and asterisk, else the name itself
     */
    public static Host resolve(String written, String namespace, String domain) {
        boolean isShort = !written.isEmpty() && written.indexOf('.') < 0 && !written.startsWith("*");
        return isShort ? ofService(written, namespace, domain) : new Host(written);
    }

    /**
     * The full name of a Service.
     *
     * @param name its name
     * @param namespace its namespace
     * @param domain the domain of the cluster ("cluster.local")
     * @return {@code name.namespace.svc.domain}
     */
    public static Host ofService(String name, String namespace, String domain) {
        return new Host(name + "." + namespace + ".svc." + domain);
    }

    /**
     * Whether this is a pattern.
     *
     * @return true when it starts with an asterisk
     */
    public boolean isWildcard() {
        return value.startsWith("*");
    }

    /**
     * Whether some name belongs to both.
     *
     * @param other a name or pattern
     * @return true if one covers the other
     */
    public boolean overlaps(Host other) {
        return covers(other) || other.covers(this);
    }

    /**
     * Whether every name of another belongs to this one.
     *
     * @param other a name or pattern
     * @return true for an equal name, or when this is a pattern with an ending of the other; {@code *.foo} does not cover
     *     {@code foo}
     */
    public boolean covers(Host other) {
        if (!isWildcard()) {
            return value.equals(other.value);
        }
        String rest = other.isWildcard() ? other.value.substring(1) : other.value;
        return rest.endsWith(value.substring(1));
    }

    /** The name. */
    @Override
    public String toString() {
        return value;
    }
}
