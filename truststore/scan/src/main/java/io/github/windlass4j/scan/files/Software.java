package io.github.windlass4j.scan.files;

import io.github.windlass4j.scan.internal.PathText;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of a driver or JDK, told by how its files are named.
 *
 * @param name as {@code SoftwareSighting} names it
 * @param version its release
 */
record Software(String name, String version) {
    /** A rule: files like this are that software. */
    private record Rule(String name, Pattern path) {}

    private static final String RELEASE = "(\\d+(?:\\.\\d+){0,3})";

    private static final Rule[] BY_PATH = {
        new Rule("pgjdbc", Pattern.compile(".*/postgresql-" + RELEASE + "(?:\\.jre\\d)?\\.jar")),
        new Rule("mysql-connector-j", Pattern.compile(".*/mysql-connector-j(?:ava)?-" + RELEASE + "\\.jar")),
        new Rule("mssql-jdbc", Pattern.compile(".*/mssql-jdbc-" + RELEASE + "(?:\\.jre\\d+)?\\.jar")),
        new Rule("psycopg", Pattern.compile(".*/psycopg2?(?:[-_]binary)?-" + RELEASE + "\\.dist-info/METADATA")),
        new Rule("libpq", Pattern.compile(".*/libpq\\.so\\.5\\.(\\d+)")),
    };

    private static final Set<String> PACKAGES = Set.of("/var/lib/dpkg/status", "/lib/apk/db/installed");

    private static final Pattern JAVA_VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)[^\"]*\"");
    private static final Pattern PACKAGE_VERSION = Pattern.compile("\"version\"\\s*:\\s*\"" + RELEASE + "\"");
    private static final Pattern DOTNET_DEPENDENCY = Pattern.compile("\"Npgsql/" + RELEASE + "\"");

    /** The database of dpkg and that of apk: a paragraph for each package. */
    private static final Pattern PACKAGE =
            Pattern.compile("(?m)^(?:Package: |P:)pgbouncer\\n(?:[^\\n]++\\n){0,40}?(?:Version: |V:)" + RELEASE);

    /** By the path alone. */
    static Optional<Software> byPath(String path) {
        for (Rule rule : BY_PATH) {
            Matcher matcher = rule.path.matcher(path);
            if (path.length() < PathText.MAX_LENGTH && matcher.matches()) {
                return Optional.of(new Software(rule.name, matcher.group(1)));
            }
        }
        return Optional.empty();
    }

    /** Whether the content of such a file tells more than its path. */
    static boolean isTelling(String path) {
        return path.endsWith("/release")
                || PACKAGES.contains(path)
                || path.endsWith("/node_modules/pg/package.json")
                || path.endsWith(".deps.json");
    }

    /** By the content of a file that is telling. */
    static Optional<Software> byContent(String path, String text) {
        if (path.endsWith("/release")) {
            return first("jdk", JAVA_VERSION, text);
        }
        if (PACKAGES.contains(path)) {
            return first("pgbouncer", PACKAGE, text);
        }
        return path.endsWith(".deps.json")
                ? first("npgsql", DOTNET_DEPENDENCY, text)
                : first("node-postgres", PACKAGE_VERSION, text);
    }

    private static Optional<Software> first(String name, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(new Software(name, matcher.group(1))) : Optional.empty();
    }
}
