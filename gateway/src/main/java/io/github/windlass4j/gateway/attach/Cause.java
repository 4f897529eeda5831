package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.View;
import io.github.windlass4j.manifest.yaml.Position;

/**
 * One thing that led to a condition, and where it is written.
 *
 * @param object the object to look at
 * @param field the field of that object ({@code spec.listeners[0].port}), empty for the object itself
 * @param at where the field stands in its text
 * @param text what is the matter with it
 */
public record Cause(ObjectRef object, String field, Position at, String text) {
    static Cause of(GatewayObject object, View part, String text) {
        return new Cause(object.ref(), part.field(), part.at(), text);
    }

    /** {@code HTTPRoute store/shop spec.parentRefs[0] (14:7): text}. */
    @Override
    public String toString() {
        return object + (field.isEmpty() ? "" : " " + field) + (at.isKnown() ? " (" + at + ")" : "") + ": " + text;
    }
}
