package io.github.windlass4j.scan.config;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.scan.config.Configuration.Setting;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.ConnectionString;
import io.github.windlass4j.truststore.client.ConnectionString.Endpoint;
import io.github.windlass4j.truststore.client.MalformedConnectionStringException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The database connections of one program, by its configuration and command line. */
final class Connections {
    private static final Pattern CONNECTION = Pattern.compile(
            "(jdbc:(postgresql|mysql|sqlserver):|r2dbcs?:|postgres(ql)?(\\+\\w+)?://|pgsql:.*host\\s*=).*",
            Pattern.DOTALL);

    /** A driver around another one (tracing, failover), which gets the rest. */
    private static final Pattern WRAPPED =
            Pattern.compile("jdbc:[\\w-]+:((postgresql|mysql|sqlserver)://.*)", Pattern.DOTALL);

    /** PDO's way to write what it hands to libpq, blanks for semicolons (pgsql_driver.c). */
    private static final String PDO = "pgsql:";

    /** A parameter that libpq refuses but for one value; node-postgres and asyncpg have others. */
    private static final Pattern SSL_PARAMETER =
            Pattern.compile("postgres(ql)?://[^?]*\\?(.*&)?ssl=.*", Pattern.DOTALL);

    /** A conninfo string, told from other text by two names that only it has. */
    private static final Pattern CONNINFO = Pattern.compile(
            "(?s)(?=.*\\b(host|hostaddr|service)\\s*=)(?=.*\\b(dbname|user|sslmode|port|service)\\s*=)[^;]*");

    private static final Pattern NPGSQL = Pattern.compile(
            "(?is)(?=.*(^|;)\\s*host\\s*=)(?=.*;\\s*(database|username|user id|ssl ?mode|port)\\s*=).*");

    /** Npgsql's other name for the host, which drivers of other databases have too: told by what only it has beside it. */
    private static final Pattern NPGSQL_SERVER = Pattern.compile("(?is)(?=.*(^|;)\\s*server\\s*=)(?=.*(^|;)\\s*"
            + "(port\\s*=\\s*5432|(ssl ?)?root ?certificate\\s*=|ssl ?negotiation\\s*=|search ?path\\s*=)).*");

    /** An option with its value, {@code -url=...}; names with a dot and definitions of the JVM are settings. */
    private static final Pattern OPTION = Pattern.compile("--?(?!D)[A-Za-z][\\w-]*=(.*)", Pattern.DOTALL);

    /** A host or port that stands for a placeholder: {@code :${PORT}} between host and path. */
    private static final Pattern PORT_PLACEHOLDER =
            Pattern.compile(":\\$(\\{[^}]{0,200}+}|\\([^)]{0,200}+\\))(?=[,/;?]|$)");

    /** Names under which a connection string is expected, also where its value is not known. */
    private static final Pattern EXPECTED = Pattern.compile(
            ".*(datasource|r2dbc|database|connectionstrings?|db|postgres(ql)?|pg).*\\.(url|jdbcurl|uri|dsn|connectionstring)"
                    + "|connectionstrings\\..+|(.*\\.)?(jdbcurl|databaseurl|database\\.url|jdbc\\.url)|pgbouncer\\.included\\[\\d+]");

    private static final String LIBPQ = "libpq";

    /** Some driver that is not libpq; no name of one. */
    private static final String OTHER = "other";

    /** What a placeholder for the port is replaced by; such a port is not kept. */
    private static final int UNKNOWN_PORT = 65_535;

    private final String who;
    private final Configuration all;
    private final List<String> commandLine;
    private final Place words;
    private final String home;
    private final Stores stores;
    private final Inventory.Builder facts;
    private final Set<String> usedByOthers = new HashSet<>();

    Connections(
            String who,
            Configuration all,
            List<String> commandLine,
            Place words,
            String home,
            Stores stores,
            Inventory.Builder facts) {
        this.who = who;
        this.all = all;
        this.commandLine = commandLine;
        this.words = words;
        this.home = home;
        this.stores = stores;
        this.facts = facts;
    }

    void scan() {
        // First who refers to whom: DB_URL that only stands in ${DB_URL} is no connection of its own.
        for (Setting setting : all.all()) {
            new Placeholders(name -> {
                        usedByOthers.add(Configuration.canonical(name));
                        return all.find(name);
                    })
                    .resolve(setting.value());
        }
        for (Setting setting : all.all()) {
            if (!usedByOthers.contains(Configuration.canonical(setting.name()))) {
                setting(setting);
            }
        }
        for (String word : commandLine) {
            Matcher option = OPTION.matcher(word);
            setting(new Setting("an argument", option.matches() ? option.group(1) : word, words, ""));
        }
        variables();
    }

