package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts a server of a Gateway together. */
public final class ServerBuilder extends PartBuilder<ServerBuilder> {
    ServerBuilder(int port, String protocol) {
        String portName = protocol.toLowerCase(Locale.ROOT) + "-" + port;
        field("port", object("number", port, "protocol", protocol, "name", portName));
    }

    /**
     * What it takes requests for.
     *
     * @param hosts names and patterns, with {@code namespace/} before them or not
     * @return this builder
     */
    public ServerBuilder hosts(String... hosts) {
        return field("hosts", List.of(hosts));
    }

    /**
     * Gives the server a name.
     *
     * @param name unique among all servers
     * @return this builder
     */
    public ServerBuilder name(String name) {
        return field("name", name);
    }

    /**
     * Ends TLS here.
     *
     * @param mode SIMPLE, MUTUAL or OPTIONAL_MUTUAL
     * @param credential Secret with the certificate
     * @return this builder
     */
    public ServerBuilder tls(String mode, String credential) {
        return field("tls", object("mode", mode, "credentialName", credential));
    }

    /**
     * Takes Istio's own mutual TLS.
     *
     * @return this builder
     */
    public ServerBuilder istioMutual() {
        return field("tls", Map.of("mode", "ISTIO_MUTUAL"));
    }

    /**
     * Passes TLS on unopened.
     *
     * @return this builder
     */
    public ServerBuilder passthrough() {
        return field("tls", Map.of("mode", "PASSTHROUGH"));
    }

    /**
     * Sends plain requests to HTTPS.
     *
     * @return this builder
     */
    public ServerBuilder redirectsToTls() {
        return field("tls", Map.of("httpsRedirect", true));
    }

    @Override
    protected ServerBuilder self() {
        return this;
    }
}
