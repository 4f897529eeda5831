package io.github.windlass4j.mesh.inject;

/** One setting of the rules that send a pod's traffic through its proxy (istio-iptables). Lists are separated by commas. */
public enum CaptureSetting {
    /** REDIRECT, TPROXY or NONE. */
    MODE("-m", "REDIRECT"),
    /** Inbound ports that are captured: {@code *}, a list, or nothing. */
    INBOUND_PORTS_INCLUDE("-b", ""),
    /** Inbound ports that are not: counts beside {@code *} only. */
    INBOUND_PORTS_EXCLUDE("-d", ""),
    /** Destinations that are captured: {@code *}, ranges, or nothing. */
    OUTBOUND_RANGES_INCLUDE("-i", ""),
    /** Destinations that are not. */
    OUTBOUND_RANGES_EXCLUDE("-x", ""),
    /** Destination ports that are captured whatever the address. */
    OUTBOUND_PORTS_INCLUDE("-q", ""),
    /** Destination ports that are not. */
    OUTBOUND_PORTS_EXCLUDE("-o", ""),
    /** Interfaces that are left alone. */
    INTERFACES_EXCLUDE("-c", ""),
    /** Interfaces whose inbound traffic is a virtual machine's outbound traffic. */
    VIRTUAL_INTERFACES("-k", ""),
    /** Users whose traffic is the proxy's own. */
    PROXY_USERS("-u", "1337"),
    /** Groups whose traffic is the proxy's own. */
    PROXY_GROUPS("-g", "1337"),
    /** Groups whose outbound traffic is captured: {@code *} or a list. */
    OWNER_GROUPS_INCLUDE("--owner-groups-include", "*"),
    /** Groups whose outbound traffic is not. */
    OWNER_GROUPS_EXCLUDE("--owner-groups-exclude", ""),
    /** Name servers to which queries are captured; nothing when they are not. */
    DNS_SERVERS("--dns-servers", ""),
    /** The range that counts as the pod itself. */
    LOOPBACK("--host-ipv4-loopback-cidr", "127.0.0.1/32"),
    /** Whether there are rules for IPv6. */
    IPV6("--enable-ipv6", "false");

    private final String option;
    private final String absent;

    CaptureSetting(String option, String absent) {
        this.option = option;
        this.absent = absent;
    }

    /**
     * The option of the command that the init container runs.
     *
     * @return such as {@code -i}
     */
    public String option() {
        return option;
    }

    /**
     * What counts when the setting is not given.
     *
     * @return a value
     */
    public String absent() {
        return absent;
    }
}
