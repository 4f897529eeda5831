package io.github.windlass4j.manifest.regex;

import java.util.Arrays;

/** A set of code points: sorted, disjoint, inclusive ranges. */
final class CodePoints {
    static final int MAX = Character.MAX_CODE_POINT;

    /** No code point above this one has a case variant (Unicode 17: Adlam, U+1E943, is the last). */
    private static final int LAST_CASED = 0x1E943;

    private final int[] ranges;

    private CodePoints(int[] ranges) {
        this.ranges = ranges;
    }

    /** Pairs of first and last code point, in any order. */
    static CodePoints of(int... pairs) {
        int count = pairs.length / 2;
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = (long) pairs[2 * i] << 32 | pairs[2 * i + 1];
        }
        Arrays.sort(keys);
        int[] merged = new int[2 * count];
        int size = 0;
        for (long key : keys) {
            int low = (int) (key >> 32);
            int high = (int) key;
            if (size > 0 && low <= merged[size - 1] + 1) {
                merged[size - 1] = Math.max(merged[size - 1], high);
            } else {
                merged[size++] = low;
                merged[size++] = high;
            }
        }
        return new CodePoints(Arrays.copyOf(merged, size));
    }

    int[] ranges() {
        return ranges;
    }

    boolean contains(int codePoint) {
        int low = 0;
        int high = ranges.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (codePoint < ranges[2 * middle]) {
                high = middle - 1;
            } else if (codePoint > ranges[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    CodePoints negate() {
        int[] pairs = new int[ranges.length + 2];
        int size = 0;
        int next = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            if (ranges[i] > next) {
                pairs[size++] = next;
                pairs[size++] = ranges[i] - 1;
            }
            next = ranges[i + 1] + 1;
        }
        if (next <= MAX) {
            pairs[size++] = next;
            pairs[size++] = MAX;
        }
        return new CodePoints(Arrays.copyOf(pairs, size));
    }

    CodePoints plus(CodePoints other) {
        int[] pairs = Arrays.copyOf(ranges, ranges.length + other.ranges.length);
        System.arraycopy(other.ranges, 0, pairs, ranges.length, other.ranges.length);
        return of(pairs);
    }

    /** This set and all case variants of its members. */
    CodePoints foldCase() {
        int[] pairs = new int[64];
        int size = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            for (int c = ranges[i]; c <= Math.min(ranges[i + 1], LAST_CASED); c++) {
                int upper = Character.toUpperCase(c);
                int lower = Character.toLowerCase(c);
                if (upper == c && lower == c) {
                    continue;
                }
                int[] variants = {upper, lower, Character.toLowerCase(upper), Character.toTitleCase(upper)};
                if (size + 2 * variants.length > pairs.length) {
                    pairs = Arrays.copyOf(pairs, 2 * pairs.length);
                }
                for (int variant : variants) {
                    pairs[size++] = variant;
                    pairs[size++] = variant;
                }
            }
        }
        CodePoints folded = plus(of(Arrays.copyOf(pairs, size)));
        // Two letters that fold to ASCII ones without being their upper or lower case: Kelvin sign and long s.
        if (folded.contains('k')) {
            folded = folded.plus(of(0x212A, 0x212A));
        }
        if (folded.contains('s')) {
            folded = folded.plus(of(0x017F, 0x017F));
        }
        return folded;
    }
}
