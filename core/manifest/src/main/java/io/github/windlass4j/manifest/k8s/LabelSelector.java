package io.github.windlass4j.manifest.k8s;

import io.github.windlass4j.manifest.object.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A label selector (meta/v1): all of {@code matchLabels} and all of {@code matchExpressions} must hold.
 *
 * @param fields the selector's fields
 */
public record LabelSelector(Fields fields) {
    /**
     * Whether labels fulfil the selector. One without any requirement takes everything; a selector that is absent takes
     * nothing or everything as its field defines, so ask {@link #isPresent()} first.
     *
     * @param labels label to value
     * @return true if all requirements hold; an operator that Kubernetes does not know never holds
     */
    public boolean matches(Map<String, String> labels) {
        for (Map.Entry<String, String> wanted : fields.textMap("matchLabels").entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        return fields.list("matchExpressions").stream().allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(Fields expression, Map<String, String> labels) {
        @Nullable String value = labels.get(expression.text("key", ""));
        List<String> values = expression.texts("values");
        return switch (expression.text("operator", "")) {
            case "In" -> value != null && values.contains(value);
            // A label that is absent is not in any list (apimachinery, labels.Requirement).
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }

    /**
     * Whether the selector is written at all.
     *
     * @return false for an absent or null field
     */
    public boolean isPresent() {
        return fields.isPresent();
    }

    /**
     * Whether the selector has no requirement.
     *
     * @return true for {@code {}}
     */
    public boolean isEmpty() {
        return fields.child("matchLabels").names().isEmpty()
                && fields.list("matchExpressions").isEmpty();
    }
}
