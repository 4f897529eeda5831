package io.github.windlass4j.manifest.regex;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An expression and a text, separated by a line feed: compiled and asked in every way, the answers agree with each other, and
 * with {@link Pattern} where both mean the same. As tests over the inputs kept in {@code RegexFuzzTestInputs}, as a fuzzer
 * with {@code JAZZER_FUZZ=1} and one method chosen.
 */
class RegexFuzzTest {
    private static final Pattern SHARED = Pattern.compile("[abc()|.^]*(?:[abc)][*+?]?[abc()|.^]*){0,3}");

    @FuzzTest(maxDuration = "15m")
    void expression(byte[] input) {
        String[] parts = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        ask(parts[0], parts.length > 1 ? parts[1] : "");
    }

    /** Letters of a small alphabet, so that most inputs are expressions that both readers take. */
    @FuzzTest(maxDuration = "15m")
    void plain(byte[] input) {
        StringBuilder expression = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (byte b : input) {
            if (b < 0) {
                text.append("abc".charAt((b & 0x7f) % 3));
            } else {
                expression.append("abcabc()|.*+?^".charAt(b % 14));
            }
        }
        if (expression.length() > 12 || text.length() > 12) {
            return;
        }
        Regex ours = ask(expression.toString(), text.toString());
        if (ours != null && SHARED.matcher(expression).matches()) {
            Pattern theirs = Pattern.compile(expression.toString());
            if (ours.find(text.toString()) != theirs.matcher(text).find()
                    || ours.matches(text.toString()) != theirs.matcher(text).matches()) {
                throw new AssertionError(expression + " in " + text + " is another thing to java.util.regex");
            }
        }
    }

    private static @Nullable Regex ask(String expression, String text) {
        Regex.compile(Regex.quote(text)).whole(text).orElseThrow(() -> new AssertionError("quoted " + text));
        Regex regex;
        try {
            regex = Regex.compile(expression);
        } catch (MalformedRegexException e) {
            if (e.offset() < 0 || e.offset() > expression.length()) {
                throw new AssertionError("offset " + e.offset() + " of " + expression.length(), e);
            }
            return null;
        }
        boolean found = regex.find(text);
        boolean matched = regex.matches(text);
        if (regex.first(text).isPresent() != found || regex.whole(text).isPresent() != matched || (matched && !found)) {
            throw new AssertionError(expression + " contradicts itself about " + text);
        }
        int end = 0;
        for (Regex.Match match : regex.all(text)) {
            if (match.start() < end
                    || match.groups().size() != regex.groupNames().size()) {
                throw new AssertionError(expression + " overlaps itself in " + text + ": " + match);
            }
            end = match.end();
        }
        Regex.example(List.of(regex), List.of(), 200)
                .text()
                .filter(example -> !regex.matches(example))
                .ifPresent(example -> {
                    throw new AssertionError(example + " is no example of " + expression);
                });
        return regex;
    }
}
