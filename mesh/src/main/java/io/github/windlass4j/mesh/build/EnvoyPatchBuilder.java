package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.Map;

/** Puts a patch of Envoy's configuration together. */
public final class EnvoyPatchBuilder extends PartBuilder<EnvoyPatchBuilder> {
    private final String operation;

    EnvoyPatchBuilder(String applyTo, String operation) {
        this.operation = operation;
        field("applyTo", applyTo).field("patch", Map.of("operation", operation));
    }

    /**
     * Where it applies.
     *
     * @param match fields of {@code match}, such as context and listener
     * @return this builder
     */
    public EnvoyPatchBuilder match(Map<String, ?> match) {
        return field("match", match);
    }

    /**
     * What is written there.
     *
     * @param value fields of Envoy's own types
     * @return this builder
     */
    public EnvoyPatchBuilder value(Map<String, ?> value) {
        return field("patch", object("operation", operation, "value", value));
    }

    @Override
    protected EnvoyPatchBuilder self() {
        return this;
    }
}
