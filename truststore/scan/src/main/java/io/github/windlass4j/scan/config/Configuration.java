package io.github.windlass4j.scan.config;

import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.scan.inventory.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a program by name, each with where it stands. Names are compared as Spring Boot binds them: case, dashes
 * and underscores do not matter, and {@code SPRING_DATASOURCE_URL} is {@code spring.datasource.url} (Spring Boot reference,
 * "Relaxed Binding"); {@code ConnectionStrings__Main} is {@code ConnectionStrings:Main} as in .NET. Immutable.
 */
public final class Configuration {
    private static final String PROPERTIES = ".properties";

    /** Characters of the names in a document, each with those that it stands below: own bound, a program has some thousand. */
    private static final int MAX_NAMES = 32 << 20;

    private static final Configuration NONE = new Configuration(Map.of());

    private final Map<String, Setting> settings;

    /** Names in the order of the alphabet, each with its place among the settings; made when it is first asked for. */
    private volatile @Nullable NavigableMap<String, Integer> sorted;

    private Configuration(Map<String, Setting> settings) {
        this.settings = settings;
    }

    /**
     * One setting.
     *
     * @param name as it is written
     * @param value as it is written, placeholders included; empty if it is not known
     * @param at where it stands
     * @param reference what it is taken from, if that was not at hand: {@code Secret shop/db key url}; empty otherwise
     */
    public record Setting(String name, String value, Place at, String reference) {
        /** Longest name that is looked at twice: own bound, a name is a dozen words. */
        static final int MAX_NAME = 1_000;

        /** Whether the value is known. */
        public boolean isKnown() {
            return reference.isEmpty();
        }

        /** Values are often secrets: only the name is told. */
        @Override
        public String toString() {
            return name + " in " + at;
        }
    }

    /** No settings. */
    public static Configuration none() {
        return NONE;
    }

    /** Environment variables. */
    public static Configuration environment(Map<String, String> variables, Place at) {
        return of(variables, at);
    }

