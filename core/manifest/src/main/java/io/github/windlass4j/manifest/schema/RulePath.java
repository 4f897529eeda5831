package io.github.windlass4j.manifest.schema;

import org.jspecify.annotations.Nullable;

/** The fieldPath of a rule: {@code .a.b} or {@code .a['b.c']} below the rule's own level. */
final class RulePath {
    private RulePath() {}

    static FieldPath resolve(FieldPath base, String relative, SchemaNode schema) {
        FieldPath path = base;
        SchemaNode here = schema;
        int at = 0;
        while (at < relative.length()) {
            String name;
            if (relative.startsWith("['", at)) {
                int end = relative.indexOf("']", at);
                if (end < 0) {
                    return path;
                }
                name = relative.substring(at + 2, end).replace("\\'", "'");
                at = end + 2;
            } else {
                int start = at + 1;
                int end = start;
                while (end < relative.length() && relative.charAt(end) != '.' && relative.charAt(end) != '[') {
                    end++;
                }
                name = relative.substring(Math.min(start, relative.length()), end);
                at = end;
            }
            boolean named = here == null || here.properties != null;
            path = named ? path.child(name) : path.key(name);
            here = next(here, name);
        }
        return path;
    }

    private static @Nullable SchemaNode next(@Nullable SchemaNode schema, String name) {
        if (schema == null) {
            return null;
        }
        SchemaNode property = schema.property(name);
        return property != null ? property : schema.additional;
    }
}
