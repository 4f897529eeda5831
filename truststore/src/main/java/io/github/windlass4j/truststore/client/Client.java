package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A database client as far as TLS is concerned: driver and release, its settings as it gets them, the host it asks for,
 * and what is known about the stores on its machine. Immutable; every method that changes something returns a copy.
 *
 * <p>Nothing here opens a connection. Settings are kept as text because a wrong one is part of the question: {@code
 * sslmode=verify-all} has an answer. A URL or key-value string as applications write it is read by {@link
 * ConnectionString#parse}, which makes clients of it.
 *
 * {@snippet :
 * Client client = Client.pgjdbc("42.7.14").sslmode(SslMode.VERIFY_FULL).rootFile(store).host("db.example.org");
 * }
 */
public final class Client {
    static final String SSLMODE = "sslmode";
    static final String SSLFACTORY = "sslfactory";
    static final String SSLROOTCERT = "sslrootcert";
    static final String SSLFACTORYARG = "sslfactoryarg";

    private final DriverKnowledge knowledge;
    private final String driver;
    private final String version;
    private final @Nullable String host;
    private final @Nullable String runtime;
    private final Map<String, String> settings;
    private final Map<StoreKind, TrustMaterial> material;
    private final @Nullable SignatureMemo memo;

    private Client(
            DriverKnowledge knowledge,
            String driver,
            String version,
            @Nullable String host,
            @Nullable String runtime,
            Map<String, String> settings,
            Map<StoreKind, TrustMaterial> material,
            @Nullable SignatureMemo memo) {
        this.knowledge = knowledge;
        this.driver = Objects.requireNonNull(driver);
        this.version = Objects.requireNonNull(version);
        this.host = host;
        this.runtime = runtime;
        this.settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        this.material = Collections.unmodifiableMap(material);
        this.memo = memo;
    }

    /** A client of the PostgreSQL JDBC driver, such as {@code 42.7.14}, with the driver's own defaults. */
    public static Client pgjdbc(String version) {
        return of("pgjdbc", version);
    }

    /** A client of libpq (psql, psycopg, PHP, Ruby, ODBC), such as {@code 15.18}, with the library's own defaults. */
    public static Client libpq(String version) {
        return of("libpq", version);
    }

    /** A client of any driver; one that {@link DriverKnowledge} does not know gets the verdict "not known". */
    public static Client of(String driver, String version) {
        return new Client(
                DriverKnowledge.shipped(), driver, version, null, null, Map.of(), new EnumMap<>(StoreKind.class), null);
    }

    /** Judges by other facts than the shipped ones. */
    public Client knowing(DriverKnowledge facts) {
        return new Client(Objects.requireNonNull(facts), driver, version, host, runtime, settings, material, memo);
    }

    /** Sets the {@code sslmode}. */
    public Client sslmode(SslMode mode) {
        return with(SSLMODE, mode.text());
    }

    /** Sets the {@code sslmode} as it stands in somebody's configuration, valid or not. */
    public Client sslmode(String text) {
        return with(SSLMODE, text);
    }

    /** Sets {@code sslfactory}, the full class name of pgjdbc's socket factory. */
    public Client factory(String className) {
        return with(SSLFACTORY, className);
    }

    /** Sets any connection parameter under the name that the driver gives it, like {@code sslrootcert}. */
    public Client with(String parameter, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(parameter, value);
        return new Client(knowledge, driver, version, host, runtime, more, material, memo);
    }

    /** Sets the host as it stands in the connection string: a name, an IP literal (IPv6 in brackets or not), a socket path. */
    public Client host(String name) {
        return new Client(knowledge, driver, version, Objects.requireNonNull(name), runtime, settings, material, memo);
    }

    /** States what the file of {@code sslrootcert}, or the driver's default root file, holds. */
    public Client rootFile(TrustStore store) {
        return store(StoreKind.ROOT_FILE, TrustMaterial.of(store));
    }

    /** States that there is no root file: neither {@code sslrootcert} nor the driver's default file exists. */
    public Client withoutRootFile() {
        return store(StoreKind.ROOT_FILE, TrustMaterial.absent());
    }

    /** States what the trust store of the JVM holds. */
    public Client jvmStore(TrustStore store) {
        return store(StoreKind.JVM_STORE, TrustMaterial.of(store));
    }

    /**
     * States what the store of the operating system, or of the TLS library, holds, with what the folders of {@code SSL_CERT_DIR}
     * add to it: for OpenSSL the files that are named as {@code openssl rehash} does, for Go every file.
     */
    public Client systemStore(TrustStore store) {
        return store(StoreKind.SYSTEM_STORE, TrustMaterial.of(store));
    }

    /** States which certificate {@code sslfactoryarg} of the SingleCertValidatingFactory points to. */
    public Client factoryCertificate(Certificate certificate) {
        return store(StoreKind.FACTORY_ARGUMENT, TrustMaterial.of(TrustStore.of(SSLFACTORYARG, List.of(certificate))));
    }

    /** States what is known about one of the places where the client may look for anchors. */
    public Client store(StoreKind kind, TrustMaterial known) {
        Map<StoreKind, TrustMaterial> more = new EnumMap<>(StoreKind.class);
        more.putAll(material);
        more.put(kind, known);
        return new Client(knowledge, driver, version, host, runtime, settings, more, memo);
    }

    /**
     * States the feature release of the JDK that the client runs on, such as 17. Unless stated, every modelled release is
     * asked, and the verdict is "not known" where they disagree. For a release between two modelled ones, both are asked.
     */
    public Client jdk(int release) {
        return runtime(Integer.toString(release));
    }

    /** States the release of OpenSSL behind libpq or .NET, such as {@code 3.0}; unless stated, as for {@link #jdk}. */
    public Client openssl(String release) {
        return runtime(release);
    }

    /** States the release of Go that the client was built with, such as {@code 1.24}; unless stated, as for {@link #jdk}. */
    public Client go(String release) {
        return runtime(release);
    }

    /** Shares verified signatures between many questions; changes no answer. */
    public Client remembering(SignatureMemo signatures) {
        Objects.requireNonNull(signatures);
        return new Client(knowledge, driver, version, host, runtime, settings, material, signatures);
    }

    private Client runtime(String release) {
        return new Client(knowledge, driver, version, host, Objects.requireNonNull(release), settings, material, memo);
    }

    /** Answers whether the client connects to the server at the instant, and why. */
    public ConnectVerdict connect(Server server, Instant at) {
        return connect(server, at, at);
    }

    /**
     * Answers as {@link #connect(Server, Instant)}, with the dates of the server's own certificate judged for another
     * instant: what becomes of store and chain while that certificate is renewed as a routine.
     */
    public ConnectVerdict connect(Server server, Instant at, Instant leafAt) {
        return new Connector(this, server, at, leafAt).connect();
    }

    /** Returns the driver's id: {@code pgjdbc}, {@code libpq} or what was given. */
    public String driver() {
        return driver;
    }

    /** Returns the driver's release as it was given. */
    public String version() {
        return version;
    }

    /** Returns the host as it was given. */
    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    /** Returns the connection parameter, if it is set. */
    public Optional<String> setting(String parameter) {
        return Optional.ofNullable(settings.get(parameter));
    }

    /** Returns the connection parameters that are set, sorted by name. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Returns what is known about a place where anchors may lie. */
    public TrustMaterial material(StoreKind kind) {
        return material.getOrDefault(kind, TrustMaterial.notAtHand());
    }

    /** Returns the mode in force: the one that is set, else what other settings or the driver's default make of it. */
    public Optional<SslMode> modeInForce() {
        return Connector.modeInForce(this);
    }

    /** Returns the place where this client looks for anchors; empty if the driver, release, factory or mode is unknown. */
    public Optional<StoreKind> storeInUse() {
        return Connector.storeInUse(this);
    }

    /**
     * Returns what this client loads of the store in use: an unreadable one is empty, and so is to the JDK a PKCS12 without the
     * attribute that marks trust. Empty if no store is consulted, its content is not at hand, or modelled releases of the TLS
     * library read it differently.
     */
    public Optional<List<Certificate>> anchors() {
        return Connector.anchors(this);
    }

    DriverKnowledge knowledge() {
        return knowledge;
    }

    Optional<SignatureMemo> memo() {
        return Optional.ofNullable(memo);
    }

    Optional<String> runtimeRelease() {
        return Optional.ofNullable(runtime);
    }

    /** {@code pgjdbc 42.7.14, sslmode=verify-full, host db.example.org}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(driver).append(' ').append(version);
        settings.forEach(
                (name, value) -> text.append(", ").append(name).append('=').append(value));
        if (host != null) {
            text.append(", host ").append(host);
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Client that
                && driver.equals(that.driver)
                && version.equals(that.version)
                && Objects.equals(host, that.host)
                && Objects.equals(runtime, that.runtime)
                && settings.equals(that.settings)
                && material.equals(that.material)
                && knowledge.equals(that.knowledge);
    }

    @Override
    public int hashCode() {
        return Objects.hash(driver, version, host, runtime, settings, material);
    }
}
