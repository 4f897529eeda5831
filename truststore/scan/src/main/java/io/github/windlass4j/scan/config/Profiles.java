package io.github.windlass4j.scan.config;

import io.github.windlass4j.scan.config.Configuration.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * For which profiles a document of settings is: {@code prod}, {@code prod,test}, {@code prod & !cloud}, or a list of these, of
 * which one is enough (Spring Boot reference, "Activation Properties"; Profiles.of).
 */
final class Profiles {
    /** Parentheses within parentheses: own bound. */
    private static final int MAX_DEPTH = 16;

    private static final List<String> NAMES = List.of("spring.config.activate.onprofile", "spring.profiles");
    static final String ACTIVE = "spring.profiles.active";
    private static final Pattern ITEM = Pattern.compile("\\[\\d+]$");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern NO_NAME = Pattern.compile("[,&|!()\\s]+");

    private Profiles() {}

    /** What the document is for; empty if for every profile. */
    static List<String> of(Map<String, String> document) {
        return values(document, NAMES);
    }

    private static List<String> values(Map<String, String> document, List<String> names) {
        List<String> values = new ArrayList<>();
        document.forEach((name, value) -> {
            if (name.length() <= Configuration.Setting.MAX_NAME
                    && names.contains(Configuration.canonical(ITEM.matcher(name).replaceFirst("")))) {
                values.add(value);
            }
        });
        return values;
    }

    /**
     * What the documents of a file say under the active profiles, later ones over earlier ones.
     *
     * @param active empty if that is not known: then those that the documents for every profile switch on
     */
    static Map<String, String> select(List<Map<String, String>> documents, Set<String> active) {
        Set<String> profiles = active.isEmpty() ? switchedOn(documents) : active;
        Map<String, String> all = new LinkedHashMap<>();
        for (Map<String, String> document : documents) {
            if (accept(of(document), profiles)) {
                all.putAll(document);
            }
        }
        return all;
    }

    private static Set<String> switchedOn(List<Map<String, String>> documents) {
        List<String> last = List.of();
        for (Map<String, String> document : documents) {
            List<String> stated = of(document).isEmpty() ? values(document, List.of(ACTIVE)) : List.of();
            last = stated.isEmpty() ? last : stated;
        }
        return listed(last, name -> Optional.empty());
    }

    /**
     * The profiles that lists switch on: {@code prod, test}. A list with a placeholder that has neither value nor default says
     * nothing.
     *
     * @param settings those that placeholders name
     */
    static Set<String> listed(List<String> lists, Function<String, Optional<Setting>> settings) {
        List<String> known = new ArrayList<>();
        for (String list : lists) {
            Placeholders placeholders = new Placeholders(settings);
            String resolved = placeholders.resolve(list);
            if (placeholders.missing().isEmpty()) {
                known.add(resolved);
            }
        }
        return split(COMMA, known);
    }

    /** The profiles that expressions name. */
    static Set<String> named(List<String> expressions) {
        return split(NO_NAME, expressions);
    }

    private static Set<String> split(Pattern between, List<String> texts) {
        return texts.stream()
                .flatMap(between::splitAsStream)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
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
