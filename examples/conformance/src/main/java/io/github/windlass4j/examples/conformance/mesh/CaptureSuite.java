package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.mesh.inject.Capture;
import io.github.windlass4j.mesh.inject.CaptureSetting;
import io.github.windlass4j.mesh.inject.Packet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The rules that istio-iptables writes for some settings, walked through with packets: captured or not, by which port. */
final class CaptureSuite implements Suite {
    private static final Map<String, CaptureSetting> SETTINGS = Map.ofEntries(
            Map.entry("InboundInterceptionMode", CaptureSetting.MODE),
            Map.entry("InboundPortsInclude", CaptureSetting.INBOUND_PORTS_INCLUDE),
            Map.entry("InboundPortsExclude", CaptureSetting.INBOUND_PORTS_EXCLUDE),
            Map.entry("OutboundIPRangesInclude", CaptureSetting.OUTBOUND_RANGES_INCLUDE),
            Map.entry("OutboundIPRangesExclude", CaptureSetting.OUTBOUND_RANGES_EXCLUDE),
            Map.entry("OutboundPortsInclude", CaptureSetting.OUTBOUND_PORTS_INCLUDE),
            Map.entry("OutboundPortsExclude", CaptureSetting.OUTBOUND_PORTS_EXCLUDE),
            Map.entry("ExcludeInterfaces", CaptureSetting.INTERFACES_EXCLUDE),
            Map.entry("RerouteVirtualInterfaces", CaptureSetting.VIRTUAL_INTERFACES),
            Map.entry("ProxyUID", CaptureSetting.PROXY_USERS),
            Map.entry("ProxyGID", CaptureSetting.PROXY_GROUPS),
            Map.entry("OwnerGroupsInclude", CaptureSetting.OWNER_GROUPS_INCLUDE),
            Map.entry("OwnerGroupsExclude", CaptureSetting.OWNER_GROUPS_EXCLUDE),
            Map.entry("HostIPv4LoopbackCidr", CaptureSetting.LOOPBACK),
            Map.entry("EnableIPv6", CaptureSetting.IPV6));

    private static final Pattern NUMBER = Pattern.compile("\\b\\d{1,5}\\b");
    private static final Pattern ADDRESS = Pattern.compile("(?<=-d )[0-9a-fA-F.:]+(?=/)");

    @Override
    public String name() {
        return "istio-capture";
    }

    @Override
    public String file() {
        return "mesh/istio-capture/iptables.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases").map(node -> {
            IptablesWalk walk = IptablesWalk.of(node.get("rules"));
            return new Case(CaseIds.of(node, "rules"), walk.toString(), () -> ask(node, walk));
        });
    }

    private static Answer ask(JsonNode node, IptablesWalk walk) {
        JsonNode config = node.get("config");
        Capture capture = Capture.of(settings(config));
        List<String> differences = new ArrayList<>();
        int probes = 0;
        for (int port : ports(node)) {
            for (String nic : interfaces(config)) {
                for (String address : addresses(node)) {
                    boolean six = address.indexOf(':') >= 0;
                    probes++;
                    int expected = walk.inbound(port, address, nic);
                    boolean asked = !six || config.path("EnableIPv6").asBoolean(false);
                    int actual = asked
                            ? capture.inbound(port, address, nic).proxyPort().orElse(0)
                            : 0;
                    if (expected != actual) {
                        differences.add("in " + nic + " " + address + ":" + port + " " + expected + "!=" + actual);
                    }
                }
            }
        }
        for (Packet packet : packets(node)) {
            probes++;
            int expected = walk.outbound(packet);
            int actual = capture.outbound(packet).proxyPort().orElse(0);
            if (expected != actual) {
                differences.add("out " + packet + " " + expected + "!=" + actual);
            }
        }
        return new Answer(
                probes + " probes, " + differences.size() + " differences",
                differences.isEmpty(),
                differences.stream().limit(5).toList().toString());
    }

    private static Map<CaptureSetting, String> settings(JsonNode config) {
        Map<CaptureSetting, String> settings = new EnumMap<>(CaptureSetting.class);
        SETTINGS.forEach((field, setting) -> {
            JsonNode value = config.get(field);
            if (value != null && !(value.isString() && value.asString().isEmpty())) {
                settings.put(setting, value.isBoolean() ? String.valueOf(value.asBoolean()) : value.asString());
            }
        });
        if (config.path("RedirectDNS").asBoolean(false)) {
            List<String> servers = new ArrayList<>();
            for (String field : List.of("DNSServersV4", "DNSServersV6")) {
                config.path(field).forEach(server -> servers.add(server.asString()));
            }
            settings.put(CaptureSetting.DNS_SERVERS, String.join(",", servers));
        }
        return settings;
    }

    private static Set<Integer> ports(JsonNode node) {
        Set<Integer> ports = new LinkedHashSet<>(List.of(80, 53, 15006, 15008, 65535));
        for (String field : List.of("InboundPortsInclude", "InboundPortsExclude", "OutboundPortsInclude")) {
            Matcher matcher = NUMBER.matcher(node.get("config").path(field).asString(""));
            while (matcher.find()) {
                ports.add(Integer.parseInt(matcher.group()));
            }
        }
        return ports;
    }

    /** Addresses in and beside every range of the rules, for IPv6 too. */
    private static Set<String> addresses(JsonNode node) {
        Set<String> addresses =
                new LinkedHashSet<>(List.of("10.96.0.1", "127.0.0.1", "127.0.0.9", "2001:db9::1", "::1"));
        for (JsonNode rule : node.get("rules")) {
            Matcher matcher = ADDRESS.matcher(rule.asString());
            while (matcher.find()) {
                String found = matcher.group();
                addresses.add(found.endsWith("::") ? found + "7" : found);
                addresses.add(found.endsWith(".0.0") ? found.replace(".0.0", ".3.4") : found);
            }
        }
        addresses.removeIf(address -> address.matches(".*::\\d+\\..*"));
        return addresses;
    }

    private static Set<String> interfaces(JsonNode config) {
        Set<String> names = new LinkedHashSet<>(List.of("eth9"));
        for (String field : List.of("ExcludeInterfaces", "RerouteVirtualInterfaces")) {
            String text = config.path(field).asString("");
            if (!text.isEmpty()) {
                names.addAll(List.of(text.split(",", -1)));
            }
        }
        return names;
    }

    private static List<Packet> packets(JsonNode node) {
        JsonNode config = node.get("config");
        Set<String> interfaces = new LinkedHashSet<>(interfaces(config));
        interfaces.add("lo");
        List<Packet> packets = new ArrayList<>();
        for (String address : addresses(node)) {
            for (int port : ports(node)) {
                for (String nic : interfaces) {
                    for (String user : List.of("", "1337", "3", "4")) {
                        for (String group : List.of("", "1337", "1", "2", "java", "202", "888", "ftp")) {
                            packets.add(
                                    Packet.tcp(address, port).from(user, group).by(nic));
                            packets.add(
                                    Packet.udp(address, port).from(user, group).by(nic));
                        }
                    }
                }
            }
        }
        return packets;
    }
}
