package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.Optional;

/** What a label may be called ({@code metric_name_validation_scheme}). */
public enum NameRule {
    /** ASCII letters, digits and {@code _}, no digit first. */
    LEGACY {
        @Override
        public boolean allows(String name) {
            return Patterns.NAME.matches(name);
        }

        @Override
        boolean allowsTemplate(String template) {
            return Patterns.TEMPLATE.find(template);
        }

        @Override
        String escaping() {
            return "underscores";
        }
    },

    /** Any text that is not empty. */
    UTF8 {
        @Override
        public boolean allows(String name) {
            return !name.isEmpty() && isUtf8(name);
        }

        @Override
        boolean allowsTemplate(String template) {
            return allows(template);
        }

        @Override
        String escaping() {
            return AS_THEY_ARE;
        }
    };

    /** The escaping scheme that asks targets for names as they are. */
    static final String AS_THEY_ARE = "allow-utf-8";

    /**
     * Whether a label may have this name.
     *
     * @param name the name
     * @return true if so
     */
    public abstract boolean allows(String name);

    /** Whether a name with references to groups could become a name. */
    abstract boolean allowsTemplate(String template);

    /** How targets are asked to write names, unless the configuration says otherwise. */
    abstract String escaping();

    /** The rule that a configuration names; empty for a word that Prometheus does not know. */
    static Optional<NameRule> named(String word) {
        return switch (word) {
            case "legacy" -> Optional.of(LEGACY);
            case "utf8" -> Optional.of(UTF8);
            default -> Optional.empty();
        };
    }

    /** Half of a surrogate pair has no encoding. */
    static boolean isUtf8(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static final class Patterns {
        static final Regex NAME = Regex.compile("[a-zA-Z_][a-zA-Z0-9_]*");
        static final Regex TEMPLATE = Regex.compile("^(?:(?:[a-zA-Z_]|\\$(?:\\{\\w+\\}|\\w+))+\\w*)+$");
    }
}
