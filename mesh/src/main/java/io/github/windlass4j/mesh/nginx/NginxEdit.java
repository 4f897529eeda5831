package io.github.windlass4j.mesh.nginx;

/** The changes that a patch is made of; of equally small patches the one with the earlier edits is told. */
public enum NginxEdit {
    /** Label the controller's namespace so that its pods are injected; restart them. */
    INJECT("label the controller's namespace for injection and restart the controller"),
    /** Send requests with the Host of the service ({@code upstream-vhost}). */
    UPSTREAM_VHOST("annotate the Ingress: upstream-vhost with the service's full name"),
    /** Connect to the service's address instead of its pods' ({@code service-upstream}). */
    SERVICE_UPSTREAM("annotate the Ingress: service-upstream"),
    /** Let no incoming traffic of the controller through its proxy. */
    INCLUDE_NO_INBOUND("annotate the controller's pods: includeInboundPorts empty"),
    /** Let the ports of the controller past its proxy. */
    EXCLUDE_INBOUND("annotate the controller's pods: excludeInboundPorts with all ports that outsiders call"),
    /** Start the controller after its proxy. */
    HOLD_UNTIL_START("annotate the controller's pods: holdApplicationUntilProxyStarts"),
    /** Let connections to the API server past the proxy. */
    EXCLUDE_API_SERVER("annotate the controller's pods: excludeOutboundIPRanges with the API server's address"),
    /** Tell the controller's proxy about the application. */
    SIDECAR_HOST("add the application's host to the Sidecar that hides it"),
    /** Ask for Istio's mutual TLS from the controller's namespace. */
    DESTINATION_RULE("add a DestinationRule with ISTIO_MUTUAL in the controller's namespace"),
    /** Declare the service's port as HTTP. */
    PORT_NAME("name the service's port as HTTP"),
    /** Accept plaintext on the application's port: the last resort. */
    PEER_AUTHENTICATION_PORT("accept plaintext on the application's port");

    private final String text;

    NginxEdit(String text) {
        this.text = text;
    }

    /**
     * What it changes.
     *
     * @return one line
     */
    public String text() {
        return text;
    }
}
