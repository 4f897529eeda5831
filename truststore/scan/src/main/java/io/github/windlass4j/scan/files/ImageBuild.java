package io.github.windlass4j.scan.files;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.scan.config.ConfigScan;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.files.Dockerfile.Instruction;
import io.github.windlass4j.scan.internal.KeytoolScript;
import io.github.windlass4j.scan.internal.OwnStores;
import io.github.windlass4j.scan.internal.PathText;
import io.github.windlass4j.scan.internal.StoreProbe.Reading;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.scan.inventory.Unresolved;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The program of the image that a Dockerfile builds: the variables, the command and the stores of its last stage, as far as the
 * file tells. What {@code COPY} brings lies in the folder of the Dockerfile or above. The stores of the image that it starts
 * from are not known, so that of one that {@code RUN} adds to only the additions are told.
 */
final class ImageBuild {
    private static final Pattern SYSTEM_TOOLS =
            Pattern.compile("\\b(update-ca-certificates|update-ca-trust|trust\\s+anchor)\\b");

    /** Folders that these tools take certificates from: Debian and Alpine, Fedora, SUSE. */
    private static final List<String> ANCHORS = List.of(
            "/usr/local/share/ca-certificates/",
            "/etc/pki/ca-trust/source/anchors/",
            "/usr/share/pki/ca-trust-source/anchors/",
            "/etc/pki/trust/anchors/");

    /** Stores that copies bring, times copies: own bound, {@code COPY . .} of a large repository has some hundred. */
    private static final int MAX_COPIES = 100_000;

    /** Characters of one RUN: own bound; people write some thousand. */
    private static final int MAX_SCRIPT = 100_000;

    private final String path;
    private final Place at;
    private final NavigableMap<String, Reading> stores;
    private final Inventory.Builder facts;
    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private final Map<String, String> arguments = new LinkedHashMap<>();
    private Stage stage = new Stage("");
    private int copies;

    /** What is known of one stage so far. */
    private static final class Stage {
        private final String base;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final Map<String, String> arguments = new LinkedHashMap<>();
        private final NavigableMap<String, String> files = new TreeMap<>();
        private final List<String> jvm = new ArrayList<>();
        private final List<String> system = new ArrayList<>();
        private final Map<String, List<Certificate>> made = new LinkedHashMap<>();
        private List<String> entrypoint = List.of();
        private List<String> command = List.of();
        private String folder = "";

        Stage(String base) {
            this.base = base;
        }

        Stage(Stage from) {
            this(from.base);
            environment.putAll(from.environment);
            files.putAll(from.files);
            jvm.addAll(from.jvm);
            system.addAll(from.system);
            made.putAll(from.made);
            entrypoint = from.entrypoint;
            command = from.command;
            folder = from.folder;
        }

        String filled(String text) {
            Map<String, String> all = new LinkedHashMap<>(arguments);
            all.putAll(environment);
            return Interpolation.of(text, Configuration.of(all, new Place("", "")));
        }

        /** A path of the image; empty if it is relative to a folder that is not known. */
        String inside(String written) {
            if (written.startsWith("/")) {
                return PathText.resolved(written);
            }
            return folder.isEmpty() || written.startsWith("$") ? "" : PathText.resolved(folder + "/" + written);
        }
    }

    private ImageBuild(Place at, NavigableMap<String, Reading> stores, Inventory.Builder facts) {
        this.path = at.path();
        this.at = at;
        this.stores = stores;
        this.facts = facts;
    }

    /**
     * Adds what the file says.
     *
     * @param stores those of the same tree, by path
     * @throws io.github.windlass4j.scan.config.MalformedConfigurationException if Docker refuses the file
     */
    static void addTo(Inventory.Builder facts, Place at, byte[] content, NavigableMap<String, Reading> stores) {
        List<Instruction> instructions = Dockerfile.read(new String(content, StandardCharsets.UTF_8), at.toString());
        ImageBuild build = new ImageBuild(at, stores, facts);
        instructions.forEach(build::follow);
        if (!instructions.isEmpty()) {
            build.tell();
        }
    }

    private void follow(Instruction instruction) {
        String text = instruction.arguments();
        switch (instruction.keyword()) {
            case "FROM" -> from(text);
            case "ARG" -> argument(text);
            case "ENV" -> pairs(text).forEach((name, value) -> stage.environment.put(name, stage.filled(value)));
            case "WORKDIR" -> stage.folder = stage.inside(stage.filled(text.strip()));
            case "COPY", "ADD" -> copy(instruction);
            case "RUN" -> run(instruction);
            case "ENTRYPOINT" -> {
                stage.entrypoint = words(text);
                stage.command = List.of();
            }
            case "CMD" -> stage.command = words(text);
            default -> {}
        }
    }

