package io.github.windlass4j.scan.files;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.scan.config.ConfigScan;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.internal.OwnStores;
import io.github.windlass4j.scan.internal.PathText;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import io.github.windlass4j.scan.inventory.Unresolved;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The programs that a Compose file starts: environment, env_file, command, and what volumes, secrets and configs bring (Compose
 * specification). {@code ${NAME}} is filled in from the {@code .env} file beside it. Volumes without a folder are filled at run
 * time; {@code extends} and {@code include} are not followed, and each Compose file speaks for itself.
 */
final class ComposeFile {
    private static final Pattern NAME = Pattern.compile("(.*/)?((docker|podman)-)?compose[\\w.-]{0,200}\\.ya?ml");

    /** A folder or file of the machine, unlike the name of a volume. */
    private static final Pattern FOLDER = Pattern.compile("[./~$].*");

    /** Variables of all services, those of a file each time that it is named: own bound, a service has some dozen. */
    private static final int MAX_VARIABLES = 200_000;

    private final String path;
    private final String realm;
    private final String folder;
    private final Map<String, byte[]> files;
    private final Inventory.Builder facts;
    private final Configuration outside;
    private final Interpolation interpolation = new Interpolation();
    private final Map<String, Optional<Configuration>> environments = new HashMap<>();
    private long variables;

    private ComposeFile(String path, String realm, Map<String, byte[]> files, Inventory.Builder facts) {
        this.path = path;
        this.realm = realm;
        this.folder = path.substring(0, path.lastIndexOf('/') + 1);
        this.files = files;
        this.facts = facts;
        this.outside = variables(folder + ".env").orElse(Configuration.none());
    }

