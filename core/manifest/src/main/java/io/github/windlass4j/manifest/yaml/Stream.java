package io.github.windlass4j.manifest.yaml;

/**
 * What the readers of kubectl do to a stream of YAML before its documents are parsed: each line is given an end, a byte order
 * mark may begin any document, and behind {@code ---} there stands nothing but a comment.
 */
final class Stream {
    private static final String SEPARATOR = "---";
    private static final char MARK = '\uFEFF';
    private static final char NEXT_LINE = '\u0085';

    private Stream() {}

    /** The text as the parser gets it; as many lines as before, but that NEL ends one, as it does in YAML 1.1. */
    static String prepared(String text, String origin) {
        String lines = lines(text);
        String ended = lines.isEmpty() || lines.endsWith("\n") || lines.endsWith("\r") ? lines : lines + '\n';
        boolean marked = ended.indexOf(MARK) >= 0;
        StringBuilder unmarked = marked ? new StringBuilder() : null;
        int taken = 0;
        int at = ended.startsWith(SEPARATOR) ? 0 : next(ended, 0);
        while (at >= 0) {
            int end = lineEnd(ended, at);
            requireNothingBehind(ended, at + SEPARATOR.length(), end, origin);
            if (unmarked != null && end + 1 < ended.length() && ended.charAt(end + 1) == MARK) {
                unmarked.append(ended, taken, end + 1);
                taken = end + 2;
            }
            at = next(ended, end);
        }
        return unmarked == null
                ? ended
                : unmarked.append(ended, taken, ended.length()).toString();
    }

    /** Behind the last character of a text. */
    static Position end(String text) {
        return YamlReader.positionOf(lines(text), text.length());
    }

    private static String lines(String text) {
        return text.indexOf(NEXT_LINE) < 0 ? text : text.replace(NEXT_LINE, '\n');
    }

    /** Where the next line begins that is a separator; negative if there is none. */
    private static int next(String text, int from) {
        int found = text.indexOf("\n" + SEPARATOR, from);
        return found < 0 ? -1 : found + 1;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static void requireNothingBehind(String text, int from, int end, String origin) {
        String rest = text.substring(from, end).strip();
        if (!rest.isEmpty() && rest.charAt(0) != '#') {
            throw new MalformedYamlException(
                    origin,
                    YamlReader.positionOf(text, text.indexOf(rest, from)),
                    "invalid Yaml document separator: " + rest.substring(0, Math.min(rest.length(), 40)));
        }
    }
}
