package io.github.windlass4j.mesh.observe;

/** Who serves a metric. */
public enum MetricSource {
    /** The sidecars and gateways. */
    PROXY,
    /** istiod. */
    CONTROL_PLANE,
    /** The kubelet of each node (cAdvisor). */
    NODE,
    /** The node proxies of ambient mode. */
    ZTUNNEL,
    /** Nobody, unless something is configured that is not by default. */
    NOWHERE
}