    private void setting(Setting setting) {
        if (!setting.isKnown()) {
            if (isExpected(setting)) {
                facts.add(new Unresolved(
                        who, setting.reference(), "is not among what was scanned; it is " + setting.name()));
            }
            return;
        }
        Placeholders placeholders = new Placeholders(all::find);
        String value = unwrapped(placeholders.resolve(setting.value()).strip());
        if (isConnection(value)) {
            placeholders.missing().forEach(missing -> facts.add(stores.unresolved(missing, setting)));
            connection(setting, value);
        } else if (!placeholders.missing().isEmpty() && isExpected(setting)) {
            placeholders.missing().forEach(missing -> facts.add(stores.unresolved(missing, setting)));
        }
    }

    private static boolean isExpected(Setting setting) {
        return setting.name().length() <= Setting.MAX_NAME
                && EXPECTED.matcher(Configuration.canonical(setting.name())).matches();
    }

    private static String unwrapped(String value) {
        Matcher wrapped = WRAPPED.matcher(value);
        return value.length() <= ConnectionString.MAX_LENGTH && wrapped.matches() ? "jdbc:" + wrapped.group(1) : value;
    }

    private static boolean isConnection(String value) {
        return value.length() <= ConnectionString.MAX_LENGTH
                && (CONNECTION.matcher(value).matches()
                        || (value.indexOf('=') > 0
                                && value.length() < 10_000
                                && (NPGSQL.matcher(value).matches()
                                        || NPGSQL_SERVER.matcher(value).matches()
                                        || CONNINFO.matcher(value).matches())));
    }

    private void connection(Setting setting, String value) {
        ConnectionString parsed;
        int question = value.indexOf('?');
        String server = question < 0 ? value : value.substring(0, question);
        try {
            parsed = parse(PORT_PLACEHOLDER.matcher(server).replaceAll(":" + UNKNOWN_PORT)
                    + (question < 0 ? "" : value.substring(question)));
        } catch (MalformedConnectionStringException e) {
            facts.add(new Finding(
                    "WL-SC-003",
                    Severity.ERROR,
                    Location.of(setting.at().toString()).entry(setting.name()),
                    "the driver of " + who + " refuses this connection string: " + e.getMessage()));
            return;
        }
        Map<String, String> settings = new LinkedHashMap<>(beside(setting));
        settings.putAll(parsed.settings());
        String named = parsed.driver().equals(OTHER) ? "" : parsed.driver();
        boolean open = named.equals(LIBPQ) && !value.startsWith(PDO);
        sight(setting, named, open ? reader() : named, parsed.endpoints(), settings);
    }

    private static ConnectionString parse(String text) {
        if (text.startsWith(PDO)) {
            return ConnectionString.parse(text.substring(PDO.length()).replace(';', ' '));
        }
        try {
            return ConnectionString.parse(text);
        } catch (MalformedConnectionStringException e) {
            if (SSL_PARAMETER.matcher(text).matches()) {
                return ConnectionString.parse(text.replaceFirst("://", "+" + OTHER + "://"));
            }
            throw e;
        }
    }

    private void sight(
            Setting setting, String named, String driver, List<Endpoint> endpoints, Map<String, String> stated) {
        Map<String, String> settings = new LinkedHashMap<>(stated);
        List<Endpoint> hosts = endpoints;
        if (named.equals(LIBPQ)) {
            Optional<ConnectionString> service = service(settings.get("service"));
            if (service.isPresent()) {
                service.get().settings().forEach(settings::putIfAbsent);
                hosts = hosts.get(0).host().isEmpty() ? service.get().endpoints() : hosts;
                settings.remove("service");
            }
            variable("PGSSLMODE", "sslmode", settings);
            variable("PGSSLROOTCERT", "sslrootcert", settings);
        }
        if (named.equals("npgsql")) {
            variable("PGSSLROOTCERT", "sslrootcert", settings);
        }
        List<String> unknown = new ArrayList<>();
        settings.entrySet().removeIf(entry -> {
            boolean open = isOpen(entry.getValue());
            if (open) {
                unknown.add(entry.getKey());
            }
            return open;
        });
        Map<String, String> aboutTls = new ConnectionString(named, hosts, settings).settings();
        for (Endpoint endpoint : hosts) {
            facts.add(new ClientSighting(
                    who,
                    new Place(setting.at().realm(), setting.at().path() + ": " + setting.name()),
                    driver,
                    "",
                    isOpen(endpoint.host()) ? "" : endpoint.host(),
                    endpoint.port() == UNKNOWN_PORT ? 0 : endpoint.port(),
                    aboutTls,
                    unknown,
                    stores.of(named, aboutTls),
                    home));
        }
    }

