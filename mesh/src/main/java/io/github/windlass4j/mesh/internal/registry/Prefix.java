package io.github.windlass4j.mesh.internal.registry;

import java.math.BigInteger;
import java.util.Optional;

/**
 * An address range.
 *
 * @param address first address of the range, as a number
 * @param bits length of the addresses: 32 or 128
 * @param length how many leading bits count
 */
public record Prefix(BigInteger address, int bits, int length) {
    /**
     * Reads an address or a prefix. Names are not looked up.
     *
     * @param text such as {@code 10.0.0.0/8}, {@code 10.0.0.1} or {@code 2001:db8::/32}
     * @return the range without insignificant bits; empty when the text is neither
     */
    public static Optional<Prefix> parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        Optional<byte[]> bytes = host.indexOf(':') >= 0 ? v6(host) : v4(host);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        int bits = bytes.get().length * 8;
        int length = slash < 0 ? bits : number(text.substring(slash + 1), bits);
        if (length < 0) {
            return Optional.empty();
        }
        BigInteger address = new BigInteger(1, bytes.get());
        return Optional.of(new Prefix(address.shiftRight(bits - length).shiftLeft(bits - length), bits, length));
    }

    /**
     * Whether an address is in the range.
     *
     * @param text an address
     * @return true if it is an address of the range
     */
    public boolean contains(String text) {
        return parse(text)
                .filter(other -> other.bits == bits && other.length >= length)
                .filter(other -> other.address.shiftRight(bits - length).equals(address.shiftRight(bits - length)))
                .isPresent();
    }

    /**
     * A prefix of one address as that address.
     *
     * @param text address or prefix
     * @return the address without its length when the length is the whole, else the text itself
     */
    public static String single(String text) {
        int slash = text.indexOf('/');
        return slash >= 0
                        && parse(text)
                                .filter(prefix -> prefix.length == prefix.bits)
                                .isPresent()
                ? text.substring(0, slash)
                : text;
    }

    private static Optional<byte[]> v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int part = number(parts[i], 255);
            if (part < 0) {
                return Optional.empty();
            }
            bytes[i] = (byte) part;
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> v6(String text) {
        int gap = text.indexOf("::");
        String[] head = (gap < 0 ? text : text.substring(0, gap)).split(":", -1);
        String[] tail = gap < 0 ? new String[0] : text.substring(gap + 2).split(":", -1);
        int before = gap == 0 ? 0 : head.length;
        int after = gap < 0 || gap + 2 == text.length() ? 0 : tail.length;
        if (gap < 0 ? before != 8 : before + after > 7) {
            return Optional.empty();
        }
        byte[] bytes = new byte[16];
        for (int i = 0; i < before + after; i++) {
            String part = i < before ? head[i] : tail[i - before];
            if (!part.matches("[0-9A-Fa-f]{1,4}")) {
                return Optional.empty();
            }
            int value = Integer.parseInt(part, 16);
            int at = 2 * (i < before ? i : 8 - after + (i - before));
            bytes[at] = (byte) (value >> 8);
            bytes[at + 1] = (byte) value;
        }
        return Optional.of(bytes);
    }

    /** The number, or -1 when it is none or above the limit. */
    private static int number(String text, int limit) {
        if (!text.matches("[0-9]{1,3}")) {
            return -1;
        }
        int number = Integer.parseInt(text);
        return number <= limit ? number : -1;
    }
}
