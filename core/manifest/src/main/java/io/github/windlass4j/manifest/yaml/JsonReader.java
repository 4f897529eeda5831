package io.github.windlass4j.manifest.yaml;

import io.github.windlass4j.manifest.yaml.Document.DuplicateKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the API server reads it (sigs.k8s.io/json): a number is an integer if it is written as one and fits 64 bits, else
 * a float; several objects may follow one another. Unsigned 64-bit integers, floats to the API server, keep their digits.
 */
final class JsonReader {
    private final String text;
    private final String origin;
    private final YamlLimits limits;
    private List<DuplicateKey> duplicates = new ArrayList<>();
    private int at;
    private int line = 1;
    private int column;
    private int columnCountedTo;
    private @Nullable MalformedYamlException outOfRange;
    private boolean refused;

    JsonReader(String text, String origin, YamlLimits limits) {
        this.text = text;
        this.origin = origin;
        this.limits = limits;
    }

    List<Document> read() {
        List<Document> documents = new ArrayList<>();
        skipSpace();
        while (at < text.length()) {
            if (documents.size() == limits.documents()) {
                throw malformed("more than " + limits.documents() + " documents");
            }
            duplicates = new ArrayList<>();
            documents.add(new Document(value(0), origin, duplicates));
            if (outOfRange != null) {
                refused = true;
                throw outOfRange;
            }
            skipSpace();
        }
        return documents;
    }

    /** Whether the text is JSON by its letters and refused all the same: then it is not read in another way. */
    boolean isRefused() {
        return refused;
    }

    private Node value(int depth) {
        Position start = position();
        char c = peek();
        return switch (c) {
            case '{' -> object(start, depth);
            case '[' -> array(start, depth);
            case '"' -> Scalar.of(string(), start);
            case 't' -> word("true", Scalar.of(true, start));
            case 'f' -> word("false", Scalar.of(false, start));
            case 'n' -> word("null", Scalar.of((Object) null, start));
            default -> {
                if (c == '-' || (c >= '0' && c <= '9')) {
                    yield number(start);
                }
                throw unexpected("looking for beginning of value");
            }
        };
    }

    private Node object(Position start, int depth) {
        requireDepth(depth);
        MappingBuilder entries = new MappingBuilder();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return entries.build(start);
        }
        while (true) {
            skipSpace();
            Position keyAt = position();
            if (peek() != '"') {
                throw unexpected("looking for beginning of object key string");
            }
            String key = string();
            skipSpace();
            expect(':', "after object key");
            skipSpace();
            if (entries.put(key, value(depth + 1), keyAt)) {
                duplicates.add(new DuplicateKey(key, keyAt, false));
            }
            skipSpace();
            if (peek() == '}') {
                at++;
                return entries.build(start);
            }
            expect(',', "after object key:value pair");
        }
    }

    private Node array(Position start, int depth) {
        requireDepth(depth);
        List<Node> items = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return Sequence.read(items, start);
        }
        while (true) {
            skipSpace();
            items.add(value(depth + 1));
            skipSpace();
            if (peek() == ']') {
                at++;
                return Sequence.read(items, start);
            }
            expect(',', "after array element");
        }
    }

    private Node number(Position start) {
        int from = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else if (digits() == 0) {
            throw unexpected("in numeric literal");
        }
        boolean whole = true;
        if (peek() == '.') {
            whole = false;
            at++;
            if (digits() == 0) {
                throw unexpected("after decimal point in numeric literal");
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            whole = false;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            if (digits() == 0) {
                throw unexpected("in exponent of numeric literal");
            }
        }
        return number(text.substring(from, at), whole, start);
    }

    /** A whole number that fits 64 bits, with or without a sign, is kept exactly; any other is the nearest double. */
    private Node number(String digits, boolean whole, Position start) {
        if (whole && digits.length() <= 20) {
            BigInteger number = new BigInteger(digits);
            if (number.bitLength() < Long.SIZE) {
                return Scalar.of(number.longValue(), start);
            }
            if (number.signum() > 0 && number.compareTo(ScalarRules.UINT64_MAX) <= 0) {
                return Scalar.of(number, start);
            }
        }
        double number = Double.parseDouble(digits);
        if (Double.isInfinite(number) && outOfRange == null) {
            outOfRange = new MalformedYamlException(
                    origin, start, "cannot unmarshal number " + brief(digits) + " into a float");
        }
        return Scalar.of(number, start);
    }

    private static String brief(String digits) {
        return digits.length() <= 40 ? digits : digits.substring(0, 40) + "...";
    }

    private int digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }

    private String string() {
        at++;
        int run = at;
        StringBuilder value = null;
        while (true) {
            char c = peek();
            if (c == '"') {
                String tail = text.substring(run, at++);
                return value == null ? tail : whole(value.append(tail));
            }
            if (c < ' ') {
                throw unexpected("in string literal");
            }
            if (c == '\\') {
                value = value == null ? new StringBuilder() : value;
                value.append(text, run, at);
                at++;
                value.append(escape());
                run = at;
            } else {
                at++;
            }
        }
    }

    /** Go knows no half of a character: an escape of one alone is U+FFFD. */
    private static String whole(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                text.setCharAt(i, '\uFFFD');
            } else {
                i += Character.charCount(c) - 1;
            }
        }
        return text.toString();
    }

    private char escape() {
        char c = peek();
        if ("\"\\/bfnrtu".indexOf(c) < 0) {
            throw unexpected("in string escape code");
        }
        at++;
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> c;
        };
    }

    private char codeUnit() {
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
            char c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw unexpected("in \\u hexadecimal character escape");
            }
            code = (code << 4) | digit;
        }
        return (char) code;
    }

    private Node word(String word, Node value) {
        if (!text.startsWith(word, at)) {
            throw malformed("invalid literal (want " + word + ")");
        }
        at += word.length();
        return value;
    }

    private void requireDepth(int depth) {
        if (depth == limits.depth()) {
            throw malformed("nested deeper than " + limits.depth() + " levels");
        }
    }

    private void expect(char want, String where) {
        if (peek() != want) {
            throw unexpected(where);
        }
        at++;
    }

    private MalformedYamlException unexpected(String where) {
        if (at == text.length()) {
            return malformed("unexpected end of JSON input");
        }
        int c = text.codePointAt(at);
        boolean shown = Character.isLetterOrDigit(c) || (c > ' ' && c < 0x7F);
        String name = shown ? "'" + Character.toString(c) + "'" : String.format("U+%04X", c);
        return malformed("invalid character " + name + " " + where);
    }

    /** The next character, or U+0000 at the end, which no rule accepts. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void skipSpace() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                column = 0;
                columnCountedTo = at + 1;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return;
            }
            at++;
        }
    }

    /** Asked in ascending order: each character of a line is counted once. */
    private Position position() {
        column += text.codePointCount(columnCountedTo, at);
        columnCountedTo = at;
        return new Position(line, column + 1);
    }

    private MalformedYamlException malformed(String problem) {
        return new MalformedYamlException(origin, position(), problem);
    }
}
