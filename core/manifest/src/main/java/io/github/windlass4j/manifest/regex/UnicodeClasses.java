package io.github.windlass4j.manifest.regex;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Unicode general categories and scripts by RE2's names, from the JDK's tables. */
final class UnicodeClasses {
    private static final Map<String, Byte> CATEGORIES = Map.ofEntries(
            Map.entry("Lu", Character.UPPERCASE_LETTER),
            Map.entry("Ll", Character.LOWERCASE_LETTER),
            Map.entry("Lt", Character.TITLECASE_LETTER),
            Map.entry("Lm", Character.MODIFIER_LETTER),
            Map.entry("Lo", Character.OTHER_LETTER),
            Map.entry("Mn", Character.NON_SPACING_MARK),
            Map.entry("Me", Character.ENCLOSING_MARK),
            Map.entry("Mc", Character.COMBINING_SPACING_MARK),
            Map.entry("Nd", Character.DECIMAL_DIGIT_NUMBER),
            Map.entry("Nl", Character.LETTER_NUMBER),
            Map.entry("No", Character.OTHER_NUMBER),
            Map.entry("Zs", Character.SPACE_SEPARATOR),
            Map.entry("Zl", Character.LINE_SEPARATOR),
            Map.entry("Zp", Character.PARAGRAPH_SEPARATOR),
            Map.entry("Cc", Character.CONTROL),
            Map.entry("Cf", Character.FORMAT),
            Map.entry("Co", Character.PRIVATE_USE),
            Map.entry("Cs", Character.SURROGATE),
            Map.entry("Pd", Character.DASH_PUNCTUATION),
            Map.entry("Ps", Character.START_PUNCTUATION),
            Map.entry("Pe", Character.END_PUNCTUATION),
            Map.entry("Pc", Character.CONNECTOR_PUNCTUATION),
            Map.entry("Po", Character.OTHER_PUNCTUATION),
            Map.entry("Pi", Character.INITIAL_QUOTE_PUNCTUATION),
            Map.entry("Pf", Character.FINAL_QUOTE_PUNCTUATION),
            Map.entry("Sm", Character.MATH_SYMBOL),
            Map.entry("Sc", Character.CURRENCY_SYMBOL),
            Map.entry("Sk", Character.MODIFIER_SYMBOL),
            Map.entry("So", Character.OTHER_SYMBOL));

    private static final Pattern CAPITALS_INSIDE = Pattern.compile("(?<=[A-Z])[A-Z]+");

    /** What was asked for: all of Unicode is looked through for each. There are some two hundred names. */
    private static final Map<String, CodePoints> COLLECTED = new ConcurrentHashMap<>();

    private UnicodeClasses() {}

    /** The class of a category or script; null where there is none of the name. */
    static @Nullable CodePoints named(String name) {
        return COLLECTED.computeIfAbsent(name, UnicodeClasses::look);
    }

    private static @Nullable CodePoints look(String name) {
        if (name.equals("Any")) {
            return CodePoints.of(0, CodePoints.MAX);
        }
        Byte category = CATEGORIES.get(name);
        if (category != null) {
            return collect(c -> Character.getType(c) == category);
        }
        if (name.length() == 1 && "LMNZCPS".contains(name)) {
            boolean[] wanted = new boolean[32];
            CATEGORIES.forEach((key, value) -> wanted[value] = wanted[value] || key.startsWith(name));
            return collect(c -> wanted[Character.getType(c)]);
        }
        for (Character.UnicodeScript script : Character.UnicodeScript.values()) {
            if (name.equals(spelling(script))) {
                return collect(c -> Character.UnicodeScript.of(c) == script);
            }
        }
        return null;
    }

    /** As the Unicode Standard writes it, and RE2 and Go before 1.25 want it; code points without a script have no name there. */
    private static String spelling(Character.UnicodeScript script) {
        return switch (script) {
            case SIGNWRITING -> "SignWriting";
            case UNKNOWN -> "";
            default ->
                CAPITALS_INSIDE
                        .matcher(script.name())
                        .replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
        };
    }

    private static CodePoints collect(IntPredicate wanted) {
        int[] pairs = new int[64];
        int size = 0;
        int start = -1;
        for (int c = 0; c <= CodePoints.MAX + 1; c++) {
            boolean in = c <= CodePoints.MAX && wanted.test(c);
            if (in && start < 0) {
                start = c;
            } else if (!in && start >= 0) {
                if (size == pairs.length) {
                    pairs = Arrays.copyOf(pairs, 2 * size);
                }
                pairs[size++] = start;
                pairs[size++] = c - 1;
                start = -1;
            }
        }
        return CodePoints.of(Arrays.copyOf(pairs, size));
    }
}
