package io.github.windlass4j.manifest.yaml;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * A spelling that libyaml, and so Kubernetes, reads and the scanner of YAML 1.2 refuses, with another of the same meaning that
 * the scanner takes. Where the new one is longer, the columns behind it on its line count the new one.
 */
final class Respelling extends Exception {
    private static final long serialVersionUID = 1L;

    /** What libyaml takes for the name of an alias, before a colon that the scanner takes for a part of the name. */
    private static final Pattern ALIAS = Pattern.compile("\\*[-_0-9A-Za-z]+(?=:\\s)");

    /** The escapes of libyaml (yaml_parser_scan_flow_scalar) that the scanner does not know. */
    private static final Map<Character, String> ESCAPES = Map.of('L', "\\u2028", 'P', "\\u2029", '\'', "'");

    private final int start;
    private final int end;
    private final String instead;

    private Respelling(int start, int end, String instead) {
        super(null, null, false, false);
        this.start = start;
        this.end = end;
        this.instead = instead;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    String in(String text) {
        return new StringBuilder(text).replace(start, end, instead).toString();
    }

    /** The name of an alias ends before a colon. */
    static Respelling aliasBeforeColon(int colon) {
        return new Respelling(colon, colon, " ");
    }

    /** Throws the new spelling of what the scanner complains of, if there is one. */
    static void lookFor(String text, MarkedYamlEngineException complaint) throws Respelling {
        int at = index(text, complaint.getProblemMark());
        String problem = complaint.getProblem();
        if (problem.contains("(TAB)") || problem.startsWith("found character ' '")) {
            separatingTab(text, at);
        } else if (problem.startsWith("found unknown escape character")) {
            String known = at < text.length() ? ESCAPES.get(text.charAt(at)) : null;
            if (known != null) {
                throw new Respelling(at - 1, at + 1, known);
            }
        } else if (problem.startsWith("expected chomping or indentation indicators")) {
            comment(text, at);
        } else if (problem.startsWith("could not find expected ':'")) {
            Matcher alias = ALIAS.matcher(text).region(index(text, complaint.getContextMark()), text.length());
            if (alias.lookingAt()) {
                throw aliasBeforeColon(alias.end());
            }
        }
    }

    private static int index(String text, Optional<Mark> mark) {
        int codePoints = mark.map(Mark::getIndex).orElse(0);
        return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    }

    /** Behind the head of a block of text a comment needs no blank, and may have a tab. */
    private static void comment(String text, int at) throws Respelling {
        if (text.startsWith("#", at) || text.startsWith("\t", at)) {
            throw new Respelling(at, text.charAt(at) == '#' ? at : at + 1, " ");
        }
    }

    /**
     * A tab that stands between two tokens of one line, such as {@code key:<tab>value}, is a blank. As the scanner stops
     * exactly there, the tab cannot be part of a scalar, and a blank in its place changes nothing else.
     */
    private static void separatingTab(String text, int start) throws Respelling {
        int before = start - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        if (before < 0 || text.charAt(before) == '\n' || text.charAt(before) == '\r') {
            return;
        }
        boolean opensEntry = "-?".indexOf(text.charAt(before)) >= 0
                && (before == 0 || Character.isWhitespace(text.charAt(before - 1)));
        if (opensEntry) {
            return;
        }
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        if (text.substring(before, end).indexOf('\t') >= 0) {
            throw new Respelling(before + 1, end, " ".repeat(end - before - 1));
        }
    }
}
