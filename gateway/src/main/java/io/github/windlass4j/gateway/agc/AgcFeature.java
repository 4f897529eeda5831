package io.github.windlass4j.gateway.agc;

/** What a version of ALB Controller may or may not implement; {@link AgcProfile#supports} answers. */
public enum AgcFeature {
    /** GRPCRoute. */
    GRPC_ROUTE,
    /** Verification of client certificates at the frontend. */
    FRONTEND_MUTUAL_TLS,
    /** Port and TLS of a custom health probe. */
    PROBE_PORT_AND_TLS,
    /** Regular expressions in path and header matches. */
    REGEX_MATCH,
    /** Clusters with Azure CNI Overlay. */
    CNI_OVERLAY,
    /** WebApplicationFirewallPolicy. */
    WEB_APPLICATION_FIREWALL,
    /** BackendLoadBalancingPolicy with slow start. */
    LOAD_BALANCING_POLICY,
    /** Routing by the load that backends report. */
    LOAD_AWARE_ROUTING,
    /** The CORS filter of HTTPRoute. */
    CORS,
    /** {@code timeouts} of HTTPRoute rules. */
    ROUTE_TIMEOUTS,
    /** Redirects with 307 and 308. */
    REDIRECT_307_308,
    /** Controller pods on arm64 nodes. */
    ARM64,
    /** The Gateway API inference extension. */
    INFERENCE,
    /** The RequestMirror filter. */
    REQUEST_MIRROR,
    /** ListenerSet. */
    LISTENER_SET,
    /** TLSRoute. */
    TLS_ROUTE,
    /** TCPRoute. */
    TCP_ROUTE,
    /** UDPRoute. */
    UDP_ROUTE,
    /** Frontends with a private address. */
    PRIVATE_FRONTEND,
    /** Request headers changed in a backendRef. */
    BACKEND_HEADER_MODIFICATION,
    /** HTTP/2 without TLS to backends. */
    H2C_BACKEND,
    /** Routes whose parent is a Service. */
    MESH
}
