package io.github.windlass4j.truststore.client;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release number: dotted numbers, compared number by number; the suffix {@code .jre7} of
 * pgjdbc is ignored. Anything else, a pre-release too, is no release.
 */
final class Version {
    /** Four numbers of nine digits: more than any release has, and they fit an int. */
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9}){0,3})(?:\\.jre\\d)?");

    private final int[] numbers;

    private Version(int[] numbers) {
        this.numbers = numbers;
    }

    static Optional<Version> parse(String text) {
        Matcher matcher = NUMBERS.matcher(text);
        return matcher.matches()
                ? Optional.of(new Version(Arrays.stream(matcher.group(1).split("\\.", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray()))
                : Optional.empty();
    }

    /** Compares only as many numbers as each bound states, so that the bound 17 holds all of 17.x. */
    boolean isWithin(String from, String to) {
        return compareTo(parse(from).orElseThrow()) >= 0 && compareTo(parse(to).orElseThrow()) <= 0;
    }

    private int compareTo(Version bound) {
        for (int i = 0; i < bound.numbers.length; i++) {
            int order = Integer.compare(i < numbers.length ? numbers[i] : 0, bound.numbers[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
