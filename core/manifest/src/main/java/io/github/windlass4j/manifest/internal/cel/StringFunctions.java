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
        registry.method("contains", 2, (a, f) -> two(a, f, String::contains))
                .method("startsWith", 2, (a, f) -> two(a, f, String::startsWith))
                .method("endsWith", 2, (a, f) -> two(a, f, String::endsWith))
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
        registry.method("lowerAscii", 1, (a, f) -> one(a, f, text -> ascii(text, 'A', 'Z', 32)))
                .method("upperAscii", 1, (a, f) -> one(a, f, text -> ascii(text, 'a', 'z', -32)))
                .method("trim", 1, (a, f) -> one(a, f, String::strip))
                .method(
                        "reverse",
                        1,
                        (a, f) -> a[0] instanceof String
                                ? one(
                                        a,
                                        f,
                                        text -> new StringBuilder(text)
                                                .reverse()
                                                .toString())
                                : ListFunctions.reverse(a[0]))
                .method("charAt", 2, StringFunctions::charAt)
                .method("substring", 2, (a, f) -> substring(a, f, null))
                .method(
                        "substring",
                        3,
                        (a, f) -> a[2] instanceof Long end ? substring(a, f, end) : CelError.NO_OVERLOAD)
                .method(
                        "indexOf",
                        2,
                        (a, f) -> a[0] instanceof String ? indexOf(a, f, 0L) : ListFunctions.indexOf(a[0], a[1]))
                .method("indexOf", 3, (a, f) -> a[2] instanceof Long from ? indexOf(a, f, from) : CelError.NO_OVERLOAD)
                .method(
                        "lastIndexOf",
                        2,
                        (a, f) -> a[0] instanceof String
                                ? lastIndexOf(a, f, Long.MAX_VALUE)
                                : ListFunctions.lastIndexOf(a[0], a[1]))
                .method(
                        "lastIndexOf",
                        3,
                        (a, f) -> a[2] instanceof Long from ? lastIndexOf(a, f, from) : CelError.NO_OVERLOAD)
                .method("replace", 3, (a, f) -> replace(a, f, -1))
                .method("replace", 4, (a, f) -> a[3] instanceof Long n ? replace(a, f, n) : CelError.NO_OVERLOAD)
                .method("split", 2, (a, f) -> split(a, f, -1))
                .method("split", 3, (a, f) -> a[2] instanceof Long n ? split(a, f, n) : CelError.NO_OVERLOAD)
                .method("join", 1, (a, f) -> join(a, f, ""))
                .method("join", 2, (a, f) -> a[1] instanceof String by ? join(a, f, by) : CelError.NO_OVERLOAD)
                .method("format", 2, TextFormat::format)
                .global("strings.quote", 1, (a, f) -> one(a, f, StringFunctions::quote));
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

    private static Object two(Object[] args, Frame frame, Two test) {
        if (args[0] instanceof String text && args[1] instanceof String part) {
            frame.traverse(text.length());
            return test.test(text, part);
        }
        return CelError.NO_OVERLOAD;
    }

    private static Object one(Object[] args, Frame frame, One change) {
        if (args[0] instanceof String text) {
            frame.traverse(text.length());
            return change.apply(text);
        }
        return CelError.NO_OVERLOAD;
    }

    /** An expression that is no literal; literal ones are compiled once, with the program. */
    private static Object matches(Object[] args, Frame frame) {
        return regex(args, frame, (regex, text) -> regex.find(text));
    }

    private static Object regex(Object[] args, Frame frame, Search search) {
        if (!(args[0] instanceof String text && args[1] instanceof String expression)) {
            return CelError.NO_OVERLOAD;
        }
        chargeRegex(frame, text, expression);
        try {
            return search.apply(Regex.compile(expression), text);
        } catch (MalformedRegexException e) {
            return new CelError(String.valueOf(e.getMessage()));
        }
    }

    /** Text traversal times a quarter of the expression's length (cel-go, interpreter/runtimecost.go, matches). */
    static void chargeRegex(Frame frame, String text, String expression) {
        long traversal = 1L + text.length() / 10;
        frame.spend(traversal * (1 + expression.length() / 4));
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

    private static Object charAt(Object[] args, Frame frame) {
        if (!(args[0] instanceof String text && args[1] instanceof Long index)) {
            return CelError.NO_OVERLOAD;
        }
        frame.spend(1);
        int length = text.codePointCount(0, text.length());
        if (index < 0 || index > length) {
            return new CelError("index out of range: " + index);
        }
        return index == length
                ? ""
                : Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) (long) index)));
    }

    private static Object substring(Object[] args, Frame frame, @Nullable Long givenEnd) {
        if (!(args[0] instanceof String text && args[1] instanceof Long start)) {
            return CelError.NO_OVERLOAD;
        }
        frame.traverse(text.length());
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

    private static Object indexOf(Object[] args, Frame frame, long from) {
        if (!(args[0] instanceof String text && args[1] instanceof String part)) {
            return CelError.NO_OVERLOAD;
        }
        frame.traverse(text.length());
        if (from < 0) {
            return new CelError("index out of range: " + from);
        }
        if (from > text.codePointCount(0, text.length())) {
            return part.isEmpty() ? (Object) from : -1L;
        }
        int found = text.indexOf(part, text.offsetByCodePoints(0, (int) from));
        return found < 0 ? -1L : (long) text.codePointCount(0, found);
    }

    /** The last place that is not behind {@code from}; no place in a text that ends before it. */
    private static Object lastIndexOf(Object[] args, Frame frame, long from) {
        if (!(args[0] instanceof String text && args[1] instanceof String part)) {
            return CelError.NO_OVERLOAD;
        }
        frame.traverse(text.length());
        if (from < 0) {
            return new CelError("index out of range: " + from);
        }
        int length = text.codePointCount(0, text.length());
        if (from != Long.MAX_VALUE && (part.isEmpty() || from >= length)) {
            return part.isEmpty() ? (Object) from : -1L;
        }
        int found = text.lastIndexOf(part, text.offsetByCodePoints(0, (int) Math.min(from, length)));
        return found < 0 ? -1L : (long) text.codePointCount(0, found);
    }

    private static Object replace(Object[] args, Frame frame, long limit) {
        if (!(args[0] instanceof String text && args[1] instanceof String old && args[2] instanceof String with)) {
            return CelError.NO_OVERLOAD;
        }
        long most = limit < 0 ? text.length() + 1L : Math.min(limit, text.length() + 1L);
        // The result may be much longer than the text.
        frame.traverse(text.length() + most * with.length());
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
            out.append(text, at, found).append(with);
            at = found + old.length();
        }
        return out.append(text.substring(at)).toString();
    }

    private static Object split(Object[] args, Frame frame, long limit) {
        if (!(args[0] instanceof String text && args[1] instanceof String by)) {
            return CelError.NO_OVERLOAD;
        }
        frame.traverse(text.length());
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
            frame.traverse(text.length() + by.length());
            out.append(i == 0 ? "" : by).append(text);
        }
        return out.toString();
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
