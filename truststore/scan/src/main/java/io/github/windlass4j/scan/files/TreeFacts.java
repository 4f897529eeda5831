package io.github.windlass4j.scan.files;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.scan.internal.OwnStores;
import io.github.windlass4j.scan.internal.PathText;
import io.github.windlass4j.scan.internal.StoreProbe.Reading;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.SoftwareSighting;
import io.github.windlass4j.scan.inventory.StoreSighting;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The files of one tree, layers already put together, as facts; the places where software looks by itself get their names. */
final class TreeFacts {
    /** Steps from link to link: the bound that Linux has (path_resolution(7), MAXSYMLINKS). */
    private static final int MAX_LINKS = 40;

    /** Names by links to folders: own bound; distributions have some thousand, each link to the root doubles them. */
    private static final int MAX_NAMES = 100_000;

    private final NavigableMap<String, Reading> stores = new TreeMap<>();
    private final Map<String, Set<Software>> software = new TreeMap<>();
    private final Map<String, String> links = new TreeMap<>();

    private final ConfigurationFiles configurations = new ConfigurationFiles();

    /** Puts a layer on top of those that are there. */
    void add(Layer layer) {
        stores.keySet().removeIf(layer::hides);
        software.keySet().removeIf(layer::hides);
        links.keySet().removeIf(layer::hides);
        configurations.removeIf(layer::hides);
        add(layer.tree());
    }

    void add(FileTree tree) {
        stores.putAll(tree.stores());
        software.putAll(tree.software());
        links.putAll(tree.links());
        configurations.addAll(tree.configurations());
    }

    /**
     * Adds the facts of the tree.
     *
     * @return whether every name of every store was told; if not, what is not found is not known to be absent
     */
    boolean addTo(Inventory.Builder facts, String realm, Program program) {
        configurations.addTo(facts, realm, program, stores);
        stores.forEach((path, reading) -> add(facts, new Place(realm, path), reading));
        stores.forEach((path, reading) ->
                FileTree.classPathNames(path).forEach(name -> add(facts, new Place(realm, name), reading)));
        links.keySet().stream()
                .filter(path -> !isPassedOver(path))
                .forEach(path -> target(path).ifPresent(reading -> add(facts, new Place(realm, path), reading)));
        boolean whole = belowLinks(facts, realm);
        software.forEach((path, found) -> found.forEach(
                one -> facts.add(new SoftwareSighting(new Place(realm, path), one.name(), one.version()))));
        OwnStores.SYSTEM_BUNDLES.stream()
                .map(this::target)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(reading -> add(facts, Place.systemStore(realm), reading));
        everywhere("/lib/security/cacerts", path -> {
            String preferred = path.substring(0, path.length() - "cacerts".length()) + "jssecacerts";
            target(preferred).or(() -> target(path)).ifPresent(reading -> add(facts, Place.jvmStore(realm), reading));
        });
        everywhere(
                "/.postgresql/root.crt",
                path -> target(path).ifPresent(reading -> add(facts, Place.homeRootFile(realm), reading)));
        return whole;
    }

    /** Links that OpenSSL finds its certificates by: nobody names one, and those of the system's folders are told by its bundle. */
    private static boolean isPassedOver(String path) {
        return OwnStores.isHashed(path) && OwnStores.SYSTEM_FOLDERS.contains(path.substring(0, path.lastIndexOf('/')));
    }

    /** The names that stores have by links to folders: {@code /usr/lib/jvm/default-java/lib/security/cacerts}. */
    private boolean belowLinks(Inventory.Builder facts, String realm) {
        NavigableSet<String> files = new TreeSet<>(stores.keySet());
        links.keySet().stream().filter(path -> !isPassedOver(path)).forEach(files::add);
        int looked = 0;
        for (String link : links.keySet()) {
            String folder = folder(link);
            String start = folder.equals("/") ? folder : folder + "/";
            // From the slash to the character after it: all that lies below.
            for (String file : files.subSet(start, start.substring(0, start.length() - 1) + '0')) {
                if (++looked > MAX_NAMES) {
                    facts.add(new Finding(
                            "WL-SC-007",
                            Severity.WARNING,
                            Location.of(new Place(realm, link).toString()),
                            "names by links to folders: more than " + MAX_NAMES + "; the rest was not looked at"));
                    return false;
                }
                String name = link + "/" + file.substring(start.length());
                if (!stores.containsKey(name)) {
                    target(name).ifPresent(found -> add(facts, new Place(realm, name), found));
                }
            }
        }
        return true;
    }

    /** Where a link leads to in the end. */
    private String folder(String link) {
        String here = link;
        for (int i = 0; i < MAX_LINKS; i++) {
            Optional<String> next = step(here);
            if (next.isEmpty()) {
                return here;
            }
            here = next.get();
        }
        return here;
    }

    private void everywhere(String end, Consumer<String> seen) {
        stores.keySet().stream().filter(path -> path.endsWith(end)).forEach(seen);
        links.keySet().stream().filter(path -> path.endsWith(end)).forEach(seen);
    }

    private static void add(Inventory.Builder facts, Place place, Reading reading) {
        reading.addTo(facts, place, "", StoreSighting.Role.TRUST);
    }

    /** The store at a path, links followed, also those of folders on the way. */
    private Optional<Reading> target(String path) {
        String here = path;
        for (int i = 0; i < MAX_LINKS; i++) {
            Reading found = stores.get(here);
            if (found != null) {
                return Optional.of(found);
            }
            Optional<String> next = step(here);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            here = next.get();
        }
        return Optional.empty();
    }

    private Optional<String> step(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String folder = path.substring(0, end);
            String link = links.get(folder);
            if (link != null) {
                String base = link.startsWith("/") ? link : folder.substring(0, folder.lastIndexOf('/') + 1) + link;
                return Optional.of(PathText.resolved(base + path.substring(end)));
            }
        }
        return Optional.empty();
    }
}
