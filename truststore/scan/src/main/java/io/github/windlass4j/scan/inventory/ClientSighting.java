package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.truststore.client.StoreKind;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A database client that was found: who connects where, with which driver, settings and stores. User, password and database
 * are not kept.
 *
 * @param who the program: {@code Deployment shop/api container app}, a configuration file, a service
 * @param source where its connection is stated
 * @param driver id of the driver as {@code truststore.client} names it, such as {@code pgjdbc}; empty if the connection string
 *     does not tell
 * @param version release of the driver; empty if nothing states it
 * @param host the host it asks for; empty if not known
 * @param port TCP port; 0 if not known
 * @param settings what its configuration sets about TLS, under the driver's names, sorted
 * @param unknown names of settings that are set, to a value that is not known
 * @param stores where it looks for each kind of store
 * @param home the realm of its file system: the image, the machine; empty if not known
 */
public record ClientSighting(
        String who,
        Place source,
        String driver,
        String version,
        String host,
        int port,
        Map<String, String> settings,
        List<String> unknown,
        Map<StoreKind, StorePointer> stores,
        String home)
        implements Comparable<ClientSighting> {
    private static final Comparator<ClientSighting> ORDER = Comparator.comparing(ClientSighting::who)
            .thenComparing(ClientSighting::source)
            .thenComparing(ClientSighting::driver)
            .thenComparing(ClientSighting::version)
            .thenComparing(ClientSighting::host)
            .thenComparingInt(ClientSighting::port)
            .thenComparing(ClientSighting::home)
            .thenComparing(client -> client.settings.toString())
            .thenComparing(client -> client.unknown.toString())
            .thenComparing(client -> client.stores.toString());

    /** Checks the components and copies the collections. */
    public ClientSighting {
        Objects.requireNonNull(who);
        Objects.requireNonNull(source);
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        unknown = unknown.stream().sorted().distinct().toList();
        EnumMap<StoreKind, StorePointer> copy = new EnumMap<>(StoreKind.class);
        copy.putAll(stores);
        stores = Collections.unmodifiableMap(copy);
    }

    /** This client, of a release that is known from elsewhere. */
    public ClientSighting withVersion(String known) {
        return new ClientSighting(who, source, driver, known, host, port, settings, unknown, stores, home);
    }

    @Override
    public int compareTo(ClientSighting other) {
        return ORDER.compare(this, other);
    }

    /** {@code Deployment shop/api container app -> db.example.org:5432 with pgjdbc 42.7.14 {sslmode=verify-full}}. */
    @Override
    public String toString() {
        return who + " -> " + (host.isEmpty() ? "?" : host) + (port == 0 ? "" : ":" + port) + " with "
                + (driver.isEmpty() ? "an unknown driver" : driver)
                + (version.isEmpty() ? "" : " " + version) + " " + settings;
    }
}
