package io.github.windlass4j.scan.config;

import io.github.windlass4j.scan.config.Configuration.Setting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code ${name}} and {@code ${name:default}} as Spring and SmallRye resolve them, {@code ${name:-default}} and {@code $name}
 * as shells do, {@code $(name)} as the kubelet does. What has no value, or one that is not at hand, stays and is reported.
 */
final class Placeholders {
    /** Depth of values within values: own bound, far above any real configuration. */
    private static final int MAX_DEPTH = 16;

    /** Length of a value after replacement: own bound, equal to that of connection strings. */
    private static final int MAX_LENGTH = 1 << 20;

    /** Placeholders followed for one value: own bound; values that refer to each other many times over grow exponentially. */
    private static final int MAX_STEPS = 10_000;

    /** How Helm, Jinja and others begin what they fill in; nobody has done so where it is still there. */
    private static final String TEMPLATE = "{{";

    /** Stands for it: a placeholder without a value, whatever the template's own words do to a URL. */
    private static final String FILLED_IN = "${template}";

    private final Function<String, Optional<Setting>> settings;
    private int steps;
    private final Set<String> missing = new LinkedHashSet<>();

    Placeholders(Function<String, Optional<Setting>> settings) {
        this.settings = settings;
    }

    /** The placeholders that had no value, without their defaults, since this was made. */
    List<String> missing() {
        return new ArrayList<>(missing);
    }

    String resolve(String text) {
        steps = 0;
        return resolve(text, 0);
    }

    private String resolve(String text, int depth) {
        if (text.indexOf('$') < 0 && !text.contains(TEMPLATE)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int[] closings = closings(text);
        int lastTemplate = text.lastIndexOf("}}");
        int position = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            char next = position + 1 < text.length() ? text.charAt(position + 1) : ' ';
            if (position < lastTemplate && text.startsWith(TEMPLATE, position)) {
                int after = text.indexOf("}}", position) + 2;
                missing.add(text.substring(position, after));
                out.append(FILLED_IN);
                position = after;
                continue;
            }
            int end = c == '$' && (next == '{' || next == '(') ? closings[position + 1] : -1;
            if (end < 0) {
                out.append(c);
                position++;
                continue;
            }
            String whole = text.substring(position, end + 1);
            out.append(value(text.substring(position + 2, end), whole, next == '{', depth));
            position = end + 1;
            if (out.length() > MAX_LENGTH) {
                missing.add(whole);
                return text;
            }
        }
        return out.toString();
    }

    private String value(String inside, String whole, boolean hasDefault, int depth) {
        steps++;
        if (depth == MAX_DEPTH || steps > MAX_STEPS) {
            missing.add(whole);
            return whole;
        }
        int colon = hasDefault ? colon(inside) : -1;
        String name = resolve(colon < 0 ? inside : inside.substring(0, colon), depth + 1);
        Optional<Setting> found = settings.apply(name);
        if (found.isPresent() && found.get().isKnown()) {
            return resolve(found.get().value(), depth + 1);
        }
        if (found.isEmpty() && colon >= 0) {
            String otherwise = inside.substring(colon + 1);
            return resolve(otherwise.startsWith("-") ? otherwise.substring(1) : otherwise, depth + 1);
        }
        // What is set to something unknown is not its default.
        String open = hasDefault ? "${" + name + "}" : whole;
        missing.add(open);
        return open;
    }

    // A colon inside a nested placeholder belongs to that one.
    private static int colon(String inside) {
        int depth = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ':' && depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * For each opening brace or parenthesis the place of its closing one, else -1: found in one pass, however many stay open.
     */
    private static int[] closings(String text) {
        int[] closings = new int[text.length()];
        Arrays.fill(closings, -1);
        Deque<Integer> braces = new ArrayDeque<>();
        Deque<Integer> parentheses = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Deque<Integer> open = c == '{' || c == '}' ? braces : parentheses;
            if (c == '{' || c == '(') {
                open.push(i);
            } else if ((c == '}' || c == ')') && !open.isEmpty()) {
                closings[open.pop()] = i;
            }
        }
        return closings;
    }
}
