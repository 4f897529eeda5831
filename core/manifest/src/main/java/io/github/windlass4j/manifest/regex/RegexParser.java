package io.github.windlass4j.manifest.regex;

import io.github.windlass4j.manifest.regex.RegexTree.Capture;
import io.github.windlass4j.manifest.regex.RegexTree.Choice;
import io.github.windlass4j.manifest.regex.RegexTree.Concat;
import io.github.windlass4j.manifest.regex.RegexTree.Condition;
import io.github.windlass4j.manifest.regex.RegexTree.Empty;
import io.github.windlass4j.manifest.regex.RegexTree.One;
import io.github.windlass4j.manifest.regex.RegexTree.Repeat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recursive descent over RE2's syntax with Go's error words (regexp/syntax). */
final class RegexParser {
    /** Largest count in braces, also of nested ones multiplied (regexp/syntax, parser.repeat). */
    private static final int MAX_COUNT = 1000;

    /** Deepest nesting; own bound: Go's is 1000 (regexp/syntax, maxHeight), which overflows a small stack here. */
    private static final int MAX_HEIGHT = 250;

    private static final int FOLD = 1;
    private static final int MULTI_LINE = 2;
    private static final int DOT_NEWLINE = 4;
    private static final int UNGREEDY = 8;

    private final String source;
    private final ClassParser classes;
    private final List<String> groups = new ArrayList<>();
    private int at;
    private int flags;
    private int height;

    RegexParser(String source) {
        this.source = source;
        this.classes = new ClassParser(source);
    }

    List<String> groups() {
        return groups;
    }

    RegexTree parse() {
        RegexTree tree = choice();
        if (at < source.length()) {
            throw bad("unexpected )", 0, source.length());
        }
        return tree;
    }

    private RegexTree choice() {
        if (++height > MAX_HEIGHT) {
            throw bad("expression nests too deeply", 0, source.length());
        }
        List<RegexTree> options = new ArrayList<>();
        options.add(concat());
        while (at < source.length() && source.charAt(at) == '|') {
            at++;
            options.add(concat());
        }
        height--;
        return options.size() == 1 ? options.get(0) : new Choice(options);
    }

