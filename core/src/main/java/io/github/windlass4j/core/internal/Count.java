package io.github.windlass4j.core.internal;

/** A number with what it counts, as a reader expects it: {@code 1 entry}, {@code 2 entries}. */
public final class Count {
    private Count() {}

    /**
     * The number and the noun.
     *
     * @param number how many
     * @param noun one of them, as regular English nouns are written; of several words the last one changes
     * @return such as {@code 0 findings}
     */
    public static String of(long number, String noun) {
        return number + " " + (number == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        if (noun.matches(".*[^aeiou]y")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        return noun.matches(".*(?:s|x|ch|sh)") ? noun + "es" : noun + "s";
    }
}
