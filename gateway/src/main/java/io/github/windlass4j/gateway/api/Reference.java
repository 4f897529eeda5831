package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.Optional;

/**
 * A reference to another object as a field writes it, with the field's defaults for group and kind.
 *
 * @param group API group, empty for the core group
 * @param kind kind
 * @param namespace namespace, empty when the reference does not say one: then it is that of the referring object
 * @param name name
 * @param fields the reference's own fields
 */
public record Reference(String group, String kind, String namespace, String name, Fields fields) implements View {
    /**
     * Reads a reference.
     *
     * @param fields its fields
     * @param defaultGroup group when absent
     * @param defaultKind kind when absent
     * @return the reference
     */
    public static Reference of(Fields fields, String defaultGroup, String defaultKind) {
        return new Reference(
                fields.text("group", defaultGroup),
                fields.text("kind", defaultKind),
                fields.text("namespace", ""),
                fields.text("name", ""),
                fields);
    }

    static Optional<Reference> in(Fields owner, String field, String defaultGroup, String defaultKind) {
        return owner.has(field) ? Optional.of(of(owner.child(field), defaultGroup, defaultKind)) : Optional.empty();
    }

    static List<Reference> all(Fields owner, String field, String defaultGroup, String defaultKind) {
        return owner.list(field).stream()
                .map(item -> of(item, defaultGroup, defaultKind))
                .toList();
    }

    /**
     * The object that is meant.
     *
     * @param ownNamespace namespace of the referring object
     * @return its identity
     */
    public ObjectRef target(String ownNamespace) {
        return new ObjectRef(group, kind, namespace.isEmpty() ? ownNamespace : namespace, name);
    }

    /**
     * Whether the reference leads to objects of one kind.
     *
     * @param wantedGroup group, empty for the core group
     * @param wantedKind kind
     * @return true if both agree
     */
    public boolean isA(String wantedGroup, String wantedKind) {
        return group.equals(wantedGroup) && kind.equals(wantedKind);
    }

    /** {@code Kind namespace/name}, or {@code Kind name} when no namespace is written. */
    @Override
    public String toString() {
        return target("").toString();
    }
}
