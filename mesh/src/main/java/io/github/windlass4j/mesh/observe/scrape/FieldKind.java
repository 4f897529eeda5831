package io.github.windlass4j.mesh.observe.scrape;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What a field holds: its Go type, as far as the type refuses values. */
enum FieldKind {
    /** Any scalar, as it is spelled. */
    TEXT {
        @Override
        void check(Section section, String field) {
            section.text(field, "");
        }
    },

    /** True or false. */
    FLAG {
        @Override
        void check(Section section, String field) {
            section.flag(field, false);
        }
    },

    /** A whole number that is not negative. */
    NUMBER {
        @Override
        void check(Section section, String field) {
            section.unsigned(field);
        }
    },

    /** Any number. */
    FRACTION {
        @Override
        void check(Section section, String field) {
            section.fraction(field);
        }
    },

    /** A duration such as {@code 1m30s}. */
    DURATION {
        @Override
        void check(Section section, String field) {
            section.duration(field);
        }
    },

    /** Numbers with units, added up, such as {@code 10MB} (alecthomas/units, ParseBase2Bytes). */
    SIZE {
        @Override
        void check(Section section, String field) {
            String text = section.text(field, "0");
            if (!section.isNull(field) && !isSize(text)) {
                throw section.malformed(field, "\"" + text + "\" is no size (want such as 10MB)");
            }
        }
    },

    /** What a scrape may ask for. */
    PROTOCOL {
        @Override
        void check(Section section, String field) {
            protocol(section, field, section.text(field, ""));
        }
    },

    /** Several of these, each once. */
    PROTOCOLS {
        @Override
        void check(Section section, String field) {
            Set<String> seen = new HashSet<>();
            for (String word : section.texts(field)) {
                protocol(section, field, word);
                if (!seen.add(word)) {
                    throw section.malformed(field, "\"" + word + "\" twice");
                }
            }
        }
    },

    /** A list of texts. */
    TEXTS {
        @Override
        void check(Section section, String field) {
            section.texts(field);
        }
    },

    /** Texts by name. */
    TEXT_MAP {
        @Override
        void check(Section section, String field) {
            section.textMap(field);
        }
    },

    /** Lists of texts by name. */
    TEXTS_MAP {
        @Override
        void check(Section section, String field) {
            Section child = section.child(field);
            child.node().entries().keySet().forEach(child::texts);
        }
    },

    /** A mapping that its own reader checks. */
    SECTION {
        @Override
        void check(Section section, String field) {
            section.child(field);
        }
    },

    /** A list of mappings that its own reader checks. */
    SECTIONS {
        @Override
        void check(Section section, String field) {
            section.children(field);
        }
    };

    private static final Pattern SIZES = Pattern.compile("[-+]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)[^0-9.]+)+");
    private static final Pattern UNIT = Pattern.compile("[^0-9.+-]+");

    /** Refuses a value of another type. */
    abstract void check(Section section, String field);

    private static void protocol(Section section, String field, String word) {
        if (!word.isEmpty() && !ConfigFields.shipped().protocols().contains(word)) {
            throw section.malformed(
                    field,
                    "\"" + word + "\" (want one of " + ConfigFields.shipped().protocols() + ")");
        }
    }

    private static boolean isSize(String text) {
        return text.equals("0")
                || (SIZES.matcher(text).matches()
                        && UNIT.matcher(text)
                                .results()
                                .allMatch(unit -> ConfigFields.shipped().sizes().contains(unit.group())));
    }
}
