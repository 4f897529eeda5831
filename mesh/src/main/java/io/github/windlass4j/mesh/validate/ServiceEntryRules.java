package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Protocol;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the webhook says of ServiceEntries, WorkloadEntries and WorkloadGroups. */
final class ServiceEntryRules {
    private static final String AUTO_ALLOCATE = "networking.istio.io/enable-autoallocate-ip";

    private ServiceEntryRules() {}

    static void serviceEntry(At spec, Resource object) {
        Syntax.selector(
                spec.child("workloadSelector"),
                "labels",
                "service entry: workload selector specified without labels, will be applied to all services in namespace");
        spec.errorIf(
                spec.has("workloadSelector") && spec.has("endpoints"),
                "only one of WorkloadSelector or Endpoints is allowed in Service Entry");
        List<String> hosts = spec.texts("hosts");
        spec.errorIf(hosts.isEmpty(), "service entry must have at least one host");
        for (String host : hosts) {
            if (host.equals("*")) {
                spec.error("invalid host *");
            } else {
                Syntax.wildcardDomain(host).ifPresent(spec::error);
                Syntax.partialWildcard(host).ifPresent(spec::warn);
            }
        }
        String resolution = spec.fields().text("resolution", "NONE");
        List<String> addresses = spec.texts("addresses");
        addresses.forEach(address -> Syntax.subnet(spec, address));
        spec.errorIf(
                addresses.stream().anyMatch(address -> address.contains("/"))
                        && !resolution.equals("NONE")
                        && !resolution.equals("STATIC"),
                "CIDR addresses are allowed only for NONE/STATIC resolution types");
        Set<String> names = ports(spec, allocates(object, hosts, resolution));
        switch (resolution) {
            case "NONE" -> {
                spec.errorIf(
                        !spec.list("endpoints").isEmpty(), "no endpoints should be provided for resolution type none");
                spec.warnIf(
                        spec.has("workloadSelector"),
                        "workloadSelector should not be set when resolution mode is NONE");
            }
            case "STATIC" -> spec.list("endpoints").forEach(endpoint -> endpoint(endpoint, names, false));
            case "DNS", "DNS_ROUND_ROBIN" -> dns(spec, hosts, resolution, names);
            case "DYNAMIC_DNS" -> dynamic(spec, object, hosts);
            default -> spec.error("unsupported resolution type " + resolution);
        }
        boolean allTold = spec.list("ports").stream()
                .map(port -> Protocol.parse(port.text("protocol")))
                .allMatch(protocol -> protocol.isHttp() || protocol.isTls());
        spec.errorIf(
                !resolution.equals("NONE") && !resolution.equals("DYNAMIC_DNS") && hosts.size() > 1 && !allTold,
                "multiple hosts provided with non-HTTP, non-TLS ports");
        Syntax.exportTo(spec, object.namespace(), true, false);
    }

    /** Whether istiod gives the hosts addresses of its own: unless the object says no, or a wildcard needs none. */
    private static boolean allocates(Resource object, List<String> hosts, String resolution) {
        return !"false".equalsIgnoreCase(object.labels().get(AUTO_ALLOCATE))
                && !resolution.equals("NONE")
                && hosts.stream().noneMatch(host -> host.startsWith("*"));
    }

    private static Set<String> ports(At spec, boolean allocates) {
        Set<String> names = new HashSet<>();
        Set<Long> numbers = new HashSet<>();
        boolean selects = spec.has("workloadSelector");
        for (At port : spec.list("ports")) {
            if (!port.isPresent()) {
                port.error("service entry port may not be null");
                continue;
            }
            port.errorIf(
                    !names.add(port.text("name")),
                    "service entry port name \"" + port.text("name") + "\" already defined");
            port.errorIf(
                    !numbers.add(port.whole("number")),
                    "service entry port " + port.whole("number") + " already defined");
            if (port.whole("targetPort") != 0) {
                Syntax.port(port, port.whole("targetPort"));
                port.warnIf(
                        spec.fields().text("resolution", "NONE").equals("NONE") && !selects,
                        "targetPort has no effect when resolution mode is NONE");
            }
            String protocol = port.text("protocol");
            port.warnIf(
                    spec.texts("addresses").isEmpty() && !allocates && (protocol.isEmpty() || protocol.equals("TCP")),
                    "addresses are required for ports serving TCP (or unset) protocol when IP Autoallocation is not"
                            + " enabled");
            Syntax.portName(port, port.text("name"));
            Syntax.protocol(port, protocol);
            Syntax.port(port, port.whole("number"));
        }
        return names;
    }

    private static void dns(At spec, List<String> hosts, String resolution, Set<String> names) {
        List<At> endpoints = spec.list("endpoints");
        if (endpoints.isEmpty()) {
            spec.errorIf(
                    hosts.stream().anyMatch(host -> Syntax.fqdn(host).isPresent()),
                    "hosts must be FQDN if no endpoints are provided for resolution mode " + resolution);
        }
        spec.errorIf(
                resolution.equals("DNS_ROUND_ROBIN") && endpoints.size() > 1,
                "there must only be 0 or 1 endpoint for resolution mode " + resolution);
        for (At endpoint : endpoints) {
            String address = endpoint.text("address");
            endpoint.errorIf(
                    !IpRange.isAddress(address) && Syntax.fqdn(address).isPresent(),
                    "endpoint address \"" + address + "\" is not a valid FQDN or an IP address");
            endpointPorts(endpoint, names);
            Syntax.labels(endpoint, endpoint.fields().textMap("labels"));
        }
        boolean hasTcp = spec.list("ports").stream()
                .anyMatch(port -> Protocol.parse(port.text("protocol")).isTcp());
        spec.warnIf(
                !spec.texts("addresses").isEmpty() && hasTcp && hosts.size() > 1,
                "service entry can not have more than one host specified simultaneously with address and tcp port");
    }

