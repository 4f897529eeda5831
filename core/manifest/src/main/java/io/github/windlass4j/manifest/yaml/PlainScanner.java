package io.github.windlass4j.manifest.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a text that is written plainly: scalars on one line, literal blocks, flow collections on one line. What is
 * written in any other way is left to {@link YamlReader} by {@link NotPlain}, errors too.
 */
final class PlainScanner {
    /** Above this length a scanner need not take a text for a key (YAML 1.2, 7.4.2: 1,024 characters). */
    private static final int LONGEST_KEY = 1_000;

    private static final int KNOWN_NAMES = 1 << 10;

    /** Characters that begin no plain scalar, or do so only before certain others. */
    private static final String INDICATORS = "?:,[]{}#&*!|>'\"%@`";

    int at;
    private final String text;
    private int line;
    private int lineStart;

    /** The part of the stream that is read, from its first character to the one behind its last. */
    private int start;

    private int end;
    private int linesBefore;
    private int linesOfPart;
    private boolean plain;

    /** The same few names stand in every object: one text for each, looked up before it is made. */
    private final String[] names = new String[KNOWN_NAMES];

    /** Something that is not written plainly, or wrong. */
    static final class NotPlain extends Exception {
        private static final long serialVersionUID = 1L;

        NotPlain() {
            super(null, null, false, false);
        }
    }

    PlainScanner(String text) {
        this.text = text;
    }

