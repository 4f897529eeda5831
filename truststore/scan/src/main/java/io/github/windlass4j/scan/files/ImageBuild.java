package io.github.windlass4j.scan.files;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.manifest.regex.Regex;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** Debian's tool takes no others from its folder, Alpine's does (update-ca-certificates of both). */
    private static final Pattern OTHER_ANCHOR = Pattern.compile("/usr/local/share/ca-certificates/.*(?<!\\.crt)");

    /** What ADD unpacks. */
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(tar(\\.\\w{1,5})?|tgz|tbz2?|txz)");

    /** Names of files looked at: own bound, {@code COPY . .} of a large repository has some hundred stores. */
    private static final int MAX_LOOKS = 1_000_000;

    /** Names in one message: own bound. */
    private static final int MAX_NAMES = 5;

    /** Characters of one RUN: own bound; people write some thousand. */
    private static final int MAX_SCRIPT = 100_000;

    private final String path;
    private final Place at;
    private final NavigableMap<String, Reading> stores;
    private final Inventory.Builder facts;
    private final Interpolation interpolation = new Interpolation();

    /** By name in small letters, and by number. */
    private final Map<String, ImageStage> stages = new HashMap<>();

    /** Before the first stage. */
    private final ImageStage outside = new ImageStage("", interpolation);

    private ImageStage stage = outside;
    private int count;
    private int looks;

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
            case "ARG" -> instruction.words(stage::filled).forEach(this::argument);
            case "ENV" -> stage.environment.putAll(pairs(instruction.words(stage::filled)));
            case "WORKDIR" -> stage.folder = stage.inside(String.join(" ", instruction.words(stage::filled)));
            case "COPY", "ADD" -> copy(instruction);
            case "RUN" -> run(instruction);
            case "ENTRYPOINT" -> {
                stage.entrypoint = words(text);
                // That of the image before it is dropped, one of the same stage is not.
                stage.command = stage.commands ? stage.command : List.of();
            }
            case "CMD" -> {
                stage.command = words(text);
                stage.commands = true;
            }
            default -> {}
        }
    }

    private void from(String text) {
        String[] words = outside.filled(text).strip().split("\\s+", -1);
        ImageStage before = stages.get(words[0].toLowerCase(Locale.ROOT));
        stage = before == null || !spend(before.size())
                ? new ImageStage(words[0], interpolation)
                : new ImageStage(before);
        stages.put(Integer.toString(count++), stage);
        if (words.length > 2) {
            stages.put(words[2].toLowerCase(Locale.ROOT), stage);
        }
    }

    /** Arguments before the first stage count in {@code FROM}, and in a stage that names them again. */
    private void argument(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (equals >= 0) {
            stage.arguments.put(name, word.substring(equals + 1));
        } else if (outside.arguments.containsKey(name)) {
            stage.arguments.put(name, outside.arguments.get(name));
        }
    }

    /** {@code A=b C="d e"}, or of old {@code A b}. */
    private static Map<String, String> pairs(List<String> words) {
        if (!words.isEmpty() && words.get(0).indexOf('=') < 0) {
            return Map.of(words.get(0), String.join(" ", words.subList(1, words.size())));
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                pairs.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return pairs;
    }

    /** Whether there is room for more; that there is none is told once. */
    private boolean spend(int names) {
        boolean before = looks <= MAX_LOOKS;
        looks = Math.min(looks, MAX_LOOKS) + Math.min(names, MAX_LOOKS + 1);
        if (before && looks > MAX_LOOKS) {
            facts.add(new Unresolved(
                    path, "copies", "bring more than " + MAX_LOOKS + " files; where they lie is not told"));
        }
        return looks <= MAX_LOOKS;
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
        List<String> words = list(first)
                .map(all -> all.stream().map(stage::filled).toList())
                .orElseGet(() -> new Instruction("", Map.of(), first, 0, instruction.escape()).words(stage::filled));
        String written = words.isEmpty() ? "" : words.get(words.size() - 1);
        String target = stage.inside(written);
        if (words.size() < 2 || target.isEmpty()) {
            return;
        }
        boolean folder = written.endsWith("/") || written.endsWith(".") || words.size() > 2;
        boolean parents = instruction.flags().containsKey("parents");
        Set<String> lost = new TreeSet<>();
        for (String source : words.subList(0, words.size() - 1)) {
            String place = parents ? PathText.resolved(target + "/" + parent(source)) : target;
            if (!known(instruction, source, place, folder || parents)) {
                lost.addAll(covered(instruction, source, place));
            }
        }
        changed(lost, instruction);
    }

    private static String parent(String source) {
        return source.substring(0, Math.max(0, source.lastIndexOf('/')));
    }

    /** Notes what is copied; whether some of it is known. */
    private boolean known(Instruction copy, String source, String target, boolean folder) {
        String from = copy.flags().get("from");
        return source.length() < PathText.MAX_LENGTH
                && !copy.flags().containsKey("exclude")
                && (from == null
                        ? fromContext(source, target, folder)
                        : fromStage(stages.get(from.toLowerCase(Locale.ROOT)), source, target, folder));
    }

    /** Something that is not known comes to lie over what was; a folder only if it is not of the context. */
    private Set<String> covered(Instruction copy, String source, String target) {
        boolean context = copy.flags().isEmpty() && !ARCHIVE.matcher(source).matches();
        Set<String> lost = stage.forget(target, !context);
        lost.addAll(stage.forget(
                PathText.resolved(target + "/" + source.substring(source.lastIndexOf('/') + 1)), !context));
        if (OwnStores.isOfJvm(target)) {
            stage.jvm.clear();
            stage.jvm.add("line " + copy.line() + " copies " + source + " over it");
        }
        return lost;
    }

    /** What was known until an instruction. */
    private void changed(Set<String> lost, Instruction instruction) {
        if (!lost.isEmpty()) {
            String names = lost.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
            String more = lost.size() > MAX_NAMES ? " and " + (lost.size() - MAX_NAMES) + " more" : "";
            String what = "may change " + names + more + " in a way that was not followed";
            facts.add(new Unresolved(path, "line " + instruction.line(), what));
        }
    }

    private boolean fromStage(@Nullable ImageStage other, String source, String target, boolean folder) {
        if (other == null || other.equals(stage)) {
            return false;
        }
        String file = PathText.resolved("/" + source);
        List<Certificate> made = other.made.get(file);
        if (made == null) {
            return place(other.files, file, target, folder);
        }
        String inside = folder ? PathText.resolved(target + name(file)) : target;
        stage.forget(inside, false);
        stage.made.put(inside, made);
        return true;
    }

    /** The build's context is not told: the Dockerfile's folder, or the next one above that has what is copied. */
    private boolean fromContext(String source, String target, boolean folder) {
        for (String context = parent(path); ; context = parent(context)) {
            String start = PathText.resolved(context + "/" + PathText.plain(source));
            if (hasStores(start)) {
                NavigableMap<String, String> all = new TreeMap<>();
                for (String file : stores.subMap(start, true, start + Character.MAX_VALUE, true)
                        .keySet()) {
                    if (!spend(1)) {
                        return false;
                    }
                    all.put(file, file);
                }
                return place(all, PathText.resolved(context + "/" + source), target, folder);
            }
            if (context.isEmpty()) {
                return false;
            }
        }
    }

    private boolean hasStores(String start) {
        String below = start.equals("/") ? start : start + "/";
        String next = stores.ceilingKey(below);
        return stores.containsKey(start) || (next != null && next.startsWith(below));
    }

    /** Notes where files come to lie: a file, what matches a pattern, or what is in a folder; whether there is any. */
    private boolean place(NavigableMap<String, String> files, String source, String target, boolean folder) {
        String below = source.equals("/") ? source : source + "/";
        Regex pattern = PathText.plain(source).equals(source) ? null : glob(source);
        boolean found = false;
        for (Map.Entry<String, String> file : files.entrySet()) {
            String name = file.getKey();
            if (!spend(pattern == null ? 1 : 1 + source.length() / 16)) {
                return found;
            }
            if (name.equals(source) || (pattern != null && pattern.matches(name))) {
                if (!folder) {
                    stage.put(target, file.getValue());
                }
                // Also where the target is a folder that was there before.
                stage.put(PathText.resolved(target + name(name)), file.getValue());
                found = true;
            } else if (name.startsWith(below)) {
                stage.put(PathText.resolved(target + "/" + name.substring(below.length())), file.getValue());
                found = true;
            }
        }
        return found;
    }

    private static Regex glob(String source) {
        return Regex.compile(source.chars()
                .mapToObj(c -> c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Regex.quote(Character.toString(c)))
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
        boolean room = spend(stage.files.size() * (1 + script.length() / 1_000));
        boolean appends =
                script.contains(">>") && OwnStores.SYSTEM_BUNDLES.stream().anyMatch(script::contains);
        if (SYSTEM_TOOLS.matcher(script).find() || appends) {
            stage.system.add(line + " adds "
                    + told(room, file -> ANCHORS.stream().anyMatch(file::startsWith) || script.contains(file)));
            OwnStores.SYSTEM_BUNDLES.forEach(stage.files::remove);
        }
        if (KeytoolScript.changesOwn(script)) {
            ofJvm(line + " adds " + told(room, script::contains));
        }
        changed(written(script), instruction);
        KeytoolScript.read(List.of(script)).forEach((keystore, how) -> keystore(keystore, how, line));
    }

    /** What commands may have changed of what was known. */
    private Set<String> written(String script) {
        Set<String> lost = new TreeSet<>();
        ShellWrites.of(script).forEach((name, below) -> {
            String start = PathText.plain(name);
            String inside = stage.inside(start);
            if (!inside.isEmpty()) {
                lost.addAll(stage.forget(inside, below || !start.equals(name)));
            }
        });
        return lost;
    }

    /** The store of the JVM is added to, whichever it was. */
    private void ofJvm(String addition) {
        List<String> own =
                stage.files.keySet().stream().filter(OwnStores::isOfJvm).toList();
        own.forEach(file -> stage.jvm.add(stage.files.remove(file) + " takes its place"));
        stage.jvm.add(addition);
    }

    /** Where the files of the image that are meant come from. */
    private String told(boolean room, Predicate<String> meant) {
        String from = !room
                ? ""
                : stage.files.entrySet().stream()
                        .filter(file -> meant.test(file.getKey()))
                        .map(file -> file.getValue()
                                + (OTHER_ANCHOR.matcher(file.getKey()).matches() ? " (if not only *.crt count)" : ""))
                        .distinct()
                        .collect(Collectors.joining(", "));
        return from.isEmpty() ? "what is not known" : from;
    }

    private void keystore(String written, KeytoolScript.Made how, String line) {
        List<Optional<Certificate>> imported =
                how.imported().stream().map(this::certificate).toList();
        if (OwnStores.isOfJvm(written)) {
            ofJvm(line + " adds "
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
                .mounts(this::located)
                .scan());
    }

    private void added(String store, String base, List<String> lines) {
        if (!lines.isEmpty()) {
            facts.add(new Unresolved(path, store, base + String.join("; ", lines)));
        }
    }

    private Optional<StorePointer> located(String inside) {
        if (looks > MAX_LOOKS) {
            return Optional.empty();
        }
        if (inside.equals(Place.systemStore("").path())) {
            return OwnStores.SYSTEM_BUNDLES.stream()
                    .map(this::located)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (inside.equals(Place.jvmStore("").path())) {
            return stage.files.keySet().stream()
                    .filter(OwnStores::isOfJvm)
                    .findFirst()
                    .flatMap(this::located);
        }
        return Optional.ofNullable(stage.files.get(inside)).map(file -> StorePointer.to(new Place(at.realm(), file)));
    }
}
