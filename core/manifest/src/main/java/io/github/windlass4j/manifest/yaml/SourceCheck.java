package io.github.windlass4j.manifest.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * What YAML 1.2 allows and go-yaml v2 does not, seen where it is written: unknown directives, line separators outside quotes,
 * escapes of half a character and of a slash, a tab that begins an indented block, names of anchors, marks within texts
 * without quotes in flow collections. Asked in the order of the text, so that the text is walked once.
 */
final class SourceCheck {
    private static final Pattern UNKNOWN_DIRECTIVE = Pattern.compile("^%(?!(YAML|TAG)\\s)", Pattern.MULTILINE);

    private final String text;
    private int codePoints;
    private int index;
    private int separator;

    /** What is wrong, and the character at which it is. */
    record Problem(int at, String words) {}

    SourceCheck(String text) {
        this.text = text;
        this.separator = separatorFrom(0);
    }

    String text() {
        return text;
    }

    private int separatorFrom(int from) {
        int line = text.indexOf('\u2028', from);
        int paragraph = text.indexOf('\u2029', from);
        return line < 0 || paragraph < 0 ? Math.max(line, paragraph) : Math.min(line, paragraph);
    }

    int indexOf(Mark mark) {
        if (mark.getIndex() < codePoints) {
            codePoints = 0;
            index = 0;
        }
        index = text.offsetByCodePoints(index, mark.getIndex() - codePoints);
        codePoints = mark.getIndex();
        return index;
    }

    /** A separator that no quoted text holds: to YAML 1.1 it ends the line, and so also a comment. */
    @Nullable
    Problem end() {
        return separatorBefore(text.length());
    }

    private @Nullable Problem separatorBefore(int end) {
        return separator < 0 || separator >= end
                ? null
                : new Problem(
                        separator,
                        String.format(
                                "U+%04X outside quotes, where Kubernetes reads the end of a line",
                                (int) text.charAt(separator)));
    }

    /** Directives other than of version and tags, which the parser passes over. */
    @Nullable
    Problem directives(DocumentStartEvent start) {
        if (!start.isExplicit()
                || start.getStartMark().isEmpty()
                || start.getEndMark().isEmpty()) {
            return null;
        }
        int from = indexOf(start.getStartMark().get());
        int end = indexOf(start.getEndMark().get());
        Matcher unknown = UNKNOWN_DIRECTIVE.matcher(text).region(from, end);
        return unknown.find() ? new Problem(unknown.start(), "found unknown directive name") : null;
    }

    @Nullable
    Problem scalar(ScalarEvent scalar, boolean inFlow) {
        Problem problem = anchor(scalar);
        return problem != null
                ? problem
                : switch (scalar.getScalarStyle()) {
                    case DOUBLE_QUOTED, SINGLE_QUOTED -> quoted(scalar);
                    case LITERAL, FOLDED -> block(scalar);
                    default -> inFlow ? inFlow(scalar) : null;
                };
    }

    private @Nullable Problem inFlow(ScalarEvent scalar) {
        if (scalar.getStartMark().isEmpty() || scalar.getEndMark().isEmpty()) {
            return null;
        }
        int start = indexOf(scalar.getStartMark().get());
        int end = indexOf(scalar.getEndMark().get());
        if (scalar.getValue().indexOf('?') >= 0) {
            return new Problem(
                    text.indexOf('?', start),
                    "'?' in a text without quotes within brackets, where Kubernetes reads the mark of a key");
        }
        return end + 1 < text.length() && text.charAt(end) == ':' && ",[]{}".indexOf(text.charAt(end + 1)) >= 0
                ? new Problem(end, "no blank behind ':', which Kubernetes takes for a part of the text before it")
                : null;
    }

    private @Nullable Problem quoted(ScalarEvent scalar) {
        boolean escapes = scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                && scalar.getValue().chars().anyMatch(c -> c == '/' || Character.isSurrogate((char) c));
        if ((!escapes && separator < 0)
                || scalar.getStartMark().isEmpty()
                || scalar.getEndMark().isEmpty()) {
            return null;
        }
        int start = indexOf(scalar.getStartMark().get());
        int end = indexOf(scalar.getEndMark().get());
        Problem before = separatorBefore(start);
        if (before == null && separator >= 0) {
            separator = separatorFrom(end);
        }
        return before == null && escapes ? escape(start, end) : before;
    }

    private @Nullable Problem escape(int start, int end) {
        int i = start;
        while (i + 1 < end) {
            if (text.charAt(i) != '\\') {
                i++;
                continue;
            }
            if (text.charAt(i + 1) == '/') {
                return new Problem(i, "found unknown escape character '/'");
            }
            boolean half = i + 3 < end
                    && text.charAt(i + 1) == 'u'
                    && "dD".indexOf(text.charAt(i + 2)) >= 0
                    && "89abcdefABCDEF".indexOf(text.charAt(i + 3)) >= 0;
            if (half) {
                return new Problem(i, "found invalid Unicode character escape code");
            }
            i += 2;
        }
        return null;
    }

    /** Where the first line tells the indentation, a tab must not stand behind it. */
    private @Nullable Problem block(ScalarEvent scalar) {
        String value = scalar.getValue();
        int first = 0;
        while (first < value.length() && value.charAt(first) == '\n') {
            first++;
        }
        if (first == value.length()
                || value.charAt(first) != '\t'
                || scalar.getStartMark().isEmpty()) {
            return null;
        }
        int header = headerFrom(indexOf(scalar.getStartMark().get()));
        int content = text.indexOf('\n', header);
        for (int i = header; i < header + 3 && i < content; i++) {
            if (Character.isDigit(text.charAt(i))) {
                return null;
            }
        }
        while (content >= 0 && content < text.length() && text.charAt(content) != '\t') {
            content++;
        }
        return new Problem(Math.max(content, header), "found a tab character where an indentation space is expected");
    }

    /** Behind the anchor and the tag. */
    private int headerFrom(int start) {
        int i = start;
        while (text.charAt(i) == '&' || text.charAt(i) == '!') {
            while (!Character.isWhitespace(text.charAt(i))) {
                i++;
            }
            while (Character.isWhitespace(text.charAt(i))) {
                i++;
            }
        }
        return i;
    }

    /** libyaml takes letters, digits, dash and underscore. */
    @Nullable
    Problem anchor(NodeEvent event) {
        if (event.getAnchor().isEmpty()) {
            return null;
        }
        String name = event.getAnchor().get().getValue();
        boolean known = name.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '_');
        return known ? null : problemAt(event, "did not find expected alphabetic or numeric character");
    }

    private Problem problemAt(Event event, String words) {
        return new Problem(event.getStartMark().map(this::indexOf).orElse(0), words);
    }
}
