package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.CelLexer.Kind;
import io.github.windlass4j.manifest.internal.cel.CelLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Precedence climbing over CEL's grammar. */
final class CelParser {
    /** Deepest nesting (cel-go, parser option maxRecursionDepth). */
    private static final int MAX_DEPTH = 250;

    /** Longest source in code points (cel-go, parser option expressionSizeCodePointLimit). */
    private static final int MAX_SOURCE = 100_000;

    private static final Map<String, Integer> BINARY = Map.ofEntries(
            Map.entry("||", 1),
            Map.entry("&&", 2),
            Map.entry("==", 3),
            Map.entry("!=", 3),
            Map.entry("<", 3),
            Map.entry("<=", 3),
            Map.entry(">", 3),
            Map.entry(">=", 3),
            Map.entry("in", 3),
            Map.entry("+", 4),
            Map.entry("-", 4),
            Map.entry("*", 5),
            Map.entry("/", 5),
            Map.entry("%", 5));

    private final String source;
    private final List<Token> tokens;
    private int at;
    private int depth;

    private CelParser(String source) throws CelSyntaxException {
        this.source = source;
        this.tokens = CelLexer.tokens(source);
    }

    static Expr parse(String source) throws CelSyntaxException {
        if (source.length() > MAX_SOURCE) {
            throw CelSyntaxException.syntax(source, 0, "expression code point size exceeds limit: " + MAX_SOURCE);
        }
        CelParser parser = new CelParser(source);
        Expr expr = parser.expression();
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected(parser.peek());
        }
        return expr;
    }

    private Expr expression() throws CelSyntaxException {
        if (++depth > MAX_DEPTH) {
            throw CelSyntaxException.syntax(source, peek().at(), "expression recursion limit exceeded: " + MAX_DEPTH);
        }
        Expr condition = binary(1);
        if (isSign("?")) {
            int sign = next().at();
            Expr then = binary(1);
            expect(":");
            Expr otherwise = expression();
            condition = new Expr.Call(null, "?:", List.of(condition, then, otherwise), sign);
        }
        depth--;
        return condition;
    }

    private Expr binary(int level) throws CelSyntaxException {
        Expr left = unary();
        while (true) {
            Token token = peek();
            Integer precedence = token.kind() == Kind.SIGN ? BINARY.get(token.text()) : null;
            if (precedence == null || precedence < level) {
                return left;
            }
            next();
            Expr right = binary(precedence + 1);
            left = new Expr.Call(null, token.text(), List.of(left, right), token.at());
        }
    }

    private Expr unary() throws CelSyntaxException {
        int signs = 0;
        int start = peek().at();
        if (isSign("!") || isSign("-")) {
            String sign = peek().text();
            while (isSign(sign)) {
                next();
                signs++;
            }
            if (sign.equals("-") && signs == 1 && peek().kind() == Kind.LITERAL) {
                Object value = peek().value();
                if (value instanceof Long number) {
                    next();
                    return member(new Expr.Literal(number == Long.MIN_VALUE ? number : -number, start));
                }
                if (value instanceof Double number) {
                    next();
                    return member(new Expr.Literal(-number, start));
                }
            }
            Expr operand = member(primary());
            String function = sign.equals("-") ? "-_" : "!";
            return signs % 2 == 1 ? new Expr.Call(null, function, List.of(operand), start) : operand;
        }
        return member(primary());
    }

    private Expr member(Expr start) throws CelSyntaxException {
        Expr expr = start;
        while (true) {
            Token token = peek();
            if (isSign(".") || isSign(".?")) {
                next();
                Token name = next();
                if (name.kind() != Kind.IDENT) {
                    throw unexpected(name);
                }
                if (token.text().equals(".") && isSign("(")) {
                    expr = new Expr.Call(expr, name.text(), arguments(), name.at());
                } else {
                    expr = new Expr.Select(expr, name.text(), token.text().equals(".?"), name.at());
                }
            } else if (isSign("[") || isSign("[?")) {
                next();
                Expr index = expression();
                expect("]");
                expr = new Expr.Index(expr, index, token.text().equals("[?"), token.at());
            } else {
                return expr;
            }
        }
    }

    private Expr primary() throws CelSyntaxException {
        Token token = next();
        if (token.kind() == Kind.LITERAL) {
            return new Expr.Literal(token.value(), token.at());
        }
        if (token.kind() == Kind.IDENT) {
            return isSign("(")
                    ? new Expr.Call(null, token.text(), arguments(), token.at())
                    : new Expr.Ident(token.text(), token.at());
        }
        switch (token.text()) {
            case "(" -> {
                Expr inner = expression();
                expect(")");
                return inner;
            }
            case "[", "[?" -> {
                return list(token);
            }
            case "{" -> {
                return map(token);
            }
            case "." -> {
                // A leading dot only says that the name is not relative to a container; there is none here.
                return primary();
            }
            default -> throw unexpected(token);
        }
    }

    private List<Expr> arguments() throws CelSyntaxException {
        expect("(");
        List<Expr> args = new ArrayList<>();
        while (!isSign(")")) {
            args.add(expression());
            if (!isSign(")")) {
                expect(",");
            }
        }
        next();
        return args;
    }

    private Expr list(Token open) throws CelSyntaxException {
        List<Expr> items = new ArrayList<>();
        List<Boolean> optional = new ArrayList<>();
        boolean first = open.text().equals("[?");
        while (!isSign("]")) {
            boolean opt = first || isSign("?");
            if (opt && !first) {
                next();
            }
            first = false;
            optional.add(opt);
            items.add(expression());
            if (!isSign("]")) {
                expect(",");
            }
        }
        next();
        return new Expr.ListOf(items, optional, open.at());
    }

    private Expr map(Token open) throws CelSyntaxException {
        List<Expr> keys = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        List<Boolean> optional = new ArrayList<>();
        while (!isSign("}")) {
            boolean opt = isSign("?");
            if (opt) {
                next();
            }
            optional.add(opt);
            keys.add(expression());
            expect(":");
            values.add(expression());
            if (!isSign("}")) {
                expect(",");
            }
        }
        next();
        return new Expr.MapOf(keys, values, optional, open.at());
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    private boolean isSign(String sign) {
        return peek().kind() == Kind.SIGN && peek().text().equals(sign);
    }

    private void expect(String sign) throws CelSyntaxException {
        if (!isSign(sign)) {
            throw unexpected(peek());
        }
        next();
    }

    private CelSyntaxException unexpected(Token token) {
        return CelSyntaxException.syntax(source, token.at(), "Syntax error: mismatched input '" + token.text() + "'");
    }
}
