package io.github.windlass4j.gateway.agc;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a subnet can hold its associations. "A /24 or smaller", as articles have it, is meant of the prefix number: the
 * subnet needs at least 256 addresses for each gateway, and with CNI Overlay it is a /24 and holds one.
 *
 * @param prefix prefix length, 0 to 32
 * @param network how pods get their addresses
 * @param gateways gateways that share the subnet, at least 1
 * @param limits the service's numbers
 */
public record SubnetPlan(int prefix, Network network, int gateways, AgcKnowledge.Limits limits) {
    /** How pods get their addresses. */
    public enum Network {
        /** Azure CNI with pods in the virtual network. */
        FLAT,
        /** Azure CNI Overlay. */
        OVERLAY,
        /** kubenet. */
        KUBENET
    }

    /** Checks the ranges. */
    public SubnetPlan {
        if (prefix < 0 || prefix > 32 || gateways < 1) {
            throw new IllegalArgumentException(
                    "prefix " + prefix + ", gateways " + gateways + " (want 0 to 32, at least 1)");
        }
    }

    /**
     * A plan for a subnet.
     *
     * @param cidr address and prefix length ("10.1.2.0/24")
     * @param network how pods get their addresses
     * @param gateways gateways that share the subnet
     * @param limits the service's numbers
     * @return the plan
     * @throws IllegalArgumentException when that is no IPv4 prefix
     */
    public static SubnetPlan of(String cidr, Network network, int gateways, AgcKnowledge.Limits limits) {
        String[] parts = cidr.split("/", -1);
        String[] bytes = parts[0].split("\\.", -1);
        boolean address = bytes.length == 4 && List.of(bytes).stream().allMatch(part -> number(part) <= 255);
        if (parts.length != 2 || !address || number(parts[1]) > 32) {
            throw new IllegalArgumentException("\"" + cidr + "\" (want an IPv4 prefix such as 10.1.2.0/24)");
        }
        return new SubnetPlan(number(parts[1]), network, gateways, limits);
    }

    private static int number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }

    /**
     * The subnet's size.
     *
     * @return number of addresses
     */
    private long addresses() {
        return 1L << (32 - prefix);
    }

    /**
     * What the gateways need.
     *
     * @return number of addresses
     */
    private long needed() {
        return (long) gateways * limits.addressesPerAssociation();
    }

    /**
     * The longest prefix that holds the gateways.
     *
     * @return prefix length
     */
    public int widestPrefix() {
        return 32 - (64 - Long.numberOfLeadingZeros(needed() - 1));
    }

    /**
     * What is wrong with the plan, each with the number of its rule.
     *
     * @return empty for a plan that holds
     */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (network == Network.KUBENET) {
            problems.add(new Problem("WL-AGC-020", "the cluster uses kubenet"));
        }
        if (network == Network.OVERLAY && prefix != limits.overlayPrefix()) {
            problems.add(new Problem(
                    "WL-AGC-017", "the subnet is a /" + prefix + " (want exactly /" + limits.overlayPrefix() + ")"));
        }
        if (network == Network.OVERLAY && gateways > 1) {
            problems.add(new Problem("WL-AGC-018", gateways + " gateways share the subnet (want 1)"));
        }
        if (network != Network.OVERLAY && addresses() < needed()) {
            problems.add(new Problem(
                    "WL-AGC-016",
                    "a /" + prefix + " has " + addresses() + " addresses, " + gateways + " gateways need " + needed()
                            + " (want /" + widestPrefix() + " or a shorter prefix)"));
        }
        return List.copyOf(problems);
    }

    /**
     * One obstacle.
     *
     * @param rule the rule of {@link AgcLint}
     * @param message what is and what would be
     */
    public record Problem(String rule, String message) {}
}
