package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.manifest.regex.Regex;

/** Host names of Application Gateway: a star stands for one or more characters, a question mark for one but a dot. */
final class Globs {
    private Globs() {}

    static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }

    /** Whether Gateway API has words for it: a name, or a wildcard in the place of whole labels in front. */
    static boolean isHostname(String name) {
        return !isPattern(name.startsWith("*.") ? name.substring(2) : name);
    }

    static boolean matches(String pattern, String name) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            expression.append(c == '*' ? ".+" : c == '?' ? "[^.]" : Regex.quote(Character.toString(c)));
        }
        return Regex.compile(expression.toString()).matches(name);
    }

    /** A name that fulfils a pattern which Gateway API has no words for; others stay as they are. */
    static String example(String name) {
        return isHostname(name) ? name : name.replace("*", "one").replace("?", "x");
    }
}
