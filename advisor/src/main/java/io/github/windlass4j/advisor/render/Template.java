package io.github.windlass4j.advisor.render;

import io.github.windlass4j.advisor.knowledge.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a step with names to fill in, as {@code ${threshold}}: an alert rule, a query, a sentence. Values come from the
 * step itself and from the caller, who wins.
 */
public final class Template {
    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z]+)}");

    private Template() {}

    /**
     * Fills in a text that becomes JSON: values are escaped as parts of JSON strings.
     *
     * @param detail name of the step's detail that holds the text
     * @throws IllegalArgumentException if the step has no such detail, or a name has no value
     */
    public static String json(Step step, String detail, Map<String, String> values) {
        return fill(step, detail, values, true);
    }

    /** Fills in a text as it is; otherwise like {@link #json}. */
    public static String plain(Step step, String detail, Map<String, String> values) {
        return fill(step, detail, values, false);
    }

    private static String fill(Step step, String detail, Map<String, String> values, boolean json) {
        String text = step.detail().get(detail);
        if (text == null) {
            throw new IllegalArgumentException("step " + step.id() + " has no detail \"" + detail + "\"");
        }
        Map<String, String> known = new HashMap<>(step.detail());
        known.putAll(values);
        Matcher names = NAME.matcher(text);
        return names.replaceAll(found -> {
            String value = known.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException(
                        "step " + step.id() + ", " + detail + ": no value for \"" + found.group(1) + "\"");
            }
            return Matcher.quoteReplacement(json ? escaped(value) : value);
        });
    }

    private static String escaped(String value) {
        String quoted = new JsonText().text(value).toString();
        return quoted.substring(1, quoted.length() - 1);
    }
}
