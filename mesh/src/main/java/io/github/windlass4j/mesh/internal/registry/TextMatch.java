package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a text (StringMatch).
 *
 * @param kind how it compares
 * @param value what it compares with
 */
public record TextMatch(Kind kind, String value) {
    /** How a condition compares. */
    public enum Kind {
        /** The whole text. */
        EXACT,
        /** The beginning. */
        PREFIX,
        /** An RE2 expression that takes the whole text. */
        REGEX,
        /** Any text, as long as there is one. */
        PRESENT
    }

    /**
     * Reads the condition.
     *
     * @param fields of the condition
     * @return the condition; empty when the object is absent
     */
    public static Optional<TextMatch> of(Fields fields) {
        if (!fields.isPresent()) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            Optional<String> text = fields.text(kind.name().toLowerCase(Locale.ROOT));
            if (text.isPresent()) {
                return Optional.of(new TextMatch(kind, text.get()));
            }
        }
        return Optional.of(new TextMatch(Kind.PRESENT, ""));
    }

    /**
     * Whether a text fulfils the condition.
     *
     * @param text the text, null when there is none
     * @return true if so; false for a broken expression, which the API server would have refused
     */
    public boolean matches(@Nullable String text) {
        if (text == null) {
            return false;
        }
        return switch (kind) {
            case EXACT -> text.equals(value);
            case PREFIX -> text.startsWith(value);
            case PRESENT -> true;
            case REGEX -> {
                try {
                    yield Regex.compile(value).matches(text);
                } catch (MalformedRegexException refused) {
                    yield false;
                }
            }
        };
    }

    /**
     * Whether a delegate's condition is not part of its root's (pilot/pkg/model/virtualservice.go, stringMatchConflict).
     *
     * @param root condition of the root, if any
     * @param leaf condition of the delegate, if any
     * @return true if they cannot be merged
     */
    static boolean conflict(Optional<TextMatch> root, Optional<TextMatch> leaf) {
        if (root.isEmpty() || leaf.isEmpty()) {
            return false;
        }
        TextMatch outer = root.get();
        TextMatch inner = leaf.get();
        if (outer.kind == Kind.EXACT) {
            return inner.kind != Kind.EXACT || !inner.value.equals(outer.value);
        }
        if (outer.kind == Kind.PREFIX && (inner.kind == Kind.PREFIX || inner.kind == Kind.EXACT)) {
            return !inner.value.startsWith(outer.value);
        }
        return true;
    }
}
