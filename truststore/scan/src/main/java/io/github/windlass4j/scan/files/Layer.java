package io.github.windlass4j.scan.files;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One layer of an image: what matters of its files, what it deletes from the layers below (OCI image specification,
 * "Whiteouts"), and, as 64-bit hashes, which paths it replaces.
 */
final class Layer {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final FileTree tree;
    private final Set<String> deleted = new TreeSet<>();
    private final Set<String> emptied = new TreeSet<>();
    private final Set<String> leaving = new TreeSet<>();
    private long[] replaced = new long[256];
    private int count;

    private Layer(FileTree tree) {
        this.tree = tree;
    }

    /** Reads a layer; files are looked at as they pass by. */
    static Layer read(TarStream tar, FileTree tree) throws IOException {
        Layer layer = new Layer(tree);
        for (TarStream.Entry entry = tar.next(); entry != null; entry = tar.next()) {
            layer.entry(tar, entry);
        }
        layer.replaced = Arrays.copyOf(layer.replaced, layer.count);
        Arrays.sort(layer.replaced);
        return layer;
    }

    private void entry(TarStream tar, TarStream.Entry entry) throws IOException {
        String path = normal(entry.name());
        if (path.isEmpty()) {
            if (leaving.size() < 10 && !entry.name().matches("[./]*")) {
                leaving.add(entry.name());
            }
            return;
        }
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (name.equals(OPAQUE)) {
            emptied.add(path.substring(0, slash));
        } else if (name.startsWith(WHITEOUT)) {
            deleted.add(path.substring(0, slash + 1) + name.substring(WHITEOUT.length()));
        } else if (entry.isFile() || entry.isLink()) {
            if (count == replaced.length) {
                replaced = Arrays.copyOf(replaced, count * 2);
            }
            replaced[count++] = hash(path);
            if (entry.isFile()) {
                tree.file(path, entry.size(), tar);
            } else {
                // A hard link names its target from the root, a symbolic one from where it lies.
                tree.link(path, entry.type() == '1' ? "/" + entry.link() : entry.link());
            }
        }
    }

    FileTree tree() {
        return tree;
    }

    /** Names of entries that lead out of the image; they were not looked at. */
    Set<String> leaving() {
        return leaving;
    }

    /** Whether a file of a lower layer is not seen any more. */
    boolean hides(String path) {
        int bang = path.indexOf("!/");
        String file = bang < 0 ? path : path.substring(0, bang);
        return Arrays.binarySearch(replaced, hash(file)) >= 0
                || isBelow(file, deleted::contains, true)
                || isBelow(file, emptied::contains, false);
    }

    private static boolean isBelow(String path, Predicate<String> folders, boolean itself) {
        if (itself && folders.test(path)) {
            return true;
        }
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (folders.test(path.substring(0, slash))) {
                return true;
            }
        }
        return folders.test("");
    }

    /** The path with a leading slash and without dots; empty for one that leads out of the image. */
    static String normal(String name) {
        StringBuilder path = new StringBuilder();
        for (String step : name.split("/", -1)) {
            if (step.equals("..")) {
                return "";
            }
            if (!step.isEmpty() && !step.equals(".")) {
                path.append('/').append(step);
            }
        }
        return path.toString();
    }

    /** FNV-1a with 64 bits, finished as in MurmurHash3: equal paths collide, others practically never. */
    private static long hash(String path) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}
