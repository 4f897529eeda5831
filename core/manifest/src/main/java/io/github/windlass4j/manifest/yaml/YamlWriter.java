package io.github.windlass4j.manifest.yaml;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Block-style YAML that cannot be misread: a text is written plain only when no YAML 1.1 or 1.2 reader takes it for
 * something else, as a literal block when it is several clean lines, and otherwise in JSON's quotes.
 */
final class YamlWriter {
    /** Words that some reader takes for a boolean or null, whatever their case. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    /** Readers take no longer text for a key unless a question mark says so (YAML 1.2, 7.4.2: 1,024 characters); in UTF-8. */
    private static final int LONGEST_KEY = 1_024 / 4;

    private final StringBuilder out = new StringBuilder();

    String write(Node node) {
        if (isBlock(node)) {
            block(node, 0);
        } else {
            inline(node, 0);
            out.append('\n');
        }
        return out.toString();
    }

    private static boolean isBlock(Node node) {
        return (node instanceof Mapping mapping && !mapping.entries().isEmpty())
                || (node instanceof Sequence sequence && !sequence.items().isEmpty());
    }

    private void block(Node node, int indent) {
        if (node instanceof Mapping mapping) {
            boolean first = true;
            for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
                indent(first ? 0 : indent);
                first = false;
                entry(entry.getKey(), entry.getValue(), indent);
            }
        } else if (node instanceof Sequence sequence) {
            boolean first = true;
            for (Node item : sequence.items()) {
                indent(first ? 0 : indent);
                first = false;
                out.append("- ");
                if (isBlock(item)) {
                    block(item, indent + 2);
                } else {
                    inline(item, indent + 2);
                    out.append('\n');
                }
            }
        }
    }

    private void entry(String key, Node value, int indent) {
        int start = out.length();
        text(key);
        boolean isLong = out.length() - start > LONGEST_KEY;
        if (isLong) {
            out.insert(start, "? ").append('\n');
            indent(indent);
        }
        out.append(':');
        if (value instanceof Mapping && isBlock(value)) {
            out.append('\n');
            indent(indent + 2);
            block(value, indent + 2);
        } else if (value instanceof Sequence && isBlock(value)) {
            out.append('\n');
            indent(isLong ? indent + 2 : indent);
            block(value, isLong ? indent + 2 : indent);
        } else {
            out.append(' ');
            inline(value, indent + 2);
            out.append('\n');
        }
    }

    private void inline(Node node, int indent) {
        if (node instanceof Mapping) {
            out.append("{}");
        } else if (node instanceof Sequence) {
            out.append("[]");
        } else if (((Scalar) node).value() instanceof String text) {
            if (isLiteral(text)) {
                literal(text, indent);
            } else {
                text(text);
            }
        } else {
            JsonWriter.write(node, out);
        }
    }

    /** Always at least one space in, so that a literal at the top still has an indentation. */
    private void literal(String text, int indent) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        out.append(text.endsWith("\n") ? "|" : "|-");
        for (String line : body.split("\n", -1)) {
            out.append('\n');
            if (!line.isEmpty()) {
                indent(Math.max(indent, 2));
                out.append(line);
            }
        }
    }

    /** Several lines, none of which starts or ends in a way that indentation, folding or chomping could change. */
    private static boolean isLiteral(String text) {
        int firstBreak = text.indexOf('\n');
        if (firstBreak <= 0 || firstBreak == text.length() - 1 || text.endsWith("\n\n")) {
            return false;
        }
        if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean atEnd = i + 1 == text.length() || text.charAt(i + 1) == '\n';
            boolean atStart = i == 0 || text.charAt(i - 1) == '\n';
            if ((c == ' ' && atEnd) || (c == '\t' && (atEnd || atStart))) {
                return false;
            }
            if (c != '\n' && c != '\t' && (c < ' ' || (c > '~' && !isPlainLetter(c)))) {
                return false;
            }
        }
        return true;
    }

    /** Letters of the Basic Multilingual Plane that no reader takes for a line break or a control. */
    private static boolean isPlainLetter(char c) {
        return c > 0xA0 && c < 0xD800 && c != 0x2028 && c != 0x2029;
    }

    private void text(String text) {
        if (isPlain(text)) {
            out.append(text);
        } else {
            JsonWriter.quote(text, out);
        }
    }

    /** Starts with a letter, slash or underscore, holds only harmless characters, and is no reader's word. */
    private static boolean isPlain(String text) {
        if (text.isEmpty() || WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '/';
            boolean inner = (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+';
            boolean space = c == ' ' && i + 1 < text.length();
            if (!(letter || (i > 0 && (inner || space)))) {
                return false;
            }
        }
        return true;
    }

    private void indent(int count) {
        out.append(" ".repeat(count));
    }
}
