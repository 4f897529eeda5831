package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.hostname.ServerName;
import java.util.Optional;

/** AddressText in text, read more leniently than anything that is trusted: to see what a name was meant to be. */
final class AddressText {
    private AddressText() {}

    /** True for an address as one writes it in a URI. */
    static boolean isAddress(String text) {
        if (!mayBe(text)) {
            return false;
        }
        try {
            return ServerName.parse(text) instanceof ServerName.Ip;
        } catch (IllegalArgumentException neither) {
            return false;
        }
    }

    /** False for what no reader takes for an address: letters beyond those of hexadecimal numbers, and no colon. */
    private static boolean mayBe(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            boolean hexadecimal =
                    (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == 'x' || c == 'X';
            if (!hexadecimal && c != '.') {
                return text.indexOf(':') >= 0;
            }
        }
        return true;
    }

    /**
     * The canonical text (RFC 3986 3.2.2, RFC 5952 4) of what is an address with octal-looking, hexadecimal or upper-case
     * digits too.
     */
    static Optional<String> canonical(String text) {
        if (!mayBe(text)) {
            return Optional.empty();
        }
        if (text.indexOf(':') >= 0) {
            return address(text);
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length == 4) {
            StringBuilder decimal = new StringBuilder();
            for (String part : parts) {
                int value = octet(part);
                if (value < 0) {
                    return Optional.empty();
                }
                decimal.append(decimal.isEmpty() ? "" : ".").append(value);
            }
            return Optional.of(decimal.toString());
        }
        if (text.matches("0[xX][0-9a-fA-F]{1,8}")) {
            long value = Long.parseLong(text.substring(2), 16);
            return Optional.of(
                    (value >> 24) + "." + (value >> 16 & 0xff) + "." + (value >> 8 & 0xff) + "." + (value & 0xff));
        }
        return Optional.empty();
    }

    private static Optional<String> address(String text) {
        try {
            return ServerName.parse(text) instanceof ServerName.Ip ip
                    ? Optional.of(new GeneralName.Ip(ip.address()).toString().substring(3))
                    : Optional.empty();
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }

    private static int octet(String part) {
        if (part.matches("0[xX][0-9a-fA-F]{1,2}")) {
            return Integer.parseInt(part.substring(2), 16);
        }
        if (part.matches("[0-9]{1,3}")) {
            int value = Integer.parseInt(part);
            return value <= 255 ? value : -1;
        }
        return -1;
    }
}
