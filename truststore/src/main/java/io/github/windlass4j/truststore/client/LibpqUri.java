package io.github.windlass4j.truststore.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code postgresql://} as libpq reads it: {@code [user[:password]@][host[:port]][,...][/database][?name=value&...]}. */
final class LibpqUri {
    private static final List<String> PREFIXES = List.of("postgresql://", "postgres://");

    private final String text;
    private final boolean libpq;
    private final LibpqParameters parameters = new LibpqParameters();

    LibpqUri(String text) {
        this(text, true);
    }

    /**
     * @param libpq false for another driver, which has a parameter {@code ssl} of its own
     */
    LibpqUri(String text, boolean libpq) {
        this.text = text;
        this.libpq = libpq;
    }

    static boolean accepts(String text) {
        return PREFIXES.stream().anyMatch(text::startsWith);
    }

    ConnectionString parse() {
        int start = PREFIXES.stream()
                .filter(text::startsWith)
                .findFirst()
                .orElseThrow()
                .length();
        // As in conninfo_uri_parse_options: a password may hold a question mark, but no slash.
        int at = firstOf("@/", start, text.length());
        int hosts = at < text.length() && text.charAt(at) == '@' ? at + 1 : start;
        int authorityEnd = firstOf("/?", hosts, text.length());
        hosts(hosts, authorityEnd);
        int question = text.indexOf('?', authorityEnd);
        if (question >= 0) {
            queries(question + 1);
        }
        return parameters.toConnectionString(text.length());
    }

    private void hosts(int start, int end) {
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        int position = start;
        while (true) {
            int hostEnd;
            if (position < end && text.charAt(position) == '[') {
                int close = text.indexOf(']', position);
                if (close < 0 || close > end) {
                    throw problem(position, "want ] after an IPv6 address");
                }
                if (close == position + 1) {
                    throw problem(position, "an IPv6 address must not be empty");
                }
                hosts.add(decode(position + 1, close));
                hostEnd = close + 1;
                if (hostEnd < end && ":,".indexOf(text.charAt(hostEnd)) < 0) {
                    throw problem(hostEnd, "want : or / after an IPv6 address");
                }
            } else {
                hostEnd = firstOf(":,", position, end);
                hosts.add(decode(position, hostEnd));
            }
            int portEnd = firstOf(",", hostEnd, end);
            ports.add(hostEnd < portEnd ? decode(hostEnd + 1, portEnd) : "");
            if (portEnd >= end) {
                break;
            }
            position = portEnd + 1;
        }
        parameters.put("host", String.join(",", hosts));
        if (ports.stream().anyMatch(port -> !port.isEmpty())) {
            parameters.put("port", String.join(",", ports));
        }
    }

    private void queries(int start) {
        int position = start;
        while (position < text.length()) {
            int end = firstOf("&", position, text.length());
            int equals = text.substring(position, end).indexOf('=');
            if (equals < 0) {
                throw problem(position, "want = between name and value");
            }
            if (text.substring(position + equals + 1, end).indexOf('=') >= 0) {
                throw problem(position, "one = too many; write %3D in a value");
            }
            String name = decode(position, position + equals);
            String value = decode(position + equals + 1, end);
            // libpq takes this one spelling from JDBC URLs and knows no other "ssl".
            if (libpq && name.equals("ssl")) {
                if (!value.equals("true")) {
                    throw problem(position, "libpq knows ssl=true only");
                }
                parameters.put(Client.SSLMODE, "require");
            } else {
                parameters.put(name, value);
            }
            position = end + 1;
        }
    }

    private int firstOf(String marks, int start, int end) {
        int position = start;
        while (position < end && marks.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return position;
    }

    private String decode(int start, int end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int position = start;
        while (position < end) {
            char c = text.charAt(position);
            if (c != '%') {
                int next = text.offsetByCodePoints(position, 1);
                bytes.writeBytes(text.substring(position, next).getBytes(StandardCharsets.UTF_8));
                position = next;
                continue;
            }
            int value = position + 2 < end ? hex(position + 1) * 16 + hex(position + 2) : -1;
            if (value <= 0) {
                throw problem(position, value == 0 ? "%00 is not allowed" : "want % and two hexadecimal digits");
            }
            bytes.write(value);
            position += 3;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private int hex(int position) {
        int digit = Character.digit(text.charAt(position), 16);
        if (digit < 0) {
            throw problem(position - 1, "want % and two hexadecimal digits");
        }
        return digit;
    }

    private static MalformedConnectionStringException problem(int offset, String text) {
        return new MalformedConnectionStringException(offset, text);
    }
}
