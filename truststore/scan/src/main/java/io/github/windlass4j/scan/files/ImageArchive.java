package io.github.windlass4j.scan.files;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.scan.internal.StoreProbe;
import io.github.windlass4j.scan.inventory.Inventory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Container images in an archive of {@code docker save} or an OCI layout, read once from start to end: each layer is looked at
 * as it passes by, whatever its order, and the layers are put together when the manifests are known. Nothing is unpacked.
 */
final class ImageArchive {
    private static final int BLOCK = 512;
    private static final int BUFFER = 1 << 16;
    private static final int MAX_JSON = 4 << 20;

    /** Nested indexes: an index of indexes of manifests is as deep as the specification's examples go. */
    private static final int MAX_INDEXES = 8;

    private static final String BLOBS = "blobs/";
    private static final String REFERENCE = "org.opencontainers.image.ref.name";
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    private final String name;
    private final StoreProbe probe;
    private final Allowance allowance;
    private final Progress progress;
    private final Inventory.Builder facts;
    private final Map<String, Layer> layers = new HashMap<>();
    private final Map<String, String> problems = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private long done;

    ImageArchive(String name, StoreProbe probe, Allowance allowance, Progress progress, Inventory.Builder facts) {
        this.name = name;
        this.probe = probe;
        this.allowance = allowance;
        this.progress = progress;
        this.facts = facts;
    }

    /** Reads the archive; false if it was stopped. */
    boolean read(InputStream archive) throws IOException {
        TarStream tar = new TarStream(archive);
        for (TarStream.Entry entry = tar.next(); entry != null; entry = tar.next()) {
            String path = Layer.normal(entry.name());
            if (path.isEmpty()) {
                continue;
            }
            if (entry.isLink()) {
                String folder = path.substring(1, path.lastIndexOf('/') + 1);
                links.put(path.substring(1), resolved(entry.type() == '1' ? "" : folder, entry.link()));
            } else if (entry.isFile() && !blob(path.substring(1), entry.size(), tar)) {
                return false;
            }
        }
        return true;
    }

    /** Looks at one file of the archive; false if the scan is stopped before it. */
    boolean blob(String path, long size, InputStream content) {
        if (!progress.next(name + " " + path, done)) {
            return false;
        }
        done++;
        BufferedInputStream in = new BufferedInputStream(content, BUFFER);
        try {
            in.mark(BLOCK);
            byte[] start = in.readNBytes(BLOCK);
            in.reset();
            if (size <= MAX_JSON && start.length > 0 && (start[0] == '{' || start[0] == '[')) {
                texts.put(path, new String(in.readNBytes(MAX_JSON), StandardCharsets.UTF_8));
            } else if (TarStream.isHeader(start) || isEmptyTar(start, size)) {
                layers.put(path, Layer.read(new TarStream(allowance.counted(in)), new FileTree(probe, allowance)));
            } else if (start.length > 2 && start[0] == 0x1f && start[1] == (byte) 0x8b) {
                InputStream unpacked = allowance.counted(new GZIPInputStream(in, BUFFER));
                layers.put(path, Layer.read(new TarStream(unpacked), new FileTree(probe, allowance)));
            } else if (isZstd(start)) {
                problems.put(
                        path,
                        "is packed with zstd, which is not read: stores, drivers and settings in it are not known");
            }
        } catch (IOException e) {
            problems.put(path, "cannot be read: " + Damage.of(e));
        }
        return true;
    }

    private static boolean isEmptyTar(byte[] start, long size) {
        for (byte b : start) {
            if (b != 0) {
                return false;
            }
        }
        return size >= BLOCK;
    }

    static boolean isZstd(byte[] start) {
        return start.length > 3
                && start[0] == 0x28
                && start[1] == (byte) 0xb5
                && start[2] == 0x2f
                && start[3] == (byte) 0xfd;
    }

