package io.github.windlass4j.mesh.inject;

import io.github.windlass4j.manifest.k8s.IpRange;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which connections of a pod go through its proxy: the effect of the rules that istio-iptables or the CNI plugin writes, in
 * their order (tools/istio-iptables, capture/run.go).
 */
public final class Capture {
    /** Where captured outbound connections go. */
    public static final int OUTBOUND = 15001;

    /** Where captured inbound connections go. */
    public static final int INBOUND = 15006;

    /** Where captured DNS queries go. */
    public static final int DNS = 15053;

    /** Mutual TLS between ambient proxies: not captured. */
    public static final int TUNNEL = 15008;

    private static final String NONE = "NONE";
    private static final String TPROXY = "TPROXY";
    private static final String EVERYTHING = "*";
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final IpRange LOOPBACK_4 = IpRange.parse("127.0.0.0/8").orElseThrow();
    private static final IpRange LOOPBACK_6 = IpRange.parse("::1/128").orElseThrow();

    private final Map<CaptureSetting, String> settings;
    private final Map<CaptureSetting, List<String>> lists = new EnumMap<>(CaptureSetting.class);
    private final Map<CaptureSetting, Set<Integer>> ports = new EnumMap<>(CaptureSetting.class);
    private final Map<CaptureSetting, List<IpRange>> ranges = new EnumMap<>(CaptureSetting.class);

