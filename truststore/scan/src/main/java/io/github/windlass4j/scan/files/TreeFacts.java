package io.github.windlass4j.scan.files;

import io.github.windlass4j.scan.internal.StoreProbe.Reading;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.SoftwareSighting;
import io.github.windlass4j.scan.inventory.StoreSighting;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The files of one tree, layers already put together, as facts; the places where software looks by itself get their names. */
final class TreeFacts {
    /** Steps from link to link: the bound that Linux has (path_resolution(7), MAXSYMLINKS). */
    private static final int MAX_LINKS = 40;

    private static final List<String> SYSTEM_BUNDLES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem");

    private final Map<String, Reading> stores = new TreeMap<>();
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

    void addTo(Inventory.Builder facts, String realm, Program program) {
        configurations.addTo(facts, realm, program);
        stores.forEach((path, reading) -> add(facts, new Place(realm, path), reading));
        stores.forEach((path, reading) ->
                FileTree.classPathNames(path).forEach(name -> add(facts, new Place(realm, name), reading)));
        links.keySet().stream()
                .filter(path -> !path.matches(".*/[0-9a-f]{8}\\.\\d+"))
                .forEach(path -> target(path).ifPresent(reading -> add(facts, new Place(realm, path), reading)));
        software.forEach((path, found) -> found.forEach(
                one -> facts.add(new SoftwareSighting(new Place(realm, path), one.name(), one.version()))));
        SYSTEM_BUNDLES.stream()
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
                return Optional.of(resolved(base + path.substring(end)));
            }
        }
        return Optional.empty();
    }

    /** Without {@code .} and {@code ..}; the root is above itself, as in every file system. */
    private static String resolved(String path) {
        ArrayDeque<String> steps = new ArrayDeque<>();
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return "/" + String.join("/", steps);
    }
}
