package io.github.windlass4j.scan.files;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.scan.internal.OwnStores;
import io.github.windlass4j.scan.internal.PathText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of one stage of an image's build so far. */
final class ImageStage {
    /** The image that it starts from. */
    final String base;

    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> arguments = new LinkedHashMap<>();

    /** Files of the image by path, and where they come from. */
    final NavigableMap<String, String> files = new TreeMap<>();

    /** Keystores of the image by path, and what was imported. */
    final NavigableMap<String, List<Certificate>> made = new TreeMap<>();

    /** What is done to the JVM's own store, and to the system's. */
    final List<String> jvm = new ArrayList<>();

    final List<String> system = new ArrayList<>();
    List<String> entrypoint = List.of();
    List<String> command = List.of();

    /** Whether this stage itself says a command. */
    boolean commands;

    String folder = "";
    private final Interpolation interpolation;

    ImageStage(String base, Interpolation interpolation) {
        this.base = base;
        this.interpolation = interpolation;
    }

    ImageStage(ImageStage from) {
        this(from.base, from.interpolation);
        environment.putAll(from.environment);
        files.putAll(from.files);
        made.putAll(from.made);
        jvm.addAll(from.jvm);
        system.addAll(from.system);
        entrypoint = from.entrypoint;
        command = from.command;
        folder = from.folder;
    }

    /** How much one that starts from this copies. */
    int size() {
        return environment.size() + files.size() + made.size() + jvm.size() + system.size();
    }

    String filled(String text) {
        return interpolation.of(
                text,
                name -> Optional.ofNullable(environment.get(name)).or(() -> Optional.ofNullable(arguments.get(name))));
    }

    /**
     * A path of the image, from a variable where that is not known; empty if it is relative to a folder that is not known, or
     * too long for any.
     */
    String inside(String written) {
        if (folder.length() + written.length() >= PathText.MAX_LENGTH) {
            return "";
        }
        if (written.startsWith("/")) {
            return PathText.resolved(written);
        }
        if (written.startsWith("${")) {
            return PathText.resolved("/" + written).substring(1);
        }
        boolean other = folder.isEmpty() || written.startsWith("$") || written.matches("[A-Za-z]:[/\\\\].*");
        return other ? "" : PathText.resolved(folder + "/" + written);
    }

    /** A file comes to lie there, over what was. */
    void put(String inside, String from) {
        made.remove(inside);
        files.put(inside, from);
        if (OwnStores.isOfJvm(inside)) {
            jvm.clear();
        }
        if (OwnStores.SYSTEM_BUNDLES.contains(inside)) {
            system.clear();
        }
    }

    /** What may have changed is not known any more: a file, and what is below a folder; the names of what was known. */
    Set<String> forget(String inside, boolean below) {
        Set<String> names = new TreeSet<>();
        for (NavigableMap<String, ?> known : List.of(files, made)) {
            if (known.remove(inside) != null) {
                names.add(inside);
            }
            if (below) {
                String start = inside.endsWith("/") ? inside : inside + "/";
                NavigableMap<String, ?> all = known.subMap(start, true, start + Character.MAX_VALUE, true);
                names.addAll(all.keySet());
                all.clear();
            }
        }
        return names;
    }
}
