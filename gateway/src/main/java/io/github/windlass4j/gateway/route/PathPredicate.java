package io.github.windlass4j.gateway.route;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a match that looks at the path of a request; of a gRPC request that is {@code /service/method}. */
sealed interface PathPredicate {
    boolean matches(String path);

    /** Exact before expression before prefix. Only the first is the specification's word. */
    int rank();

    /** Characters that count for precedence. */
    int length();

    /** Characters of a gRPC method that count after {@link #length()}. */
    default int methodLength() {
        return 0;
    }

    /** Whether an implementation may order this match as it likes. */
    default boolean isExpression() {
        return false;
    }

    /** What is asked, without the word that it is the path. */
    default String condition() {
        String text = toString();
        return text.startsWith("path ") ? text.substring("path ".length()) : text;
    }

    /** An expression for the paths that match. */
    String pattern();

    /** Paths that match, in which a request may differ from another one. */
    List<String> examples();

    /** The whole path, case and all. */
    record Exact(String value) implements PathPredicate {
        @Override
        public boolean matches(String path) {
            return path.equals(value);
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public int length() {
            return value.length();
        }

        @Override
        public String pattern() {
            return Regex.quote(value);
        }

        @Override
        public List<String> examples() {
            return List.of(value);
        }

        @Override
        public String toString() {
            return "path " + value;
        }
    }

    /** Leading elements of the path; a slash at the end of the value means nothing. */
    record Prefix(String value) implements PathPredicate {
        /** Every path. */
        static final Prefix ANY = new Prefix("/");

        @Override
        public boolean matches(String path) {
            String stem = stem();
            return path.startsWith(stem) && (path.length() == stem.length() || path.charAt(stem.length()) == '/');
        }

        /** The value without slashes at its end: empty for all paths. */
        String stem() {
            int end = value.length();
            while (end > 0 && value.charAt(end - 1) == '/') {
                end--;
            }
            return value.substring(0, end);
        }

        @Override
        public int rank() {
            return 2;
        }

        @Override
        public int length() {
            return value.length();
        }

        @Override
        public String pattern() {
            return Regex.quote(stem()) + "(/(?s:.*))?";
        }

        @Override
        public List<String> examples() {
            return stem().isEmpty() ? List.of("/", "/other") : List.of(stem(), stem() + "/", stem() + "/other");
        }

        @Override
        public String toString() {
            return "path " + value + (value.endsWith("/") ? "*" : "/*");
        }
    }

    /** The whole path matches an expression. */
    record Expression(String source, Regex regex) implements PathPredicate {
        static Expression of(String source) {
            return new Expression(source, Regex.compile(source));
        }

        @Override
        public boolean matches(String path) {
            return regex.matches(path);
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public int length() {
            return source.length();
        }

        @Override
        public boolean isExpression() {
            return true;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Expression that && source.equals(that.source);
        }

        @Override
        public int hashCode() {
            return source.hashCode();
        }

        @Override
        public String pattern() {
            return source;
        }

        @Override
        public List<String> examples() {
            return List.of();
        }

        @Override
        public String toString() {
            return "path ~" + source;
        }
    }

    /** A gRPC method whatever its service, or service and method by expressions. */
    record GrpcName(Optional<ValuePredicate> service, Optional<ValuePredicate> method) implements PathPredicate {
        @Override
        public boolean matches(String path) {
            int slash = path.indexOf('/', 1);
            return path.startsWith("/")
                    && slash > 0
                    && service.map(match -> match.accepts(path.substring(1, slash)))
                            .orElse(true)
                    && method.map(match -> match.accepts(path.substring(slash + 1)))
                            .orElse(true);
        }

        @Override
        public int rank() {
            return isExpression() ? 1 : 2;
        }

        @Override
        public int length() {
            return 1 + service.map(match -> match.value().length()).orElse(0);
        }

        @Override
        public int methodLength() {
            return method.map(match -> match.value().length()).orElse(0);
        }

        @Override
        public boolean isExpression() {
            return service.map(ValuePredicate::isExpression).orElse(false)
                    || method.map(ValuePredicate::isExpression).orElse(false);
        }

        @Override
        public String pattern() {
            return "/" + service.map(GrpcName::pattern).orElse("[^/]*") + "/"
                    + method.map(GrpcName::pattern).orElse("(?s:.*)");
        }

        /** One name, which has no slash, or must match an expression of its own. */
        private static String pattern(ValuePredicate name) {
            return name.isExpression() ? "(?:" + name.value() + ")" : Regex.quote(name.value());
        }

        @Override
        public List<String> examples() {
            return List.of();
        }

        @Override
        public String toString() {
            return "method " + service.map(ValuePredicate::condition).orElse("*") + "/"
                    + method.map(ValuePredicate::condition).orElse("*");
        }
    }
}