    /** Goes to the next part of the stream, which ends before the next {@code ---}; false at the end of the text. */
    boolean nextPart() throws NotPlain {
        linesBefore += linesOfPart;
        line = linesBefore + 1;
        at = end;
        lineStart = end;
        start = end;
        plain = true;
        linesOfPart = 0;
        if (at == text.length()) {
            return false;
        }
        int i = at;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                linesOfPart++;
                if (i + 1 < text.length() && isMarker(i + 1)) {
                    i++;
                    break;
                }
            } else if (c >= 0x7F ? !isPlain(c) : c < ' ') {
                plain = false;
                if (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                    // A break of lines too, so that no line can be told by counting.
                    throw new NotPlain();
                }
            }
        }
        end = i;
        isMarker(start);
        return true;
    }

    /** At the beginning of a line: another document; directives and marks of an end are refused, and left to others. */
    private boolean isMarker(int index) throws NotPlain {
        char c = text.charAt(index);
        if (c == '%' || (c == '.' && text.startsWith("...", index))) {
            throw new NotPlain();
        }
        return c == '-' && text.startsWith("---", index) && isBlankAt(index + 3);
    }

    private boolean isBlankAt(int index) {
        return index >= text.length() || " \n\t\r".indexOf(text.charAt(index)) >= 0;
    }

    /** Lines of the text before the part. */
    int linesBefore() {
        return linesBefore;
    }

    /** Whether all characters of the part can be plain. */
    boolean isPartPlain() {
        return plain;
    }

    /** The part as it is written. */
    String part() {
        return text.substring(start, end);
    }

    /** At the {@code ---} with which a part begins. */
    boolean atMarker() {
        return at == start && text.startsWith("---", at) && isBlankAt(at + 3);
    }

    boolean atEnd() {
        return at == end;
    }

    /** Neither a control character nor a line break of YAML 1.1 nor half of a character. */
    private static boolean isPlain(char c) {
        return c >= 0xA0 && c < Character.MIN_SURROGATE && c != '\u2028' && c != '\u2029';
    }

    char peek(int ahead) {
        int index = at + ahead;
        return index < end ? text.charAt(index) : '\n';
    }

    int column() {
        return at - lineStart;
    }

    Position position() {
        return new Position(line, at - lineStart + 1);
    }

    boolean isBlank(int ahead) {
        char c = peek(ahead);
        return c == ' ' || c == '\n';
    }

    /** At {@code -} that begins an item. */
    boolean isItem() {
        return at < end && text.charAt(at) == '-' && isBlank(1);
    }

    /** Goes to the next character that counts, over blank lines and comments. */
    void toContent() {
        while (at < end) {
            char c = text.charAt(at);
            if (c == '\n') {
                nextLine();
            } else if (c == ' ') {
                at++;
            } else if (c == '#') {
                toLineEnd();
            } else {
                return;
            }
        }
    }

    private void nextLine() {
        at++;
        line++;
        lineStart = at;
    }

    private void toLineEnd() {
        int next = text.indexOf('\n', at);
        at = next < 0 || next > end ? end : next;
    }

    void skipSpaces() {
        while (at < end && text.charAt(at) == ' ') {
            at++;
        }
    }

    /** Whether nothing but a comment follows in this line; a comment needs a blank before it. */
    boolean restIsEmpty() {
        int from = at;
        skipSpaces();
        return at == end || text.charAt(at) == '\n' || (text.charAt(at) == '#' && at > from);
    }

    void requireRestEmpty() throws NotPlain {
        if (!restIsEmpty()) {
            throw new NotPlain();
        }
    }

    /**
     * Where the plain scalar that begins here ends in its line: before a colon that makes it a key, a comment, or the end.
     * Stays where it is.
     */
    int plainEnd() throws NotPlain {
        char first = text.charAt(at);
        if (first == '-' ? isBlank(1) : INDICATORS.indexOf(first) >= 0) {
            throw new NotPlain();
        }
        int i = at;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '#' && text.charAt(i - 1) == ' ')) {
                break;
            }
            if (c == ':' && (i + 1 == end || text.charAt(i + 1) == ' ' || text.charAt(i + 1) == '\n')) {
                break;
            }
        }
        return i;
    }

    boolean isColon(int index) {
        return index < end && text.charAt(index) == ':';
    }

    /** The text up to there without the blanks at its end. */
    private int trimmed(int to) {
        int last = to;
        while (last > at && text.charAt(last - 1) == ' ') {
            last--;
        }
        return last;
    }

    /** A plain scalar that ends there. */
    Node plain(int to) throws NotPlain {
        Position start = position();
        int last = trimmed(to);
        String word = text.substring(at, last);
        at = last;
        return resolved(word, start);
    }

    private static Node resolved(String word, Position start) throws NotPlain {
        try {
            return Scalar.of(ScalarRules.value(null, true, word), start, word);
        } catch (ScalarRules.BadScalar bad) {
            throw new NotPlain();
        }
    }

    /** A plain key that ends there, and the colon behind it. */
    String plainKey(int colon) throws NotPlain {
        int last = trimmed(colon);
        if (last - at > LONGEST_KEY) {
            throw new NotPlain();
        }
        String key = name(at, last);
        at = colon + 1;
        return key;
    }

    private String name(int from, int to) throws NotPlain {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int slot = (hash ^ (hash >>> 15)) & (KNOWN_NAMES - 1);
        String known = names[slot];
        if (known != null && known.length() == to - from && text.startsWith(known, from)) {
            return known;
        }
        String written = text.substring(from, to);
        String key = keyOf(written);
        if (key.equals(written)) {
            names[slot] = written;
        }
        return key;
    }

    private static String keyOf(String written) throws NotPlain {
        if (written.equals("<<")) {
            throw new NotPlain();
        }
        try {
            return ScalarRules.key(null, true, written);
        } catch (ScalarRules.BadScalar bad) {
            throw new NotPlain();
        }
    }

    /** At a quotation mark: the text as a key, and the colon behind it; null if there is none. */
    @Nullable
    String quotedKey() throws NotPlain {
        int from = at;
        String text = quoted();
        if (peek(0) != ':' || !isBlank(1)) {
            at = from;
            return null;
        }
        if (at - from > LONGEST_KEY) {
            throw new NotPlain();
        }
        at++;
        return text;
    }

    /** At a quotation mark: the text up to the next one, in this line. */
    String quoted() throws NotPlain {
        char mark = text.charAt(at++);
        int from = at;
        StringBuilder unescaped = null;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '\n') {
                break;
            }
            boolean twice = c == mark && mark == '\'' && peek(1) == mark;
            if (c == mark && !twice) {
                String last = text.substring(from, at++);
                return unescaped == null ? last : unescaped.append(last).toString();
            }
            if (twice || (c == '\\' && mark == '"')) {
                unescaped = unescaped == null ? new StringBuilder() : unescaped;
                unescaped.append(text, from, at).append(twice ? mark : escaped(peek(1)));
                at += 2;
                from = at;
            } else {
                at++;
            }
        }
        throw new NotPlain();
    }

    private static char escaped(char c) throws NotPlain {
        return switch (c) {
            case '"', '\\' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> throw new NotPlain();
        };
    }

    /** At {@code |}: the lines that are indented deeper than their parent. */
    Node literal(int parent) throws NotPlain {
        Position start = position();
        at++;
        char chomping = peek(0);
        if (chomping == '-' || chomping == '+') {
            at++;
        }
        requireRestEmpty();
        toLineEnd();
        int indent = indentOfLiteral(parent);
        StringBuilder content = new StringBuilder();
        int kept = 0;
        while (true) {
            if (at == end) {
                // Where the last line has no end the engine decides what the scalar ends with.
                throw new NotPlain();
            }
            nextLine();
            int spaces = spacesAt(at);
            boolean blank = at + spaces == end || text.charAt(at + spaces) == '\n';
            if (at == end || (!blank && spaces < indent)) {
                break;
            }
            if (!blank || spaces > indent) {
                int from = at + indent;
                toLineEnd();
                content.append(text, from, at).append('\n');
                kept = content.length();
            } else {
                at += spaces;
                content.append('\n');
            }
        }
        if (chomping != '+') {
            content.setLength(chomping == '-' ? kept - 1 : kept);
        }
        return Scalar.of(content.toString(), start);
    }

    private int spacesAt(int index) {
        int i = index;
        while (i < end && text.charAt(i) == ' ') {
            i++;
        }
        return i - index;
    }

    /** That of the first line with content; blank lines before it must not be deeper. */
    private int indentOfLiteral(int parent) throws NotPlain {
        int deepest = 0;
        for (int next = at + 1; next < end; ) {
            int spaces = spacesAt(next);
            if (next + spaces == end) {
                break;
            }
            if (text.charAt(next + spaces) != '\n') {
                if (spaces <= parent || spaces < deepest || spaces == 0) {
                    break;
                }
                return spaces;
            }
            deepest = Math.max(deepest, spaces);
            next += spaces + 1;
        }
        throw new NotPlain();
    }

    /** At a bracket: a flow collection that ends in its line. */
    Node flow(int depth, int most, PlainReader reader) throws NotPlain {
        if (depth == most) {
            throw new NotPlain();
        }
        Position start = position();
        boolean mapping = text.charAt(at++) == '{';
        MappingBuilder entries = mapping ? new MappingBuilder() : null;
        List<Node> items = new ArrayList<>();
        char close = mapping ? '}' : ']';
        skipSpaces();
        boolean more = peek(0) != close;
        while (more) {
            if (entries != null) {
                Position key = position();
                String name = flowKey();
                skipSpaces();
                reader.put(entries, name, flowValue(depth, most, reader), key);
            } else {
                items.add(flowValue(depth, most, reader));
            }
            skipSpaces();
            more = peek(0) == ',';
            if (more) {
                at++;
                skipSpaces();
            } else if (peek(0) != close) {
                throw new NotPlain();
            }
        }
        at++;
        return entries == null ? Sequence.read(items, start) : entries.build(start);
    }

    private String flowKey() throws NotPlain {
        if (peek(0) == '"' || peek(0) == '\'') {
            String key = quotedKey();
            if (key == null) {
                throw new NotPlain();
            }
            return key;
        }
        int colon = flowPlainEnd();
        if (!isColon(colon)) {
            throw new NotPlain();
        }
        return plainKey(colon);
    }

    private Node flowValue(int depth, int most, PlainReader reader) throws NotPlain {
        char c = peek(0);
        if (c == '{' || c == '[') {
            return flow(depth + 1, most, reader);
        }
        if (c == '"' || c == '\'') {
            Position start = position();
            return Scalar.of(quoted(), start);
        }
        int to = flowPlainEnd();
        if (isColon(to)) {
            throw new NotPlain();
        }
        return plain(to);
    }

    /** Like {@link #plainEnd}, but commas and brackets end it too; a colon before one of them is left to others. */
    private int flowPlainEnd() throws NotPlain {
        char first = peek(0);
        if (first == '\n' || first == '-' || INDICATORS.indexOf(first) >= 0) {
            throw new NotPlain();
        }
        for (int i = at; i < end; i++) {
            char c = text.charAt(i);
            if (c == ',' || c == ']' || c == '}') {
                return i;
            }
            if (c == '\n' || c == '[' || c == '{' || c == '#' || c == '?') {
                break;
            }
            if (c == ':' && i + 1 < end) {
                char next = text.charAt(i + 1);
                if (next == ' ') {
                    return i;
                }
                if (",[]{}\n".indexOf(next) >= 0) {
                    break;
                }
            }
        }
        throw new NotPlain();
    }
}
