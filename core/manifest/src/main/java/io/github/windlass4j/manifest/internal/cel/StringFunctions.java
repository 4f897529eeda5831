package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts: the standard functions, cel-go's strings extension, and the API server's find and findAll. */
final class StringFunctions {
    private StringFunctions() {}

    static void register(Registry registry) {
        registry.method("contains", 2, (a, f) -> two(a, String::contains))
                .method("startsWith", 2, (a, f) -> two(a, String::startsWith))
                .method("endsWith", 2, (a, f) -> two(a, String::endsWith))
                .method("matches", 2, StringFunctions::matches)
                .global("matches", 2, StringFunctions::matches)
                .method(
                        "find",
                        2,
                        (a, f) -> regex(
                                a,
                                f,
                                (regex, text) ->
                                        regex.first(text).map(Regex.Match::text).orElse("")))
                .method("findAll", 2, (a, f) -> regex(a, f, (regex, text) -> texts(all(regex, text, -1))))
                .method(
                        "findAll",
                        3,
                        (a, f) -> a[2] instanceof Long limit
                                ? regex(a, f, (regex, text) -> texts(all(regex, text, limit)))
                                : CelError.NO_OVERLOAD);
        registry.method("lowerAscii", 1, (a, f) -> one(a, text -> ascii(text, 'A', 'Z', 32)))
                .method("upperAscii", 1, (a, f) -> one(a, text -> ascii(text, 'a', 'z', -32)))
                .method("trim", 1, (a, f) -> one(a, StringFunctions::trim))
                .method("reverse", 1, (a, f) -> ListFunctions.reverse(a[0]))
                .method("charAt", 2, (a, f) -> charAt(a))
                .method("substring", 2, (a, f) -> substring(a, null))
                .method("substring", 3, (a, f) -> a[2] instanceof Long end ? substring(a, end) : CelError.NO_OVERLOAD)
                .method(
                        "indexOf",
                        2,
                        (a, f) -> a[0] instanceof String ? indexOf(a, 0L) : ListFunctions.indexOf(a[0], a[1]))
                .method("indexOf", 3, (a, f) -> a[2] instanceof Long from ? indexOf(a, from) : CelError.NO_OVERLOAD)
                .method(
                        "lastIndexOf",
                        2,
                        (a, f) -> a[0] instanceof String ? lastIndexOf(a, null) : ListFunctions.lastIndexOf(a[0], a[1]))
                .method(
                        "lastIndexOf",
                        3,
                        (a, f) -> a[2] instanceof Long from ? lastIndexOf(a, from) : CelError.NO_OVERLOAD)
                .method("replace", 3, (a, f) -> replace(a, f, -1))
                .method("replace", 4, (a, f) -> a[3] instanceof Long n ? replace(a, f, n) : CelError.NO_OVERLOAD)
                .method("split", 2, (a, f) -> split(a, -1))
                .method("split", 3, (a, f) -> a[2] instanceof Long n ? split(a, n) : CelError.NO_OVERLOAD)
                .method("join", 1, (a, f) -> join(a, f, ""))
                .method("join", 2, (a, f) -> a[1] instanceof String by ? join(a, f, by) : CelError.NO_OVERLOAD)
                .method("format", 2, TextFormat::format)
                .global("strings.quote", 1, (a, f) -> one(a, StringFunctions::quote));
    }

    private interface Two {
        boolean test(String a, String b);
    }

    private interface One {
        String apply(String a);
    }

    private interface Search {
        Object apply(Regex regex, String text);
    }

    private static Object two(Object[] args, Two test) {
        return args[0] instanceof String text && args[1] instanceof String part
                ? (Object) test.test(text, part)
                : CelError.NO_OVERLOAD;
    }

    private static Object one(Object[] args, One change) {
        return args[0] instanceof String text ? change.apply(text) : CelError.NO_OVERLOAD;
    }

    /** An expression that is no literal; literal ones are compiled once, with the program. */
    private static Object matches(Object[] args, Frame frame) {
        return regex(args, frame, (regex, text) -> regex.find(text));
    }

    private static Object regex(Object[] args, Frame frame, Search search) {
        if (!(args[0] instanceof String text && args[1] instanceof String expression)) {
            return CelError.NO_OVERLOAD;
        }
        frame.build(text.length());
        try {
            return search.apply(Regex.compile(expression), text);
        } catch (MalformedRegexException e) {
            return new CelError(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> all(Regex regex, String text, long limit) {
        List<String> found = new ArrayList<>();
        for (Regex.Match match : regex.all(text)) {
            if (limit >= 0 && found.size() >= limit) {
                break;
            }
            found.add(match.text());
        }
        return found;
    }

    static CelList texts(List<String> texts) {
        return CelList.of(List.copyOf(texts));
    }

    /** Go's TrimSpace, which takes no-break spaces too. */
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
    }

    private static String ascii(String text, char first, char last, int shift) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < changed.length(); i++) {
            char c = changed.charAt(i);
            if (c >= first && c <= last) {
                changed.setCharAt(i, (char) (c + shift));
            }
        }
        return changed.toString();
    }

