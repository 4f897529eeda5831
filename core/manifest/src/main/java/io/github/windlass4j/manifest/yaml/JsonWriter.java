package io.github.windlass4j.manifest.yaml;

import java.util.Map;

/** Compact JSON. */
final class JsonWriter {
    private JsonWriter() {}

    static void write(Node node, StringBuilder out) {
        if (node instanceof Mapping mapping) {
            out.append('{');
            String separator = "";
            for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
                out.append(separator);
                quote(entry.getKey(), out);
                out.append(':');
                write(entry.getValue(), out);
                separator = ",";
            }
            out.append('}');
        } else if (node instanceof Sequence sequence) {
            out.append('[');
            String separator = "";
            for (Node item : sequence.items()) {
                out.append(separator);
                write(item, out);
                separator = ",";
            }
            out.append(']');
        } else {
            Object value = ((Scalar) node).value();
            if (value instanceof String text) {
                quote(text, out);
            } else {
                out.append(value instanceof Double number ? number(number) : value);
            }
        }
    }

    /** A spelling that YAML 1.1, YAML 1.2 and JSON readers all take for a float: point, signed exponent. */
    static String number(double number) {
        String text = Double.toString(number);
        int exponent = text.indexOf('E');
        if (exponent < 0) {
            return text;
        }
        String power = text.substring(exponent + 1);
        return text.substring(0, exponent) + "e" + (power.startsWith("-") ? "" : "+") + power;
    }

    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' '
                            || (c >= 0x7F && c <= 0xA0)
                            || c == 0x2028
                            || c == 0x2029
                            || c >= 0xFFFE
                            || c == 0xFEFF) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
