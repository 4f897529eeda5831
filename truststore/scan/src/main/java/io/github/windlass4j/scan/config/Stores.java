package io.github.windlass4j.scan.config;

import io.github.windlass4j.scan.config.Configuration.Setting;
import io.github.windlass4j.scan.internal.OwnStores;
import io.github.windlass4j.scan.internal.PathText;
import io.github.windlass4j.scan.internal.StoreProbe;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.scan.inventory.StoreUse;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the stores of one program lie, by its configuration.
 *
 * @param folder its working directory
 * @param mounts what is mounted at a path
 * @param preparation what its command line does to stores before
 */
record Stores(
        String who,
        Configuration all,
        String home,
        String folder,
        Function<String, Optional<StorePointer>> mounts,
        Preparation preparation,
        Inventory.Builder facts) {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String PEM = "-----BEGIN";

    /** Makes the entrypoint of the eclipse-temurin images build a store of their own when the container starts. */
    private static final String TEMURIN = "USE_SYSTEM_CA_CERTS";

    private static final String FILE = "SSL_CERT_FILE";
    private static final String FOLDERS = "SSL_CERT_DIR";

    /** Variables that tell a runtime or tool which bundle to take. */
    private static final List<String> VARIABLES =
            List.of(FILE, FOLDERS, "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "AWS_CA_BUNDLE");

    /** Settings of frameworks that name a store: Spring's bundles, Quarkus' registry, Kafka, anything spelled alike. */
    private static final Pattern STORE_SETTING =
            Pattern.compile("(.+\\.)?truststore\\.(certificate|location|(jks|p12)\\.path|pem\\.certs(\\[\\d+])?)"
                    + "|(.+\\.)?trustcertificatepem\\.certs(\\[\\d+])?");

    /** Adds the stores that the program is told of outside of its database connections. */
    void scan() {
        for (String variable : VARIABLES) {
            all.find(variable).ifPresent(setting -> use(setting, "", false));
        }
        if (!text(TEMURIN).isEmpty()) {
            facts.add(new Unresolved(
                    who,
                    TEMURIN,
                    "makes the entrypoint build the JVM's store from the system's and /certificates; not followed"));
        }
        all.find(TRUST_STORE)
                .ifPresent(setting -> use(setting, text(TRUST_STORE + "Type"), has(TRUST_STORE + "Password")));
        for (Setting setting : all.all()) {
            String name = Configuration.canonical(setting.name());
            if (name.length() <= Setting.MAX_NAME && STORE_SETTING.matcher(name).matches()) {
                String group =
                        setting.name().substring(0, Math.max(0, setting.name().lastIndexOf('.') + 1));
                use(setting, text(group + "type"), has(group + "password"));
            }
        }
    }

    private void use(Setting setting, String type, boolean password) {
        String value = resolved(setting);
        if (value.startsWith(PEM)) {
            Place place = new Place(setting.at().realm(), setting.at().path() + " setting " + setting.name());
            new StoreProbe(List.of())
                    .probe(
                            value.getBytes(StandardCharsets.UTF_8),
                            "",
                            place,
                            setting.name(),
                            StoreSighting.Role.TRUST,
                            List.of(),
                            facts);
            facts.add(new StoreUse(who, setting.name(), StorePointer.to(place)));
        } else if (!value.isBlank()) {
            StorePointer found = locate(value);
            facts.add(new StoreUse(
                    who, setting.name(), new StorePointer(found.place(), type, password || found.password())));
        }
    }

    private String resolved(Setting setting) {
        Read read = read(setting);
        return read.whole() ? read.value() : "";
    }

    /**
     * What a setting says.
     *
     * @param value empty if it was not scanned
     * @param whole whether every placeholder in it has a value
     */
    record Read(String value, boolean whole) {}

    /** Reads a setting; what is missing is among the facts. */
    Read read(Setting setting) {
        if (!setting.isKnown()) {
            facts.add(
                    new Unresolved(who, setting.reference(), "is not among what was scanned; it is " + setting.name()));
            return new Read("", false);
        }
        Placeholders placeholders = new Placeholders(all::find);
        String value = placeholders.resolve(setting.value());
        placeholders.missing().forEach(missing -> facts.add(unresolved(missing, setting)));
        return new Read(value, placeholders.missing().isEmpty());
    }

    /** A placeholder in a setting has no value. */
    Unresolved unresolved(String placeholder, Setting setting) {
        String name = placeholder.substring(2, placeholder.length() - 1);
        String where = "; it is part of " + setting.name();
        return all.find(name)
                .filter(known -> !known.isKnown())
                .map(known -> new Unresolved(who, known.reference(), "is not among what was scanned" + where))
                .orElseGet(() -> new Unresolved(who, placeholder, "is set by nothing that was scanned" + where));
    }

    Optional<String> value(String name) {
        return all.find(name).filter(Setting::isKnown).map(Setting::value);
    }

    private String text(String name) {
        return value(name).orElse("");
    }

    private boolean has(String name) {
        return all.find(name).isPresent();
    }

    /**
     * A path as the program writes it: mounted from somewhere, or in its own file system. Drivers and JVMs take a relative one from
     * the working directory of the process.
     */
    StorePointer locate(String path) {
        String plain =
                path.startsWith("file:") ? path.substring("file:".length()).replaceFirst("^//+", "/") : path;
        Place place = !PathText.isRelative(plain)
                ? new Place(home, plain)
                : folder.isEmpty()
                        ? Place.relative(home, plain)
                        : new Place(home, PathText.resolved(folder + "/" + plain));
        return mounts.apply(place.path()).or(() -> preparation.ofFile(plain)).orElseGet(() -> StorePointer.to(place));
    }

    /** Where a client with these settings looks for each kind of store. */
    Map<StoreKind, StorePointer> of(String driver, Map<String, String> settings) {
        Map<StoreKind, StorePointer> stores = new EnumMap<>(StoreKind.class);
        if (driver.equals("pgbouncer")) {
            return pgBouncer(settings);
        }
        if (!driver.equals("mysql-connector-j") && !driver.equals("mssql-jdbc")) {
            stores.put(StoreKind.ROOT_FILE, rootFile(settings));
        }
        boolean jdbc = driver.equals("pgjdbc") || !stores.containsKey(StoreKind.ROOT_FILE);
        if (jdbc) {
            stores.put(StoreKind.JVM_STORE, jvmStore(settings));
        } else {
            stores.put(StoreKind.SYSTEM_STORE, systemStore());
        }
        String argument = settings.getOrDefault("sslfactoryarg", "");
        if (argument.startsWith("file:")) {
            stores.put(StoreKind.FACTORY_ARGUMENT, locate(argument));
        }
        return stores;
    }

    /** The file that it is told of, else the system's, by a path that is built in: no variable changes it (usual.m4). */
    private Map<StoreKind, StorePointer> pgBouncer(Map<String, String> settings) {
        String file = settings.getOrDefault("sslrootcert", "");
        return file.isEmpty()
                ? Map.of(StoreKind.SYSTEM_STORE, usualSystemStore())
                : Map.of(StoreKind.ROOT_FILE, locate(file));
    }

    private StorePointer rootFile(Map<String, String> settings) {
        String file = settings.getOrDefault("sslrootcert", "");
        return file.isEmpty()
                ? mounts.apply(Place.homeRootFile(home).path())
                        .orElseGet(() -> StorePointer.to(Place.homeRootFile(home)))
                : locate(file);
    }

    private StorePointer jvmStore(Map<String, String> settings) {
        String own = settings.getOrDefault("trustStore", settings.getOrDefault("trustCertificateKeyStoreUrl", ""));
        if (!own.isEmpty()) {
            String type =
                    settings.getOrDefault("trustStoreType", settings.getOrDefault("trustCertificateKeyStoreType", ""));
            return new StorePointer(locate(own).place(), type, true);
        }
        String file = text(TRUST_STORE);
        if (file.isEmpty() && !text(TEMURIN).isEmpty()) {
            return preparation.made("the JVM's trust store, by the entrypoint");
        }
        Place usual = Place.jvmStore(home);
        StorePointer found = file.isEmpty()
                ? mounts.apply(usual.path()).or(preparation::ofJvm).orElseGet(() -> StorePointer.to(usual))
                : locate(file);
        return new StorePointer(found.place(), text(TRUST_STORE + "Type"), has(TRUST_STORE + "Password"));
    }

    /** Which of the folders' files count depends on the driver, which may be known only when all is scanned. */
    private StorePointer systemStore() {
        String file = text(FILE);
        StorePointer found = file.isEmpty() ? usualSystemStore() : locate(file);
        List<String> folders = Stream.of(text(FOLDERS).split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> folder.startsWith("/") ? PathText.resolved(folder) : folder)
                .toList();
        if (OwnStores.SYSTEM_FOLDERS.containsAll(folders)) {
            return found;
        }
        boolean plain = found.place().realm().equals(home)
                && folders.stream()
                        .allMatch(folder -> folder.startsWith("/")
                                && mounts.apply(folder + "/x").isEmpty());
        if (!plain) {
            return preparation.made("the system's trust store with the folders " + text(FOLDERS));
        }
        Place all = found.place();
        for (String folder : folders) {
            all = all.withFolder(folder);
        }
        return StorePointer.to(all);
    }

    private StorePointer usualSystemStore() {
        Place usual = Place.systemStore(home);
        return mounts.apply(usual.path()).or(preparation::ofSystem).orElseGet(() -> StorePointer.to(usual));
    }
}
