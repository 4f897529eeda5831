package io.github.windlass4j.manifest.k8s;

import io.github.windlass4j.manifest.internal.cel.IpAddress;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A range of IP addresses in CIDR notation, or one address. */
public final class IpRange {
    private final IpAddress network;
    private final int prefix;

    private IpRange(IpAddress network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Reads a range.
     *
     * @param text {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or an address alone; bits after the prefix do not count
     * @return the range; empty when the text is none
     */
    public static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        IpAddress parsed = IpAddress.parse(address, false);
        if (parsed == null) {
            return Optional.empty();
        }
        int bits = parsed.family() == 4 ? 32 : 128;
        if (slash < 0) {
            return Optional.of(new IpRange(parsed, bits));
        }
        String length = text.substring(slash + 1);
        if (!length.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(length) > bits) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(length);
        return Optional.of(new IpRange(parsed.masked(prefix), prefix));
    }

    /**
     * Whether a text is an address or range that {@link #parse} reads and has a prefix.
     *
     * @param text any text
     * @return true for CIDR notation
     */
    public static boolean isCidr(String text) {
        return text.indexOf('/') >= 0 && parse(text).isPresent();
    }

    /**
     * Whether a text is one address.
     *
     * @param text any text
     * @return true for an address without prefix
     */
    public static boolean isAddress(String text) {
        return text.indexOf('/') < 0 && parse(text).isPresent();
    }

    /**
     * The version of the protocol.
     *
     * @return 4 or 6
     */
    public int family() {
        return network.family();
    }

    /**
     * How many leading bits all addresses share.
     *
     * @return 0 to 32, or to 128 for IPv6
     */
    public int prefix() {
        return prefix;
    }

    /**
     * Whether all addresses of another range are in this one.
     *
     * @param other a range or an address
     * @return true if so; false between IPv4 and IPv6
     */
    public boolean contains(IpRange other) {
        return other.family() == family()
                && other.prefix >= prefix
                && other.network.masked(prefix).equals(network);
    }

    /**
     * Whether some address is in both ranges.
     *
     * @param other a range or an address
     * @return true if one contains the other
     */
    public boolean overlaps(IpRange other) {
        return contains(other) || other.contains(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpRange that && prefix == that.prefix && network.equals(that.network);
    }

    @Override
    public int hashCode() {
        return Objects.hash(network, prefix);
    }

    /** {@code network/prefix}. */
    @Override
    public String toString() {
        return network + "/" + prefix;
    }
}