    private void from(String text) {
        String[] words =
                Interpolation.of(text, Configuration.of(arguments, at)).strip().split("\\s+", -1);
        Stage before = stages.get(words[0]);
        stage = before == null ? new Stage(words[0]) : new Stage(before);
        stages.put(Integer.toString(stages.size()), stage);
        if (words.length > 2) {
            stages.put(words[2], stage);
        }
    }

    /** Arguments before the first stage count in {@code FROM}, and in a stage that names them again. */
    private void argument(String text) {
        for (String word : ConfigScan.words(text)) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals >= 0) {
                (stages.isEmpty() ? arguments : stage.arguments).put(name, stage.filled(word.substring(equals + 1)));
            } else if (!stages.isEmpty() && arguments.containsKey(name)) {
                stage.arguments.put(name, arguments.get(name));
            }
        }
    }

    /** {@code A=b C="d e"}, or of old {@code A b}. */
    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        List<String> words = ConfigScan.words(text);
        if (!words.isEmpty() && words.get(0).indexOf('=') < 0) {
            pairs.put(words.get(0), text.substring(words.get(0).length()).strip());
            return pairs;
        }
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                pairs.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return pairs;
    }

    /** A list as JSON, or what a shell is given. */
    private List<String> words(String text) {
        return list(text).orElseGet(() -> List.of("/bin/sh", "-c", text));
    }

    private static Optional<List<String>> list(String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Yaml.read(text, "").get(0).root() instanceof Sequence items
                    ? Optional.of(items.items().stream()
                            .filter(Scalar.class::isInstance)
                            .map(item -> ((Scalar) item).written())
                            .toList())
                    : Optional.empty();
        } catch (MalformedYamlException noList) {
            // Docker takes it for a command of a shell, too.
            return Optional.empty();
        }
    }

    private void copy(Instruction instruction) {
        String first = instruction.arguments().split("\n", 2)[0];
        List<String> words = list(first).orElseGet(() -> ConfigScan.words(first)).stream()
                .map(stage::filled)
                .toList();
        if (words.size() < 2) {
            return;
        }
        String written = words.get(words.size() - 1);
        String target = stage.inside(written);
        if (target.isEmpty()) {
            return;
        }
        boolean folder = written.endsWith("/") || written.endsWith(".") || words.size() > 2;
        String from = instruction.flags().get("from");
        for (String source : words.subList(0, words.size() - 1)) {
            if (from == null) {
                fromContext(source, target, folder);
            } else if (stages.containsKey(from)) {
                Stage other = stages.get(from);
                place(other.files, PathText.resolved("/" + source), target, folder);
                other.made.forEach((made, content) -> {
                    if (made.equals(PathText.resolved("/" + source))) {
                        stage.made.put(folder ? target + name(made) : target, content);
                    }
                });
            }
        }
    }

    /** The build's context is not told: the Dockerfile's folder, or the next one above that has what is copied. */
    private void fromContext(String source, String target, boolean folder) {
        NavigableMap<String, String> all = new TreeMap<>();
        for (String context = path.substring(0, path.lastIndexOf('/')); ; ) {
            String start = PathText.resolved(context + "/" + source.replaceAll("[^/]*[*?\\[].*", ""));
            if (hasStores(start)) {
                stores.subMap(start, true, start + Character.MAX_VALUE, true)
                        .keySet()
                        .forEach(file -> all.put(file, file));
                place(all, PathText.resolved(context + "/" + source), target, folder);
                return;
            }
            if (context.isEmpty()) {
                return;
            }
            context = context.substring(0, context.lastIndexOf('/'));
        }
    }

    private boolean hasStores(String start) {
        String below = start.equals("/") ? start : start + "/";
        String next = stores.ceilingKey(below);
        return stores.containsKey(start) || (next != null && next.startsWith(below));
    }

    /** Notes where files come to lie: a file, what matches a pattern, or what is in a folder. */
    private void place(NavigableMap<String, String> files, String source, String target, boolean folder) {
        int star = source.replace('?', '*').indexOf('*');
        String below = source.equals("/") ? source : source + "/";
        Pattern pattern = star < 0 ? null : glob(source);
        for (Map.Entry<String, String> file : files.entrySet()) {
            String name = file.getKey();
            if (++copies > MAX_COPIES) {
                return;
            }
            if (name.equals(source) || (pattern != null && pattern.matcher(name).matches())) {
                if (!folder) {
                    stage.files.put(target, file.getValue());
                }
                // Also where the target is a folder that was there before.
                stage.files.put(PathText.resolved(target + name(name)), file.getValue());
            } else if (name.startsWith(below)) {
                stage.files.put(PathText.resolved(target + "/" + name.substring(below.length())), file.getValue());
            }
        }
    }

    private static Pattern glob(String source) {
        return Pattern.compile(source.chars()
                .mapToObj(c -> c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining()));
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/'));
    }

    private void run(Instruction instruction) {
        String script = stage.filled(list(instruction.arguments())
                .map(words -> String.join(" ", words))
                .orElse(instruction.arguments()));
        String line = "line " + instruction.line();
        if (script.length() > MAX_SCRIPT) {
            facts.add(
                    new Unresolved(path, line, "is a script of more than " + MAX_SCRIPT + " characters, not followed"));
            return;
        }
        boolean appends =
                script.contains(">>") && OwnStores.SYSTEM_BUNDLES.stream().anyMatch(script::contains);
        if (SYSTEM_TOOLS.matcher(script).find() || appends) {
            stage.system.add(line + " adds "
                    + told(file -> ANCHORS.stream().anyMatch(file::startsWith) || script.contains(file)));
        }
        if (script.contains("keytool")) {
            Map<String, KeytoolScript.Made> made = KeytoolScript.read(List.of(script));
            made.forEach((keystore, how) -> keystore(keystore, how, line));
            if (script.contains("-cacerts")) {
                stage.jvm.add(line + " adds " + told(script::contains));
            }
        }
    }

    /** Where the files of the image that are meant come from. */
    private String told(Predicate<String> meant) {
        List<String> from = stage.files.entrySet().stream()
                .filter(file -> meant.test(file.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        return from.isEmpty() ? "what is not known" : String.join(", ", from);
    }

    private void keystore(String written, KeytoolScript.Made how, String line) {
        List<Optional<Certificate>> imported =
                how.imported().stream().map(this::certificate).toList();
        if (OwnStores.isOfJvm(written)) {
            stage.jvm.add(line + " adds "
                    + how.imported().stream()
                            .map(file -> stage.files.getOrDefault(stage.inside(file), file))
                            .collect(Collectors.joining(", ")));
            return;
        }
        String inside = stage.inside(written);
        if (inside.isEmpty()) {
            return;
        }
        boolean anew = how.base().isEmpty() && how.open().isEmpty() && !stage.files.containsKey(inside);
        if (anew && imported.stream().allMatch(Optional::isPresent)) {
            List<Certificate> all = new ArrayList<>(stage.made.getOrDefault(inside, List.of()));
            imported.forEach(one -> one.ifPresent(all::add));
            stage.made.put(inside, all);
        } else {
            stage.files.remove(inside);
            stage.made.remove(inside);
            facts.add(new Unresolved(path, line, "makes " + inside + " in a way that was not followed"));
        }
    }

    /** keytool imports the first certificate of a file. */
    private Optional<Certificate> certificate(String file) {
        return Optional.ofNullable(stage.files.get(stage.inside(file)))
                .map(stores::get)
                .flatMap(Reading::content)
                .flatMap(content -> content.restore("").certificates().stream().findFirst());
    }

    private void tell() {
        String home = "image built by " + at;
        stage.made.forEach((inside, certificates) -> facts.add(
                new Place(home, inside), "", StoreSighting.Role.TRUST, KeytoolScript.holding(certificates, inside)));
        String base = "is that of the image " + stage.base + ", which was not scanned; ";
        added("the JVM's own trust store", base, stage.jvm);
        added("the system's trust store", base, stage.system);
        boolean shell = stage.entrypoint.size() == 3 && stage.entrypoint.get(1).equals("-c");
        List<String> words = new ArrayList<>(stage.entrypoint);
        words.addAll(shell ? List.of() : stage.command);
        facts.add(ConfigScan.of(
                        path, Configuration.environment(stage.environment, new Place(at.realm(), path + " ENV")))
                .commandLine(words)
                .home(home)
                .workingDirectory(stage.folder)
                .mounts(inside -> located(inside, home))
                .scan());
    }

    private void added(String store, String base, List<String> lines) {
        if (!lines.isEmpty()) {
            facts.add(new Unresolved(path, store, base + String.join("; ", lines)));
        }
    }

    private Optional<StorePointer> located(String inside, String home) {
        return Optional.ofNullable(stage.files.get(inside))
                .filter(file -> !stage.made.containsKey(inside))
                .map(file -> StorePointer.to(new Place(at.realm(), file)));
    }
}
