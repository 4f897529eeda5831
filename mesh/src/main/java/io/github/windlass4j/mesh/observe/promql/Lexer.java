package io.github.windlass4j.mesh.observe.promql;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens. */
final class Lexer {
    enum Kind {
        /** A word: name, keyword or function; metric names may hold colons. */
        WORD,
        NUMBER,
        DURATION,
        /** A quoted text; the token's text is what the quotes mean. */
        TEXT,
        /** A dashboard's variable, {@code $name}, <code>${name}</code> or {@code [[name]]}. */
        VARIABLE,
        SIGN,
        END
    }

    /**
     * @param at offset of its first unit
     */
    record Token(Kind kind, String text, int at) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }
    }

    private static final Regex NUMBER =
            Regex.compile("(?i)0x[0-9a-f_]+|[0-9][0-9_]*(\\.[0-9_]*)?(e[+-]?[0-9]+)?|\\.[0-9]+(e[+-]?[0-9]+)?");
    private static final Regex DURATION =
            Regex.compile("([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?");
    private static final int MAX_OCTET = 0xff;
    private static final List<String> SIGNS = List.of(
            "=~", "!~", "!=", "==", ">=", "<=", "(", ")", "{", "}", "[", "]", ",", ":", "@", "+", "-", "*", "/", "%",
            "^", "=", ">", "<");

    private final String origin;
    private final String query;
    private final boolean variables;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean inBrackets;

    private Lexer(String origin, String query, boolean variables) {
        this.origin = origin;
        this.query = query;
        this.variables = variables;
    }

    static List<Token> tokens(String origin, String query, boolean variables) {
        return new Lexer(origin, query, variables).run();
    }

    private List<Token> run() {
        while (true) {
            skipBlanks();
            if (at == query.length()) {
                tokens.add(new Token(Kind.END, "", at));
                return tokens;
            }
            if (!(variables && variable())) {
                token(query.charAt(at));
            }
        }
    }

    private void token(char c) {
        if (c == '"' || c == '\'' || c == '`') {
            text(c);
        } else if (isDigit(c) || (c == '.' && at + 1 < query.length() && isDigit(query.charAt(at + 1)))) {
            number();
        } else if (isWordStart(c)) {
            int from = at;
            while (at < query.length() && (isWordStart(query.charAt(at)) || isDigit(query.charAt(at)))) {
                at++;
            }
            tokens.add(new Token(Kind.WORD, query.substring(from, at), from));
        } else {
            sign();
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean isWordStart(char c) {
        // Between brackets a colon separates range and resolution.
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c == ':' && !inBrackets);
    }

    private void skipBlanks() {
        while (at < query.length()) {
            char c = query.charAt(at);
            if (c == '#') {
                int end = query.indexOf('\n', at);
                at = end < 0 ? query.length() : end;
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    private void number() {
        int from = at;
        String rest = query.substring(at, wordEnd());
        Kind kind = DURATION.matches(rest) ? Kind.DURATION : Kind.NUMBER;
        at += rest.length();
        if (kind == Kind.NUMBER && !NUMBER.matches(rest)) {
            throw malformed(from, "bad number or duration \"" + rest + "\"");
        }
        tokens.add(new Token(kind, rest, from));
    }

    private int wordEnd() {
        int end = at;
        while (end < query.length()) {
            char c = query.charAt(end);
            boolean exponentSign = (c == '+' || c == '-')
                    && (query.charAt(end - 1) == 'e' || query.charAt(end - 1) == 'E')
                    && !query.startsWith("0x", at)
                    && end > at;
            if (!isDigit(c) && c != '.' && !(isWordStart(c) && c != ':') && !exponentSign) {
                break;
            }
            end++;
        }
        return end;
    }

    private boolean variable() {
        int from = at;
        int end;
        if (query.startsWith("${", at)) {
            end = query.indexOf('}', at);
        } else if (query.startsWith("[[", at)) {
            int close = query.indexOf("]]", at);
            end = close < 0 ? -1 : close + 1;
        } else if (query.charAt(at) == '$') {
            end = at;
            while (end + 1 < query.length() && (isDigit(query.charAt(end + 1)) || isPlainWord(query.charAt(end + 1)))) {
                end++;
            }
            end = end == at ? -1 : end;
        } else {
            return false;
        }
        if (end < 0) {
            throw malformed(from, "variable without end or name");
        }
        at = end + 1;
        tokens.add(new Token(Kind.VARIABLE, query.substring(from, at), from));
        return true;
    }

    private static boolean isPlainWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private void sign() {
        for (String sign : SIGNS) {
            if (query.startsWith(sign, at)) {
                inBrackets = sign.equals("[") || (inBrackets && !sign.equals("]"));
                tokens.add(new Token(Kind.SIGN, sign, at));
                at += sign.length();
                return;
            }
        }
        throw malformed(at, "unexpected character \"" + Character.toString(query.codePointAt(at)) + "\"");
    }

    private void text(char quote) {
        int from = at++;
        StringBuilder out = new StringBuilder();
        while (true) {
            if (at >= query.length()) {
                throw malformed(from, "text without closing " + quote);
            }
            char c = query.charAt(at);
            if (c == quote) {
                at++;
                tokens.add(new Token(Kind.TEXT, out.toString(), from));
                return;
            }
            if (c == '\n' && quote != '`') {
                throw malformed(from, "text without closing " + quote + " on its line");
            }
            if (c == '\\' && quote != '`') {
                escape(out, quote);
            } else {
                out.append(c);
                at++;
            }
        }
    }

    /** As Go's string literals. */
    private void escape(StringBuilder out, char quote) {
        int from = at++;
        char c = at < query.length() ? query.charAt(at++) : 0;
        int plain = "abfnrtv\\".indexOf(c);
        if (plain >= 0) {
            out.append("\u0007\b\f\n\r\t\u000b\\".charAt(plain));
        } else if (c == quote) {
            out.append(c);
        } else if (c == 'x') {
            out.appendCodePoint(code(from, 2, 16, MAX_OCTET));
        } else if (c == 'u') {
            out.appendCodePoint(code(from, 4, 16, Character.MAX_CODE_POINT));
        } else if (c == 'U') {
            out.appendCodePoint(code(from, 8, 16, Character.MAX_CODE_POINT));
        } else if (c >= '0' && c <= '7') {
            at--;
            out.appendCodePoint(code(from, 3, 8, MAX_OCTET));
        } else {
            throw malformed(from, "unknown escape in a text");
        }
    }

    private int code(int from, int digits, int radix, int most) {
        long code = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < query.length() ? Character.digit(query.charAt(at), radix) : -1;
            if (digit < 0) {
                throw malformed(from, "escape needs " + digits + " digits");
            }
            code = code * radix + digit;
            at++;
        }
        boolean isHalf = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        if (code > most || isHalf) {
            throw malformed(from, "escape beyond Unicode");
        }
        return (int) code;
    }

    private MalformedPromqlException malformed(int offset, String problem) {
        return new MalformedPromqlException(origin, query, offset, problem);
    }
}
