package io.github.windlass4j.mesh.internal;

import java.util.Optional;

/**
 * An address in two parts, as Go splits it (net.SplitHostPort).
 *
 * @param host name or address, an IPv6 address without its brackets
 * @param port what follows the last colon; may be empty
 */
public record HostPort(String host, String port) {
    /**
     * Takes an address apart.
     *
     * @param address the address
     * @return its parts; empty without a port, or with colons or brackets that Go refuses
     */
    public static Optional<HostPort> split(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        int hostEnd = colon;
        int from = 0;
        if (address.startsWith("[")) {
            int close = address.indexOf(']');
            if (close < 0 || close + 1 != colon) {
                return Optional.empty();
            }
            from = 1;
            hostEnd = close;
        } else if (address.substring(0, colon).contains(":")) {
            return Optional.empty();
        }
        boolean strayOpen = address.indexOf('[', from) >= 0;
        boolean strayClose = address.indexOf(']', from == 1 ? hostEnd + 1 : 0) >= 0;
        return strayOpen || strayClose
                ? Optional.empty()
                : Optional.of(new HostPort(address.substring(from, hostEnd), address.substring(colon + 1)));
    }

    /**
     * Whether a port is all that is missing.
     *
     * @param address the address
     * @return true when it could be taken apart with a port behind it alone
     */
    public static boolean lacksPort(String address) {
        return split(address).isEmpty() && split(address + ":1234").isPresent();
    }
}
