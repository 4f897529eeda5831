package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import java.util.List;
import java.util.Map;

/**
 * What a policy applies to: pods by their labels, or the objects it names, or all of its namespace (all of the mesh, in the
 * root namespace).
 *
 * @param fields the policy's {@code spec}
 */
public record PolicyTarget(Fields fields) {
    /**
     * The labels that a pod must have.
     *
     * @return label to value; empty when the policy does not select by labels
     */
    public Map<String, String> labels() {
        return fields.child("selector").textMap("matchLabels");
    }

    /**
     * The objects that the policy names: {@code targetRefs}, or the older {@code targetRef}.
     *
     * @return the references in order
     */
    public List<Ref> refs() {
        List<Fields> many = fields.list("targetRefs");
        if (!many.isEmpty()) {
            return many.stream().map(Ref::new).toList();
        }
        return fields.has("targetRef") ? List.of(new Ref(fields.child("targetRef"))) : List.of();
    }

    /**
     * Whether the policy is for everything in its scope.
     *
     * @return true without labels and references
     */
    public boolean isEverything() {
        return labels().isEmpty() && refs().isEmpty();
    }

    /**
     * Whether the labels of a pod are the ones asked for. References are not looked at.
     *
     * @param podLabels label to value
     * @return true if the pod has all labels asked for
     */
    public boolean takes(Map<String, String> podLabels) {
        return podLabels.entrySet().containsAll(labels().entrySet());
    }

    /**
     * A reference to an object in the policy's namespace.
     *
     * @param fields its fields
     */
    public record Ref(Fields fields) {
        /**
         * API group.
         *
         * @return group, empty for the core group
         */
        public String group() {
            String group = fields.text("group", "");
            return group.equals("core") ? "" : group;
        }

        /**
         * Kind.
         *
         * @return kind, empty when absent
         */
        public String kind() {
            return fields.text("kind", "");
        }

        /**
         * Name.
         *
         * @return name, empty when absent
         */
        public String name() {
            return fields.text("name", "");
        }
    }
}
