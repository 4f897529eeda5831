package io.github.windlass4j.manifest.schema;

import java.util.Set;
import java.util.regex.Pattern;

/** Field names as CEL identifiers (k8s.io/apiserver/pkg/cel, escaping.go). */
final class FieldNames {
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private static final Pattern ESCAPE = Pattern.compile("__(dot|dash|slash|underscores)__");

    private FieldNames() {}

    static String unescape(String escaped) {
        if (!escaped.contains("__")) {
            return escaped;
        }
        if (escaped.length() > 4 && escaped.startsWith("__") && escaped.endsWith("__")) {
            String word = escaped.substring(2, escaped.length() - 2);
            if (RESERVED.contains(word)) {
                return word;
            }
        }
        // From left to right: what follows an escaped "__" is text.
        return ESCAPE.matcher(escaped).replaceAll(found -> switch (found.group(1)) {
            case "dot" -> ".";
            case "dash" -> "-";
            case "slash" -> "/";
            default -> "__";
        });
    }

    static String escape(String name) {
        if (RESERVED.contains(name)) {
            return "__" + name + "__";
        }
        return name.replace("__", "__underscores__")
                .replace(".", "__dot__")
                .replace("-", "__dash__")
                .replace("/", "__slash__");
    }
}
