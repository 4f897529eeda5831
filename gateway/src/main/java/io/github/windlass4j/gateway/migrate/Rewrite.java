package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import java.util.List;
import java.util.Optional;

/**
 * A rewriting of paths that Gateway API can express.
 *
 * @param prefix what the path must begin with, empty when the whole path is replaced
 * @param replacement what stands in its place
 * @param keepsSlash whether the prefix alone is taken too and becomes the replacement with the slash at its end, which the
 *     replacement of a prefix leaves out (HTTPPathModifier.replacePrefixMatch: "a trailing `/` is ignored")
 */
record Rewrite(Optional<String> prefix, String replacement, boolean keepsSlash) {
    /** Ends of an expression that take the rest of a path, and the group in which the rest without its slash stands. */
    private static final List<String> RESTS =
            List.of("(/|$)(.*)", "(/|$)(.*)$", "/?(.*)", "(?:/|$)(.*)", "/(.*)", "(.*)");

    /** The target with its groups filled in; empty when it uses variables of nginx. */
    static Optional<String> fill(String target, Regex.Match match) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c != '$') {
                filled.append(c);
            } else if (i + 1 < target.length() && target.charAt(i + 1) >= '1' && target.charAt(i + 1) <= '9') {
                filled.append(match.group(target.charAt(++i) - '0').orElse(""));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(filled.toString());
    }

    /** What a path and a target of ingress-nginx come to; empty when Gateway API has no words for it. */
    static Optional<Rewrite> of(String path, String target) {
        if (target.contains("?")) {
            return Optional.empty();
        }
        Optional<String> fixed = withoutGroups(path, target);
        if (fixed.isPresent()) {
            return Optional.of(new Rewrite(Optional.empty(), fixed.get(), false));
        }
        for (String rest : RESTS) {
            if (path.endsWith(rest)) {
                String prefix = path.substring(0, path.length() - rest.length());
                String group = rest.startsWith("(/|$)") ? "$2" : "$1";
                if (isLiteral(prefix)
                        && target.endsWith(group)
                        && !target.substring(0, target.length() - 2).contains("$")) {
                    return replaced(prefix, rest, target.substring(0, target.length() - 2));
                }
            }
        }
        return Optional.empty();
    }

    /** {@code /foo(/|$)(.*)} to {@code /bar/$2}: the prefix /foo becomes /bar. */
    private static Optional<Rewrite> replaced(String prefix, String rest, String before) {
        boolean takesSlash = rest.contains("/");
        if (takesSlash ? !before.endsWith("/") : !before.equals(prefix)) {
            return Optional.empty();
        }
        String whole = prefix.length() > 1 && prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        boolean alone = takesSlash && !rest.startsWith("/(");
        return Optional.of(new Rewrite(
                Optional.of(whole.isEmpty() ? "/" : whole), before, alone && !whole.isEmpty() && before.length() > 1));
    }

    /** A target without groups, or whose groups the expression does not have, which are empty then. */
    private static Optional<String> withoutGroups(String path, String target) {
        if (!target.contains("$")) {
            return Optional.of(target);
        }
        try {
            int groups = Regex.compile(path).groupNames().size();
            StringBuilder filled = new StringBuilder();
            for (int i = 0; i < target.length(); i++) {
                char c = target.charAt(i);
                if (c != '$') {
                    filled.append(c);
                } else if (i + 1 < target.length()
                        && target.charAt(i + 1) >= '1'
                        && target.charAt(i + 1) <= '9'
                        && target.charAt(i + 1) - '0' > groups) {
                    i++;
                } else {
                    return Optional.empty();
                }
            }
            return Optional.of(filled.toString());
        } catch (MalformedRegexException notRe2) {
            return Optional.empty();
        }
    }

    /** Whether a path has no character with a meaning in expressions; a dot is taken for itself. */
    static boolean isLiteral(String path) {
        return path.chars().noneMatch(c -> "\\^$|?*+()[]{}".indexOf(c) >= 0);
    }
}
