package io.github.windlass4j.mesh.inject;

/**
 * The first packet of a connection that a pod opens.
 *
 * @param address where to: an IP address
 * @param port where to: 1 to 65535
 * @param user numeric user of the process, empty for an application's
 * @param group group of the process, empty for an application's
 * @param networkInterface the interface it leaves by; {@code lo} for the pod itself
 * @param isUdp whether it is a datagram
 */
public record Packet(String address, int port, String user, String group, String networkInterface, boolean isUdp) {
    private static final String OUTSIDE = "eth0";
    private static final String LOOPBACK = "lo";

    /**
     * A TCP connection of an application to somewhere else.
     *
     * @param address where to: an IP address
     * @param port where to
     * @return the packet, leaving by {@code eth0}
     */
    public static Packet tcp(String address, int port) {
        return new Packet(address, port, "", "", OUTSIDE, false);
    }

    /**
     * A DNS query or another datagram of an application.
     *
     * @param address where to: an IP address
     * @param port where to
     * @return the packet, leaving by {@code eth0}
     */
    public static Packet udp(String address, int port) {
        return new Packet(address, port, "", "", OUTSIDE, true);
    }

    /**
     * This packet from a process of some user and group.
     *
     * @param byUser numeric user, empty for an application's
     * @param byGroup group, empty for an application's
     * @return a changed copy
     */
    public Packet from(String byUser, String byGroup) {
        return new Packet(address, port, byUser, byGroup, networkInterface, isUdp);
    }

    /**
     * This packet leaving by another interface.
     *
     * @param name the interface
     * @return a changed copy
     */
    public Packet by(String name) {
        return new Packet(address, port, user, group, name, isUdp);
    }

    boolean isLoopback() {
        return networkInterface.equals(LOOPBACK);
    }

    /** {@code 10.0.0.1:443}. */
    @Override
    public String toString() {
        return address + ":" + port + (isUdp ? "/udp" : "");
    }
}
