package io.github.windlass4j.truststore.client;

import io.github.windlass4j.truststore.client.ConnectionString.Endpoint;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Connection strings of the drivers beside pgjdbc and libpq: what they say about hosts and TLS. Sources: "JDBC URL Syntax" of
 * MySQL Connector/J, "Building the connection URL" of mssql-jdbc, "Connection String Parameters" of Npgsql, the README of
 * r2dbc-postgresql, "Database URLs" of SQLAlchemy.
 */
final class OtherDrivers {
    private static final int MYSQL_PORT = 3306;
    private static final int SQL_SERVER_PORT = 1433;

    private static final Pattern MYSQL = Pattern.compile(
            "jdbc:mysql(?:\\+srv)?(?::\\w+(?:\\+srv)?)?://([^/?]*)(?:/([^?]*))?(?:\\?(.*))?", Pattern.DOTALL);
    private static final Pattern MYSQL_ADDRESS = Pattern.compile("[(,]\\s*(host|port)\\s*=\\s*([^),]*)");

    private static final Pattern SQL_SERVER =
            Pattern.compile("jdbc:sqlserver://([^;:\\\\]*)(?:\\\\[^;:]*)?(?::(\\d*))?(?:;(.*))?", Pattern.DOTALL);
    private static final Pattern R2DBC =
            Pattern.compile("r2dbcs?:(?:pool:)?(\\w+)://([^/?]*)(?:/([^?]*))?(?:\\?(.*))?", Pattern.DOTALL);
    private static final Pattern NAMED_DRIVER = Pattern.compile("(postgres(?:ql)?)\\+(\\w+)(://.*)", Pattern.DOTALL);

    private static final Pattern HOST_PAIR = Pattern.compile("(?i)(?:^|;)\\s*(?:host|server)\\s*=");
    private static final Pattern HOST_PAIR_ALONE = Pattern.compile("^\\s*(?:Host|HOST|(?i:server))\\s*=");

    private static final Map<String, String> SQLALCHEMY =
            Map.of("psycopg", "psycopg", "psycopg2", "psycopg", "psycopg2cffi", "psycopg");

    private static final Map<String, String> MYSQL_MODES = Map.of(
            "disabled", "disable",
            "preferred", "prefer",
            "required", "require",
            "verify_ca", "verify-ca",
            "verify_identity", "verify-full");

    private OtherDrivers() {}

    static Optional<ConnectionString> parse(String text) {
        if (text.startsWith("jdbc:mysql")) {
            return Optional.of(mysql(text));
        }
        if (text.startsWith("jdbc:sqlserver:")) {
            return Optional.of(sqlServer(text));
        }
        if (text.startsWith("r2dbc:") || text.startsWith("r2dbcs:")) {
            return Optional.of(r2dbc(text));
        }
        Matcher named = NAMED_DRIVER.matcher(text);
        if (named.matches()) {
            String driver = SQLALCHEMY.getOrDefault(named.group(2), named.group(2));
            ConnectionString uri =
                    new LibpqUri(named.group(1) + named.group(3), SQLALCHEMY.containsKey(named.group(2))).parse();
            return Optional.of(new ConnectionString(driver, uri.endpoints(), uri.settings()));
        }
        return isPairs(text) ? Optional.of(npgsql(text)) : Optional.empty();
    }

    /**
     * {@code Host=...;}, which is no conninfo: libpq separates by blanks and knows no such value. A pair alone is told by its
     * name: libpq writes {@code host} in small letters and has no {@code server}.
     */
    private static boolean isPairs(String text) {
        return text.indexOf(';') > 0
                ? HOST_PAIR.matcher(text).find()
                : HOST_PAIR_ALONE.matcher(text).find();
    }

