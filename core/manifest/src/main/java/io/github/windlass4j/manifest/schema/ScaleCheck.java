package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that the scale subresource names (apiextensions-apiserver, customresource/validator.go). */
record ScaleCheck(String specReplicas, String statusReplicas, String selector) {
    /** Null for a version without that subresource. */
    static @Nullable ScaleCheck of(Fields subresources) {
        Fields scale = subresources.child("scale");
        return scale.isPresent()
                ? new ScaleCheck(
                        scale.text("specReplicasPath", ""),
                        scale.text("statusReplicasPath", ""),
                        scale.text("labelSelectorPath", ""))
                : null;
    }

    List<FieldError> errors(Mapping object, boolean statusOnly) {
        List<FieldError> errors = new ArrayList<>();
        if (!statusOnly) {
            replicas(object, specReplicas, errors);
        }
        replicas(object, statusReplicas, errors);
        Node found = find(object, selector, errors, "\"\"");
        if (found instanceof Scalar scalar && !(scalar.value() instanceof String)) {
            mismatch(selector, found, "string", "\"\"", errors);
        }
        return errors;
    }

    private static void replicas(Mapping object, String path, List<FieldError> errors) {
        Node found = find(object, path, errors, "0");
        if (found == null) {
            return;
        }
        if (!(found instanceof Scalar scalar && scalar.value() instanceof Long number)) {
            mismatch(path, found, "int64", "0", errors);
        } else if (number < 0 || number > Integer.MAX_VALUE) {
            String words = number < 0
                    ? "should be a non-negative integer"
                    : "should be less than or equal to " + Integer.MAX_VALUE;
            errors.add(new FieldError(FieldError.Type.INVALID, path, Long.toString(number), words, found.at()));
        }
    }

    /** Null when nothing is there, or something on the way is no object. */
    private static @Nullable Node find(Mapping object, String path, List<FieldError> errors, String none) {
        Node here = object;
        if (path.length() < 2) {
            return null;
        }
        for (String step : List.of(path.substring(1).split("\\.", -1))) {
            if (!(here instanceof Mapping mapping)) {
                mismatch(path, here, "map[string]interface{}", none, errors);
                return null;
            }
            here = mapping.entries().get(step);
            if (here == null) {
                return null;
            }
        }
        return here;
    }

    private static void mismatch(String path, Node node, String want, String none, List<FieldError> errors) {
        Object value = node instanceof Scalar scalar ? scalar.value() : node;
        String text = value instanceof String string ? string : value == null ? "<nil>" : node.toString();
        String words = path + " accessor error: " + text + " is of the type " + NodeValues.goType(value) + ", expected "
                + want;
        errors.add(new FieldError(FieldError.Type.INVALID, path, none, words, node.at()));
    }
}
