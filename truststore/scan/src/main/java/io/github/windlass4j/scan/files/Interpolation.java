package io.github.windlass4j.scan.files;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $NAME}, {@code ${NAME:-default}} and {@code ${NAME:+other}} as Compose fills them in before a container starts
 * ("Interpolation") and Docker while it builds ("Environment replacement"); what has no value stays for the scan to name.
 */
final class Interpolation {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\$|\\$([A-Za-z_]\\w{0,200}+)|\\$\\{(\\w{1,200}+)(?::?([-?+])([^{}]{0,2000}+))?}");

    /** Characters that the texts of one file come to: own bound; without it, each variable can double the one before. */
    private static final int MAX_LENGTH = 10_000_000;

    private int left = MAX_LENGTH;

    /** The text with its variables filled in, or as it is when all texts together become too long. */
    String of(String text, Function<String, Optional<String>> outside) {
        Function<String, Optional<String>> known = name -> outside.apply(name).filter(value -> !value.isEmpty());
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        int done = 0;
        while (variable.find()) {
            filled.append(text, done, variable.start()).append(value(variable, known));
            done = variable.end();
            if (filled.length() > left) {
                left = 0;
                return text;
            }
        }
        if (done > 0) {
            left -= filled.length();
        }
        return filled.append(text, done, text.length()).toString();
    }

    private static String value(Matcher variable, Function<String, Optional<String>> known) {
        String name = variable.group(1) != null ? variable.group(1) : variable.group(2);
        if (name == null) {
            return "$";
        }
        String other = variable.group(4);
        String kind = variable.group(3) == null ? "" : variable.group(3);
        Optional<String> value = kind.equals("+") ? known.apply(name).map(set -> other) : known.apply(name);
        return value.orElse(kind.equals("-") ? other : kind.equals("+") ? "" : "${" + name + "}");
    }
}
