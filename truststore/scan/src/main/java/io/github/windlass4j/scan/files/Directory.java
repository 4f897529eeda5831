package io.github.windlass4j.scan.files;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.scan.cluster.ClusterScan;
import io.github.windlass4j.scan.internal.StoreProbe;
import io.github.windlass4j.scan.inventory.Inventory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A directory tree or a single file: stores, drivers and JDKs, configuration, and Kubernetes manifests. */
final class Directory extends SimpleFileVisitor<Path> {
    /** Bytes of a configuration file or manifest: own bound, that of a dump of a large cluster. */
    private static final int MAX_TEXT = 64 << 20;

    private static final Pattern MANIFEST = Pattern.compile("(?m)^[ \\t\"{\\[,-]*(apiVersion|kind)\"?\\s*:");

    private final Path root;
    private final String realm;
    private final Inventory.Builder facts;
    private final Progress progress;
    private final FileTree tree;
    private final List<char[]> passwords;
    private final List<Resource> objects = new ArrayList<>();
    private long done;
    private boolean stopped;

    Directory(
            Path root,
            String realm,
            List<char[]> passwords,
            StoreProbe probe,
            Allowance allowance,
            Progress progress,
            Inventory.Builder facts) {
        this.root = root;
        this.realm = realm;
        this.facts = facts;
        this.progress = progress;
        this.tree = new FileTree(probe, allowance);
        this.passwords = passwords;
    }

    void scan() throws IOException {
        Files.walkFileTree(root, this);
        TreeFacts all = new TreeFacts();
        all.add(tree);
        all.addTo(facts, realm, Program.UNKNOWN);
        facts.add(ClusterScan.of(Manifests.of(objects))
                .cluster(realm)
                .passwords(passwords)
                .scan());
        if (stopped) {
            Scanner.stopped(root, facts);
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!progress.next(file.toString(), done)) {
            stopped = true;
            return FileVisitResult.TERMINATE;
        }
        done++;
        String path = path(file);
        try {
            if (attributes.isSymbolicLink()) {
                tree.link(path, Files.readSymbolicLink(file).toString());
            } else if (attributes.isRegularFile() && !isManifest(file, path, attributes.size())) {
                try (InputStream in = Files.newInputStream(file)) {
                    tree.file(path, attributes.size(), in);
                }
            }
        } catch (IOException e) {
            unreadable(file, e);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        unreadable(file, e);
        return FileVisitResult.CONTINUE;
    }

    private void unreadable(Path file, IOException e) {
        facts.add(new Finding(
                "WL-SC-007", Severity.WARNING, Location.of(file.toString()), "cannot be read: " + Damage.of(e)));
    }

    /** The path below the root, which stands for the root of the machine. */
    private String path(Path file) {
        String below = file.equals(root)
                ? String.valueOf(file.getFileName())
                : root.relativize(file).toString().replace('\\', '/');
        return "/" + below;
    }

    /** Reads Kubernetes objects: the stores in them are theirs, and the file is none. */
    private boolean isManifest(Path file, String path, long size) throws IOException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        boolean yaml = lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
        // A file of settings has been looked at as such.
        if (!yaml || (ConfigurationFiles.isOne(path) && !ComposeFile.isOne(path)) || size > MAX_TEXT) {
            return false;
        }
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.UTF_8);
        try {
            if (hasBoth(text)) {
                Manifests read = Manifests.read(content, file.toString());
                objects.addAll(read.resources());
                read.findings().forEach(facts::add);
                return !read.resources().isEmpty();
            }
        } catch (MalformedYamlException e) {
            Finding unread = new Finding(
                    "WL-SC-004",
                    Severity.WARNING,
                    Location.of(file.toString()).at(e.at().line(), e.at().column()),
                    "cannot be read: " + e.problem());
            facts.add(
                    text.contains("{{")
                            ? unread.withRemedy("a template: scan what it renders (helm template)")
                            : unread);
        }
        return false;
    }

    private static boolean hasBoth(String text) {
        return text.contains("apiVersion")
                && text.contains("kind")
                && MANIFEST.matcher(text).find();
    }
}