    private static String resolved(String folder, String link) {
        List<String> steps = new ArrayList<>();
        for (String step : (folder + link).split("/", -1)) {
            if (step.equals("..") && !steps.isEmpty()) {
                steps.remove(steps.size() - 1);
            } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    /** Puts the layers of each image together. */
    void finish() {
        Map<String, Image> images = new LinkedHashMap<>();
        if (texts.containsKey("manifest.json")) {
            saved(images);
        } else if (texts.containsKey("index.json")) {
            json("index.json").ifPresent(index -> index(Fields.of(index), "", images, 0));
        }
        if (images.isEmpty()) {
            finding("WL-SC-009", Severity.ERROR, "no image: want a manifest.json or index.json that names one");
        }
        images.forEach(this::image);
    }

    /** The blobs of one image: where its layers lie from the lowest up, and where what it starts is told; empty = nowhere. */
    private record Image(List<String> layers, String config) {}

    private void saved(Map<String, Image> images) {
        if (json("manifest.json").orElse(null) instanceof Sequence all) {
            for (Node image : all.items()) {
                Fields fields = Fields.of(image);
                List<String> tags = fields.texts("RepoTags");
                for (String tag : tags.isEmpty() ? List.of(name) : tags) {
                    images.put("image " + tag, new Image(fields.texts("Layers"), fields.text("Config", "")));
                }
            }
        }
    }

    private void index(Fields index, String outer, Map<String, Image> images, int depth) {
        List<Fields> manifests = index.list("manifests");
        for (Fields descriptor : manifests) {
            Map<String, String> notes = descriptor.textMap("annotations");
            String own = notes.getOrDefault(CONTAINERD_NAME, notes.getOrDefault(REFERENCE, ""));
            String tag = own.isEmpty() ? outer : own;
            Optional<Node> content = json(blobPath(descriptor.text("digest", "")));
            // An attestation is stored like an image and has no files.
            if (notes.containsKey("vnd.docker.reference.type")) {
                continue;
            }
            if (content.isEmpty()) {
                finding(
                        "WL-SC-005",
                        Severity.ERROR,
                        "manifest " + descriptor.text("digest", "?") + " is not in the archive");
                continue;
            }
            Fields manifest = Fields.of(content.get());
            if (manifest.has("manifests") && depth < MAX_INDEXES) {
                index(manifest, tag, images, depth + 1);
            } else {
                Fields platform = descriptor.child("platform");
                String suffix = manifests.size() > 1 && platform.isPresent()
                        ? " " + platform.text("os", "") + "/" + platform.text("architecture", "")
                        : "";
                images.put(
                        "image " + (tag.isEmpty() ? name : tag) + suffix,
                        new Image(
                                manifest.list("layers").stream()
                                        .map(layer -> blobPath(layer.text("digest", "")))
                                        .toList(),
                                manifest.child("config")
                                        .text("digest")
                                        .map(ImageArchive::blobPath)
                                        .orElse("")));
            }
        }
    }

    private static String blobPath(String digest) {
        return BLOBS + digest.replace(':', '/');
    }

    private Optional<Node> json(String path) {
        String text = texts.get(path);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Yaml.read(text, path).get(0).root())
                    .filter(node -> node instanceof Mapping || node instanceof Sequence);
        } catch (MalformedYamlException e) {
            finding("WL-SC-005", Severity.ERROR, path + " cannot be read: " + e.problem());
            return Optional.empty();
        }
    }

    private Program program(String realm, String config) {
        Optional<Node> content = json(links.getOrDefault(config, config));
        if (content.isEmpty() && !config.isEmpty()) {
            finding(
                    "WL-SC-005",
                    Severity.WARNING,
                    realm + ": its configuration " + config
                            + " is not in the archive: environment and command line are not known");
        }
        return content.map(node -> Program.of(Fields.of(node))).orElse(Program.UNKNOWN);
    }

    private void image(String realm, Image image) {
        TreeFacts tree = new TreeFacts();
        boolean complete = true;
        for (String path : image.layers()) {
            String blob = links.getOrDefault(path, path);
            Layer layer = layers.get(blob);
            if (layer == null) {
                complete = false;
                finding(
                        "WL-SC-005",
                        Severity.ERROR,
                        realm + ": layer " + path + " " + problems.getOrDefault(blob, "is not in the archive"));
                continue;
            }
            tree.add(layer);
            layer.leaving()
                    .forEach(entry -> finding(
                            "WL-SC-006",
                            Severity.WARNING,
                            realm + ": entry \"" + entry + "\" leads out of the image and was not looked at"));
        }
        boolean named = tree.addTo(facts, realm, program(realm, image.config()));
        if (complete && named) {
            facts.searched(realm);
        }
    }

    private void finding(String rule, Severity severity, String message) {
        facts.add(new Finding(rule, severity, Location.of(name), message));
    }
}
