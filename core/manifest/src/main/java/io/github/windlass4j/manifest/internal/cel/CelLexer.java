package io.github.windlass4j.manifest.internal.cel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a source into tokens (cel-spec, langdef.md, "Syntax"). */
final class CelLexer {
    /** What a token is. */
    enum Kind {
        LITERAL,
        IDENT,
        SIGN,
        END
    }

    /** {@code text} is the sign or name; {@code value} a literal's value. */
    record Token(Kind kind, String text, Object value, int at) {}

    private static final String[] SIGNS = {
        "&&", "||", "==", "!=", "<=", ">=", ".?", "[?", "(", ")", "[", "]", "{", "}", ",", ".", ":", "?", "+", "-", "*",
        "/", "%", "!", "<", ">"
    };

    private final String source;
    private int at;

    private CelLexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) throws CelSyntaxException {
        CelLexer lexer = new CelLexer(source);
        List<Token> tokens = new ArrayList<>();
        while (true) {
            Token token = lexer.next();
            tokens.add(token);
            if (token.kind() == Kind.END) {
                return tokens;
            }
        }
    }

    private Token next() throws CelSyntaxException {
        skipSpace();
        if (at == source.length()) {
            return new Token(Kind.END, "<EOF>", "", at);
        }
        int start = at;
        char c = source.charAt(at);
        if (isDigit(c) || (c == '.' && at + 1 < source.length() && isDigit(source.charAt(at + 1)))) {
            return new Token(Kind.LITERAL, "number", number(), start);
        }
        if (isLetter(c)) {
            int prefix = prefixLength();
            if (prefix >= 0) {
                return string(start, prefix);
            }
            while (at < source.length() && (isLetter(source.charAt(at)) || isDigit(source.charAt(at)))) {
                at++;
            }
            return word(source.substring(start, at), start);
        }
        if (c == '"' || c == '\'') {
            return string(start, 0);
        }
        if (c == '`') {
            int end = source.indexOf('`', at + 1);
            if (end < 0) {
                throw CelSyntaxException.syntax(source, start, "Syntax error: unterminated quoted field");
            }
            at = end + 1;
            return new Token(Kind.IDENT, source.substring(start + 1, end), "", start);
        }
        for (String sign : SIGNS) {
            if (source.startsWith(sign, at)) {
                at += sign.length();
                return new Token(Kind.SIGN, sign, "", start);
            }
        }
        throw CelSyntaxException.syntax(source, start, "Syntax error: token recognition error at: '" + c + "'");
    }

    private static Token word(String word, int at) {
        return switch (word) {
            case "true" -> new Token(Kind.LITERAL, word, true, at);
            case "false" -> new Token(Kind.LITERAL, word, false, at);
            case "null" -> new Token(Kind.LITERAL, word, CelNull.NULL, at);
            case "in" -> new Token(Kind.SIGN, word, "", at);
            default -> new Token(Kind.IDENT, word, "", at);
        };
    }

    private void skipSpace() {
        while (at < source.length()) {
            if (source.startsWith("//", at)) {
                int end = source.indexOf('\n', at);
                at = end < 0 ? source.length() : end;
            } else if (" \t\n\r\f".indexOf(source.charAt(at)) >= 0) {
                at++;
            } else {
                return;
            }
        }
    }

    private Object number() throws CelSyntaxException {
        int start = at;
        boolean hex = source.startsWith("0x", at) || source.startsWith("0X", at);
        if (hex) {
            at += 2;
        }
        int digits = at;
        while (at < source.length()
                && (hex ? Character.digit(source.charAt(at), 16) >= 0 : isDigit(source.charAt(at)))) {
            at++;
        }
        boolean real = !hex && fraction();
        String text = source.substring(digits, at);
        try {
            if (real) {
                return Double.parseDouble(text);
            }
            if (at < source.length() && (source.charAt(at) == 'u' || source.charAt(at) == 'U')) {
                at++;
                return new CelUint(Long.parseUnsignedLong(text, hex ? 16 : 10));
            }
            // The one number whose sign is needed to fit.
            return text.equals("9223372036854775808") && start > 0 && source.charAt(start - 1) == '-'
                    ? Long.MIN_VALUE
                    : Long.parseLong(text, hex ? 16 : 10);
        } catch (NumberFormatException e) {
            throw CelSyntaxException.syntax(source, start, "invalid int literal");
        }
    }

    private boolean fraction() {
        boolean real = false;
        if (at + 1 < source.length() && source.charAt(at) == '.' && isDigit(source.charAt(at + 1))) {
            real = true;
            at++;
            while (at < source.length() && isDigit(source.charAt(at))) {
                at++;
            }
        }
        int mark = at;
        if (at < source.length() && (source.charAt(at) == 'e' || source.charAt(at) == 'E')) {
            at++;
            if (at < source.length() && "+-".indexOf(source.charAt(at)) >= 0) {
                at++;
            }
            if (at < source.length() && isDigit(source.charAt(at))) {
                while (at < source.length() && isDigit(source.charAt(at))) {
                    at++;
                }
                return true;
            }
            at = mark;
        }
        return real;
    }

    /** Length of r, b, rb before a quote; -1 when no string starts here. */
    private int prefixLength() {
        for (int i = 0; i <= 2 && at + i < source.length(); i++) {
            char c = source.charAt(at + i);
            if (c == '"' || c == '\'') {
                return i;
            }
            if ("rRbB".indexOf(c) < 0) {
                return -1;
            }
        }
        return -1;
    }

    private Token string(int start, int prefix) throws CelSyntaxException {
        String mark = source.substring(at, at + prefix).toLowerCase(Locale.ROOT);
        boolean raw = mark.indexOf('r') >= 0;
        boolean bytes = mark.indexOf('b') >= 0;
        at += prefix;
        String quote = source.substring(at, at + 1);
        if (source.startsWith(quote.repeat(3), at)) {
            quote = quote.repeat(3);
        }
        at += quote.length();
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        while (!source.startsWith(quote, at)) {
            if (at >= source.length() || (quote.length() == 1 && source.charAt(at) == '\n')) {
                throw CelSyntaxException.syntax(source, start, "Syntax error: unterminated string");
            }
            int codePoint = source.codePointAt(at);
            boolean octet = false;
            if (codePoint == '\\' && !raw) {
                octet = bytes && "xX01234567".indexOf(source.charAt(Math.min(at + 1, source.length() - 1))) >= 0;
                codePoint = escape(start);
            } else {
                at += Character.charCount(codePoint);
            }
            text.appendCodePoint(codePoint);
            if (octet) {
                data.write(codePoint);
            } else {
                data.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
            }
        }
        at += quote.length();
        return new Token(Kind.LITERAL, "string", bytes ? new CelBytes(data.toByteArray()) : text.toString(), start);
    }

    private int escape(int start) throws CelSyntaxException {
        char c = at + 1 < source.length() ? source.charAt(at + 1) : 0;
        at += 2;
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case '\\', '\'', '"', '`', '?' -> c;
            case 'x', 'X' -> digits(2, 16, start);
            case 'u' -> digits(4, 16, start);
            case 'U' -> digits(8, 16, start);
            case '0', '1', '2', '3' -> {
                at--;
                yield digits(3, 8, start);
            }
            default -> throw CelSyntaxException.syntax(source, start, "Syntax error: invalid escape in string");
        };
    }

    private int digits(int count, int base, int start) throws CelSyntaxException {
        try {
            int value = Integer.parseInt(source, at, at + count, base);
            if (value < 0 || value > Character.MAX_CODE_POINT) {
                throw CelSyntaxException.syntax(source, start, "Syntax error: invalid escape in string");
            }
            at += count;
            return value;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw CelSyntaxException.syntax(source, start, "Syntax error: invalid escape in string");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
