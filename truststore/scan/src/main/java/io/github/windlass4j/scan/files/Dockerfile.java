package io.github.windlass4j.scan.files;

import io.github.windlass4j.scan.config.MalformedConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
     */
    record Instruction(String keyword, Map<String, String> flags, String arguments, int line) {}

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

    private static final Set<String> WITH_HERE_DOCUMENTS = Set.of("RUN", "COPY", "ADD");
    private static final Pattern ESCAPE = Pattern.compile("#\\s{0,100}+escape\\s{0,100}+=\\s{0,100}+`\\s*+");
    private static final Pattern HERE = Pattern.compile("<<-?[\"']?([A-Za-z_]\\w{0,100}+)[\"']?");
    private static final Pattern FLAG = Pattern.compile("--([a-z-]{1,100}+)(?:=(\\S*+))?+\\s*+");

    private final String where;
    private final String[] lines;
    private int next;

    private Dockerfile(String text, String where) {
        this.lines = text.split("\n", -1);
        this.where = where;
    }

    static boolean isOne(String path) {
        return path.length() < 4_096
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
        char escape = ESCAPE.matcher(lines[0]).matches() ? '`' : '\\';
        List<Instruction> all = new ArrayList<>();
        while (next < lines.length) {
            int line = next + 1;
            String text = logical(escape);
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

    /** A line with those that continue it; comments between them are left out. */
    private String logical(char escape) {
        StringBuilder text = new StringBuilder();
        while (next < lines.length) {
            String line = lines[next++].strip();
            if (line.startsWith("#") || (line.isEmpty() && text.length() > 0)) {
                if (text.length() == 0) {
                    return "";
                }
                continue;
            }
            boolean continued = !line.isEmpty() && line.charAt(line.length() - 1) == escape;
            text.append(continued ? line.substring(0, line.length() - 1) : line);
            if (!continued) {
                break;
            }
        }
        return text.toString().strip();
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
            Matcher here = HERE.matcher(written);
            while (here.find()) {
                body(here.group(1), line, arguments);
            }
        }
        return new Instruction(keyword, flags, arguments.toString(), line);
    }

    private void body(String end, int line, StringBuilder arguments) {
        while (next < lines.length) {
            String text = lines[next++];
            if (text.strip().equals(end)) {
                return;
            }
            arguments.append('\n').append(text);
        }
        throw new MalformedConfigurationException(where, line, 1, "a here-document that is never ended: " + end);
    }
}