    private Capture(Map<CaptureSetting, String> settings) {
        this.settings = settings;
        for (CaptureSetting setting : CaptureSetting.values()) {
            String text = value(setting);
            lists.put(
                    setting,
                    text.isEmpty()
                            ? List.of()
                            : Stream.of(text.split(",", -1)).map(String::strip).toList());
        }
        for (CaptureSetting setting : List.of(
                CaptureSetting.INBOUND_PORTS_INCLUDE,
                CaptureSetting.INBOUND_PORTS_EXCLUDE,
                CaptureSetting.OUTBOUND_PORTS_INCLUDE,
                CaptureSetting.OUTBOUND_PORTS_EXCLUDE)) {
            ports.put(
                    setting,
                    list(setting).stream()
                            .filter(port -> PORT.matcher(port).matches())
                            .map(Integer::valueOf)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        for (CaptureSetting setting : List.of(
                CaptureSetting.OUTBOUND_RANGES_INCLUDE,
                CaptureSetting.OUTBOUND_RANGES_EXCLUDE,
                CaptureSetting.DNS_SERVERS,
                CaptureSetting.LOOPBACK)) {
            ranges.put(setting, value(setting).equals(EVERYTHING) ? List.of() : parse(setting));
        }
    }

    /**
     * The rules for some settings.
     *
     * @param settings the settings that are given; others count as {@link CaptureSetting#absent()}
     * @return the rules
     * @throws IllegalArgumentException for a range that is none
     */
    public static Capture of(Map<CaptureSetting, String> settings) {
        Map<CaptureSetting, String> all = new EnumMap<>(CaptureSetting.class);
        all.putAll(settings);
        return new Capture(Collections.unmodifiableMap(all));
    }

    /**
     * No rules: nothing is captured.
     *
     * @return what a pod without sidecar has, and a gateway
     */
    public static Capture none() {
        return of(Map.of(CaptureSetting.MODE, NONE));
    }

    /**
     * A setting.
     *
     * @param setting which
     * @return its value, or what counts when it is not given
     */
    public String value(CaptureSetting setting) {
        return settings.getOrDefault(setting, setting.absent());
    }

    /**
     * What becomes of a connection from outside of the pod.
     *
     * @param port the pod's port, 1 to 65535
     * @return captured or not, and why
     */
    public Decision inbound(int port) {
        if (value(CaptureSetting.MODE).equals(NONE)) {
            return Decision.no("nothing of this pod is captured");
        }
        String include = value(CaptureSetting.INBOUND_PORTS_INCLUDE);
        if (include.isEmpty()) {
            return Decision.no("no inbound port is included");
        }
        // With TPROXY the rule for the tunnel stands in a table that is not asked.
        if (port == TUNNEL && !value(CaptureSetting.MODE).equals(TPROXY)) {
            return Decision.no("port " + TUNNEL + " is the proxies' own");
        }
        if (!include.equals(EVERYTHING)) {
            return ports(CaptureSetting.INBOUND_PORTS_INCLUDE).contains(port)
                    ? Decision.to(INBOUND, "inbound port " + port + " is included")
                    : Decision.no("inbound port " + port + " is not among the included " + include);
        }
        return ports(CaptureSetting.INBOUND_PORTS_EXCLUDE).contains(port)
                ? Decision.no("inbound port " + port + " is excluded")
                : Decision.to(INBOUND, "all inbound ports but the excluded are included");
    }

    /**
     * What becomes of a connection that arrives by some interface: that of a virtual machine counts as going out.
     *
     * @param port the pod's port, or that which the virtual machine calls
     * @param address the destination
     * @param networkInterface the interface
     * @return captured or not, and why
     */
    public Decision inbound(int port, String address, String networkInterface) {
        if (list(CaptureSetting.INTERFACES_EXCLUDE).contains(networkInterface)) {
            return Decision.no("interface " + networkInterface + " is excluded");
        }
        if (list(CaptureSetting.VIRTUAL_INTERFACES).contains(networkInterface)) {
            // Excluded ranges have no rule here.
            return byRange(address(address), "virtual interface " + networkInterface + ": ");
        }
        if (value(CaptureSetting.MODE).equals(TPROXY) && loopback(address(address))) {
            return Decision.no(address + " is the pod itself");
        }
        return inbound(port);
    }

    /**
     * What becomes of a connection that an application of the pod opens.
     *
     * @param address where to: an IP address
     * @param port where to
     * @return captured or not, and why
     */
    public Decision outbound(String address, int port) {
        return outbound(Packet.tcp(address, port));
    }

    /**
     * What becomes of a connection that a process of the pod opens.
     *
     * @param packet its first packet
     * @return captured or not, and why
     * @throws IllegalArgumentException when the destination is no IP address
     */
    public Decision outbound(Packet packet) {
        IpRange to = address(packet.address());
        if (value(CaptureSetting.MODE).equals(NONE)) {
            return Decision.no("nothing of this pod is captured");
        }
        if (to.family() == 6 && !Boolean.parseBoolean(value(CaptureSetting.IPV6))) {
            return Decision.no("there are no rules for IPv6");
        }
        if (list(CaptureSetting.INTERFACES_EXCLUDE).contains(packet.networkInterface())) {
            return Decision.no("interface " + packet.networkInterface() + " is excluded");
        }
        if (!packet.isUdp() && ports(CaptureSetting.OUTBOUND_PORTS_EXCLUDE).contains(packet.port())) {
            return Decision.no("outbound port " + packet.port() + " is excluded");
        }
        for (String user : list(CaptureSetting.PROXY_USERS)) {
            Optional<Decision> own = proxys("user " + user, user.equals(packet.user()), packet, capturesDns());
            if (own.isPresent()) {
                return own.get();
            }
        }
        for (String group : list(CaptureSetting.PROXY_GROUPS)) {
            Optional<Decision> own = proxys("group " + group, group.equals(packet.group()), packet, false);
            if (own.isPresent()) {
                return own.get();
            }
        }
        return application(packet, to);
    }

    /**
     * The three rules for one user or group of the proxy. The second one also ends what others do within the pod; it is left out
     * where a loopback range is among the included ones (istio-iptables, run.go).
     */
    private Optional<Decision> proxys(String who, boolean isOwn, Packet packet, boolean exceptDns) {
        boolean toItself = packet.isLoopback() && !loopback(address(packet.address()));
        boolean toTunnel = packet.port() == TUNNEL || (exceptDns && packet.port() == 53);
        if (isOwn && toItself && !packet.isUdp() && !toTunnel) {
            return Optional.of(Decision.to(INBOUND, "the proxy (" + who + ") calls its own pod"));
        }
        boolean asksName = packet.isUdp() || packet.port() == 53;
        if (!isOwn && packet.isLoopback() && !includesLoopback() && !(capturesDns() && asksName)) {
            return Optional.of(Decision.no("within the pod, not by the proxy (" + who + ")"));
        }
        return isOwn ? Optional.of(Decision.no("the proxy's own connection (" + who + ")")) : Optional.empty();
    }

    private boolean includesLoopback() {
        return ranges.getOrDefault(CaptureSetting.OUTBOUND_RANGES_INCLUDE, List.of()).stream()
                .anyMatch(range -> LOOPBACK_4.contains(range) || LOOPBACK_6.contains(range));
    }

    private boolean capturesDns() {
        return !value(CaptureSetting.DNS_SERVERS).isEmpty();
    }

    private Decision application(Packet packet, IpRange to) {
        String groups = value(CaptureSetting.OWNER_GROUPS_INCLUDE);
        if (!groups.equals(EVERYTHING)
                && !list(CaptureSetting.OWNER_GROUPS_INCLUDE).contains(packet.group())) {
            return Decision.no("the process is in none of the included groups " + groups);
        }
        if (list(CaptureSetting.OWNER_GROUPS_EXCLUDE).contains(packet.group())) {
            return Decision.no("group " + packet.group() + " is excluded");
        }
        if (packet.port() == 53 && covers(CaptureSetting.DNS_SERVERS, to)) {
            return Decision.to(DNS, "DNS queries to " + packet.address() + " are captured");
        }
        if (packet.isUdp()) {
            return Decision.no("UDP is not captured");
        }
        if (loopback(to)) {
            return Decision.no(packet.address() + " is the pod itself");
        }
        if (covers(CaptureSetting.OUTBOUND_RANGES_EXCLUDE, to)) {
            return Decision.no(
                    packet.address() + " is in the excluded ranges " + value(CaptureSetting.OUTBOUND_RANGES_EXCLUDE));
        }
        if (ports(CaptureSetting.OUTBOUND_PORTS_INCLUDE).contains(packet.port())) {
            return Decision.to(OUTBOUND, "outbound port " + packet.port() + " is included");
        }
        return byRange(to, "");
    }

    private Decision byRange(IpRange to, String prefix) {
        String include = value(CaptureSetting.OUTBOUND_RANGES_INCLUDE);
        if (include.equals(EVERYTHING)) {
            return Decision.to(OUTBOUND, prefix + "all destinations but the excluded are included");
        }
        return covers(CaptureSetting.OUTBOUND_RANGES_INCLUDE, to)
                ? Decision.to(OUTBOUND, prefix + "in the included ranges " + include)
                : Decision.no(prefix + "not in the included ranges"
                        + (include.isEmpty() ? ": there are none" : " " + include));
    }

    private boolean loopback(IpRange to) {
        return to.family() == 4 ? covers(CaptureSetting.LOOPBACK, to) : LOOPBACK_6.contains(to);
    }

    private boolean covers(CaptureSetting setting, IpRange to) {
        return ranges.getOrDefault(setting, List.of()).stream().anyMatch(range -> range.contains(to));
    }

    private List<String> list(CaptureSetting setting) {
        return lists.getOrDefault(setting, List.of());
    }

    private Set<Integer> ports(CaptureSetting setting) {
        return ports.getOrDefault(setting, Set.of());
    }

    private List<IpRange> parse(CaptureSetting setting) {
        return list(setting).stream()
                .map(text -> IpRange.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                setting + ": " + text + " (want an address or a range such as 10.0.0.0/8)")))
                .toList();
    }

    private static IpRange address(String text) {
        return IpRange.parse(text)
                .filter(range -> IpRange.isAddress(text))
                .orElseThrow(() -> new IllegalArgumentException(text + " (want an IP address)"));
    }

    /** Rules with equal settings are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Capture that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** The settings that are given. */
    @Override
    public String toString() {
        return "capture " + settings;
    }

    /**
     * What becomes of one connection.
     *
     * @param proxyPort the port of the proxy that gets it; empty when it passes by
     * @param why the rule that decides
     */
    public record Decision(OptionalInt proxyPort, String why) {
        static Decision to(int port, String why) {
            return new Decision(OptionalInt.of(port), why);
        }

        static Decision no(String why) {
            return new Decision(OptionalInt.empty(), why);
        }

        /**
         * Whether the proxy gets the connection.
         *
         * @return true if so
         */
        public boolean isCaptured() {
            return proxyPort.isPresent();
        }

        @Override
        public String toString() {
            return (isCaptured() ? "captured: " : "not captured: ") + why;
        }
    }
}
