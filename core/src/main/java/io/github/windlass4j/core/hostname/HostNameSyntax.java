package io.github.windlass4j.core.hostname;

import java.net.IDN;

/** What may stand in a host name at all; whether underscores are acceptable is left to the rules. */
final class HostNameSyntax {
    private HostNameSyntax() {}

    static void check(String name) {
        String ascii = ascii(name);
        String relative = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (relative.isEmpty()) {
            throw new IllegalArgumentException("host: empty");
        }
        if (relative.length() > ServerName.MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("host \"" + relative.substring(0, 20) + "...\": " + relative.length()
                    + " characters (at most " + ServerName.MAX_NAME_LENGTH + ")");
        }
        for (String label : relative.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > ServerName.MAX_LABEL_LENGTH) {
                throw new IllegalArgumentException("host \"" + name + "\": label of " + label.length()
                        + " characters (want 1 to " + ServerName.MAX_LABEL_LENGTH + ")");
            }
        }
        for (int i = 0; i < relative.length(); i++) {
            char c = relative.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '-' && c != '_' && c != '.') {
                throw new IllegalArgumentException(
                        "host \"" + name + "\": character U+" + String.format("%04X", (int) c) + " at " + i);
            }
        }
    }

    static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String ascii(String name) {
        if (name.length() > 4 * ServerName.MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "host of " + name.length() + " characters (at most " + ServerName.MAX_NAME_LENGTH + ")");
        }
        try {
            return isAscii(name) ? name : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException notAName) {
            throw new IllegalArgumentException("host \"" + name + "\": " + notAName.getMessage());
        }
    }
}
