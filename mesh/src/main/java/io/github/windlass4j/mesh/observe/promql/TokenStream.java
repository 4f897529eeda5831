package io.github.windlass4j.mesh.observe.promql;

import io.github.windlass4j.mesh.observe.promql.Lexer.Kind;
import io.github.windlass4j.mesh.observe.promql.Lexer.Token;
import java.util.List;
import java.util.Locale;

/** The tokens of one query, read from left to right; what is wrong is told with its place. */
final class TokenStream {
    private final String origin;
    private final String query;
    private final List<Token> tokens;
    private int next;

    TokenStream(String origin, String query, List<Token> tokens) {
        this.origin = origin;
        this.query = query;
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The token after the next one, which must not be the end. */
    Token second() {
        return tokens.get(next + 1);
    }

    void skip() {
        next++;
    }

    void skipSign() {
        if (peek().is("-") || peek().is("+")) {
            skip();
        }
    }

    boolean peekKeyword(String word) {
        return peek().kind() == Kind.WORD
                && peek().text().toLowerCase(Locale.ROOT).equals(word);
    }

    /** Reads a keyword if it comes next. */
    boolean keyword(String word) {
        if (!peekKeyword(word)) {
            return false;
        }
        skip();
        return true;
    }

    Token expect(String sign) {
        Token token = peek();
        if (!token.is(sign)) {
            throw unexpected("\"" + sign + "\"");
        }
        skip();
        return token;
    }

    MalformedPromqlException unexpected(String wanted) {
        Token token = peek();
        String found = token.kind() == Kind.END ? "end of query" : "\"" + token.text() + "\"";
        return malformed(token, found + " (want " + wanted + ")");
    }

    MalformedPromqlException malformed(Token token, String problem) {
        return new MalformedPromqlException(origin, query, token.at(), problem);
    }
}
