package io.github.windlass4j.scan.files;

import io.github.windlass4j.scan.config.Configuration;
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

    private Interpolation() {}

    static String of(String text, Configuration outside) {
        Function<String, Optional<String>> known =
                name -> outside.find(name).map(Configuration.Setting::value).filter(value -> !value.isEmpty());
        return VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1) != null ? match.group(1) : match.group(2);
            if (name == null) {
                return "\\$";
            }
            String kind = match.group(3) == null ? "" : match.group(3);
            Optional<String> value =
                    kind.equals("+") ? known.apply(name).map(set -> match.group(4)) : known.apply(name);
            String absent = kind.equals("-") ? match.group(4) : kind.equals("+") ? "" : "${" + name + "}";
            return Matcher.quoteReplacement(value.orElse(absent));
        });
    }
}