    /** Whether a path is that of such a file; a manifest of Kubernetes may be called so too. */
    static boolean isOne(String path) {
        return path.length() < PathText.MAX_LENGTH
                && NAME.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Adds what the file says.
     *
     * @param files those of the same tree that hold settings, by path
     * @throws io.github.windlass4j.manifest.yaml.MalformedYamlException with line and column
     */
    static void addTo(Inventory.Builder facts, String path, byte[] content, String realm, Map<String, byte[]> files) {
        ComposeFile reader = new ComposeFile(path, realm, files, facts);
        Yaml.read(content, new Place(realm, path).toString()).forEach(document -> {
            Fields root = Fields.of(document.root());
            Fields services = root.child("services");
            services.names().forEach(name -> reader.service(name, services.child(name), root));
        });
    }

    private Optional<Configuration> variables(String file) {
        return Optional.ofNullable(files.get(file))
                .map(bytes ->
                        Configuration.properties(new String(bytes, StandardCharsets.UTF_8), new Place(realm, file)));
    }

    private void service(String name, Fields service, Fields root) {
        String who = path + " service " + name;
        if (service.has("extends")) {
            facts.add(new Unresolved(who, "extends", "is not followed: what it takes from elsewhere is not known"));
        }
        List<String> words = new ArrayList<>(words(service, "entrypoint"));
        words.addAll(words(service, "command"));
        Map<String, String> mounts = mounts(service, root);
        Optional<String> ofJvm =
                mounts.keySet().stream().filter(OwnStores::isOfJvm).findFirst();
        String image = filled(service.text("image", ""));
        facts.add(ConfigScan.of(who, environment(who, service))
                .commandLine(words)
                .home("image " + (image.isEmpty() ? "of " + new Place(realm, who) : image))
                .workingDirectory(service.text("working_dir", ""))
                .mounts(inside -> located(inside, mounts, ofJvm))
                .scan());
    }

    private Configuration environment(String who, Fields service) {
        Configuration all = Configuration.none();
        for (Fields file : items(service, "env_file")) {
            String written = file.has("path") ? file.text("path", "") : scalar(file.node());
            String other = PathText.resolved(folder + filled(written));
            Optional<Configuration> read = environments.computeIfAbsent(other, this::variables);
            if (read.isEmpty() && file.flag("required").orElse(true)) {
                facts.add(new Unresolved(
                        who, new Place(realm, other).toString(), "is not among what was scanned; it is an env_file"));
            }
            if (!spend(
                    who,
                    read.orElse(Configuration.none()).all().size() + all.all().size())) {
                break;
            }
            all = read.orElse(Configuration.none()).over(all);
        }
        Map<String, Optional<String>> stated = stated(service);
        if (!spend(who, stated.size())) {
            return all;
        }
        Place at = new Place(realm, who + " environment");
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> references = new LinkedHashMap<>();
        stated.forEach((name, value) -> value.map(this::filled)
                .or(() -> outside.find(name).map(Configuration.Setting::value))
                .ifPresentOrElse(
                        known -> values.put(name, known),
                        () -> references.put(name, "variable " + name + " of the shell that starts it")));
        return Configuration.of(values, at)
                .over(Configuration.unknown(references, at))
                .over(all);
    }

    /** Whether so many variables more may be looked at; if not, that is among the facts. */
    private boolean spend(String who, int more) {
        variables += more;
        if (variables > MAX_VARIABLES) {
            facts.add(new Unresolved(
                    who,
                    "environment",
                    "is not known in full: the services have more than " + MAX_VARIABLES + " variables"));
        }
        return variables <= MAX_VARIABLES;
    }

    /** Variables by name; empty for one that is only passed on. */
    private static Map<String, Optional<String>> stated(Fields service) {
        Map<String, Optional<String>> all = new LinkedHashMap<>();
        Node node = service.child("environment").node();
        if (node instanceof Mapping mapping) {
            mapping.entries()
                    .forEach((name, value) -> all.put(
                            name,
                            value instanceof Scalar text && !text.isNull()
                                    ? Optional.of(text.written())
                                    : Optional.empty()));
        }
        for (String pair : service.texts("environment")) {
            int equals = pair.indexOf('=');
            all.put(
                    equals < 0 ? pair : pair.substring(0, equals),
                    equals < 0 ? Optional.empty() : Optional.of(pair.substring(equals + 1)));
        }
        return all;
    }

    private List<String> words(Fields service, String field) {
        Node node = service.child(field).node();
        List<String> words = node instanceof Scalar ? ConfigScan.words(service.text(field, "")) : service.texts(field);
        return words.stream().map(this::filled).toList();
    }

    /** One or several of something. */
    private static List<Fields> items(Fields fields, String name) {
        Node node = fields.child(name).node();
        return node instanceof Sequence sequence
                ? sequence.items().stream().map(Fields::of).toList()
                : node instanceof Scalar scalar && !scalar.isNull() ? List.of(Fields.of(node)) : List.of();
    }

    private static String scalar(Node node) {
        return node instanceof Scalar text && !text.isNull() ? text.written() : "";
    }

    /** Where each path of the container comes from: a path of the tree, or the name of a volume. */
    private Map<String, String> mounts(Fields service, Fields root) {
        Map<String, String> mounts = new TreeMap<>();
        for (Fields volume : items(service, "volumes")) {
            String[] parts = filled(scalar(volume.node())).split(":", -1);
            String source = volume.has("target") ? filled(volume.text("source", "")) : parts[0];
            String target = volume.has("target") ? filled(volume.text("target", "")) : parts.length > 1 ? parts[1] : "";
            mount(source, target, mounts);
        }
        named(service, root, "secrets", "/run/secrets/", mounts);
        named(service, root, "configs", "/", mounts);
        return mounts;
    }

    private void named(Fields service, Fields root, String kind, String usual, Map<String, String> mounts) {
        for (Fields one : items(service, kind)) {
            String name = one.has("source") ? one.text("source", "") : scalar(one.node());
            String target = one.text("target", name);
            String file = root.child(kind).child(name).text("file", "");
            if (!file.isEmpty()) {
                String from = filled(file);
                mount(
                        FOLDER.matcher(from).matches() ? from : "./" + from,
                        target.startsWith("/") ? target : usual + target,
                        mounts);
            }
        }
    }

    private void mount(String source, String target, Map<String, String> mounts) {
        if (!target.startsWith("/") || source.isEmpty()) {
            return;
        }
        boolean relative = source.startsWith(".");
        boolean known = relative || source.startsWith("/");
        mounts.put(
                PathText.resolved(target),
                known ? PathText.resolved(relative ? folder + source : source) : "volume " + source);
    }

    private Optional<StorePointer> located(String inside, Map<String, String> mounts, Optional<String> ofJvm) {
        if (inside.equals(Place.systemStore("").path())) {
            return OwnStores.SYSTEM_BUNDLES.stream()
                    .map(bundle -> located(bundle, mounts))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (inside.equals(Place.jvmStore("").path())) {
            return ofJvm.flatMap(target -> located(target, mounts));
        }
        return located(inside, mounts);
    }

    private Optional<StorePointer> located(String inside, Map<String, String> mounts) {
        for (String here = inside.length() < PathText.MAX_LENGTH ? inside : "";
                here.startsWith("/");
                here = here.substring(0, here.lastIndexOf('/'))) {
            String source = mounts.get(here);
            if (source != null) {
                String rest = inside.substring(here.length());
                return Optional.of(StorePointer.to(
                        source.startsWith("/")
                                ? new Place(realm, source + rest)
                                : new Place("run time of " + new Place(realm, path), source + rest)));
            }
        }
        return Optional.empty();
    }

    private String filled(String text) {
        return interpolation.of(text, name -> outside.find(name).map(Configuration.Setting::value));
    }
}
