package io.github.windlass4j.scan.files;

import io.github.windlass4j.scan.internal.StoreProbe;
import io.github.windlass4j.scan.internal.StoreProbe.Reading;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** What matters of the files of one tree: stores, drivers, JDKs, and the links between them. Everything else is passed over. */
final class FileTree {
    /** Bytes of one store, and of a file that tells a release: the bound of the store readers. */
    private static final int MAX_STORE = 16 * 1024 * 1024;

    /** Bytes that tell whether a file is a store: a bundle with a longer preamble is found by its name. */
    private static final int PEEK = 64 * 1024;

    /** Links of one tree that are kept: own bound, a distribution has some thousand. */
    private static final int MAX_LINKS = 100_000;

    private static final List<String> ARCHIVES = List.of(".jar", ".war", ".ear");

    /** Archives in archives: a jar in a war in an ear. */
    private static final int MAX_DEPTH = 3;

    /** Folders of an archive that are the class path of the program. */
    private static final List<String> CLASS_PATH = List.of("BOOT-INF/classes/", "WEB-INF/classes/", "");

    private final StoreProbe probe;
    private final Allowance allowance;
    private final Map<String, Reading> stores = new TreeMap<>();
    private final Map<String, Set<Software>> software = new TreeMap<>();
    private final Map<String, String> links = new TreeMap<>();
    private final ConfigurationFiles configurations = new ConfigurationFiles();

    FileTree(StoreProbe probe, Allowance allowance) {
        this.probe = probe;
        this.allowance = allowance;
    }

    Map<String, Reading> stores() {
        return stores;
    }

    Map<String, Set<Software>> software() {
        return software;
    }

    ConfigurationFiles configurations() {
        return configurations;
    }

    /** Links by path; targets as written. */
    Map<String, String> links() {
        return links;
    }

    void link(String path, String target) {
        if (links.size() < MAX_LINKS) {
            links.put(path, target);
        }
    }

    /**
     * Looks at one file.
     *
     * @param path with a leading slash
     * @param size bytes of content
     */
    void file(String path, long size, InputStream content) throws IOException {
        Software.byPath(path).ifPresent(found -> found(path, found));
        if (isArchive(path)) {
            archive(path, content, 1);
            return;
        }
        boolean configuration = ConfigurationFiles.isOne(path);
        if (size > MAX_STORE) {
            if (configuration) {
                configurations.passOver(path);
            }
            return;
        }
        boolean telling = Software.isTelling(path);
        byte[] start = content.readNBytes(telling || configuration ? MAX_STORE : PEEK);
        if (configuration) {
            configurations.add(path, start);
        }
        if (telling) {
            Software.byContent(path, new String(start, StandardCharsets.UTF_8)).ifPresent(found -> found(path, found));
            return;
        }
        store(path, start, size, content);
    }

    private static boolean isArchive(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return ARCHIVES.stream().anyMatch(lower::endsWith);
    }

    private void found(String path, Software found) {
        software.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(found);
    }

    private void store(String path, byte[] start, long size, InputStream rest) throws IOException {
        String lower = path.toLowerCase(Locale.ROOT);
        boolean named = StoreProbe.isNamedLikeStore(path);
        if (!named && (isProgram(start) || !StoreProbe.looksLikeStore(start, size, lower))) {
            return;
        }
        byte[] all = start;
        if (start.length < size) {
            byte[] more = rest.readNBytes(MAX_STORE - start.length);
            all = Arrays.copyOf(start, start.length + more.length);
            System.arraycopy(more, 0, all, start.length, more.length);
        }
        Reading reading = probe.read(all);
        boolean holds = reading.content()
                .filter(content -> !content.entries().isEmpty() || content.privateKeys() > 0)
                .isPresent();
        if (holds || named) {
            stores.put(path, reading);
        }
    }

    /** Programs and libraries carry the words of PEM as constants. */
    private static boolean isProgram(byte[] start) {
        return start.length > 4
                && ((start[0] == 0x7f && start[1] == 'E' && start[2] == 'L' && start[3] == 'F')
                        || (start[0] == 'M' && start[1] == 'Z')
                        || (start[0] == (byte) 0xCA && start[1] == (byte) 0xFE)
                        || (start[0] == 'P' && start[1] == 'K'));
    }

    /** Drivers inside a program's archive by name, stores and settings on its class path by content. */
    private void archive(String path, InputStream content, int depth) throws IOException {
        ZipInputStream zip = new ZipInputStream(content);
        InputStream counted = allowance.counted(zip);
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String inside = path + "!/" + entry.getName();
                Software.byPath(inside).ifPresent(found -> found(inside, found));
                if (StoreProbe.isNamedLikeStore(entry.getName())) {
                    byte[] bytes = counted.readNBytes(MAX_STORE);
                    store(inside, bytes, bytes.length, InputStream.nullInputStream());
                } else if (isSettings(entry.getName(), depth)) {
                    configurations.add(inside, counted.readNBytes(MAX_STORE));
                } else if (depth < MAX_DEPTH && isArchive(inside)) {
                    archive(inside, counted, depth + 1);
                }
                // Read here and not by the next getNextEntry, which would unpack a bomb uncounted.
                counted.transferTo(OutputStream.nullOutputStream());
            }
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            // An archive that cannot be opened runs nowhere; what was seen of it so far counts.
        }
    }

    /** The program's own settings, where Spring, Quarkus and Micronaut look; those of its libraries are not the program's. */
    private static boolean isSettings(String entry, int depth) {
        boolean own = entry.matches("WEB-INF/[^/]*-ds\\.xml")
                || entry.startsWith("BOOT-INF/classes/")
                || entry.startsWith("WEB-INF/classes/")
                || (depth == 1
                        && (entry.indexOf('/') < 0 || entry.startsWith("config/") || entry.startsWith("META-INF/")));
        return own && ConfigurationFiles.isOne(entry);
    }

    /** The name under which a program asks for a store on its class path; empty if it is on none. */
    static List<String> classPathNames(String path) {
        int bang = path.lastIndexOf("!/");
        List<String> names = new ArrayList<>();
        if (bang >= 0) {
            String inside = path.substring(bang + 2);
            for (String folder : CLASS_PATH) {
                if (inside.startsWith(folder)) {
                    names.add("classpath:" + inside.substring(folder.length()));
                    names.add("classpath:/" + inside.substring(folder.length()));
                    break;
                }
            }
        }
        return names;
    }
}
