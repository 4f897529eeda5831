package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The store that a JVM uses for TLS when the program says nothing else: that of the {@code javax.net.ssl.trustStore}
 * properties, otherwise {@code jssecacerts}, otherwise {@code cacerts} of its home (JSSE Reference Guide, "The Default
 * TrustManagerFactory"). Where the property names no file that can be read, JDK 17 and 25 take {@code cacerts}, though the
 * guide speaks of an empty store.
 *
 * {@snippet :
 * JvmTrustStore own = JvmTrustStore.of(Path.of(System.getProperty("java.home")), Map.of());
 * TrustStore store = own.store();
 * }
 */
public final class JvmTrustStore {
    private static final String FILE = "javax.net.ssl.trustStore";
    private static final String TYPE = "javax.net.ssl.trustStoreType";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String NONE = "NONE";

    /** The password that the JDK ships its own store with; the JDK itself opens that store without one. */
    private static final String DEFAULT_PASSWORD = "changeit";

    private final TrustStore store;
    private final List<String> steps;
    private final LoadOutcome outcome;
    private final boolean instead;

    private JvmTrustStore(TrustStore store, List<String> steps, LoadOutcome outcome) {
        this(store, steps, outcome, false);
    }

    private JvmTrustStore(TrustStore store, List<String> steps, LoadOutcome outcome, boolean instead) {
        this.store = store;
        this.steps = List.copyOf(steps);
        this.outcome = outcome;
        this.instead = instead;
    }

    /**
     * Finds and reads the store of a JVM.
     *
     * @param javaHome its home: the folder with {@code lib/security}, or for JDK 8 the one with {@code jre/lib/security}
     * @param properties its system properties, as far as they concern the trust store; for the running JVM
     *     {@code System.getProperties()} copied to text
     * @throws UnreadableStoreException if there is a store and it cannot be read, or the home has none
     */
    public static JvmTrustStore of(Path javaHome, Map<String, String> properties) {
        List<String> steps = new ArrayList<>();
        String file = properties.getOrDefault(FILE, "");
        if (file.equals(NONE)) {
            steps.add(FILE + "=NONE: no trust store");
            return empty(file, steps, List.of());
        }
        if (!file.isEmpty()) {
            steps.add(FILE + "=" + file);
            return configured(javaHome, Path.of(file), properties, steps);
        }
        return ofHome(javaHome, properties, steps);
    }

    /** What is in the file; empty where the JVM has none. */
    public TrustStore store() {
        return store;
    }

    /** How it was found: properties, files looked for, links followed; in the order of the search. */
    public List<String> steps() {
        return steps;
    }

    /** What the JVM really loads of it, given its type and password properties. */
    public LoadOutcome outcome() {
        return outcome;
    }

    /**
     * Whether the JVM takes another store than its properties name, because there is no such file or it cannot be read; it
     * does not say so.
     */
    public boolean isInsteadOfNamed() {
        return instead;
    }

    private static JvmTrustStore configured(
            Path javaHome, Path file, Map<String, String> properties, List<String> steps) {
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            return read(file, properties, steps);
        }
        // JSSE does not complain: it goes on with its own store (TrustStoreManager.java), or without any anchor.
        Path own = javaHome.resolve("lib/security/cacerts");
        if (Files.isRegularFile(own) && Files.isReadable(own)) {
            steps.add(file + " is no file that can be read: the JVM takes " + own + " and does not say so");
            JvmTrustStore taken = read(own, properties, steps);
            return new JvmTrustStore(taken.store, taken.steps, taken.outcome, true);
        }
        steps.add(file + " is no file that can be read: the JVM trusts nobody and does not say so");
        return empty(
                file.toString(),
                steps,
                List.of(StoreRule.UNREADABLE.at(
                        Location.of(file.toString()),
                        "is no file that can be read; JSSE takes it as an empty store without an error")));
    }

    private static JvmTrustStore ofHome(Path javaHome, Map<String, String> properties, List<String> steps) {
        for (String folder : List.of("lib/security", "jre/lib/security")) {
            for (String name : List.of("jssecacerts", "cacerts")) {
                Path file = javaHome.resolve(folder).resolve(name);
                if (Files.exists(file)) {
                    steps.add(file + " found");
                    return read(file, properties, steps);
                }
                steps.add(file + " does not exist");
            }
        }
        throw new StoreSource(javaHome.toString(), new byte[0], List.of())
                .failure(StoreRule.UNREADABLE, "no lib/security/cacerts under this Java home");
    }

    private static JvmTrustStore read(Path file, Map<String, String> properties, List<String> steps) {
        Path real = real(file);
        if (!real.equals(file.toAbsolutePath().normalize())) {
            steps.add("links lead to " + real);
        }
        String password = properties.getOrDefault(PASSWORD, "");
        String type = properties.getOrDefault(TYPE, "PKCS12");
        return password.isEmpty() ? withoutPassword(real, type, steps) : withPassword(real, type, password, steps);
    }

    private static JvmTrustStore withPassword(Path file, String type, String password, List<String> steps) {
        try {
            TrustStore store = TrustStore.read(file, password.toCharArray());
            return new JvmTrustStore(store, steps, load(store, type, Loader.Password.RIGHT));
        } catch (UnreadableStoreException e) {
            TrustStore store = e.recovered().orElseThrow(() -> e);
            steps.add("the integrity check fails with the password of " + PASSWORD);
            return new JvmTrustStore(store, steps, load(store, type, Loader.Password.WRONG));
        }
    }

    /** The JVM gives no password either; ours is only for telling what it then passes over. */
    private static JvmTrustStore withoutPassword(Path file, String type, List<String> steps) {
        TrustStore store;
        try {
            store = TrustStore.read(file);
        } catch (UnreadableStoreException e) {
            if (!e.is(StoreRule.PASSWORD_NEEDED)) {
                throw e;
            }
            steps.add("encrypted, and " + PASSWORD + " is not set; read with the password that the JDK ships");
            store = TrustStore.read(file, DEFAULT_PASSWORD.toCharArray());
        }
        return new JvmTrustStore(store, steps, load(store, type, Loader.Password.NONE));
    }

    private static LoadOutcome load(TrustStore store, String type, Loader.Password password) {
        return store.loadedBy(new Loader.KeyStoreFile(Loader.Jdk.JDK_17, type, password));
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    private static JvmTrustStore empty(String origin, List<String> steps, List<Finding> findings) {
        LoadOutcome nothing = new LoadOutcome.Loaded(List.of());
        TrustStore store = new TrustStore(
                origin, new StoreContent(StoreFormat.MEMORY, List.of(), findings, 0, List.of(), loader -> nothing));
        return new JvmTrustStore(store, steps, nothing);
    }

    @Override
    public String toString() {
        return store + ": " + outcome;
    }
}