    /** Settings under the names that they are read by. */
    public static Configuration of(Map<String, String> values, Place at) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        values.forEach((name, value) -> settings.put(canonical(name), new Setting(name, value, at, "")));
        return new Configuration(settings);
    }

    /**
     * Settings that are known to be set, to something that is not at hand.
     *
     * @param references what each name is taken from
     */
    public static Configuration unknown(Map<String, String> references, Place at) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        references.forEach((name, reference) -> settings.put(canonical(name), new Setting(name, "", at, reference)));
        return new Configuration(settings);
    }

    /** These settings with a prefix before each name. */
    public Configuration under(String prefix) {
        Map<String, Setting> moved = new LinkedHashMap<>();
        settings.values().forEach(setting -> {
            String name = prefix + "." + setting.name;
            moved.put(canonical(name), new Setting(name, setting.value, setting.at, setting.reference));
        });
        return new Configuration(moved);
    }

    /**
     * Reads Java properties, also {@code .env} files and the sections of service files ({@code [name]}), whose name becomes a
     * prefix.
     */
    public static Configuration properties(String text, Place at) {
        return of(PropertiesText.read(text), at);
    }

    /**
     * Reads YAML or JSON: nested names are joined by dots, list items have their number in brackets.
     *
     * @param profiles the active profiles, if they are known from elsewhere; documents that are not for them are left out
     * @throws MalformedYamlException with line and column
     */
    public static Configuration yaml(String text, Place at, Set<String> profiles) {
        return of(Profiles.select(documents(text, at), profiles), at);
    }

    private static List<Map<String, String>> documents(String text, Place at) {
        List<Map<String, String>> documents = new ArrayList<>();
        for (Document document : Yaml.read(text, at.toString())) {
            documents.add(new Flat(at).read(document.root()));
        }
        return documents;
    }

    /**
     * The profiles that the documents of a file name, in order of the alphabet; empty for a file without any.
     *
     * @throws MalformedYamlException with line and column
     */
    public static Set<String> profiles(String name, byte[] content, Place at) {
        String lower = name.toLowerCase(Locale.ROOT);
        String text = new String(content, StandardCharsets.UTF_8);
        List<Map<String, String>> documents = isYaml(lower)
                ? documents(text, at)
                : lower.endsWith(PROPERTIES) ? PropertiesText.documents(text) : List.of();
        Set<String> named = new TreeSet<>();
        documents.forEach(document -> named.addAll(Profiles.named(Profiles.of(document))));
        return named;
    }

    private static boolean isYaml(String lower) {
        return lower.endsWith(".yml") || lower.endsWith(".yaml") || lower.endsWith(".json");
    }

    /**
     * Reads a file by the kind that its name tells: {@code .properties}, {@code .env}, {@code .yml}, {@code .yaml}, {@code
     * .json}, {@code pg_service.conf}, whose sections get the prefix {@code pgservice}, {@code pgbouncer.ini}, whose
     * databases become connection strings, and the XML of application servers, for its data sources.
     *
     * @param profiles the active profiles, if they are known from elsewhere; documents that are not for them are left out
     * @return the settings; empty for any other name
     * @throws MalformedYamlException with line and column
     * @throws MalformedConfigurationException with line and column
     */
    public static Optional<Configuration> file(String name, byte[] content, Place at, Set<String> profiles) {
        return file(name, content, at, profiles, path -> Optional.empty());
    }

    /**
     * As {@link #file(String, byte[], Place, Set)}, with the other files that this one may include.
     *
     * @param files the content of a file, by the path that is written; empty if it is not at hand
     * @throws MalformedYamlException with line and column
     * @throws MalformedConfigurationException with line and column
     */
    public static Optional<Configuration> file(
            String name, byte[] content, Place at, Set<String> profiles, Function<String, Optional<byte[]>> files) {
        String lower = name.toLowerCase(Locale.ROOT);
        String text = new String(content, StandardCharsets.UTF_8);
        if (lower.endsWith("pg_service.conf")) {
            return Optional.of(properties(text, at).under("pgservice"));
        }
        if (lower.endsWith(PROPERTIES)) {
            return Optional.of(of(Profiles.select(PropertiesText.documents(text), profiles), at));
        }
        if (PgBouncerIni.isOne(lower)) {
            return Optional.of(PgBouncerIni.read(text, at, files));
        }
        if (DataSourceXml.isOne(lower)) {
            return Optional.of(DataSourceXml.read(content, at));
        }
        if (lower.endsWith(".env")) {
            return Optional.of(properties(text, at));
        }
        return isYaml(lower) ? Optional.of(yaml(text, at, profiles)) : Optional.empty();
    }

    /** The scalars of a document by the names that lead to them. */
    private static final class Flat {
        private final Place at;
        private final Map<String, String> values = new LinkedHashMap<>();
        private long length;

        Flat(Place at) {
            this.at = at;
        }

        Map<String, String> read(Node root) {
            node("", root);
            return values;
        }

        private void node(String path, Node node) {
            length += path.length();
            if (length > MAX_NAMES) {
                throw new MalformedYamlException(
                        at.toString(), node.at(), "names are longer than " + MAX_NAMES + " characters together");
            }
            if (node instanceof Mapping mapping) {
                mapping.entries().forEach((key, child) -> node(path.isEmpty() ? key : path + "." + key, child));
            } else if (node instanceof Sequence sequence) {
                for (int i = 0; i < sequence.items().size(); i++) {
                    node(path + "[" + i + "]", sequence.items().get(i));
                }
            } else if (node instanceof Scalar scalar && scalar.value() != null) {
                values.put(path, String.valueOf(scalar.value()));
            }
        }
    }

    /** These settings, and those of the other that these do not have. */
    public Configuration over(Configuration weaker) {
        Map<String, Setting> both = new LinkedHashMap<>(weaker.settings);
        both.putAll(settings);
        return new Configuration(both);
    }

    /** The setting of this name, however it is spelled. */
    public Optional<Setting> find(String name) {
        return Optional.ofNullable(settings.get(canonical(name)));
    }

    /** All settings, weaker sources first. */
    public Collection<Setting> all() {
        return Collections.unmodifiableCollection(settings.values());
    }

    /** The settings below a name, by what follows it, in lower case without dashes: {@code sslmode}. */
    Map<String, Setting> below(String prefix) {
        String start = canonical(prefix) + ".";
        Map<String, Setting> found = new LinkedHashMap<>();
        sorted().subMap(start, true, start + Character.MAX_VALUE, true).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .forEach(name -> found.put(name.substring(start.length()), settings.get(name)));
        return found;
    }

    private NavigableMap<String, Integer> sorted() {
        NavigableMap<String, Integer> names = sorted;
        if (names == null) {
            names = new TreeMap<>();
            for (String name : settings.keySet()) {
                names.put(name, names.size());
            }
            sorted = names;
        }
        return names;
    }

    static String canonical(String name) {
        boolean variable = name.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
        String dotted = variable
                ? name.replaceAll("_+", ".")
                : name.replace("__", ".").replace(':', '.').replace("_", "").replace("-", "");
        return dotted.toLowerCase(Locale.ROOT);
    }

    /** The names, not the values. */
    @Override
    public String toString() {
        return settings.values().toString();
    }
}
