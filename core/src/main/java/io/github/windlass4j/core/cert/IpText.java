package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import java.util.Arrays;

/** Addresses as text: dotted decimals and RFC 5952; with a mask of the same size, {@code address/mask}. */
final class IpText {
    private IpText() {}

    static String of(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> v4(bytes);
            case 16 -> v6(bytes);
            case 8 -> v4(Arrays.copyOf(bytes, 4)) + "/" + v4(Arrays.copyOfRange(bytes, 4, 8));
            case 32 -> v6(Arrays.copyOf(bytes, 16)) + "/" + v6(Arrays.copyOfRange(bytes, 16, 32));
            default -> "#" + Hex.of(bytes);
        };
    }

    private static String v4(byte[] b) {
        return (b[0] & 0xff) + "." + (b[1] & 0xff) + "." + (b[2] & 0xff) + "." + (b[3] & 0xff);
    }

    private static String v6(byte[] b) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((b[2 * i] & 0xff) << 8) | (b[2 * i + 1] & 0xff);
        }
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > gapLength) {
                gapStart = i;
                gapLength = run;
            }
            i += run;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gapStart) {
                text.append("::");
                i += gapLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
