package io.github.windlass4j.manifest.regex;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classes and escapes of RE2's syntax. After each call {@link #end()} is the offset behind what was read. */
final class ClassParser {
    private static final CodePoints DIGIT = CodePoints.of('0', '9');
    private static final CodePoints SPACE = CodePoints.of('\t', '\n', '\f', '\r', ' ', ' ');
    private static final CodePoints WORD = CodePoints.of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');

    private static final Map<String, CodePoints> POSIX = Map.ofEntries(
            Map.entry("alnum", CodePoints.of('0', '9', 'A', 'Z', 'a', 'z')),
            Map.entry("alpha", CodePoints.of('A', 'Z', 'a', 'z')),
            Map.entry("ascii", CodePoints.of(0, 0x7F)),
            Map.entry("blank", CodePoints.of('\t', '\t', ' ', ' ')),
            Map.entry("cntrl", CodePoints.of(0, 0x1F, 0x7F, 0x7F)),
            Map.entry("digit", DIGIT),
            Map.entry("graph", CodePoints.of('!', '~')),
            Map.entry("lower", CodePoints.of('a', 'z')),
            Map.entry("print", CodePoints.of(' ', '~')),
            Map.entry("punct", CodePoints.of('!', '/', ':', '@', '[', '`', '{', '~')),
            Map.entry("space", CodePoints.of('\t', '\r', ' ', ' ')),
            Map.entry("upper", CodePoints.of('A', 'Z')),
            Map.entry("word", WORD),
            Map.entry("xdigit", CodePoints.of('0', '9', 'A', 'F', 'a', 'f')));

    private final String source;
    private int at;

    ClassParser(String source) {
        this.source = source;
    }

    int end() {
        return at;
    }

    /** A class in brackets that starts at {@code start}. */
    CodePoints bracket(int start, boolean fold) {
        at = start + 1;
        boolean negated = at < source.length() && source.charAt(at) == '^';
        if (negated) {
            at++;
        }
        CodePoints set = CodePoints.of();
        boolean first = true;
        while (true) {
            if (at >= source.length()) {
                throw bad("missing closing ]", start, source.length());
            }
            char c = source.charAt(at);
            if (c == ']' && !first) {
                at++;
                break;
            }
            first = false;
            CodePoints part = source.startsWith("[:", at) ? posix() : named(at, fold);
            set = set.plus(part == null ? range(start, fold) : part);
        }
        return negated ? set.negate() : set;
    }

    private CodePoints range(int start, boolean fold) {
        int from = at;
        int low = single(start);
        int high = low;
        if (at + 1 < source.length() && source.charAt(at) == '-' && source.charAt(at + 1) != ']') {
            at++;
            high = single(start);
            if (high < low) {
                throw bad("invalid character class range", from, at);
            }
        }
        CodePoints set = CodePoints.of(low, high);
        return fold ? set.foldCase() : set;
    }

    private int single(int start) {
        if (at >= source.length()) {
            throw bad("missing closing ]", start, source.length());
        }
        if (source.charAt(at) == '\\') {
            return escape(at);
        }
        int codePoint = source.codePointAt(at);
        at += Character.charCount(codePoint);
        return codePoint;
    }

    private @Nullable CodePoints posix() {
        int close = source.indexOf(":]", at + 2);
        if (close < 0) {
            return null;
        }
        String name = source.substring(at + 2, close);
        boolean negated = name.startsWith("^");
        CodePoints set = POSIX.get(negated ? name.substring(1) : name);
        if (set == null) {
            throw bad("invalid character class range", at, close + 2);
        }
        at = close + 2;
        return negated ? set.negate() : set;
    }

