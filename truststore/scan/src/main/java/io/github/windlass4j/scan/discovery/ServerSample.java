package io.github.windlass4j.scan.discovery;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to one PostgreSQL server, over one or several samples. Immutable; merging is associative, commutative and
 * idempotent, so samples can be taken anywhere and any number of times.
 *
 * <p>The server sees who talks to it and how; it does not see what a client verifies. See {@link #blindSpots()}.
 */
public final class ServerSample {
    /**
     * The query whose rows {@link #read} and {@link #of} take: client sessions by program, role, address and channel, without
     * the one that asks. The role that asks needs {@code pg_read_all_stats}; otherwise it sees only its own sessions
     * (PostgreSQL documentation, "The Cumulative Statistics System", pg_stat_activity and pg_stat_ssl).
     */
    public static final String SQL = """
            SELECT a.application_name, a.usename, host(a.client_addr) AS client_addr, s.ssl, s.version, s.cipher,
                   count(*) AS sessions
              FROM pg_stat_activity AS a
              LEFT JOIN pg_stat_ssl AS s ON s.pid = a.pid
             WHERE a.pid <> pg_backend_pid() AND (a.backend_type = 'client backend' OR a.backend_type IS NULL)
             GROUP BY 1, 2, 3, 4, 5, 6
             ORDER BY 1, 2, 3, 4, 5, 6""";

    private final String server;
    private final NavigableSet<Instant> samples;
    private final NavigableSet<ServerClient> clients;
    /** Most sessions of which the server told nothing, for want of a privilege. */
    private final int hidden;

    private ServerSample(String server, Collection<Instant> samples, Collection<ServerClient> clients, int hidden) {
        this.server = server;
        this.samples = Collections.unmodifiableNavigableSet(new TreeSet<>(samples));
        this.hidden = hidden;
        Map<String, ServerClient> merged = new TreeMap<>();
        clients.forEach(client -> merged.merge(client.identity(), client, ServerClient::merge));
        this.clients = Collections.unmodifiableNavigableSet(new TreeSet<>(merged.values()));
    }

    /**
     * Reads the rows as text: CSV with a header line (psql's {@code --csv}, {@code COPY ... (FORMAT csv, HEADER)}), or
     * tab-separated with one ({@code COPY ... (FORMAT text, HEADER)}).
     *
     * @param text the rows
     * @param server what to call the server
     * @param at when the query ran
     * @throws MalformedSampleException with the line
     */
    public static ServerSample read(String text, String server, Instant at) {
        return of(RowText.read(text, server), server, at);
    }

    /**
     * Takes the rows as values, one map of column name to value per row; null for SQL's NULL.
     *
     * @param rows the rows of {@link #SQL}; further columns are passed over
     * @param server what to call the server
     * @param at when the query ran
     * @throws MalformedSampleException with the number of the row, from 1
     */
    public static ServerSample of(List<? extends Map<String, @Nullable String>> rows, String server, Instant at) {
        List<ServerClient> clients = new ArrayList<>();
        int hidden = 0;
        int number = 0;
        for (Map<String, @Nullable String> row : rows) {
            number++;
            int sessions = sessions(row, server, number);
            String ssl = row.get("ssl");
            if (ssl == null) {
                hidden += sessions;
                continue;
            }
            boolean tls = ssl.equals("t") || ssl.equals("true");
            if (!tls && !ssl.equals("f") && !ssl.equals("false")) {
                throw new MalformedSampleException(server, number, "ssl: " + ssl + " (want t or f)");
            }
            clients.add(new ServerClient(
                    text(row, "application_name"),
                    text(row, "usename"),
                    text(row, "client_addr"),
                    tls ? text(row, "version") : "",
                    tls ? text(row, "cipher") : "",
                    sessions,
                    at,
                    at));
        }
        return new ServerSample(server, List.of(at), clients, hidden);
    }

    private static int sessions(Map<String, @Nullable String> row, String server, int number) {
        for (String column : List.of("application_name", "client_addr", "ssl")) {
            if (!row.containsKey(column)) {
                throw new MalformedSampleException(server, number, "no column " + column);
            }
        }
        String count = row.get("sessions");
        if (count == null) {
            return 1;
        }
        if (!count.matches("[1-9]\\d{0,8}")) {
            throw new MalformedSampleException(server, number, "sessions: " + count + " (want a number from 1)");
        }
        return Integer.parseInt(count);
    }

    private static String text(Map<String, @Nullable String> row, String column) {
        String value = row.get(column);
        return value == null ? "" : value;
    }

    /**
     * The samples of both.
     *
     * @throws IllegalArgumentException for samples of different servers
     */
    public ServerSample merge(ServerSample other) {
        if (!server.equals(other.server)) {
            throw new IllegalArgumentException("samples of " + server + " and of " + other.server);
        }
        List<Instant> instants = new ArrayList<>(samples);
        instants.addAll(other.samples);
        List<ServerClient> both = new ArrayList<>(clients);
        both.addAll(other.clients);
        return new ServerSample(server, instants, both, Math.max(hidden, other.hidden));
    }

    /** The clients, sorted by address and name. */
    public Set<ServerClient> clients() {
        return clients;
    }

    /** When samples were taken, in order. */
    public Set<Instant> samples() {
        return samples;
    }

    /**
     * The clients as facts beside those of the other scanners. A server cannot tell sslmode or root file of its clients: both
     * are marked as not known.
     */
    public Inventory inventory() {
        Inventory.Builder facts = Inventory.builder();
        for (ServerClient client : clients) {
            String driver = Applications.named(client.application())
                    .map(known -> known.driver() == null ? "" : known.driver())
                    .orElse("");
            facts.add(new ClientSighting(
                    client.application() + " as " + client.user() + " at "
                            + (client.address().isEmpty() ? "the server itself" : client.address()),
                    new Place(
                            "server " + server,
                            "pg_stat_ssl: " + (client.tls().isEmpty() ? "plain text" : client.tls())),
                    driver,
                    "",
                    server,
                    0,
                    Map.of(),
                    List.of("sslmode", "sslrootcert"),
                    Map.of(),
                    ""));
        }
        blindSpots().forEach(facts::add);
        return facts.build();
    }

    /** What these samples cannot show, each as a finding, and who connects without TLS. */
    public List<Finding> blindSpots() {
        List<Finding> spots = new ArrayList<>();
        spots.add(finding(
                "WL-SC-101",
                Severity.NOTE,
                Count.of(samples.size(), "sample") + " from " + samples.first() + " to " + samples.last()
                        + ": who was not connected at these instants is not listed"));
        spots.add(finding(
                "WL-SC-102",
                Severity.NOTE,
                "a server does not see what its clients verify: sslmode and root file are not known"));
        if (hidden > 0) {
            spots.add(finding(
                    "WL-SC-103",
                    Severity.WARNING,
                    hidden + " sessions of other roles are hidden: the role that asks lacks pg_read_all_stats"));
        }
        clients.stream()
                .filter(ServerSample::isPooler)
                .forEach(client -> spots.add(finding(
                        "WL-SC-104",
                        Severity.WARNING,
                        client + ": a pooler; whoever connects through it is behind its address")));
        if (clients.stream().anyMatch(client -> client.address().isEmpty() || isLoopback(client.address()))) {
            spots.add(finding(
                    "WL-SC-105",
                    Severity.NOTE,
                    "sessions from the server itself: a sidecar, proxy or tunnel there hides who is behind it"));
        }
        String plain = clients.stream()
                .filter(client -> client.tls().isEmpty() && !client.address().isEmpty())
                .map(ServerClient::toString)
                .collect(Collectors.joining("; "));
        if (!plain.isEmpty()) {
            spots.add(finding("WL-SC-106", Severity.WARNING, "connected without TLS: " + plain));
        }
        return List.copyOf(spots);
    }

    private static boolean isPooler(ServerClient client) {
        return Applications.named(client.application())
                .filter(Applications.Known::pooler)
                .isPresent();
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    private Finding finding(String rule, Severity severity, String message) {
        return new Finding(rule, severity, Location.of("server " + server), message);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerSample that
                && server.equals(that.server)
                && samples.equals(that.samples)
                && clients.equals(that.clients)
                && hidden == that.hidden;
    }

    @Override
    public int hashCode() {
        return server.hashCode() * 31 + clients.hashCode();
    }

    /** {@code orders-db: 12 kinds of client in 3 samples}. */
    @Override
    public String toString() {
        return server + ": " + Count.of(clients.size(), "kind") + " of client in " + Count.of(samples.size(), "sample");
    }
}
