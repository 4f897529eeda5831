package io.github.windlass4j.truststore.jdbc;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.store.JvmTrustStore;
import io.github.windlass4j.truststore.store.LoadOutcome;
import io.github.windlass4j.truststore.store.StoreMemory;
import io.github.windlass4j.truststore.store.TrustStore;
import io.github.windlass4j.truststore.store.UnreadableStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several stores as one, read again when a file has changed. There is no thread: each connection asks, and the file
 * system is asked for size, time and identity only; a file that was only touched is recognised by its bytes. A file that has
 * become unreadable leaves the certificates that were read before in force and says so once.
 */
final class LiveStore {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStore.class);

    private record Stamp(
            long size, FileTime modified, @Nullable Object identity) {
        static @Nullable Stamp of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(now.size(), now.lastModifiedTime(), now.fileKey());
            } catch (IOException gone) {
                return null;
            }
        }
    }

    private static final class Part {
        private final String name;
        private @Nullable Stamp stamp;
        private @Nullable TrustStore good;

        Part(String name) {
            this.name = name;
        }
    }

    private final List<Part> parts;
    private final StoreMemory memory;
    private List<Certificate> anchors = List.of();
    private @Nullable TrustStore one;
    private int generation;

    LiveStore(List<String> names, char @Nullable [] password) {
        this.parts = names.stream().map(Part::new).toList();
        this.memory = password == null ? new StoreMemory() : new StoreMemory(password);
    }

    /**
     * The anchors as of now.
     *
     * @throws UnreadableStoreException if a store could not be read and never was
     */
    synchronized List<Certificate> anchors() {
        boolean changed = generation == 0;
        for (Part part : parts) {
            changed |= refresh(part);
        }
        if (changed) {
            Set<Certificate> all = new LinkedHashSet<>();
            parts.forEach(part -> all.addAll(Objects.requireNonNull(part.good).certificates()));
            anchors = List.copyOf(all);
            one = null;
            generation++;
        }
        return anchors;
    }

    /** A number that grows with every change of the anchors; 0 before they were read. */
    synchronized int generation() {
        anchors();
        return generation;
    }

    /** The stores as one, for diagnosis. */
    synchronized TrustStore asOne() {
        TrustStore known = one;
        if (known == null) {
            known = TrustStore.of(
                    String.join(", ", parts.stream().map(part -> part.name).toList()), anchors);
            one = known;
        }
        return known;
    }

    private boolean refresh(Part part) {
        if (part.name.equals(JdbcSettings.JVM)) {
            if (part.good != null) {
                return false;
            }
            part.good = ofJvm(Path.of(System.getProperty("java.home")), properties());
            return true;
        }
        Path file = Path.of(part.name);
        Stamp now = Stamp.of(file);
        if (part.good != null && Objects.equals(now, part.stamp)) {
            return false;
        }
        try {
            TrustStore read = memory.read(file);
            part.stamp = now;
            if (part.good != null && part.good.equals(read)) {
                return false;
            }
            if (read.certificates().isEmpty()) {
                throw new UnusableStore(part.name + " holds no certificate");
            }
            if (part.good != null) {
                LOG.debug("{} changed and was read again: {}", part.name, read);
            }
            part.good = read;
            return true;
        } catch (UnreadableStoreException | UnusableStore e) {
            part.stamp = now;
            if (part.good == null) {
                throw e;
            }
            LOG.warn("{} changed and is unusable; going on with what it held before: {}", part.name, e.getMessage());
            return false;
        }
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("javax.net.ssl.trustStore")) {
                properties.put(name, System.getProperty(name));
            }
        }
        return properties;
    }

    /** What the JVM itself trusts, which is not always what its file holds: a store that fails its check is not trusted. */
    static TrustStore ofJvm(Path home, Map<String, String> properties) {
        JvmTrustStore jvm = JvmTrustStore.of(home, properties);
        String found = JdbcSettings.JVM + ": " + String.join("; ", jvm.steps());
        if (jvm.outcome() instanceof LoadOutcome.Failed failed) {
            throw new UnusableStore(found + "; the JVM fails with " + failed.exception() + " " + failed.message());
        }
        List<Certificate> loaded = jvm.outcome().certificates();
        if (loaded.isEmpty()) {
            throw new UnusableStore(found + "; the JVM loads no certificate from it");
        }
        if (jvm.isInsteadOfNamed()) {
            LOG.warn("{}", found);
        }
        return TrustStore.of(jvm.store().origin(), loaded);
    }

    /** A file that can be read and from which nothing follows. */
    static final class UnusableStore extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableStore(String message) {
            super(message);
        }
    }
}
