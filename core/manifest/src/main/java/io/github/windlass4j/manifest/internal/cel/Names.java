package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Kubernetes' rules for names, with its words (k8s.io/apimachinery/pkg/util/validation and
 * pkg/api/validate/content, which count the same bytes under two names). Each returns the problems. */
public final class Names {
    /** Longest DNS label (RFC 1123). */
    private static final int LABEL = 63;

    /** Longest DNS name (RFC 1123). */
    private static final int SUBDOMAIN = 253;

    private static final String LABEL_FORM = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN_FORM = LABEL_FORM + "(\\." + LABEL_FORM + ")*";
    private static final String LABEL_1035_FORM = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String NAME_FORM = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String VALUE_FORM = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";

    private static final Regex LABEL_RULE = Regex.compile(LABEL_FORM);
    private static final Regex SUBDOMAIN_RULE = Regex.compile(SUBDOMAIN_FORM);
    private static final Regex LABEL_1035_RULE = Regex.compile(LABEL_1035_FORM);
    private static final Regex NAME_RULE = Regex.compile(NAME_FORM);
    private static final Regex VALUE_RULE = Regex.compile(VALUE_FORM);

    private Names() {}

    /** A DNS label: names of Services and namespaces. */
    public static List<String> label(String text) {
        return problems(
                text,
                LABEL,
                "characters",
                LABEL_RULE,
                () -> SUBDOMAIN_RULE.matches(text)
                        ? "must not contain dots"
                        : form(
                                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must"
                                        + " start and end with an alphanumeric character",
                                LABEL_FORM,
                                "my-name",
                                "123-abc"));
    }

    /** A DNS name: names of most objects. */
    public static List<String> subdomain(String text) {
        return subdomain(text, "characters");
    }

    private static List<String> subdomain(String text, String unit) {
        return problems(
                text,
                SUBDOMAIN,
                unit,
                SUBDOMAIN_RULE,
                () -> form(
                        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                                + " start and end with an alphanumeric character",
                        SUBDOMAIN_FORM,
                        "example.com"));
    }

    public static List<String> label1035(String text) {
        return problems(
                text,
                LABEL,
                "characters",
                LABEL_1035_RULE,
                () -> form(
                        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                                + " character, and end with an alphanumeric character",
                        LABEL_1035_FORM,
                        "my-name",
                        "abc-123"));
    }

    /** A key of labels or annotations: an optional DNS prefix, a slash, a name. */
    public static List<String> qualified(String text) {
        List<String> problems = new ArrayList<>();
        int slash = text.indexOf('/');
        String name = text.substring(slash + 1);
        if (name.indexOf('/') >= 0) {
            return List.of("a valid label key " + nameForm()
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        if (slash >= 0) {
            String prefix = text.substring(0, slash);
            if (prefix.isEmpty()) {
                problems.add("prefix part must be non-empty");
            } else {
                subdomain(prefix, "bytes").forEach(problem -> problems.add("prefix part " + problem));
            }
        }
        if (name.isEmpty()) {
            problems.add("name part must be non-empty");
        } else if (name.length() > LABEL) {
            problems.add("name part " + tooLong(LABEL, "bytes"));
        }
        if (!NAME_RULE.matches(name)) {
            problems.add("name part " + nameForm());
        }
        return problems;
    }

    /** What a name may begin with when the server makes up the rest: a final dash is taken off with the letter before it. */
    public static String prefix(String text) {
        return text.length() > 1 && text.endsWith("-") ? text.substring(0, text.length() - 2) + "a" : text;
    }

    /** The value of a label. */
    public static List<String> labelValue(String text) {
        return problems(
                text,
                LABEL,
                "bytes",
                VALUE_RULE,
                () -> form(
                        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must"
                                + " start and end with an alphanumeric character",
                        VALUE_FORM,
                        "MyValue",
                        "my_value",
                        "12345"));
    }

    private static List<String> problems(String text, int most, String unit, Regex rule, Supplier<String> form) {
        List<String> problems = new ArrayList<>();
        if (text.length() > most) {
            problems.add(tooLong(most, unit));
        }
        if (!rule.matches(text)) {
            problems.add(form.get());
        }
        return problems;
    }

    private static String nameForm() {
        return form(
                "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                        + " alphanumeric character",
                NAME_FORM,
                "MyName",
                "my.name",
                "123-abc");
    }

    private static String tooLong(int most, String unit) {
        return "must be no more than " + most + " " + unit;
    }

    private static String form(String rule, String form, String... examples) {
        StringBuilder text = new StringBuilder(rule).append(" (e.g. ");
        for (int i = 0; i < examples.length; i++) {
            text.append(i == 0 ? "" : " or ").append('\'').append(examples[i]).append("', ");
        }
        return text.append("regex used for validation is '")
                .append(form)
                .append("')")
                .toString();
    }
}
