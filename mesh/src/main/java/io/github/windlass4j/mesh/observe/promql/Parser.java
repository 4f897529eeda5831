package io.github.windlass4j.mesh.observe.promql;

import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import io.github.windlass4j.mesh.observe.promql.Lexer.Kind;
import io.github.windlass4j.mesh.observe.promql.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads tokens into a checked expression (promql/parser, generated_parser.y and parse.go). */
final class Parser {
    /** Deepest nesting; own bound, far above what rules and panels use and far below any stack. */
    static final int MAX_DEPTH = 250;

    private static final Regex ZERO = Regex.compile("(?i)(0x)?[0._]+(e[+-]?[0-9]+)?|([0]+[a-z]+)+");
    private final boolean variables;
    private final TokenStream tokens;
    private int depth;

    Parser(String origin, String query, boolean variables) {
        this.variables = variables;
        this.tokens = new TokenStream(origin, query, Lexer.tokens(origin, query, variables));
    }

    Expr parse() {
        if (tokens.peek().kind() == Kind.END) {
            throw tokens.malformed(tokens.peek(), "no expression");
        }
        Expr expr = binary(1);
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.unexpected("the end or an operator");
        }
        return expr;
    }

    private Expr binary(int least) {
        if (++depth > MAX_DEPTH) {
            throw tokens.malformed(tokens.peek(), "nested deeper than " + MAX_DEPTH);
        }
        Expr left = unary();
        int chained = 0;
        while (true) {
            Token token = tokens.peek();
            String operator = token.kind() == Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : token.text();
            int precedence = token.kind() == Kind.SIGN || token.kind() == Kind.WORD
                    ? Keywords.PRECEDENCE.getOrDefault(operator, 0)
                    : 0;
            if (precedence < least || precedence == 0) {
                depth -= chained + 1;
                return left;
            }
            tokens.skip();
            // A chain is a tree that leans to one side: it is walked recursively too.
            chained++;
            if (++depth > MAX_DEPTH) {
                throw tokens.malformed(token, "nested deeper than " + MAX_DEPTH);
            }
            left = operation(token, operator, left, precedence);
        }
    }

    /** What stands between an operator and its right side. */
    private record Modifiers(boolean bool, boolean matches, boolean groups, List<String> labels) {}

    private Expr operation(Token token, String operator, Expr left, int precedence) {
        Modifiers modifiers = modifiers();
        Expr right = binary(precedence == Keywords.POWER ? Keywords.POWER : precedence + 1);
        check(token, operator, left, right, modifiers);
        return new Expr.Binary(operator, left, right, modifiers.labels);
    }

    private Modifiers modifiers() {
        boolean bool = tokens.keyword("bool");
        if (!tokens.peekKeyword("on") && !tokens.peekKeyword("ignoring")) {
            return new Modifiers(bool, false, false, List.of());
        }
        boolean isOn = tokens.peekKeyword("on");
        tokens.skip();
        List<String> labels = new ArrayList<>(labels());
        boolean matches = !labels.isEmpty();
        boolean groups = tokens.keyword("group_left") || tokens.keyword("group_right");
        if (groups && tokens.peek().is("(")) {
            Token at = tokens.peek();
            List<String> copied = labels();
            if (isOn && copied.stream().anyMatch(labels::contains)) {
                throw tokens.malformed(at, "a label of on is copied by group_left or group_right too");
            }
            labels.addAll(copied);
        }
        return new Modifiers(bool, matches, groups, labels);
    }

    private void check(Token token, String operator, Expr left, Expr right, Modifiers modifiers) {
        boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
        boolean vectors = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
        for (Expr side : List.of(left, right)) {
            if (side.type() == ValueType.STRING || side.type() == ValueType.MATRIX) {
                throw tokens.malformed(token, operator + " takes scalars and vectors, not a " + side.type());
            }
        }
        if (modifiers.bool && !Keywords.COMPARISONS.contains(operator)) {
            throw tokens.malformed(token, "bool after " + operator + " (want a comparison)");
        }
        if (Keywords.COMPARISONS.contains(operator) && scalars && !modifiers.bool) {
            throw tokens.malformed(token, "a comparison of two scalars needs bool");
        }
        if (Keywords.SETS.contains(operator) && !vectors) {
            throw tokens.malformed(token, operator + " takes two vectors");
        }
        if (modifiers.matches && !vectors) {
            throw tokens.malformed(token, "on and ignoring need two vectors");
        }
        if (modifiers.groups && Keywords.SETS.contains(operator)) {
            throw tokens.malformed(token, operator + " takes no group_left or group_right");
        }
    }

    private Expr unary() {
        Token sign = tokens.peek();
        if (sign.is("-") || sign.is("+")) {
            tokens.skip();
            // -a^b is -(a^b), and -a*b is (-a)*b.
            Expr inner = binary(Keywords.POWER);
            if (inner.type() != ValueType.SCALAR && inner.type() != ValueType.VECTOR) {
                throw tokens.malformed(sign, "a sign before a " + inner.type());
            }
            return new Expr.Unary(inner);
        }
        boolean bare = !sign.is("(");
        return modified(primary(), bare);
    }

    /** What may follow an expression: a range, an offset, a point in time; a selector in parentheses takes only a subquery. */
    private Expr modified(Expr expr, boolean bare) {
        Expr result = expr;
        boolean takesModifier = bare && expr instanceof Expr.Series;
        boolean moved = false;
        boolean fixed = false;
        while (true) {
            Token token = tokens.peek();
            if (token.is("[")) {
                result = range(result, takesModifier && !moved && !fixed);
                if (result instanceof Expr.Subquery) {
                    takesModifier = true;
                    moved = false;
                    fixed = false;
                }
            } else if (tokens.peekKeyword("offset")) {
                tokens.skip();
                require(token, takesModifier, moved);
                moved = true;
                tokens.skipSign();
                span(false);
            } else if (token.is("@")) {
                tokens.skip();
                require(token, takesModifier, fixed);
                fixed = true;
                instant();
            } else {
                return result;
            }
        }
    }

    private void require(Token token, boolean takesModifier, boolean isThere) {
        if (!takesModifier) {
            throw tokens.malformed(token, token.text() + " belongs after a selector or subquery");
        }
        if (isThere) {
            throw tokens.malformed(token, token.text() + " is given twice");
        }
    }

    private void instant() {
        if (tokens.keyword("start") || tokens.keyword("end")) {
            tokens.expect("(");
            tokens.expect(")");
            return;
        }
        tokens.skipSign();
        if (tokens.peek().kind() != Kind.NUMBER && tokens.peek().kind() != Kind.VARIABLE) {
            throw tokens.unexpected("a time in seconds, start() or end()");
        }
        tokens.skip();
    }

    private Expr range(Expr expr, boolean isSelector) {
        Token open = tokens.expect("[");
        span(true);
        if (tokens.peek().is(":")) {
            tokens.skip();
            if (!tokens.peek().is("]")) {
                span(true);
            }
            tokens.expect("]");
            if (expr.type() != ValueType.VECTOR && !(expr instanceof Expr.Variable)) {
                throw tokens.malformed(open, "a subquery of a " + expr.type() + " (want a vector)");
            }
            return new Expr.Subquery(expr);
        }
        tokens.expect("]");
        if (!isSelector || !(expr instanceof Expr.Series series) || series.type() != ValueType.VECTOR) {
            throw tokens.malformed(open, "a range belongs directly after a selector");
        }
        return new Expr.Series(series.selector(), ValueType.MATRIX);
    }

    /** A length of time: a duration, or a number of seconds. */
    private void span(boolean positive) {
        Kind kind = tokens.peek().kind();
        if (kind != Kind.DURATION && kind != Kind.NUMBER && kind != Kind.VARIABLE) {
            throw tokens.unexpected("a duration such as 5m");
        }
        if (positive && kind != Kind.VARIABLE && ZERO.matches(tokens.peek().text())) {
            throw tokens.unexpected("a duration above 0");
        }
        tokens.skip();
    }

    private Expr primary() {
        Token token = tokens.peek();
        switch (token.kind()) {
            case NUMBER, DURATION -> {
                tokens.skip();
                return new Expr.Literal(ValueType.SCALAR, token.text());
            }
            case TEXT -> {
                tokens.skip();
                return new Expr.Literal(ValueType.STRING, token.text());
            }
            case VARIABLE -> {
                tokens.skip();
                return tokens.peek().is("{") ? selector("", token) : new Expr.Variable(token.text(), ValueType.SCALAR);
            }
            case WORD -> {
                return word(token);
            }
            default -> {
                if (token.is("(")) {
                    tokens.skip();
                    Expr inner = binary(1);
                    tokens.expect(")");
                    return inner;
                }
                if (token.is("{")) {
                    return selector("", token);
                }
                throw tokens.unexpected("an expression");
            }
        }
    }

    private Expr word(Token token) {
        String lower = token.text().toLowerCase(Locale.ROOT);
        tokens.skip();
        if (lower.equals("inf") || lower.equals("nan")) {
            return new Expr.Literal(ValueType.SCALAR, lower);
        }
        if (Keywords.AGGREGATIONS.contains(lower)
                && (tokens.peek().is("(") || tokens.peekKeyword("by") || tokens.peekKeyword("without"))) {
            return aggregation(lower, token);
        }
        if (tokens.peek().is("(")) {
            return call(token);
        }
        if (Keywords.NO_NAMES.contains(lower)) {
            throw tokens.malformed(token, token.text() + " is a keyword and names no metric outside of braces");
        }
        return selector(token.text(), token);
    }

    private Expr aggregation(String name, Token token) {
        List<String> grouping = new ArrayList<>();
        boolean before = grouping(grouping);
        List<Expr> arguments = arguments();
        if (!before) {
            grouping(grouping);
        }
        boolean parameter = Keywords.WITH_PARAMETER.contains(name);
        if (arguments.size() != (parameter ? 2 : 1)) {
            throw tokens.malformed(
                    token, name + " takes " + (parameter ? 2 : 1) + " argument(s), not " + arguments.size());
        }
        Expr inner = arguments.get(arguments.size() - 1);
        require(token, name, inner, ValueType.VECTOR);
        List<String> makes = List.of();
        if (parameter) {
            boolean text = name.equals("count_values");
            require(token, name, arguments.get(0), text ? ValueType.STRING : ValueType.SCALAR);
            makes = text ? texts(arguments.subList(0, 1)) : List.of();
        }
        return new Expr.Aggregation(name, inner, grouping, makes);
    }

    private boolean grouping(List<String> grouping) {
        if (!tokens.keyword("by") && !tokens.keyword("without")) {
            return false;
        }
        grouping.addAll(labels());
        return true;
    }

    private Expr call(Token token) {
        String name = token.text();
        FunctionTable.Signature signature = FunctionTable.shipped().functions().get(name);
        if (signature == null) {
            throw tokens.malformed(token, "unknown function \"" + name + "\"");
        }
        List<Expr> arguments = arguments();
        if (arguments.size() < signature.least() || arguments.size() > signature.most()) {
            throw tokens.malformed(
                    token,
                    name + " takes "
                            + (signature.most() == Integer.MAX_VALUE
                                    ? "at least " + signature.least()
                                    : signature.least() == signature.most()
                                            ? signature.least()
                                            : signature.least() + " to " + signature.most())
                            + " argument(s), not " + arguments.size());
        }
        for (int i = 0; i < arguments.size(); i++) {
            require(token, name, arguments.get(i), signature.argument(i));
        }
        return new Expr.Call(
                name, signature.returns(), List.copyOf(arguments), reads(name, arguments), makes(name, arguments));
    }

    private static List<String> reads(String name, List<Expr> arguments) {
        return switch (name) {
            case "label_join" -> texts(arguments.subList(3, arguments.size()));
            case "label_replace" -> texts(arguments.subList(3, 4));
            case "sort_by_label", "sort_by_label_desc" -> texts(arguments.subList(1, arguments.size()));
            default -> List.of();
        };
    }

    private static List<String> makes(String name, List<Expr> arguments) {
        return name.equals("label_join") || name.equals("label_replace") ? texts(arguments.subList(1, 2)) : List.of();
    }

    private static List<String> texts(List<Expr> arguments) {
        List<String> texts = new ArrayList<>();
        for (Expr argument : arguments) {
            if (argument instanceof Expr.Literal literal) {
                texts.add(literal.text());
            }
        }
        return texts;
    }

    private void require(Token token, String name, Expr argument, ValueType wanted) {
        // What a dashboard fills in may be of any type.
        if (argument.type() != wanted && !(argument instanceof Expr.Variable)) {
            throw tokens.malformed(token, name + " wants a " + wanted + ", not a " + argument.type());
        }
    }

    private List<Expr> arguments() {
        tokens.expect("(");
        List<Expr> arguments = new ArrayList<>();
        while (!tokens.peek().is(")")) {
            arguments.add(binary(1));
            if (!tokens.peek().is(",")) {
                break;
            }
            tokens.skip();
            if (tokens.peek().is(")")) {
                throw tokens.unexpected("an argument");
            }
        }
        tokens.expect(")");
        return arguments;
    }

    private List<String> labels() {
        tokens.expect("(");
        List<String> labels = new ArrayList<>();
        while (!tokens.peek().is(")")) {
            Token token = tokens.peek();
            boolean name = (token.kind() == Kind.WORD && !token.text().contains(":")) || token.kind() == Kind.TEXT;
            boolean isKeyword =
                    List.of("inf", "nan", "without").contains(token.text().toLowerCase(Locale.ROOT));
            if ((token.kind() == Kind.WORD && isKeyword) || (!name && token.kind() != Kind.VARIABLE)) {
                throw tokens.unexpected("a label");
            }
            if (name) {
                labels.add(token.text());
            }
            tokens.skip();
            if (!tokens.peek().is(",")) {
                break;
            }
            tokens.skip();
        }
        tokens.expect(")");
        return labels;
    }

    private Expr selector(String name, Token token) {
        List<LabelMatcher> written = new ArrayList<>();
        String given = tokens.peek().is("{") ? braced(name, written) : name;
        String metric = given;
        List<LabelMatcher> matchers = new ArrayList<>();
        for (LabelMatcher matcher : written) {
            boolean names = matcher.label().equals("__name__");
            if (names) {
                once(given, matcher.value(), token);
            }
            if (names && metric.isEmpty() && matcher.operator() == LabelMatcher.Operator.EQUAL) {
                metric = matcher.value();
            } else {
                matchers.add(matcher);
            }
        }
        boolean open = metric.isEmpty()
                && token.kind() != Kind.VARIABLE
                && (variables ? matchers.isEmpty() : matchers.stream().allMatch(matcher -> matcher.accepts("")));
        if (open) {
            throw tokens.malformed(token, "a selector needs a name or a matcher that does not take the empty text");
        }
        return new Expr.Series(new MetricSelector(metric, matchers), ValueType.VECTOR);
    }

    /** Reads what stands in braces: matchers, and perhaps the metric's name in quotes, which is the answer. */
    private String braced(String name, List<LabelMatcher> matchers) {
        String metric = name;
        tokens.skip();
        while (!tokens.peek().is("}")) {
            Token label = tokens.peek();
            boolean quotedName = label.kind() == Kind.TEXT
                    && (tokens.second().is(",") || tokens.second().is("}"));
            if (quotedName) {
                metric = once(metric, label.text(), label);
                tokens.skip();
            } else {
                matchers.add(matcher());
            }
            if (!tokens.peek().is(",")) {
                break;
            }
            tokens.skip();
        }
        tokens.expect("}");
        return metric;
    }

    private String once(String metric, String other, Token at) {
        if (!metric.isEmpty()) {
            throw tokens.malformed(at, "metric name given twice: " + metric + " and " + other);
        }
        return other;
    }

    private LabelMatcher matcher() {
        Token label = tokens.peek();
        boolean name = (label.kind() == Kind.WORD && !label.text().contains(":")) || label.kind() == Kind.TEXT;
        if (!name) {
            throw tokens.unexpected("a label");
        }
        tokens.skip();
        Token sign = tokens.peek();
        LabelMatcher.Operator operator = LabelMatcher.Operator.of(sign.kind() == Kind.SIGN ? sign.text() : "")
                .orElse(null);
        if (operator == null) {
            throw tokens.unexpected("=, !=, =~ or !~");
        }
        tokens.skip();
        Token value = tokens.peek();
        if (value.kind() != Kind.TEXT) {
            throw tokens.unexpected("a text in quotes");
        }
        tokens.skip();
        LabelMatcher matcher = new LabelMatcher(label.text(), operator, value.text());
        if (operator.takesExpression() && !variables) {
            try {
                matcher.anchored();
            } catch (MalformedRegexException e) {
                throw tokens.malformed(value, String.valueOf(e.getMessage()));
            }
        }
        return matcher;
    }
}
