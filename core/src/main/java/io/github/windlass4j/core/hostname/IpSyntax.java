package io.github.windlass4j.core.hostname;

import java.util.Arrays;

/** Addresses in text: dotted decimals and RFC 4291 2.2; no other form, so that {@code 010.1} or {@code 127.1} stay names. */
final class IpSyntax {
    private static final byte[] NONE = {};

    private IpSyntax() {}

    /** 4 or 16 bytes; none if the text is no address. */
    static byte[] parse(String text) {
        return text.indexOf(':') >= 0 ? v6(text) : v4(text);
    }

    private static byte[] v4(String text) {
        if (!isDigitsAndDots(text)) {
            return NONE;
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return NONE;
        }
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            String part = parts[i];
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            // A leading zero is octal to some parsers and decimal to others, so it is neither here.
            if (!digits || (part.length() > 1 && part.charAt(0) == '0') || Integer.parseInt(part) > 255) {
                return NONE;
            }
            address[i] = (byte) Integer.parseInt(part);
        }
        return address;
    }

    private static boolean isDigitsAndDots(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static byte[] v6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return NONE;
        }
        String head = gap < 0 ? text : text.substring(0, gap);
        String tail = gap < 0 ? "" : text.substring(gap + 2);
        byte[] first = groups(head);
        byte[] last = groups(tail);
        boolean headOk = head.isEmpty() == (first.length == 0) && first.length % 2 == 0;
        boolean tailOk = tail.isEmpty() == (last.length == 0);
        int length = first.length + last.length;
        if (!headOk || !tailOk || (gap < 0 ? length != 16 : length > 14)) {
            return NONE;
        }
        if (gap >= 0 && head.indexOf('.') >= 0) {
            return NONE;
        }
        byte[] address = new byte[16];
        System.arraycopy(first, 0, address, 0, first.length);
        System.arraycopy(last, 0, address, 16 - last.length, last.length);
        return address;
    }

    /** Groups between colons, the last possibly an IPv4 address; none if a group is wrong. */
    private static byte[] groups(String text) {
        if (text.isEmpty() || text.length() > 45) {
            return NONE;
        }
        String[] parts = text.split(":", -1);
        if (parts.length > 8) {
            return NONE;
        }
        byte[] bytes = new byte[16];
        int at = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            byte[] group = i == parts.length - 1 && part.indexOf('.') >= 0 ? v4(part) : group(part);
            if (group.length == 0 || at + group.length > 16) {
                return NONE;
            }
            System.arraycopy(group, 0, bytes, at, group.length);
            at += group.length;
        }
        return Arrays.copyOf(bytes, at);
    }

    private static byte[] group(String part) {
        if (part.isEmpty() || part.length() > 4) {
            return NONE;
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            int digit = part.charAt(i) < 0x80 ? Character.digit(part.charAt(i), 16) : -1;
            if (digit < 0) {
                return NONE;
            }
            value = value << 4 | digit;
        }
        return new byte[] {(byte) (value >>> 8), (byte) value};
    }
}