    private static ConnectionString npgsql(String text) {
        Map<String, String> pairs = SemicolonPairs.read(text, 0);
        Map<String, String> settings = new LinkedHashMap<>();
        String hosts = "";
        String port = "";
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            // Npgsql compares names without case and blanks.
            String name = pair.getKey().toLowerCase(Locale.ROOT).replace(" ", "");
            switch (name) {
                case "host", "server" -> hosts = pair.getValue();
                case "port" -> port = pair.getValue();
                case "sslmode" -> settings.put(Client.SSLMODE, mode(pair.getValue()));
                case "rootcertificate", "sslrootcertificate" -> settings.put(Client.SSLROOTCERT, pair.getValue());
                case "trustservercertificate" ->
                    settings.put("Trust Server Certificate", pair.getValue().toLowerCase(Locale.ROOT));
                case "sslnegotiation" ->
                    settings.put("sslnegotiation", pair.getValue().toLowerCase(Locale.ROOT));
                default -> {
                    // Nothing about TLS.
                }
            }
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            endpoints.add(endpoint(host.strip(), port.isEmpty() ? Endpoint.DEFAULT_PORT : Endpoint.port(port, 0)));
        }
        return new ConnectionString("npgsql", endpoints, settings);
    }

    /** {@code VerifyFull}, {@code VERIFY_FULL} and {@code verify-full} are one. */
    private static String mode(String value) {
        String plain =
                value.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
        return switch (plain) {
            case "verifyca" -> "verify-ca";
            case "verifyfull" -> "verify-full";
            case "disable", "allow", "prefer", "require" -> plain;
            default -> value;
        };
    }

    private static ConnectionString mysql(String text) {
        Matcher url = matched(MYSQL, text, "jdbc:mysql://");
        Map<String, String> settings = query(url.group(3), url.start(3));
        // Names are compared letter by letter: what libpq calls so means nothing here.
        settings.keySet().removeAll(Set.of(Client.SSLMODE, Client.SSLROOTCERT));
        String mode = settings.remove("sslMode");
        if (mode != null) {
            settings.put(Client.SSLMODE, MYSQL_MODES.getOrDefault(mode.toLowerCase(Locale.ROOT), mode));
        }
        List<Endpoint> endpoints = new ArrayList<>();
        String hosts = url.group(1).substring(url.group(1).lastIndexOf('@') + 1);
        for (String host : mysqlHosts(hosts)) {
            boolean fields = host.startsWith("address=") || host.startsWith("(");
            endpoints.add(fields ? address(host) : endpoint(host, MYSQL_PORT));
        }
        return new ConnectionString("mysql-connector-j", endpoints, settings);
    }

    /** Splits at the commas between hosts, not at those between the fields of {@code (host=a,port=1)}. */
    private static List<String> mysqlHosts(String text) {
        List<String> hosts = new ArrayList<>();
        int start = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            inside = c == '(' || (inside && c != ')');
            if (c == ',' && !inside) {
                hosts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        hosts.add(text.substring(start));
        return hosts;
    }

    private static Endpoint address(String text) {
        String host = "localhost";
        int port = MYSQL_PORT;
        Matcher field = MYSQL_ADDRESS.matcher(text);
        while (field.find()) {
            if (field.group(1).equals("host")) {
                host = field.group(2).strip();
            } else {
                port = Endpoint.port(field.group(2).strip(), field.start(2));
            }
        }
        return new Endpoint(host, port);
    }

    private static ConnectionString sqlServer(String text) {
        Matcher url = matched(SQL_SERVER, text, "jdbc:sqlserver://");
        Map<String, String> settings = new LinkedHashMap<>();
        String host = url.group(1);
        String port = url.group(2) == null ? "" : url.group(2);
        if (url.group(3) != null) {
            for (Map.Entry<String, String> pair :
                    SemicolonPairs.read(url.group(3), url.start(3)).entrySet()) {
                // mssql-jdbc compares names without case.
                switch (pair.getKey().toLowerCase(Locale.ROOT)) {
                    case "servername", "server" -> host = pair.getValue();
                    case "portnumber", "port" -> port = pair.getValue();
                    case "encrypt" -> settings.put("encrypt", pair.getValue().toLowerCase(Locale.ROOT));
                    case "trustservercertificate" ->
                        settings.put("trustServerCertificate", pair.getValue().toLowerCase(Locale.ROOT));
                    case "truststore" -> settings.put("trustStore", pair.getValue());
                    case "truststoretype" -> settings.put("trustStoreType", pair.getValue());
                    case "hostnameincertificate" -> settings.put("hostNameInCertificate", pair.getValue());
                    case "servercertificate" -> settings.put("serverCertificate", pair.getValue());
                    case "trustmanagerclass" -> settings.put("trustManagerClass", pair.getValue());
                    default -> {
                        // Nothing about TLS.
                    }
                }
            }
        }
        int number = port.isEmpty() ? SQL_SERVER_PORT : Endpoint.port(port, Math.max(url.start(2), 0));
        return new ConnectionString("mssql-jdbc", List.of(new Endpoint(host, number)), settings);
    }

    private static ConnectionString r2dbc(String text) {
        Matcher url = matched(R2DBC, text, "r2dbc:DRIVER://");
        Map<String, String> settings = query(url.group(4), url.start(4));
        if (text.startsWith("r2dbcs:")) {
            settings.putIfAbsent("ssl", "true");
        }
        // Of libpq's names only sslmode means something here, and less than sslMode.
        settings.remove(Client.SSLROOTCERT);
        String mode = settings.remove("sslMode");
        if (mode != null) {
            settings.put(Client.SSLMODE, mode(mode));
        }
        String rootFile = settings.remove("sslRootCert");
        if (rootFile != null) {
            settings.put(Client.SSLROOTCERT, rootFile);
        }
        List<Endpoint> endpoints = new ArrayList<>();
        String hosts = url.group(2).substring(url.group(2).lastIndexOf('@') + 1);
        for (String host : hosts.split(",", -1)) {
            endpoints.add(endpoint(host, Endpoint.DEFAULT_PORT));
        }
        return new ConnectionString("r2dbc-" + url.group(1), endpoints, settings);
    }

    private static Matcher matched(Pattern pattern, String text, String want) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedConnectionStringException(0, "want " + want + " and hosts");
        }
        return matcher;
    }

    private static Endpoint endpoint(String address, int defaultPort) {
        int colon = address.lastIndexOf(':');
        if (colon < 0 || address.lastIndexOf(']') > colon || colon == address.length() - 1) {
            return new Endpoint(address, defaultPort);
        }
        return new Endpoint(address.substring(0, colon), Endpoint.port(address.substring(colon + 1), colon + 1));
    }

    private static Map<String, String> query(@Nullable String query, int offset) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    values.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw new MalformedConnectionStringException(
                            offset, "not percent-encoded: want a percent sign and two hex digits");
                }
            }
        }
        return values;
    }
}
