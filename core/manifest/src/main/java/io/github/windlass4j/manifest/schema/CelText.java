package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.internal.cel.CelProgram;
import io.github.windlass4j.manifest.internal.cel.CelSyntaxException;
import java.util.Optional;

/** An expression of the Common Expression Language as it is written. */
public final class CelText {
    private CelText() {}

    /**
     * Why a text is no expression by CEL's grammar (cel-go, {@code Env.Parse}). What its names stand for, and whether the types
     * fit, is not looked at.
     *
     * @param text the text
     * @return line, column and problem; empty when it can be parsed
     */
    public static Optional<String> defect(String text) {
        try {
            CelProgram.parse(text);
            return Optional.empty();
        } catch (CelSyntaxException malformed) {
            return Optional.ofNullable(malformed.getMessage());
        }
    }
}
