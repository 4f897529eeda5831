package io.github.windlass4j.scan.config;

import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the database clients and the stores in the configuration of one program: JDBC, R2DBC and libpq connection strings,
 * Spring and Quarkus data sources, Npgsql, PgBouncer, the {@code PG...} variables and service files, TLS bundles, and what JVM flags and
 * environment variables say about stores. Immutable; every method returns a copy.
 *
 * {@snippet :
 * Configuration file = Configuration.properties(text, new Place("", "application.properties"));
 * Inventory found = ConfigScan.of("billing", file).scan();
 * }
 */
public final class ConfigScan {
    /**
     * Variables with options for a JVM, the weakest first: the JVM's own before the launcher's (measured, 17.0.15 and 25.0.3), then
     * those that start scripts put on the command line.
     */
    private static final List<String> JVM_OPTIONS = List.of(
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "JAVA_OPTS",
            "JAVA_OPTIONS",
            "JAVA_OPTS_APPEND",
            "JVM_OPTS",
            "CATALINA_OPTS",
            "KAFKA_OPTS");

    /** Wins over the command line. */
    private static final String LAST_OPTIONS = "_JAVA_OPTIONS";

    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh");

    private final String who;
    private final Configuration configuration;
    private final List<String> commandLine;
    private final String home;
    private final String folder;
    private final Function<String, Optional<StorePointer>> mounts;

    private ConfigScan(
            String who,
            Configuration configuration,
            List<String> commandLine,
            String home,
            String folder,
            Function<String, Optional<StorePointer>> mounts) {
        this.who = Objects.requireNonNull(who);
        this.configuration = Objects.requireNonNull(configuration);
        this.commandLine = List.copyOf(commandLine);
        this.home = Objects.requireNonNull(home);
        this.folder = Objects.requireNonNull(folder);
        this.mounts = Objects.requireNonNull(mounts);
    }

    /**
     * A scan of the configuration of a program.
     *
     * @param who what to call the program
     */
    public static ConfigScan of(String who, Configuration configuration) {
        return new ConfigScan(who, configuration, List.of(), "", "", path -> Optional.empty());
    }

    /** Adds the words of its command line, with those of a script that a shell is given; they win over everything else. */
    public ConfigScan commandLine(List<String> words) {
        boolean shell = !words.isEmpty()
                && SHELLS.contains(words.get(0).substring(words.get(0).lastIndexOf('/') + 1));
        List<String> all =
                shell ? words.stream().flatMap(word -> words(word).stream()).toList() : words;
        return new ConfigScan(who, configuration, all, home, folder, mounts);
    }

    /** Names the realm of its file system: the image, the machine. */
    public ConfigScan home(String realm) {
        return new ConfigScan(who, configuration, commandLine, realm, folder, mounts);
    }

    /**
     * Names the directory that it is started in, from which relative paths start; empty if that is not known. Then a relative
     * path may be any file that is called so.
     */
    public ConfigScan workingDirectory(String path) {
        return new ConfigScan(who, configuration, commandLine, home, path, mounts);
    }

    /**
     * Tells which of its paths lie somewhere else than in its home: mounted volumes. Relative ones begin with {@code ./}; the
     * paths of {@link Place#jvmStore} and {@link Place#systemStore} ask for what is mounted over the stores of JVM and system.
     */
    public ConfigScan mounts(Function<String, Optional<StorePointer>> located) {
        return new ConfigScan(who, configuration, commandLine, home, folder, located);
    }

    /** The configuration under what the command line defines. */
    private Configuration all(Place words) {
        Map<String, String> flags = new LinkedHashMap<>();
        JVM_OPTIONS.forEach(name -> options(name, flags));
        definitions(commandLine, flags);
        options(LAST_OPTIONS, flags);
        return Configuration.of(flags, words).over(configuration);
    }

    /** The profiles that the configuration or the command line switches on, for Spring or Quarkus; empty if neither says so. */
    public Set<String> profiles() {
        Configuration all = all(new Place(home, "command line of " + who));
        List<String> lists = new ArrayList<>();
        all.find(Profiles.ACTIVE).or(() -> all.find("quarkus.profile")).ifPresent(setting -> add(setting, lists));
        for (int i = 0; all.find(Profiles.ACTIVE + "[" + i + "]").isPresent(); i++) {
            all.find(Profiles.ACTIVE + "[" + i + "]").ifPresent(setting -> add(setting, lists));
        }
        return Profiles.listed(lists, all::find);
    }

    private static void add(Configuration.Setting setting, List<String> lists) {
        if (setting.isKnown()) {
            lists.add(setting.value());
        }
    }

    /** Scans. References that lead nowhere are among the facts. */
    public Inventory scan() {
        Place words = new Place(home, "command line of " + who);
        Configuration all = all(words);
        Inventory.Builder facts = Inventory.builder();
        Stores stores = new Stores(who, all, home, folder, mounts, Preparation.of(who, commandLine), facts);
        stores.scan();
        new Connections(who, all, commandLine, words, home, stores, facts).scan();
        return facts.build();
    }

    private void options(String variable, Map<String, String> flags) {
        configuration.find(variable).ifPresent(options -> definitions(words(options.value()), flags));
    }

    /** {@code -Dname=value} and Spring's {@code --name=value}. */
    private static void definitions(List<String> words, Map<String, String> values) {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (word.startsWith("-D") && equals > 2) {
                values.put(word.substring(2, equals), word.substring(equals + 1));
            } else if (word.startsWith("--")
                    && equals > 2
                    && word.substring(2, equals).indexOf('.') > 0) {
                values.put(word.substring(2, equals), word.substring(equals + 1));
            }
        }
    }

    /** Splits at blanks outside of quotes, as shells do, and the java launcher with its environment variables. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    /** Whose settings. */
    @Override
    public String toString() {
        return "scan of the settings of " + who;
    }
}
