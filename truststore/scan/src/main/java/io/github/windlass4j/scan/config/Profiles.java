package io.github.windlass4j.scan.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * For which profiles a document of settings is: {@code prod}, {@code prod,test}, {@code prod & !cloud}, or a list of these, of
 * which one is enough (Spring Boot reference, "Activation Properties"; Profiles.of).
 */
final class Profiles {
    /** Parentheses within parentheses: own bound. */
    private static final int MAX_DEPTH = 16;

    private static final List<String> NAMES = List.of("spring.config.activate.onprofile", "spring.profiles");
    private static final Pattern ITEM = Pattern.compile("\\[\\d+]$");
    private static final Pattern NO_NAME = Pattern.compile("[,&|!()\\s]+");

    private Profiles() {}

    /** What the document is for; empty if for every profile. */
    static List<String> of(Map<String, String> document) {
        List<String> expressions = new ArrayList<>();
        document.forEach((name, value) -> {
            if (name.length() <= Configuration.Setting.MAX_NAME
                    && NAMES.contains(Configuration.canonical(ITEM.matcher(name).replaceFirst("")))) {
                expressions.add(value);
            }
        });
        return expressions;
    }

    /** The profiles that are named. */
    static Set<String> named(List<String> expressions) {
        Set<String> names = new TreeSet<>();
        expressions.forEach(text ->
                NO_NAME.splitAsStream(text).filter(name -> !name.isEmpty()).forEach(names::add));
        return names;
    }

    /** Whether a document is read while these profiles are active. */
    static boolean accept(List<String> expressions, Set<String> active) {
        return expressions.isEmpty() || expressions.stream().anyMatch(text -> accept(text, active, 0));
    }

    private static boolean accept(String written, Set<String> active, int depth) {
        String text = written.strip();
        if (depth > MAX_DEPTH) {
            return false;
        }
        for (String operators : List.of(",|", "&")) {
            List<String> parts = parts(text, operators);
            if (parts.size() > 1) {
                return operators.equals("&")
                        ? parts.stream().allMatch(part -> accept(part, active, depth + 1))
                        : parts.stream().anyMatch(part -> accept(part, active, depth + 1));
            }
        }
        if (text.startsWith("!")) {
            return !accept(text.substring(1), active, depth + 1);
        }
        boolean enclosed = text.startsWith("(") && text.endsWith(")");
        return enclosed ? accept(text.substring(1, text.length() - 1), active, depth + 1) : active.contains(text);
    }

    /** The text between operators that stand outside of parentheses. */
    private static List<String> parts(String text, String operators) {
        List<String> parts = new ArrayList<>();
        int open = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open == 0 && operators.indexOf(c) >= 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
