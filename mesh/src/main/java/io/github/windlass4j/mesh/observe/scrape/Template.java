package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's replacement templates (regexp.Expand) and case mapping (strings.ToLower, ToUpper). */
final class Template {
    /** From here on Go does not read digits as the number of a group (regexp, extract). */
    private static final long LARGEST_GROUP = 100_000_000;

    private Template() {}

    /** The template with references to groups replaced; a group that took no part or does not exist is empty. */
    static String expand(String template, Regex regex, Regex.Match match) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (true) {
            int dollar = template.indexOf('$', at);
            if (dollar < 0) {
                return out.append(template, at, template.length()).toString();
            }
            out.append(template, at, dollar);
            at = dollar + 1;
            if (template.startsWith("$", at)) {
                out.append('$');
                at++;
                continue;
            }
            boolean braces = template.startsWith("{", at);
            int from = braces ? at + 1 : at;
            int to = endOfWord(template, from);
            if (to == from || (braces && !template.startsWith("}", to))) {
                // What is no reference stays as it stands.
                out.append('$');
                continue;
            }
            out.append(group(template.substring(from, to), regex, match));
            at = braces ? to + 1 : to;
        }
    }

    private static int endOfWord(String template, int from) {
        int to = from;
        while (to < template.length()) {
            int c = template.codePointAt(to);
            if (!Character.isLetter(c) && !Character.isDigit(c) && c != '_') {
                break;
            }
            to += Character.charCount(c);
        }
        return to;
    }

    private static String group(String word, Regex regex, Regex.Match match) {
        long number = number(word);
        if (number >= 0) {
            return number > match.groups().size()
                    ? ""
                    : match.group((int) number).orElse("");
        }
        List<String> names = regex.groupNames();
        for (int i = 0; i < names.size(); i++) {
            @Nullable String text = match.groups().get(i);
            if (names.get(i).equals(word) && text != null) {
                return text;
            }
        }
        return "";
    }

    private static long number(String word) {
        if (word.length() > 1 && word.charAt(0) == '0') {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < '0' || c > '9' || number >= LARGEST_GROUP) {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    static String lowerCase(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String upperCase(String text) {
        return text.codePoints()
                .map(Character::toUpperCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
