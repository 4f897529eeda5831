package io.github.windlass4j.manifest.regex;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as Go, Envoy, Prometheus and the API server read it (RE2 syntax, github.com/google/re2/wiki/Syntax).
 *
 * <p>Unlike {@link java.util.regex.Pattern} it has no back-references and no look-around, and matching never takes more
 * than time proportional to the input times the expression; {@code $} matches at the very end only. Code points, not
 * UTF-16 units, are what {@code .} and classes match. Immutable and safe to share.
 */
public final class Regex {
    private final String source;
    private final Program program;
    private final Dfa finder;
    private final Dfa matcher;

    private Regex(String source, Program program) {
        this.source = source;
        this.program = program;
        this.finder = new Dfa(program, false);
        this.matcher = new Dfa(program, true);
    }

    /**
     * Compiles an expression.
     *
     * @param expression RE2 syntax
     * @return the compiled expression
     * @throws MalformedRegexException if RE2 would refuse it, or if it needs more than {@value Program#MAX_SIZE} steps
     */
    public static Regex compile(String expression) {
        RegexParser parser = new RegexParser(expression);
        RegexTree tree = parser.parse();
        return new Regex(expression, Program.of(expression, tree, parser.groups()));
    }

    /**
     * Whether the expression matches somewhere in a text.
     *
     * @param text any text
     * @return true if some part of it matches
     */
    public boolean find(String text) {
        return finder.accepts(text);
    }

    /**
     * Whether the expression matches a whole text.
     *
     * @param text any text
     * @return true if all of it matches
     */
    public boolean matches(String text) {
        return matcher.accepts(text);
    }

    /**
     * The leftmost match in a text, and among those the one a backtracking search would prefer.
     *
     * @param text any text
     * @return the match with its groups
     */
    public Optional<Match> first(String text) {
        return Optional.ofNullable(match(text, 0, false));
    }

    /**
     * The match of a whole text with its groups.
     *
     * @param text any text
     * @return the match, if all of the text matches
     */
    public Optional<Match> whole(String text) {
        return Optional.ofNullable(match(text, 0, true));
    }

    /**
     * All matches that do not overlap, from left to right.
     *
     * @param text any text
     * @return the matches; an empty one right after another match is left out, as in Go
     */
    public List<Match> all(String text) {
        List<Match> matches = new ArrayList<>();
        int from = 0;
        int previousEnd = -1;
        while (from <= text.length()) {
            Match match = match(text, from, false);
            if (match == null) {
                break;
            }
            boolean empty = match.end() == match.start();
            if (!empty || match.start() != previousEnd) {
                matches.add(match);
            }
            previousEnd = match.end();
            from = !empty
                    ? match.end()
                    : match.end() < text.length() ? text.offsetByCodePoints(match.end(), 1) : text.length() + 1;
        }
        return List.copyOf(matches);
    }

    private @Nullable Match match(String text, int from, boolean whole) {
        int[] places = new Pike(program, text, whole).run(from);
        if (places == null) {
            return null;
        }
        List<@Nullable String> groups = new ArrayList<>();
        for (int i = 2; i < places.length; i += 2) {
            groups.add(places[i] < 0 || places[i + 1] < 0 ? null : text.substring(places[i], places[i + 1]));
        }
        return new Match(
                places[0], places[1], text.substring(places[0], places[1]), Collections.unmodifiableList(groups));
    }

    /**
     * The names of the groups.
     *
     * @return one name per group, from group 1 on; empty for a group without a name
     */
    public List<String> groupNames() {
        return program.groupNames();
    }

    /**
     * Looks for a text that some expressions match as a whole and others do not.
     *
     * @param matching expressions that match it
     * @param failing expressions that do not match it
     * @param budget how many states of the joint automaton may be visited; 10,000 take some milliseconds
     * @return a shortest such text, or the answer that there is none, or that the budget did not suffice
     */
    public static Example example(Collection<Regex> matching, Collection<Regex> failing, int budget) {
        return new ProductSearch(
                        matching.stream().map(regex -> regex.matcher).toList(),
                        failing.stream().map(regex -> regex.matcher).toList())
                .run(budget);
    }

    /**
     * Outcome of a search for a text.
     *
     * @param text the text, if one was found
     * @param complete whether the answer is sure; false if the budget ended first
     */
    public record Example(Optional<String> text, boolean complete) {}

    /**
     * An expression that matches a text and nothing else.
     *
     * @param text any text
     * @return the text with all signs that mean something escaped
     */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder();
        text.codePoints().forEach(code -> {
            if (code < 128 && !Character.isLetterOrDigit(code) && code > ' ') {
                quoted.append('\\');
            }
            quoted.appendCodePoint(code);
        });
        return quoted.toString();
    }

    /** The expression. */
    @Override
    public String toString() {
        return source;
    }

    /**
     * Where an expression matched.
     *
     * @param start first UTF-16 unit of the match
     * @param end unit after its last one
     * @param text the matched part
     * @param groups text of each group from 1 on; null for a group that took no part
     */
    public record Match(int start, int end, String text, List<@Nullable String> groups) {
        /**
         * The text of a group.
         *
         * @param group 0 for the match itself
         * @return its text; empty if it took no part or does not exist
         */
        public Optional<String> group(int group) {
            if (group == 0) {
                return Optional.of(text);
            }
            return group > groups.size() ? Optional.empty() : Optional.ofNullable(groups.get(group - 1));
        }
    }
}
