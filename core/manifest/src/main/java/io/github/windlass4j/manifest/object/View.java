package io.github.windlass4j.manifest.object;

import io.github.windlass4j.manifest.yaml.Position;

/**
 * A typed look at one part of an object. The tree underneath is untouched: fields that the view does not name are still
 * in {@link #fields()}, and what the API server would fill in is answered as the filled-in value.
 */
public interface View {
    /**
     * The part itself.
     *
     * @return its fields; an empty view when the part is absent
     */
    Fields fields();

    /**
     * Where it stands in its text.
     *
     * @return the position, {@link Position#NONE} for what was built or is absent
     */
    default Position at() {
        return fields().at();
    }

    /**
     * Which field of the object it is.
     *
     * @return such as {@code spec.rules[0].matches[1]}, empty for the whole object
     */
    default String field() {
        return fields().path();
    }
}
