package io.github.windlass4j.scan.config;

import io.github.windlass4j.scan.inventory.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PgBouncer's configuration, of which only its own connections to PostgreSQL count: {@code [databases]} and {@code
 * server_tls_...}; {@code client_tls_...} is its side as a server. Each entry becomes a connection string of the driver {@code
 * pgbouncer}. Source: pgbouncer(5); how sections and includes work together is measured, 1.18.0: an included file goes on in
 * the section that it is included in, a section that begins in it goes on after it, and each heading {@code [pgbouncer]} sets
 * all settings back to their defaults.
 */
final class PgBouncerIni {
    /** Files included by files that are included: own bound, PgBouncer has one of that order. */
    private static final int MAX_DEPTH = 10;

    /** Characters of all files together, each as often as it is included, and of all that is made of them: own bound. */
    private static final int MAX_LENGTH = 16 << 20;

    private static final String INCLUDE = "%include";
    private static final String MODE = "server_tls_sslmode";
    private static final String ROOT_FILE = "server_tls_ca_file";
    private static final String SOCKETS = "unix_socket_dir";

    /** Where it connects to an entry without a host, unless told otherwise; a package may have changed it. */
    private static final String USUAL_SOCKETS = "/tmp";

    /** Lines of template languages. */
    private static final Pattern TEMPLATE = Pattern.compile("(\\{\\{|\\{%|<%).*");

    private final Function<String, Optional<byte[]>> files;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> databases = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private String section = "";
    private boolean main;
    private long length;

    private PgBouncerIni(Function<String, Optional<byte[]>> files) {
        this.files = files;
    }

    /** Whether a path is that of such a file, or of one that is included in it. */
    static boolean isOne(String path) {
        return path.endsWith(".ini") && path.contains("pgbouncer");
    }

    /**
     * Reads a file with what it includes; one that is only a part of another, having no {@code [pgbouncer]}, says nothing.
     *
     * @param files the content of an included file, by the path that is written
     * @throws MalformedConfigurationException if PgBouncer would not start with it
     */
    static Configuration read(String text, Place at, Function<String, Optional<byte[]>> files) {
        PgBouncerIni reader = new PgBouncerIni(files);
        reader.file(text, at.toString(), 0);
        return reader.connections(at);
    }

    private void file(String text, String where, int depth) {
        grow(text.length(), where);
        int number = 0;
        for (String written : text.split("\n", -1)) {
            number++;
            String line = written.strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";") || isTemplate(line)) {
                continue;
            }
            if (line.startsWith(INCLUDE)) {
                include(line.substring(INCLUDE.length()).strip(), where, number, depth);
            } else if (line.startsWith("[")) {
                heading(line, where, number);
            } else {
                entry(line, where, number);
            }
        }
    }

    private void grow(long more, String where) {
        length += more;
        if (length > MAX_LENGTH) {
            throw new MalformedConfigurationException(
                    where, 1, 1, "more than " + MAX_LENGTH + " characters with what is included and repeated");
        }
    }

    private static boolean isTemplate(String line) {
        return TEMPLATE.matcher(line).matches();
    }

    private void include(String path, String where, int line, int depth) {
        if (depth == MAX_DEPTH) {
            throw new MalformedConfigurationException(
                    where, line, 1, "files include each other in a circle or too deep");
        }
        Optional<byte[]> content = files.apply(path);
        if (content.isEmpty()) {
            missing.add(path);
        } else {
            file(new String(content.get(), StandardCharsets.UTF_8), path, depth + 1);
        }
    }

    private void heading(String line, String where, int number) {
        int end = line.indexOf(']');
        if (end < 0) {
            throw new MalformedConfigurationException(where, number, 1, "want ] after the name of a section");
        }
        section = line.substring(1, end);
        if (section.equals("pgbouncer")) {
            main = true;
            settings.clear();
        }
    }

    private void entry(String line, String where, int number) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw new MalformedConfigurationException(where, number, 1, "want name = value");
        }
        String name = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (section.equals("pgbouncer")) {
            settings.put(name, value);
        } else if (section.equals("databases")) {
            databases.put(name, pairs(value, where, number, line.length() - value.length() + 1));
        }
    }

    /** {@code host=a port=5432 connect_query='select ''x'''} (loader.c). */
    private static Map<String, String> pairs(String text, String where, int line, int column) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int lastTemplate = text.lastIndexOf("}}");
        int position = 0;
        while (position < text.length()) {
            int equals = text.indexOf('=', position);
            if (equals < 0) {
                throw new MalformedConfigurationException(
                        where, line, column + position, "want name=value in the connection string");
            }
            String name = text.substring(position, equals).strip();
            position = skipBlanks(text, equals + 1);
            StringBuilder value = new StringBuilder();
            boolean quoted = position < text.length() && text.charAt(position) == '\'';
            int start = position;
            position += quoted ? 1 : 0;
            boolean open = quoted;
            while (position < text.length() && (quoted ? open : text.charAt(position) != ' ')) {
                int filled =
                        position < lastTemplate && text.startsWith("{{", position) ? text.indexOf("}}", position) : -1;
                boolean twice = quoted && text.startsWith("''", position);
                open = !quoted || twice || text.charAt(position) != '\'';
                int next = filled >= 0 ? filled + 2 : position + 1;
                if (open) {
                    value.append(text, position, next);
                }
                position = twice ? next + 1 : next;
            }
            if (quoted && open) {
                throw new MalformedConfigurationException(where, line, column + start, "a quote that is never closed");
            }
            pairs.put(name, value.toString());
            position = skipBlanks(text, position);
        }
        return pairs;
    }

    private static int skipBlanks(String text, int start) {
        int position = start;
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
        return position;
    }

    private Configuration connections(Place at) {
        Map<String, String> urls = new LinkedHashMap<>();
        if (main || !missing.isEmpty()) {
            databases.forEach(
                    (name, pairs) -> urls.put("pgbouncer.databases[" + urls.size() + "]." + name, url(pairs, at)));
        }
        Map<String, String> absent = new LinkedHashMap<>();
        missing.forEach(path -> absent.put("pgbouncer.included[" + absent.size() + "]", path));
        return Configuration.of(urls, at).over(Configuration.unknown(absent, at));
    }

    private String url(Map<String, String> pairs, Place at) {
        String port = pairs.getOrDefault("port", "");
        String[] servers = pairs.getOrDefault("host", settings.getOrDefault(SOCKETS, USUAL_SOCKETS))
                .split(",", -1);
        // Each host gets the port, and each database the settings.
        grow((long) servers.length * port.length(), at.toString());
        Stream.of(SOCKETS, MODE, ROOT_FILE)
                .forEach(name -> grow(settings.getOrDefault(name, "").length(), at.toString()));
        String hosts = Stream.of(servers).map(host -> UrlText.host(host, port)).collect(Collectors.joining(","));
        List<String> parameters = new ArrayList<>();
        parameter("sslmode", MODE, parameters);
        parameter("sslrootcert", ROOT_FILE, parameters);
        return "postgresql+pgbouncer://" + hosts + "/?" + String.join("&", parameters);
    }

    /** What a file that was not seen may set is no default. */
    private void parameter(String name, String setting, List<String> parameters) {
        String value = settings.getOrDefault(setting, missing.isEmpty() ? "" : "${" + setting + "}");
        if (!value.isEmpty()) {
            parameters.add(name + "=" + UrlText.encoded(value));
        }
    }
}
