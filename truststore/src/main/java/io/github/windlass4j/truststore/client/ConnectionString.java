package io.github.windlass4j.truststore.client;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A connection string as its driver reads it: a JDBC URL of pgjdbc, MySQL Connector/J or mssql-jdbc, a URI or {@code
 * key=value} string of libpq, an R2DBC URL, the {@code Name=value;} pairs of Npgsql; with the peculiarities of each (pgjdbc
 * decodes {@code +} to a space, libpq does not; the last of repeated parameters counts). Only what concerns TLS is kept: no
 * user, no password, no database.
 *
 * <p>Drivers that have {@code sslmode} or a root file under another name ({@code SSL Mode}, {@code Root Certificate}, {@code
 * sslMode=VERIFY_IDENTITY}) get it under {@code sslmode} and {@code sslrootcert}, in libpq's spelling where there is one.
 *
 * @param driver id of the driver, such as {@code pgjdbc}, {@code libpq}, {@code npgsql}
 * @param endpoints the hosts in the order in which they are tried; never empty
 * @param settings the parameters that concern TLS, under the names the driver gives them, sorted
 */
public record ConnectionString(String driver, List<Endpoint> endpoints, Map<String, String> settings) {
    /** Longest string that is read, in characters; own bound, above any inline certificate bundle that fits a URL. */
    public static final int MAX_LENGTH = 1 << 20;

    // Names of all drivers; passwords of keys and stores are left out on purpose.
    private static final Set<String> ABOUT_TLS = Set.of(
            "ssl",
            "sslmode",
            "sslfactory",
            "sslfactoryarg",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "sslhostnameverifier",
            "sslHostnameVerifier",
            "sslCert",
            "sslKey",
            "socket",
            "sslNegotiation",
            "sslnegotiation",
            "sslcrl",
            "sslcrldir",
            "sslsni",
            "ssl_min_protocol_version",
            "ssl_max_protocol_version",
            "channelBinding",
            "channel_binding",
            "gssEncMode",
            "gssencmode",
            "service",
            "uselibpqcompat",
            "Trust Server Certificate",
            "useSSL",
            "requireSSL",
            "verifyServerCertificate",
            "trustCertificateKeyStoreUrl",
            "trustCertificateKeyStoreType",
            "fallbackToSystemTrustStore",
            "encrypt",
            "trustServerCertificate",
            "trustStore",
            "trustStoreType",
            "hostNameInCertificate",
            "serverCertificate",
            "trustManagerClass");

    /** Checks the components and copies the collections. */
    public ConnectionString {
        endpoints = List.copyOf(endpoints);
        settings = Collections.unmodifiableMap(settings.entrySet().stream()
                .filter(entry -> ABOUT_TLS.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new)));
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("endpoints: 0 (want >= 1)");
        }
    }

    /**
     * Parses {@code jdbc:postgresql:...} as pgjdbc does, {@code jdbc:mysql:}, {@code jdbc:sqlserver:}, {@code r2dbc:} and
     * {@code Host=...;} as their drivers do, {@code postgresql://...} and {@code postgres://...} and everything else as libpq
     * does. A URI whose scheme names a driver ({@code postgresql+psycopg://}) is read as libpq's, for that driver; {@code ssl}
     * is a parameter of its own where that driver is not built on libpq.
     *
     * @throws MalformedConnectionStringException if the driver would refuse the string
     */
    public static ConnectionString parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedConnectionStringException(MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
        }
        if (text.startsWith(JdbcUrl.PREFIX)) {
            return new JdbcUrl(text).parse();
        }
        Optional<ConnectionString> other = OtherDrivers.parse(text);
        if (other.isPresent()) {
            return other.get();
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("jdbc:")) {
            throw new MalformedConnectionStringException(0, "want " + JdbcUrl.PREFIX + " (in lower case)");
        }
        return LibpqUri.accepts(text) ? new LibpqUri(text).parse() : new LibpqConninfo(text).parse();
    }

    /**
     * Returns one client per endpoint, in order.
     *
     * @param version release of the driver, which no connection string states
     */
    public List<Client> clients(String version) {
        return endpoints.stream().map(endpoint -> client(version, endpoint)).toList();
    }

    /** Returns the client of the first endpoint. */
    public Client client(String version) {
        return client(version, endpoints.get(0));
    }

    private Client client(String version, Endpoint endpoint) {
        Client client = Client.of(driver, version);
        if (!endpoint.host.isEmpty()) {
            client = client.host(endpoint.host);
        }
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            client = client.with(setting.getKey(), setting.getValue());
        }
        return client;
    }

    /**
     * One host to try.
     *
     * @param host name, address or socket directory; empty = the driver's default
     * @param port TCP port
     */
    public record Endpoint(String host, int port) {
        /** The port of PostgreSQL, for both drivers. */
        public static final int DEFAULT_PORT = 5432;

        /** The largest port number of TCP. */
        static final int MAX_PORT = 65_535;

        /** Checks the components. */
        public Endpoint {
            if (port < 1 || port > MAX_PORT) {
                throw new IllegalArgumentException("port: " + port + " (want 1 to " + MAX_PORT + ")");
            }
        }

        static int port(String text, int offset) {
            if (text.isEmpty()) {
                return DEFAULT_PORT;
            }
            try {
                int port = Integer.parseInt(text);
                if (port >= 1 && port <= MAX_PORT) {
                    return port;
                }
            } catch (NumberFormatException notANumber) {
                // Falls through: both are the same mistake.
            }
            throw new MalformedConnectionStringException(offset, "port: want a number from 1 to " + MAX_PORT);
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    @Override
    public String toString() {
        return driver + " to " + endpoints + " " + settings;
    }
}