    /** A class such as {@code \d} or {@code \p{Greek}} at an offset; null when none starts there. */
    @Nullable
    CodePoints named(int start, boolean fold) {
        if (source.charAt(start) != '\\' || start + 1 == source.length()) {
            return null;
        }
        char c = source.charAt(start + 1);
        CodePoints set = switch (Character.toLowerCase(c)) {
            case 'd' -> DIGIT;
            case 's' -> SPACE;
            case 'w' -> WORD;
            default -> null;
        };
        if (set != null) {
            at = start + 2;
            // \w with case folding takes in the two letters that fold to k and s, as in Go.
            CodePoints folded = fold ? set.foldCase() : set;
            return Character.isUpperCase(c) ? folded.negate() : folded;
        }
        return c == 'p' || c == 'P' ? unicode(start, fold) : null;
    }

    private CodePoints unicode(int start, boolean fold) {
        if (start + 2 >= source.length()) {
            throw bad("invalid character class range", start, source.length());
        }
        String name;
        if (source.charAt(start + 2) == '{') {
            int close = source.indexOf('}', start);
            if (close < 0) {
                throw bad("invalid character class range", start, source.length());
            }
            name = source.substring(start + 3, close);
            at = close + 1;
        } else {
            int codePoint = source.codePointAt(start + 2);
            name = Character.toString(codePoint);
            at = start + 2 + name.length();
        }
        boolean negated = source.charAt(start + 1) == 'P';
        if (name.startsWith("^")) {
            negated = !negated;
            name = name.substring(1);
        }
        CodePoints set = UnicodeClasses.named(name);
        if (set == null) {
            throw bad("invalid character class range", start, at);
        }
        CodePoints folded = fold ? set.foldCase() : set;
        return negated ? folded.negate() : folded;
    }

    /** The code point that an escape at an offset stands for. */
    int escape(int start) {
        if (start + 1 >= source.length()) {
            throw bad("trailing backslash at end of expression", start, source.length());
        }
        int c = source.codePointAt(start + 1);
        at = start + 1 + Character.charCount(c);
        switch (c) {
            case '1', '2', '3', '4', '5', '6', '7' -> {
                // One digit alone would be a back-reference, which RE2 does not have.
                if (at >= source.length() || !isOctal(source.charAt(at))) {
                    break;
                }
                return octal(c - '0');
            }
            case '0' -> {
                return octal(0);
            }
            case 'x' -> {
                return hexadecimal(start);
            }
            case 'a' -> {
                return 0x07;
            }
            case 'f' -> {
                return '\f';
            }
            case 'n' -> {
                return '\n';
            }
            case 'r' -> {
                return '\r';
            }
            case 't' -> {
                return '\t';
            }
            case 'v' -> {
                return 0x0B;
            }
            default -> {
                if (c < 0x80 && !Character.isLetterOrDigit(c)) {
                    return c;
                }
            }
        }
        throw bad("invalid escape sequence", start, at);
    }

    private int octal(int first) {
        int value = first;
        for (int digits = 1; digits < 3 && at < source.length() && isOctal(source.charAt(at)); digits++) {
            value = value * 8 + source.charAt(at++) - '0';
        }
        return value;
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private int hexadecimal(int start) {
        boolean braces = at < source.length() && source.charAt(at) == '{';
        int close = braces ? source.indexOf('}', at) : at + 2;
        String digits = close < 0 || close > source.length() ? "" : source.substring(braces ? at + 1 : at, close);
        boolean hex = !digits.isEmpty()
                && digits.length() <= 8
                && digits.toLowerCase(Locale.ROOT)
                        .chars()
                        .allMatch(d -> (d >= '0' && d <= '9') || (d >= 'a' && d <= 'f'));
        if (!hex || Long.parseLong(digits, 16) > CodePoints.MAX) {
            throw bad("invalid escape sequence", start, Math.min(Math.max(close, at), source.length()));
        }
        at = braces ? close + 1 : close;
        return Integer.parseInt(digits, 16);
    }

    private MalformedRegexException bad(String problem, int from, int to) {
        return new MalformedRegexException(problem, source.substring(from, to), from);
    }
}
