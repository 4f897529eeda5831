package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.object.View;
import java.util.List;

/**
 * A view of a ReferenceGrant: which objects of other namespaces may refer to objects of its own.
 *
 * @param resource the object
 */
public record ReferenceGrant(Resource resource) implements GatewayObject {
    /** What names the kind. */
    public static final String KIND = "ReferenceGrant";

    /**
     * Who may refer.
     *
     * @return the trusted kinds and namespaces in order
     */
    public List<From> from() {
        return resource.spec().list("from").stream().map(From::new).toList();
    }

    /**
     * What may be referred to.
     *
     * @return the kinds, perhaps names, of this namespace in order
     */
    public List<To> to() {
        return resource.spec().list("to").stream().map(To::new).toList();
    }

    /** {@code ReferenceGrant namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }

    /**
     * Objects that may refer.
     *
     * @param fields its fields
     */
    public record From(Fields fields) implements View {
        /**
         * The group.
         *
         * @return API group, empty for the core group
         */
        public String group() {
            return fields.text("group", "");
        }

        /**
         * The kind.
         *
         * @return kind, empty when absent
         */
        public String kind() {
            return fields.text("kind", "");
        }

        /**
         * The namespace.
         *
         * @return namespace of the referring objects, empty when absent
         */
        public String namespace() {
            return fields.text("namespace", "");
        }
    }

    /**
     * Objects that may be referred to.
     *
     * @param fields its fields
     */
    public record To(Fields fields) implements View {
        /**
         * The group.
         *
         * @return API group, empty for the core group
         */
        public String group() {
            return fields.text("group", "");
        }

        /**
         * The kind.
         *
         * @return kind, empty when absent
         */
        public String kind() {
            return fields.text("kind", "");
        }

        /**
         * The only object that is meant.
         *
         * @return name; empty means all objects of the kind
         */
        public String name() {
            return fields.text("name", "");
        }
    }
}