    private RegexTree concat() {
        List<RegexTree> parts = new ArrayList<>();
        while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            int start = at;
            RegexTree part = atom(parts);
            if (part != null) {
                parts.add(repeated(part, start));
            }
        }
        return parts.size() == 1 ? parts.get(0) : parts.isEmpty() ? new Empty() : new Concat(parts);
    }

    private @Nullable RegexTree atom(List<RegexTree> parts) {
        char c = source.charAt(at);
        switch (c) {
            case '(' -> {
                return group();
            }
            case '[' -> {
                CodePoints set = classes.bracket(at, has(FOLD));
                at = classes.end();
                return new One(set);
            }
            case '.' -> {
                at++;
                return new One(
                        has(DOT_NEWLINE)
                                ? CodePoints.of(0, CodePoints.MAX)
                                : CodePoints.of('\n', '\n').negate());
            }
            case '^' -> {
                at++;
                return new Condition(has(MULTI_LINE) ? Program.LINE_START : Program.TEXT_START);
            }
            case '$' -> {
                at++;
                return new Condition(has(MULTI_LINE) ? Program.LINE_END : Program.TEXT_END);
            }
            case '*', '+', '?' -> throw bad("missing argument to repetition operator", at, at + 1);
            case '\\' -> {
                return escape(parts);
            }
            default -> {
                return literal();
            }
        }
    }

    private RegexTree literal() {
        int codePoint = source.codePointAt(at);
        at += Character.charCount(codePoint);
        return one(codePoint);
    }

    private RegexTree one(int codePoint) {
        CodePoints set = CodePoints.of(codePoint, codePoint);
        return new One(has(FOLD) ? set.foldCase() : set);
    }

    private @Nullable RegexTree escape(List<RegexTree> parts) {
        if (at + 1 == source.length()) {
            throw bad("trailing backslash at end of expression", at, at + 1);
        }
        switch (source.charAt(at + 1)) {
            case 'A' -> {
                at += 2;
                return new Condition(Program.TEXT_START);
            }
            case 'z' -> {
                at += 2;
                return new Condition(Program.TEXT_END);
            }
            case 'b' -> {
                at += 2;
                return new Condition(Program.WORD_BOUNDARY);
            }
            case 'B' -> {
                at += 2;
                return new Condition(Program.NO_WORD_BOUNDARY);
            }
            case 'Q' -> {
                quoted(parts);
                return null;
            }
            default -> {
                CodePoints named = classes.named(at, has(FOLD));
                if (named != null) {
                    at = classes.end();
                    return new One(named);
                }
                int codePoint = classes.escape(at);
                at = classes.end();
                return one(codePoint);
            }
        }
    }

    private void quoted(List<RegexTree> parts) {
        int end = source.indexOf("\\E", at + 2);
        int stop = end < 0 ? source.length() : end;
        at += 2;
        while (at < stop) {
            int start = at;
            RegexTree literal = literal();
            // An operator after \E takes the last letter only.
            parts.add(at == stop && end >= 0 ? lastQuoted(literal, stop, start) : literal);
        }
        at = Math.max(at, end < 0 ? stop : stop + 2);
    }

    private RegexTree lastQuoted(RegexTree literal, int stop, int start) {
        at = stop + 2;
        return repeated(literal, start);
    }

    private RegexTree group() {
        int start = at;
        if (!source.startsWith("(?", at)) {
            at++;
            groups.add("");
            return capture(groups.size(), start);
        }
        boolean named = source.startsWith("(?P<", at) || source.startsWith("(?<", at);
        if (named) {
            return namedGroup(start);
        }
        int before = flags;
        at += 2;
        int sign = 1;
        boolean any = false;
        while (at < source.length()) {
            char c = source.charAt(at++);
            int flag = "imsU".indexOf(c) < 0 ? 0 : 1 << "imsU".indexOf(c);
            if (flag != 0) {
                flags = sign > 0 ? flags | flag : flags & ~flag;
                any = true;
            } else if (c == '-' && sign > 0) {
                sign = -1;
                any = false;
            } else if ((c == ':' || c == ')') && (sign > 0 || any)) {
                if (c == ')') {
                    // The flags hold to the end of the group around this one.
                    return new Empty();
                }
                RegexTree inner = choice();
                close(start);
                flags = before;
                return inner;
            } else {
                break;
            }
        }
        throw bad("invalid or unsupported Perl syntax", start, Math.min(at, source.length()));
    }

    private RegexTree namedGroup(int start) {
        int from = source.indexOf('<', start) + 1;
        int end = source.indexOf('>', from);
        if (end < 0) {
            throw bad("invalid named capture", start, source.length());
        }
        String name = source.substring(from, end);
        boolean word =
                !name.isEmpty() && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_'));
        if (!word) {
            throw bad("invalid named capture", start, end + 1);
        }
        if (groups.contains(name)) {
            throw bad("duplicate capture group name", from, end);
        }
        at = end + 1;
        groups.add(name);
        return capture(groups.size(), start);
    }

    private RegexTree capture(int index, int start) {
        int before = flags;
        RegexTree inner = choice();
        close(start);
        flags = before;
        return new Capture(inner, index);
    }

    private void close(int start) {
        if (at >= source.length()) {
            throw bad("missing closing )", 0, source.length());
        }
        at++;
        assert start < at;
    }

    private RegexTree repeated(RegexTree part, int start) {
        RegexTree tree = part;
        int operator = -1;
        while (at < source.length()) {
            int opAt = at;
            int[] bounds = bounds();
            if (bounds.length == 0) {
                return tree;
            }
            int min = bounds[0];
            int max = bounds[1];
            at = bounds[2];
            boolean greedy = !has(UNGREEDY);
            if (at < source.length() && source.charAt(at) == '?') {
                greedy = !greedy;
                at++;
            }
            if (operator >= 0) {
                throw bad("invalid nested repetition operator", operator, at);
            }
            operator = opAt;
            tree = new Repeat(tree, min, max, greedy);
            if ((min > 1 || max > 1) && nestedCount(tree) > MAX_COUNT) {
                throw bad("invalid repeat count", opAt, at);
            }
        }
        assert start <= at;
        return tree;
    }

    /** Minimum, maximum (-1: none) and the offset after the repetition that begins here; nothing where none does. */
    private int[] bounds() {
        return switch (source.charAt(at)) {
            case '*' -> new int[] {0, -1, at + 1};
            case '+' -> new int[] {1, -1, at + 1};
            case '?' -> new int[] {0, 1, at + 1};
            case '{' -> counts();
            default -> new int[0];
        };
    }

    /** Minimum, maximum (-1: none) and the offset after the brace; nothing when the brace is an ordinary character. */
    private int[] counts() {
        int end = source.indexOf('}', at);
        if (end < 0) {
            return new int[0];
        }
        String body = source.substring(at + 1, end);
        int comma = body.indexOf(',');
        String low = comma < 0 ? body : body.substring(0, comma);
        String high = comma < 0 ? body : body.substring(comma + 1);
        if (!isNumber(low) || (!isNumber(high) && !(comma >= 0 && high.isEmpty()))) {
            return new int[0];
        }
        int min = count(low);
        int max = high.isEmpty() ? -1 : count(high);
        if (min > MAX_COUNT || max > MAX_COUNT || (max >= 0 && min > max)) {
            throw bad("invalid repeat count", at, end + 1);
        }
        return new int[] {min, max, end + 1};
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && (text.length() == 1 || text.charAt(0) != '0')
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int count(String digits) {
        return digits.length() > 8 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static long nestedCount(RegexTree tree) {
        if (tree instanceof Repeat repeat) {
            long count = Math.max(1, Math.max(repeat.min(), repeat.max()));
            return Math.min(count * nestedCount(repeat.part()), Integer.MAX_VALUE);
        }
        long most = 1;
        if (tree instanceof Concat concat) {
            for (RegexTree part : concat.parts()) {
                most = Math.max(most, nestedCount(part));
            }
        } else if (tree instanceof Choice choice) {
            for (RegexTree option : choice.options()) {
                most = Math.max(most, nestedCount(option));
            }
        } else if (tree instanceof Capture capture) {
            most = nestedCount(capture.part());
        }
        return most;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private MalformedRegexException bad(String problem, int from, int to) {
        return new MalformedRegexException(problem, source.substring(from, to), from);
    }
}
