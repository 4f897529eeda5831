package io.github.windlass4j.scan.files;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.scan.internal.StoreProbe;
import io.github.windlass4j.scan.inventory.Inventory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Reads what lies on disk: a directory tree (a machine's root, a JDK home, a checked-out repository), a container image as
 * saved by {@code docker save} or as an OCI layout, a single file. Immutable; every method returns a copy.
 *
 * <p>Nothing is written, no link is followed out of the tree, and what cannot be read is a finding: the scan goes on.
 *
 * {@snippet :
 * Inventory image = Scanner.standard().scan(Path.of("app.tar"));
 * Inventory machine = Scanner.standard().realm("build-7").scan(Path.of("/"));
 * }
 */
public final class Scanner {
    /**
     * Bytes that one scan may unpack unless told otherwise: 16 GiB, about the largest images that are in use (CUDA and data
     * science); a gzip bomb of 16 MiB comes to that.
     */
    public static final long DEFAULT_ALLOWANCE = 16L << 30;

    private static final String USUAL_PASSWORD = "changeit";
    private static final int BUFFER = 1 << 16;
    private static final int BLOCK = 512;

    private final String realm;
    private final List<char[]> passwords;
    private final Progress progress;
    private final long allowance;

    private Scanner(String realm, List<char[]> passwords, Progress progress, long allowance) {
        this.realm = Objects.requireNonNull(realm);
        this.passwords = List.copyOf(passwords);
        this.progress = Objects.requireNonNull(progress);
        this.allowance = allowance;
    }

    /** A scanner that tries {@code changeit} on keystores. */
    public static Scanner standard() {
        return new Scanner("", List.of(USUAL_PASSWORD.toCharArray()), Progress.UNSTOPPED, DEFAULT_ALLOWANCE);
    }

    /** Names the machine or tree, so that its paths are not taken for those of another. Images have their own names. */
    public Scanner realm(String name) {
        return new Scanner(name, passwords, progress, allowance);
    }

    /** Adds passwords to try on keystores. */
    public Scanner passwords(Collection<char[]> more) {
        List<char[]> all = new ArrayList<>(passwords);
        all.addAll(more);
        return new Scanner(realm, all, progress, allowance);
    }

    /** Tells somebody about each file or layer before it is looked at. */
    public Scanner listening(Progress listener) {
        return new Scanner(realm, passwords, listener, allowance);
    }

    /** Sets how many bytes one scan may unpack. */
    public Scanner allowance(long bytes) {
        return new Scanner(realm, passwords, progress, bytes);
    }

    /**
     * Scans a directory or a file.
     *
     * @throws IOException if there is no such file or directory; whatever is wrong inside of it is a finding
     */
    public Inventory scan(Path path) throws IOException {
        Inventory.Builder facts = Inventory.builder();
        StoreProbe probe = new StoreProbe(passwords);
        Allowance bytes = new Allowance(allowance);
        if (Files.isDirectory(path)) {
            if (Files.isRegularFile(path.resolve("index.json")) && Files.isDirectory(path.resolve("blobs"))) {
                layout(path, new ImageArchive(path.toString(), probe, bytes, progress, facts), facts);
            } else {
                new Directory(path, realm, passwords, probe, bytes, progress, facts).scan();
            }
            return facts.build();
        }
        try (InputStream in = open(path)) {
            if (isZstd(in)) {
                facts.add(new Finding(
                        "WL-SC-005",
                        Severity.ERROR,
                        Location.of(path.toString()),
                        "is packed with zstd, which is not read: unpack it first"));
                return facts.build();
            }
            if (isTar(in)) {
                archive(path, in, new ImageArchive(path.toString(), probe, bytes, progress, facts), facts);
                return facts.build();
            }
        }
        new Directory(path, realm, passwords, probe, bytes, progress, facts).scan();
        return facts.build();
    }

    /** The file, unpacked if it is packed with gzip. */
    private static InputStream open(Path path) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        if (gzip) {
            raw.mark(BUFFER);
            try {
                return new BufferedInputStream(new GZIPInputStream(raw, BLOCK), BUFFER);
            } catch (IOException notReallyPacked) {
                raw.reset();
            }
        }
        return raw;
    }

    private static boolean isZstd(InputStream in) throws IOException {
        in.mark(BLOCK);
        byte[] start;
        try {
            start = in.readNBytes(4);
        } catch (IOException damaged) {
            return false;
        }
        in.reset();
        return ImageArchive.isZstd(start);
    }

    private static boolean isTar(InputStream in) throws IOException {
        in.mark(BLOCK);
        byte[] start;
        try {
            start = in.readNBytes(BLOCK);
        } catch (IOException damaged) {
            return false;
        }
        in.reset();
        return TarStream.isHeader(start);
    }

    private static void archive(Path path, InputStream in, ImageArchive images, Inventory.Builder facts) {
        boolean whole = true;
        try {
            whole = images.read(in);
        } catch (IOException e) {
            facts.add(new Finding(
                    "WL-SC-005",
                    Severity.ERROR,
                    Location.of(path.toString()),
                    "the archive cannot be read to its end: " + Damage.of(e)));
        }
        if (!whole) {
            stopped(path, facts);
        }
        images.finish();
    }

    private static void layout(Path folder, ImageArchive images, Inventory.Builder facts) throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(folder.resolve("index.json"));
        try (var blobs = Files.walk(folder.resolve("blobs"))) {
            blobs.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            try (InputStream in = Files.newInputStream(file)) {
                if (!images.blob(name, Files.size(file), in)) {
                    stopped(folder, facts);
                    break;
                }
            }
        }
        images.finish();
    }

    static void stopped(Path path, Inventory.Builder facts) {
        facts.add(new Finding(
                "WL-SC-001", Severity.WARNING, Location.of(path.toString()), "stopped before the end, as was told"));
    }

    /** Realm and allowance; never the passwords. */
    @Override
    public String toString() {
        return "scanner" + (realm.isEmpty() ? "" : " of " + realm) + ", at most " + allowance + " bytes";
    }
}
