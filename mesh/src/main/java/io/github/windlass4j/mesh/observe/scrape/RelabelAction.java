package io.github.windlass4j.mesh.observe.scrape;

import java.util.Locale;
import java.util.Optional;

/** What a relabelling rule does (prometheus.io, configuration, relabel_config). */
public enum RelabelAction {
    /** Writes the replacement to the target label where the expression matches. */
    REPLACE,
    /** Drops the target unless the expression matches. */
    KEEP,
    /** Drops the target if the expression matches. */
    DROP,
    /** Drops the target unless the source equals the target label. */
    KEEPEQUAL,
    /** Drops the target if the source equals the target label. */
    DROPEQUAL,
    /** Writes a hash of the source, modulo a number. */
    HASHMOD,
    /** Copies every label whose name matches to the name that the replacement gives. */
    LABELMAP,
    /** Removes every label whose name matches. */
    LABELDROP,
    /** Removes every label whose name does not match. */
    LABELKEEP,
    /** Writes the source in lower case. */
    LOWERCASE,
    /** Writes the source in upper case. */
    UPPERCASE;

    static Optional<RelabelAction> named(String word) {
        for (RelabelAction action : values()) {
            // Go lower-cases code point by code point: no locale, no special casing.
            if (action.toString().equals(Template.lowerCase(word))) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    boolean writesOneLabel() {
        return this == REPLACE || this == HASHMOD || changesCase() || comparesLabels();
    }

    boolean changesCase() {
        return this == LOWERCASE || this == UPPERCASE;
    }

    boolean comparesLabels() {
        return this == KEEPEQUAL || this == DROPEQUAL;
    }

    boolean removesLabels() {
        return this == LABELDROP || this == LABELKEEP;
    }

    /** The word of the configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
