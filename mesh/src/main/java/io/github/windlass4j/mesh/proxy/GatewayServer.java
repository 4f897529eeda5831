package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.mesh.istio.Gateway;
import io.github.windlass4j.mesh.istio.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One server of a Gateway.
 *
 * @param gateway name of the Gateway
 * @param namespace of the Gateway
 * @param selector of the pods
 * @param services the services that the Gateway is for, instead of a selector
 * @param port what is written
 * @param portName its name
 * @param protocol its protocol as written
 * @param bind the address to listen on, empty for all
 * @param hosts with their namespaces: {@code namespace/host}, or a host alone
 * @param tls how TLS ends, if it does
 */
record GatewayServer(
        String gateway,
        String namespace,
        Map<String, String> selector,
        List<String> services,
        int port,
        String portName,
        String protocol,
        String bind,
        List<String> hosts,
        Optional<Tls> tls) {
    /** With this annotation istiod marks Gateways that it made for given services. */
    private static final String SERVICES = "internal.istio.io/gateway-service";

    /**
     * How TLS ends.
     *
     * @param mode as written
     * @param certificate name of the server's certificate
     * @param redirects whether plaintext is sent to HTTPS
     */
    record Tls(String mode, String certificate, boolean redirects) {
        boolean passesThrough() {
            return mode.isEmpty() || mode.endsWith("PASSTHROUGH");
        }
    }

    static List<GatewayServer> of(Gateway gateway) {
        String services = gateway.resource().annotations().getOrDefault(SERVICES, "");
        List<GatewayServer> servers = new ArrayList<>();
        for (Gateway.Server server : gateway.servers()) {
            Optional<Tls> tls = server.tls().isPresent()
                    ? Optional.of(new Tls(
                            server.tls().text("mode", ""),
                            server.tls()
                                    .text("credentialName")
                                    .orElse("file-cert:" + server.tls().text("serverCertificate", "") + "~"
                                            + server.tls().text("privateKey", "")),
                            server.tls().flag("httpsRedirect").orElse(false)))
                    : Optional.empty();
            servers.add(new GatewayServer(
                    gateway.name(),
                    gateway.namespace(),
                    gateway.selector(),
                    services.isEmpty() ? List.of() : List.of(services.split(",", -1)),
                    server.port(),
                    server.portName(),
                    server.protocol(),
                    server.bind(),
                    hosts(server.hosts(), gateway.namespace()),
                    tls));
        }
        return servers;
    }

    /** A dot stands for the Gateway's own namespace, a star for all. */
    private static List<String> hosts(List<String> written, String namespace) {
        if (written.contains("*/*")) {
            return List.of("*");
        }
        return written.stream()
                .map(host -> host.startsWith("./")
                        ? namespace + host.substring(1)
                        : host.startsWith("*/") ? host.substring(2) : host)
                .toList();
    }

    String key() {
        return namespace + "/" + gateway;
    }

    Protocol speaks() {
        return Protocol.parse(protocol);
    }

    boolean isHttp() {
        return speaks().isHttp();
    }

    /** Whether requests are decoded here, after TLS or without. */
    boolean routesRequests() {
        return isHttp()
                || (speaks() == Protocol.HTTPS
                        && tls.filter(ends -> !ends.passesThrough()).isPresent());
    }

    /** Server names in the order in which Envoy is given them. */
    List<String> serverNames() {
        return List.copyOf(new TreeSet<>(hosts.stream()
                .map(host -> host.substring(host.indexOf('/') + 1))
                .toList()));
    }

    /** The hosts that VirtualServices of a namespace may have. */
    List<String> hostsFor(String owner) {
        return hosts.stream()
                .filter(host -> !host.contains("/") || host.startsWith(owner + "/"))
                .map(host -> host.substring(host.indexOf('/') + 1))
                .toList();
    }
}
