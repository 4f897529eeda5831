package io.github.windlass4j.scan.files;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.scan.config.ConfigScan;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.config.MalformedConfigurationException;
import io.github.windlass4j.scan.internal.PathText;
import io.github.windlass4j.scan.internal.StoreProbe.Reading;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Files of settings in one tree, by path: those of a program's archive too. They are kept until its layers are put together.
 */
final class ConfigurationFiles {
    /** Bytes of all files of a tree together: own bound; a program has some kilobytes. */
    private static final int MAX_BYTES = 16 << 20;

    /** Profiles of one file, each of which is read by itself: own bound; a program has a handful. */
    private static final int MAX_PROFILES = 16;

    private static final Pattern NAME = Pattern.compile(
            "(application|bootstrap|microprofile-config|appsettings)[^/]*\\.(properties|ya?ml|json)|\\.env|[^/]*\\.env"
                    + "|\\.?pg_service\\.conf|(server|context|domain|persistence|standalone[^/]*|[^/]+-ds)\\.xml");

    /** PgBouncer includes files of any name, which people keep beside its own; Tomcat names them like the application. */
    private static final Pattern BY_FOLDER =
            Pattern.compile(".{0,1000}(pgbouncer.{0,1000}\\.ini|/Catalina/[^/]+/[^/]+\\.xml)");

    private final Map<String, byte[]> files = new TreeMap<>();
    private int bytes;
    private String passedOver = "";

    /** Whether a file of this name holds settings. */
    static boolean isOne(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.length() < 1_000
                && (NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()
                        || BY_FOLDER.matcher(path).matches()
                        || ComposeFile.isOne(path)
                        || Dockerfile.isOne(path));
    }

    void add(String path, byte[] content) {
        if (content.length > MAX_BYTES - bytes) {
            passOver(path);
        } else {
            bytes += content.length;
            files.put(path, content);
        }
    }

    /** Notes a file that is too large. */
    void passOver(String path) {
        passedOver = path;
    }

    void removeIf(Predicate<String> hidden) {
        files.keySet().removeIf(hidden);
    }

    void addAll(ConfigurationFiles other) {
        files.putAll(other.files);
        passedOver = other.passedOver.isEmpty() ? passedOver : other.passedOver;
    }

    /**
     * Adds what each file says, under the environment and command line of the program; these alone where no file tells of a
     * client.
     *
     * @param stores those of the tree, by path
     */
    void addTo(Inventory.Builder facts, String realm, Program program, NavigableMap<String, Reading> stores) {
        boolean clients = false;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Optional<Inventory> found = scan(file.getKey(), file.getValue(), realm, program, stores, facts);
            clients |= found.filter(inventory -> !inventory.clients().isEmpty()).isPresent();
            found.ifPresent(facts::add);
        }
        if (!clients && !program.equals(Program.UNKNOWN)) {
            facts.add(scan(realm, program.settings(realm), realm, program));
        }
        if (!passedOver.isEmpty()) {
            facts.add(new Finding(
                    "WL-SC-007",
                    Severity.WARNING,
                    Location.of(new Place(realm, passedOver).toString()),
                    "was not read: more than " + MAX_BYTES + " bytes of settings"));
        }
    }

    private static Inventory scan(String who, Configuration settings, String realm, Program program) {
        return ConfigScan.of(who, settings)
                .commandLine(program.commandLine())
                .home(realm)
                .workingDirectory(program.folder())
                .scan();
    }

    private static Set<String> profiles(String who, Configuration settings, Program program) {
        return ConfigScan.of(who, settings).commandLine(program.commandLine()).profiles();
    }

    /** Where to, and how: without who it is. */
    private static Set<String> connections(Inventory found) {
        Set<String> connections = new TreeSet<>();
        found.clients()
                .forEach(client -> connections.add(client.host() + " " + client.port() + " " + client.settings()));
        return connections;
    }

    private Optional<Inventory> scan(
            String path,
            byte[] content,
            String realm,
            Program program,
            NavigableMap<String, Reading> stores,
            Inventory.Builder facts) {
        Place place = new Place(realm, path);
        try {
            return inventory(path, content, place, program, stores, facts);
        } catch (MalformedYamlException e) {
            facts.add(unreadable(place, e.at().line(), e.at().column(), e.problem()));
        } catch (MalformedConfigurationException e) {
            facts.add(unreadable(place, e.line(), e.column(), e.problem()));
        }
        return Optional.empty();
    }

    private Optional<Inventory> inventory(
            String path,
            byte[] content,
            Place place,
            Program program,
            NavigableMap<String, Reading> stores,
            Inventory.Builder facts) {
        String realm = place.realm();
        if (ComposeFile.isOne(path)) {
            Inventory.Builder services = Inventory.builder();
            ComposeFile.addTo(services, path, content, realm, files);
            return Optional.of(services.build());
        }
        if (Dockerfile.isOne(path)) {
            Inventory.Builder image = Inventory.builder();
            ImageBuild.addTo(image, place, content, stores);
            return Optional.of(image.build());
        }
        Configuration environment = program.settings(realm);
        Set<String> active = profiles(path, environment, program);
        Optional<Configuration> read =
                read(path, content, place, active, program).map(environment::over);
        Set<String> own =
                read.map(settings -> profiles(path, settings, program)).orElse(Set.of());
        if (!own.isEmpty()) {
            read = read(path, content, place, own, program).map(environment::over);
        }
        Optional<Inventory> general = read.map(settings -> scan(path, settings, realm, program));
        if (general.isEmpty() || !own.isEmpty()) {
            return general;
        }
        // Which profile will be active nobody says: each that the file knows is a program of its own.
        Set<String> profiles = Configuration.profiles(path, content, place);
        if (profiles.size() > MAX_PROFILES) {
            facts.add(new Finding(
                    "WL-SC-007",
                    Severity.WARNING,
                    Location.of(place.toString()),
                    "names " + profiles.size() + " profiles (want at most " + MAX_PROFILES
                            + "): what it says for them was not read"));
            return general;
        }
        Inventory found = general.get();
        for (String profile : profiles) {
            Configuration special = read(path, content, place, Set.of(profile), program)
                    .map(environment::over)
                    .orElseThrow();
            Inventory ofProfile = scan(path + " with profile " + profile, special, realm, program);
            if (!connections(ofProfile).equals(connections(general.get()))) {
                found = found.merge(ofProfile);
            }
        }
        return Optional.of(found);
    }

    private Optional<Configuration> read(
            String path, byte[] content, Place place, Set<String> profiles, Program program) {
        return Configuration.file(
                path, content, place, profiles, other -> PathText.find(files, program.folder(), other));
    }

    private static Finding unreadable(Place place, int line, int column, String problem) {
        return new Finding(
                "WL-SC-004",
                Severity.WARNING,
                Location.of(place.toString()).at(line, column),
                "cannot be read: " + problem);
    }
}
