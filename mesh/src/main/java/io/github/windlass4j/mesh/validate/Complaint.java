package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.yaml.Position;

/**
 * One thing that istiod's webhook says of an object, in its words (pkg/config/validation).
 *
 * @param path the object that is looked at within the resource ({@code spec.http[0].retries})
 * @param message what is wrong
 * @param at where that object stands in its text
 */
public record Complaint(String path, String message, Position at) {
    /** {@code path: message}. */
    @Override
    public String toString() {
        return path + ": " + message;
    }
}
