package io.github.windlass4j.scan.files;

import io.github.windlass4j.scan.config.ConfigScan;
import io.github.windlass4j.scan.config.MalformedConfigurationException;
import io.github.windlass4j.scan.internal.PathText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instructions of a Dockerfile in their order (Dockerfile reference, "Format", "Parser directives", "Here-Documents"). */
final class Dockerfile {
    /**
     * One instruction.
     *
     * @param keyword in capitals
     * @param flags {@code --name=value} before the arguments, by name
     * @param arguments the rest, continued lines joined, with the bodies of here-documents behind it
     * @param line where it begins, from 1
     * @param escape what makes the next character stand for itself
     */
    record Instruction(String keyword, Map<String, String> flags, String arguments, int line, char escape) {
        /** The words of the arguments, each with its variables filled in ("Environment replacement"). */
        List<String> words(UnaryOperator<String> filled) {
            return ConfigScan.words(shielded()).stream()
                    .map(filled)
                    .map(Instruction::plain)
                    .toList();
        }

        /** What stands for itself, because it is escaped or a dollar within single quotes, in characters for private use. */
        private String shielded() {
            StringBuilder text = new StringBuilder();
            char quote = 0;
            for (int i = 0; i < arguments.length(); i++) {
                char c = arguments.charAt(i);
                char after = i + 1 < arguments.length() ? arguments.charAt(i + 1) : 0;
                boolean escapes = c == escape
                        && quote != '\''
                        && after != 0
                        && (quote == 0 || after == '"' || after == '$' || after == escape);
                if (escapes) {
                    text.append(after < SHIELDED ? (char) (SHIELD + after) : after);
                    i++;
                    continue;
                }
                text.append(c == '$' && quote == '\'' ? (char) (SHIELD + c) : c);
                quote = quoteAfter(quote, c);
            }
            return text.toString();
        }

        private static String plain(String shielded) {
            return shielded.chars()
                    .map(c -> c >= SHIELD && c < SHIELD + SHIELDED ? c - SHIELD : c)
                    .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                    .toString();
        }
    }

    private static final char SHIELD = '\uf000';
    private static final int SHIELDED = 0x80;

    private static final Pattern NAME = Pattern.compile(
            "(.*/)?((docker|container)file([._-][\\w.-]{0,200})?|[\\w.-]{1,200}\\.(docker|container)file)");

    private static final Set<String> KEYWORDS = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");

    private static final Set<String> WITH_HERE_DOCUMENTS = Set.of("RUN", "COPY", "ADD", "ONBUILD");
    private static final Pattern DIRECTIVE = Pattern.compile("(?i)#\\s*+(syntax|check|(escape))\\s*+=\\s*+(\\S++).*+");
    private static final Pattern HERE = Pattern.compile("\\d{0,9}+<<(-?)([\"']?)([^<\\s\"']{1,200}+)\\2(?=\\s|$)");
    private static final Pattern FLAG = Pattern.compile("--([a-z-]{1,100}+)(?:=(\\S*+))?+\\s*+");

    private final String where;
    private final String[] lines;
    private final char escape;
    private int next;

    private Dockerfile(String text, String where) {
        this.lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\r?\n", -1);
        this.where = where;
        this.escape = escape();
    }

    static boolean isOne(String path) {
        return path.length() < PathText.MAX_LENGTH
                && NAME.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Reads a file; none for one that does not begin as every Dockerfile does, with {@code FROM} or {@code ARG}.
     *
     * @throws MalformedConfigurationException if Docker refuses it
     */
    static List<Instruction> read(String text, String where) {
        return new Dockerfile(text, where).instructions();
    }

    private List<Instruction> instructions() {
        List<Instruction> all = new ArrayList<>();
        while (next < lines.length) {
            int line = next + 1;
            String text = logical();
            if (text.isEmpty()) {
                continue;
            }
            String[] parts = text.split("\\s+", 2);
            String keyword = parts[0].toUpperCase(Locale.ROOT);
            if (all.isEmpty() && !keyword.equals("FROM") && !keyword.equals("ARG")) {
                return List.of();
            }
            if (!KEYWORDS.contains(keyword)) {
                throw new MalformedConfigurationException(where, line, 1, "unknown instruction");
            }
            all.add(instruction(keyword, parts.length > 1 ? parts[1] : "", line));
        }
        return all;
    }

    /** Directives stand before all else; the first line that is none ends them. */
    private char escape() {
        for (String line : lines) {
            Matcher directive = DIRECTIVE.matcher(line.strip());
            if (!directive.matches()) {
                break;
            }
            if (directive.group(2) != null) {
                return directive.group(3).equals("`") ? '`' : '\\';
            }
        }
        return '\\';
    }

    /** A line with those that continue it, their blanks kept; comments between them are left out. */
    private String logical() {
        StringBuilder text = new StringBuilder();
        for (boolean first = true; next < lines.length; first = false) {
            String line = lines[next++].stripTrailing();
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                if (first) {
                    return "";
                }
                continue;
            }
            if (!continued(line)) {
                text.append(line);
                break;
            }
            text.append(line, 0, line.length() - 1);
        }
        return text.toString().strip();
    }

    private boolean continued(String line) {
        int last = line.length() - 1;
        return line.charAt(last) == escape && (last == 0 || line.charAt(last - 1) != escape);
    }

    private Instruction instruction(String keyword, String written, int line) {
        Map<String, String> flags = new TreeMap<>();
        Matcher flag = FLAG.matcher(written);
        int start = 0;
        while (flag.region(start, written.length()).lookingAt()) {
            flags.put(flag.group(1), flag.group(2) == null ? "" : flag.group(2));
            start = flag.end();
        }
        StringBuilder arguments = new StringBuilder(written.substring(start));
        if (WITH_HERE_DOCUMENTS.contains(keyword)) {
            bodies(written, line, arguments);
        }
        return new Instruction(keyword, flags, arguments.toString(), line, escape);
    }

    /** A here-document is asked for by a word of its own, outside of quotes. */
    private void bodies(String written, int line, StringBuilder arguments) {
        Matcher here = HERE.matcher(written);
        char quote = 0;
        boolean start = true;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (start && quote == 0 && here.region(i, written.length()).lookingAt()) {
                body(here.group(3), !here.group(1).isEmpty(), line, arguments);
            }
            if (c == '\\' && quote != '\'') {
                i++;
            }
            quote = c == '\\' ? quote : quoteAfter(quote, c);
            start = Character.isWhitespace(c);
        }
    }

    private static char quoteAfter(char quote, char c) {
        return quote == 0 && (c == '"' || c == '\'') ? c : c == quote ? 0 : quote;
    }

    private void body(String end, boolean indented, int line, StringBuilder arguments) {
        while (next < lines.length) {
            String text = indented ? lines[next++].replaceFirst("^\t++", "") : lines[next++];
            if (text.equals(end)) {
                return;
            }
            arguments.append('\n').append(text);
        }
        throw new MalformedConfigurationException(where, line, 1, "a here-document that is never ended: " + end);
    }
}