    /** libpq's strings are read by many drivers; the program that is started may tell. */
    private String reader() {
        return commandLine.stream().anyMatch(word -> word.matches("(.*/)?(psql|pg_dump|pg_restore|pg_isready|pgbench)"))
                ? LIBPQ
                : "";
    }

    private static boolean isOpen(String value) {
        return value.contains("${") || value.contains("$(");
    }

    /** Properties of a data source that stand beside its URL and go to the driver; the URL wins over them. */
    private Map<String, String> beside(Setting setting) {
        Map<String, String> found = new LinkedHashMap<>();
        String base = Configuration.canonical(setting.name());
        for (int level = 0; level < 2 && base.indexOf('.') > 0; level++) {
            base = base.substring(0, base.lastIndexOf('.'));
            for (String group : List.of(
                    "datasourceproperties",
                    "hikari.datasourceproperties",
                    "xa.properties",
                    "oracleucp.connectionproperties",
                    "additionaljdbcproperties",
                    "properties")) {
                all.below(base + "." + group).values().forEach(property -> put(found, property));
            }
            for (String group :
                    List.of("tomcat.connectionproperties", "dbcp2.connectionproperties", "connectionproperties")) {
                all.find(base + "." + group).ifPresent(list -> pairs(list.value(), found));
            }
        }
        return found;
    }

    private void put(Map<String, String> found, Setting property) {
        String name = property.name();
        boolean variable = name.equals(name.toUpperCase(Locale.ROOT));
        String tail = name.substring(name.lastIndexOf(variable ? '_' : '.') + 1);
        String value = new Placeholders(all::find).resolve(property.value());
        found.putIfAbsent(
                variable ? tail.toLowerCase(Locale.ROOT) : tail,
                property.isKnown() ? value : "${" + property.name() + "}");
    }

    private static void pairs(String text, Map<String, String> found) {
        for (String pair : text.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                found.putIfAbsent(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
    }

    private void variable(String name, String setting, Map<String, String> settings) {
        all.find(name)
                .ifPresent(found -> settings.putIfAbsent(
                        setting,
                        found.isKnown()
                                ? new Placeholders(all::find).resolve(found.value())
                                : "${" + found.name() + "}"));
    }

    /** The {@code PG...} variables: a connection of their own if they name a host or a service. */
    private void variables() {
        Optional<Setting> host = all.find("PGHOST").or(() -> all.find("PGHOSTADDR"));
        Optional<Setting> service = all.find("PGSERVICE");
        if (host.isEmpty() && service.isEmpty()) {
            return;
        }
        Setting from = host.or(() -> service).orElseThrow();
        Map<String, String> settings = new LinkedHashMap<>();
        service.ifPresent(
                name -> settings.put("service", stores.value(name.name()).orElse("")));
        String hosts = host.map(this::known).orElse("");
        String ports = all.find("PGPORT").map(this::known).orElse("");
        List<Endpoint> endpoints = new ArrayList<>();
        for (String name : hosts.split(",", -1)) {
            endpoints.add(new Endpoint(name, port(ports)));
        }
        sight(from, LIBPQ, reader(), endpoints, settings);
    }

    private String known(Setting setting) {
        return stores.read(setting).value();
    }

    private static int port(String text) {
        Matcher number = Pattern.compile("(\\d{1,5})(,.*)?").matcher(text);
        int port = number.matches() ? Integer.parseInt(number.group(1)) : text.isEmpty() ? Endpoint.DEFAULT_PORT : 0;
        return port > 0 && port < UNKNOWN_PORT ? port : UNKNOWN_PORT;
    }

    private Optional<ConnectionString> service(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Setting> section = all.below("pgservice." + name);
        if (section.isEmpty()) {
            facts.add(new Unresolved(who, "service " + name, "stands in no service file that was scanned"));
            return Optional.empty();
        }
        StringBuilder conninfo = new StringBuilder();
        section.values()
                .forEach(setting -> conninfo.append(
                                setting.name().substring(setting.name().lastIndexOf('.') + 1))
                        .append("='")
                        .append(setting.value().replace("\\", "\\\\").replace("'", "\\'"))
                        .append("' "));
        try {
            return Optional.of(ConnectionString.parse(conninfo.toString()));
        } catch (MalformedConnectionStringException e) {
            facts.add(new Unresolved(who, "service " + name, "cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
    }
}