    private static void dynamic(At spec, Resource object, List<String> hosts) {
        spec.errorIf(
                hosts.stream().anyMatch(host -> !host.startsWith("*")),
                "hosts must be wildcard for resolution mode DYNAMIC_DNS");
        spec.errorIf(!spec.texts("addresses").isEmpty(), "addresses must not be set for resolution mode DYNAMIC_DNS");
        spec.errorIf(!spec.list("endpoints").isEmpty(), "endpoints must not be set for resolution mode DYNAMIC_DNS");
        String waypoint = object.labels().getOrDefault("istio.io/use-waypoint", "none");
        spec.errorIf(
                spec.text("location").equals("MESH_INTERNAL") && !waypoint.equals("none"),
                "a waypoint needs location MESH_EXTERNAL for resolution mode DYNAMIC_DNS");
        for (At port : spec.list("ports")) {
            Protocol protocol = Protocol.parse(port.text("protocol"));
            port.errorIf(
                    port.isPresent() && !protocol.isHttp() && !protocol.isTls(),
                    "only HTTP and TLS protocols are supported for resolution mode DYNAMIC_DNS");
        }
    }

    private static void endpoint(At entry, Set<String> names, boolean allowsNames) {
        if (!entry.isPresent()) {
            entry.error("endpoint cannot be nil");
            return;
        }
        address(entry, allowsNames);
        endpointPorts(entry, names);
        Syntax.labels(entry, entry.fields().textMap("labels"));
        entry.errorIf(
                entry.text("address").startsWith(Syntax.UNIX) && names.size() != 1,
                "exactly 1 service port required for unix endpoints");
    }

    private static void address(At entry, boolean allowsNames) {
        String address = entry.text("address");
        if (address.isEmpty()) {
            entry.errorIf(entry.text("network").isEmpty(), "address is required");
            entry.warnIf(
                    !entry.text("network").isEmpty(), "address is unset with network \"" + entry.text("network") + '"');
        } else if (address.startsWith(Syntax.UNIX)) {
            Syntax.unixAddress(entry, address.substring(Syntax.UNIX.length()));
            entry.errorIf(
                    !entry.fields().child("ports").names().isEmpty(),
                    "unix endpoint " + address + " must not include ports");
        } else if (!IpRange.isAddress(address)) {
            entry.errorIf(!allowsNames, "endpoint address \"" + address + "\" is not a valid IP address");
            entry.errorIf(
                    allowsNames && Syntax.fqdn(address).isPresent(),
                    "endpoint address \"" + address + "\" is not a valid FQDN or an IP address");
        }
    }

    private static void endpointPorts(At entry, Set<String> names) {
        At ports = entry.child("ports");
        for (String name : ports.fields().names()) {
            ports.errorIf(
                    !names.contains(name),
                    "endpoint port " + ports.whole(name) + " is not defined by the service entry");
            Syntax.portName(ports, name);
            Syntax.port(ports, ports.whole(name));
        }
    }

    static void workloadEntry(At spec, Resource object) {
        address(spec, true);
        At ports = spec.child("ports");
        for (String name : ports.fields().names()) {
            Syntax.portName(ports, name);
            Syntax.port(ports, ports.whole(name));
        }
        Syntax.labels(spec, spec.fields().textMap("labels"));
    }

    static void workloadGroup(At spec, Resource object) {
        if (!spec.has("template")) {
            spec.error("template is required");
            return;
        }
        Map<String, String> labels = spec.child("metadata").fields().textMap("labels");
        Syntax.labels(spec.child("metadata"), labels);
        At probe = spec.child("probe");
        if (!probe.isPresent()) {
            return;
        }
        for (String field : List.of(
                "periodSeconds", "initialDelaySeconds", "timeoutSeconds", "successThreshold", "failureThreshold")) {
            probe.errorIf(probe.whole(field) < 0, field + " must be non-negative");
        }
        if (probe.has("httpGet")) {
            At get = probe.child("httpGet");
            Syntax.port(get, get.whole("port"));
            get.errorIf(
                    !List.of("", "HTTP", "HTTPS").contains(get.text("scheme")),
                    "httpGet.scheme must be one of \"HTTPS\", \"HTTP\"");
            for (At header : get.list("httpHeaders")) {
                header.errorIf(!header.isPresent(), "invalid nil header");
                header.errorIf(
                        header.isPresent() && !header.text("name").matches("[-A-Za-z0-9]+"),
                        "header name " + header.text("name") + " is not a valid header name");
            }
        } else if (probe.has("tcpSocket")) {
            Syntax.port(probe.child("tcpSocket"), probe.child("tcpSocket").whole("port"));
        } else if (probe.has("exec")) {
            probe.errorIf(probe.child("exec").texts("command").isEmpty(), "exec.command is required");
        } else {
            probe.errorIf(!probe.has("grpc"), "unknown health check method");
        }
    }
}
