package io.github.windlass4j.truststore.jdbc;

import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.truststore.client.SslMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a socket factory or trust manager is told: whom to trust and what to check.
 *
 * @param mode what is checked: the chain from verify-ca on, the host with verify-full; weaker modes check nothing
 * @param stores paths of trust stores in any format, {@code jvm} for the store of the running JVM; together one store
 * @param password password of the stores that have one; never shown
 * @param rules by which chains are judged
 * @param hostByDriver the driver compares the host itself after the handshake, as pgjdbc does; then it is not done twice
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; key() stands for the whole
record JdbcSettings(
        SslMode mode, List<String> stores, char @Nullable [] password, Profile rules, boolean hostByDriver) {
    static final String JVM = "jvm";

    private static final Pattern COMMA = Pattern.compile(",");

    private static final String MODE = "sslmode";
    private static final String ROOT_FILE = "sslrootcert";
    private static final String SSL = "ssl";
    private static final String STORES = "windlass.stores";
    private static final String PASSWORD = "windlass.storePassword";
    private static final String RULES = "windlass.rules";
    private static final Set<String> OWN = Set.of(STORES, PASSWORD, RULES);
    private static final Map<String, Profile> PROFILES = Map.of(
            "private-pki", Profile.PRIVATE_PKI,
            "webpki", Profile.WEBPKI,
            "rfc5280", Profile.RFC5280);

    JdbcSettings {
        stores = List.copyOf(stores);
        password = password == null ? null : password.clone();
        if (stores.isEmpty() && verifiesChain(mode)) {
            throw new IllegalArgumentException("no trust store: set " + STORES + " (paths, \"" + JVM + "\")");
        }
    }

    /**
     * As pgjdbc hands the properties of a connection to its socket factory: {@code sslmode} (with {@code ssl=true} alone
     * verify-full, with neither prefer) and {@code sslrootcert} (by default {@code .postgresql/root.crt} below the home
     * directory) mean the same as for the driver's own factory; {@code windlass.stores} wins over {@code sslrootcert}.
     */
    static JdbcSettings ofPgjdbc(Properties properties, Path home) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            values.put(name, properties.getProperty(name));
        }
        for (String name : values.keySet()) {
            if (name.startsWith("windlass.") && !OWN.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown property " + name + " (known: " + STORES + ", " + PASSWORD + ", " + RULES + ")");
            }
        }
        for (String unsupported : List.of("sslcert", "sslkey")) {
            if (values.containsKey(unsupported)) {
                throw new IllegalArgumentException(unsupported
                        + ": this factory presents no client certificate; leave it out or use the driver's own");
            }
        }
        String ssl = values.get(SSL);
        SslMode mode = values.containsKey(MODE)
                ? mode(values.get(MODE).toLowerCase(Locale.ROOT))
                : ssl != null && (ssl.isEmpty() || ssl.equalsIgnoreCase("true")) ? SslMode.VERIFY_FULL : SslMode.PREFER;
        String rootFile = values.getOrDefault(
                ROOT_FILE, home.resolve(".postgresql").resolve("root.crt").toString());
        // One file, whatever commas are in its name, and never the word for the JVM's store.
        List<String> stores = values.containsKey(STORES)
                ? list(values.get(STORES))
                : List.of(rootFile.equals(JVM) ? Path.of(".", JVM).toString() : rootFile);
        // No file is called so, but a path without a name is the working directory.
        if (stores.contains("")) {
            if (verifiesChain(mode)) {
                throw new IllegalArgumentException(
                        ROOT_FILE + ": empty (want a file; without it the one below the home directory)");
            }
            stores = List.of();
        }
        return of(mode, stores, values.get(PASSWORD), values.get(RULES), true);
    }

    /**
     * As drivers hand one text to a class: {@code stores=/etc/db.pem,jvm;sslmode=verify-full;rules=webpki}. Without
     * {@code sslmode} everything is checked.
     */
    static JdbcSettings ofText(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
            if (name.isEmpty() && part.isBlank()) {
                continue;
            }
            if (equals < 0 || !Set.of("stores", "storePassword", "rules", MODE).contains(name)) {
                // What follows a password may be the rest of it.
                String shown = values.containsKey("storePassword") ? "what follows storePassword" : "\"" + name + "\"";
                throw new IllegalArgumentException(
                        shown + " (want stores=, storePassword=, rules=, sslmode=, separated by semicolons)");
            }
            if (values.put(name, part.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException(name + " given twice");
            }
        }
        SslMode mode =
                Optional.ofNullable(values.get(MODE)).map(JdbcSettings::mode).orElse(SslMode.VERIFY_FULL);
        return of(
                mode, list(values.getOrDefault("stores", "")), values.get("storePassword"), values.get("rules"), false);
    }

    private static JdbcSettings of(
            SslMode mode,
            List<String> stores,
            @Nullable String password,
            @Nullable String rules,
            boolean hostByDriver) {
        Profile profile = rules == null ? Profile.PRIVATE_PKI : PROFILES.get(rules);
        if (profile == null) {
            throw new IllegalArgumentException("rules: \"" + rules + "\" (want one of "
                    + PROFILES.keySet().stream().sorted().toList() + ")");
        }
        return new JdbcSettings(mode, stores, password == null ? null : password.toCharArray(), profile, hostByDriver);
    }

    private static List<String> list(String commaSeparated) {
        return COMMA.splitAsStream(commaSeparated)
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .toList();
    }

    private static SslMode mode(String text) {
        return SslMode.named(text)
                .orElseThrow(() -> new IllegalArgumentException("sslmode: \"" + text
                        + "\" (want disable, allow, prefer," + " require, verify-ca or verify-full)"));
    }

    boolean verifiesChain() {
        return verifiesChain(mode);
    }

    boolean verifiesHost() {
        return mode == SslMode.VERIFY_FULL && !hostByDriver;
    }

    private static boolean verifiesChain(SslMode mode) {
        return mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
    }

    /** The same text for the same settings, another password included; the password cannot be read from it. */
    String key() {
        if (password == null) {
            return toString() + hostByDriver;
        }
        return toString() + hostByDriver + Hex.sha256(new String(password).getBytes(StandardCharsets.UTF_8));
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "sslmode=" + mode.text() + ", stores " + stores + ", " + rules.name();
    }
}
