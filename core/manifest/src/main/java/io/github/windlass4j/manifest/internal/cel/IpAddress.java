package io.github.windlass4j.manifest.internal.cel;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An IP address by its 4 or 16 bytes. */
public final class IpAddress implements CelTypes.Named {
    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads an address without zone.
     *
     * @param text dotted or colon form
     * @param leadingZeros whether an IPv4 part may start with 0, as in k8s.io/utils/net ParseIPSloppy
     * @return null when the text is no address
     */
    public static @Nullable IpAddress parse(String text, boolean leadingZeros) {
        byte[] bytes = text.indexOf(':') >= 0 ? six(text, leadingZeros) : four(text, leadingZeros);
        return bytes == null ? null : new IpAddress(bytes);
    }

    private static byte @Nullable [] four(String text, boolean leadingZeros) {
        byte[] bytes = new byte[4];
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        for (int i = 0; i < 4; i++) {
            String part = parts[i];
            boolean digits = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits
                    || (part.length() > 3 && !leadingZeros)
                    || (part.length() > 1 && part.charAt(0) == '0' && !leadingZeros)) {
                return null;
            }
            int value = part.length() > 9 ? 256 : Integer.parseInt(part);
            if (value > 255) {
                return null;
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }

    private static byte @Nullable [] six(String text, boolean leadingZeros) {
        byte[] bytes = new byte[16];
        int gap = text.startsWith("::") ? 0 : -1;
        int at = gap < 0 ? 0 : 2;
        int size = 0;
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            String part = text.substring(at, colon < 0 ? text.length() : colon);
            byte[] group = colon < 0 && part.indexOf('.') >= 0 ? four(part, leadingZeros) : group(part);
            if (group == null || size + group.length > bytes.length) {
                return null;
            }
            System.arraycopy(group, 0, bytes, size, group.length);
            size += group.length;
            if (colon < 0) {
                break;
            }
            at = colon + 1;
            if (text.startsWith(":", at) && gap < 0) {
                gap = size;
                at++;
            } else if (at == text.length()) {
                return null;
            }
        }
        return gap < 0 ? (size == bytes.length ? bytes : null) : spread(bytes, gap, size);
    }

    /** One group of at most four hexadecimal digits. */
    private static byte @Nullable [] group(String part) {
        if (part.isEmpty()
                || part.length() > 4
                || !part.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)) {
            return null;
        }
        int value = Integer.parseInt(part, 16);
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    /** Fills the gap with zeros; null if there is nothing to fill. */
    private static byte @Nullable [] spread(byte[] bytes, int gap, int size) {
        if (size == bytes.length) {
            return null;
        }
        byte[] full = new byte[bytes.length];
        System.arraycopy(bytes, 0, full, 0, gap);
        System.arraycopy(bytes, gap, full, full.length - (size - gap), size - gap);
        return full;
    }

    /** 4 or 6. */
    public int family() {
        return bytes.length == 4 ? 4 : 6;
    }

    boolean isMapped() {
        byte[] prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
        return bytes.length == 16 && Arrays.equals(prefix, Arrays.copyOf(bytes, 12));
    }

    int bits() {
        return bytes.length * 8;
    }

    boolean isUnspecified() {
        return new BigInteger(1, bytes).signum() == 0;
    }

    boolean isLoopback() {
        return family() == 4 ? bytes[0] == 127 : new BigInteger(1, bytes).equals(BigInteger.ONE);
    }

    boolean isLinkLocalMulticast() {
        return family() == 4
                ? (bytes[0] & 0xFF) == 224 && bytes[1] == 0 && bytes[2] == 0
                : (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0x0F) == 2;
    }

    boolean isLinkLocalUnicast() {
        return family() == 4
                ? (bytes[0] & 0xFF) == 169 && (bytes[1] & 0xFF) == 254
                : (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xC0) == 0x80;
    }

    boolean isGlobalUnicast() {
        boolean multicast = family() == 4 ? (bytes[0] & 0xF0) == 0xE0 : (bytes[0] & 0xFF) == 0xFF;
        boolean broadcast = family() == 4 && Arrays.equals(bytes, new byte[] {-1, -1, -1, -1});
        return !isUnspecified() && !isLoopback() && !multicast && !isLinkLocalUnicast() && !broadcast;
    }

    /** The network of that many leading bits. */
    public IpAddress masked(int prefix) {
        byte[] masked = bytes.clone();
        for (int bit = prefix; bit < bits(); bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return new IpAddress(masked);
    }

    @Override
    public String typeName() {
        return "net.IP";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Dotted, or RFC 5952. */
    @Override
    public String toString() {
        if (family() == 4) {
            return (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + "." + (bytes[3] & 0xFF);
        }
        int[] parts = new int[8];
        for (int i = 0; i < 8; i++) {
            parts[i] = (bytes[2 * i] & 0xFF) << 8 | (bytes[2 * i + 1] & 0xFF);
        }
        int best = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && parts[end] == 0) {
                end++;
            }
            if (end - i > length) {
                best = i;
                length = end - i;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                out.append("::");
                i += length - 1;
            } else {
                out.append(out.length() == 0 || out.charAt(out.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(parts[i]));
            }
        }
        return out.toString();
    }
}
