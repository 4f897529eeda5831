package io.github.windlass4j.gateway.route;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Query parameters, decoded as a gateway does before it compares them. */
final class Query {
    private Query() {}

    /** The first of several equal names counts (Gateway API, HTTPQueryParamMatch). */
    static Optional<String> first(String query, String name) {
        int from = 0;
        while (from < query.length()) {
            int end = query.indexOf('&', from);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', from);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (decode(query.substring(from, nameEnd)).equals(name)) {
                return Optional.of(nameEnd == end ? "" : decode(query.substring(nameEnd + 1, end)));
            }
            from = end + 1;
        }
        return Optional.empty();
    }

    /** A text as it can stand in a query. */
    static String encode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            int value = octet & 0xff;
            if ((value >= 'a' && value <= 'z')
                    || (value >= 'A' && value <= 'Z')
                    || (value >= '0' && value <= '9')
                    || "-._~".indexOf(value) >= 0) {
                out.append((char) value);
            } else {
                out.append('%').append(hex(value >> 4)).append(hex(value & 15));
            }
        }
        return out.toString();
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }

    /** Percent signs and plus signs undone; a percent sign without two digits stays. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int high = i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
            int low = i + 2 < octets.length ? Character.digit(octets[i + 2], 16) : -1;
            if (octets[i] == '%' && high >= 0 && low >= 0) {
                out.write(high * 16 + low);
                i += 2;
            } else {
                out.write(octets[i] == '+' ? ' ' : octets[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