    private static Object charAt(Object[] args) {
        if (!(args[0] instanceof String text && args[1] instanceof Long index)) {
            return CelError.NO_OVERLOAD;
        }
        int length = text.codePointCount(0, text.length());
        if (index < 0 || index > length) {
            return new CelError("index out of range: " + index);
        }
        return index == length
                ? ""
                : Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) (long) index)));
    }

    private static Object substring(Object[] args, @Nullable Long givenEnd) {
        if (!(args[0] instanceof String text && args[1] instanceof Long start)) {
            return CelError.NO_OVERLOAD;
        }
        long length = text.codePointCount(0, text.length());
        long end = givenEnd == null ? length : givenEnd;
        if (start < 0 || start > length) {
            return new CelError("index out of range: " + start);
        }
        if (end < 0 || end > length) {
            return new CelError("index out of range: " + end);
        }
        if (start > end) {
            return new CelError("invalid substring range. start: " + start + ", end: " + end);
        }
        int from = text.offsetByCodePoints(0, (int) (long) start);
        return text.substring(from, text.offsetByCodePoints(from, (int) (end - start)));
    }

    /** The first place from {@code from} on; an empty text is found wherever it is looked for. */
    private static Object indexOf(Object[] args, long from) {
        if (!(args[0] instanceof String text && args[1] instanceof String part)) {
            return CelError.NO_OVERLOAD;
        }
        if (part.isEmpty()) {
            return from;
        }
        if (from < 0) {
            return new CelError("index out of range: " + from);
        }
        if (from >= text.codePointCount(0, text.length())) {
            return -1L;
        }
        int found = text.indexOf(part, text.offsetByCodePoints(0, (int) from));
        return found < 0 ? -1L : (long) text.codePointCount(0, found);
    }

    /** The last place that is not behind {@code from}, or behind the last character where none is given. */
    private static Object lastIndexOf(Object[] args, @Nullable Long given) {
        if (!(args[0] instanceof String text && args[1] instanceof String part)) {
            return CelError.NO_OVERLOAD;
        }
        long length = text.codePointCount(0, text.length());
        if (part.isEmpty()) {
            return given == null ? length : given;
        }
        if (given != null && given < 0) {
            return new CelError("index out of range: " + given);
        }
        long from = given == null ? length - 1 : given;
        if (from < 0 || from >= length) {
            return -1L;
        }
        int found = text.lastIndexOf(part, text.offsetByCodePoints(0, (int) from));
        return found < 0 ? -1L : (long) text.codePointCount(0, found);
    }

    private static Object replace(Object[] args, Frame frame, long limit) {
        if (!(args[0] instanceof String text && args[1] instanceof String old && args[2] instanceof String with)) {
            return CelError.NO_OVERLOAD;
        }
        long most = limit < 0 ? text.length() + 1L : Math.min(limit, text.length() + 1L);
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (long done = 0; done < most; done++) {
            int found = text.indexOf(old, old.isEmpty() && done > 0 ? at + 1 : at);
            if (found < 0 || (old.isEmpty() && found > text.length())) {
                break;
            }
            if (old.isEmpty() && done > 0 && at == text.length()) {
                break;
            }
            frame.build(with.length());
            out.append(text, at, found).append(with);
            at = found + old.length();
        }
        return out.append(text.substring(at)).toString();
    }

    private static Object split(Object[] args, long limit) {
        if (!(args[0] instanceof String text && args[1] instanceof String by)) {
            return CelError.NO_OVERLOAD;
        }
        List<String> parts = new ArrayList<>();
        if (limit == 0) {
            return texts(parts);
        }
        int at = 0;
        while (limit < 0 || parts.size() < limit - 1) {
            int found =
                    by.isEmpty() ? (at < text.length() ? text.offsetByCodePoints(at, 1) : -1) : text.indexOf(by, at);
            if (found < 0 || (by.isEmpty() && found >= text.length())) {
                break;
            }
            parts.add(text.substring(at, found));
            at = found + by.length();
        }
        if (!by.isEmpty() || at < text.length()) {
            parts.add(text.substring(at));
        }
        return texts(parts);
    }

    private static Object join(Object[] args, Frame frame, String by) {
        if (!(args[0] instanceof CelList list)) {
            return CelError.NO_OVERLOAD;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            if (!(item instanceof String text)) {
                return item instanceof CelError ? item : CelError.NO_OVERLOAD;
            }
            frame.build(text.length() + by.length());
            out.append(i == 0 ? "" : by).append(text);
        }
        String joined = out.toString();
        frame.spend(Costs.characters(2 * Costs.size(joined)));
        return joined;
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String escape = GoEscapes.of(c);
            out.append(escape == null ? Character.toString(c) : escape);
        }
        return out.append('"').toString();
    }
}
