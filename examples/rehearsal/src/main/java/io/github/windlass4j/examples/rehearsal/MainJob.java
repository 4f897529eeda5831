package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.examples.rehearsal.connect.Psql;
import io.github.windlass4j.examples.rehearsal.postgres.PostgresPrograms;
import io.github.windlass4j.examples.rehearsal.postgres.PostgresServer;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.rotation.Impact;
import io.github.windlass4j.truststore.rotation.Rotation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.DriverInfo;

/** The main job: predict every cell of the rotation, perform it on a real PostgreSQL, compare. */
final class MainJob {
    private final Instant now;
    private final PrintStream out;
    private final Progress progress;
    private final Scratch scratch;

    private MainJob(Instant now, PrintStream out, PrintStream err, Scratch scratch) {
        this.now = now;
        this.out = out;
        this.progress = new Progress(err);
        this.scratch = scratch;
    }

    /** Prints everything; 0 when every observation is as predicted, 1 otherwise. */
    static int run(@Nullable Path postgres, Instant now, PrintStream out, PrintStream err) throws IOException {
        try (Scratch scratch = new Scratch()) {
            return new MainJob(now, out, err, scratch).run(postgres);
        }
    }

    private int run(@Nullable Path postgres) throws IOException {
        long start = System.nanoTime();
        Topology topology = Topology.mint(now);
        List<ClientStore> stores = topology.stores(scratch.folder("stores"));
        Optional<Psql> psql =
                Psql.onPath(Optional.ofNullable(System.getenv("PATH")).orElse(""), scratch.folder("home"));
        Map<Via, String> versions = new EnumMap<>(Via.class);
        versions.put(Via.ROOT_FILE, DriverInfo.DRIVER_VERSION);
        versions.put(Via.JVM_STORE, DriverInfo.DRIVER_VERSION);
        psql.filter(MainJob::isModelled).ifPresent(found -> versions.put(Via.PSQL, found.version()));
        Map<Cell.Row, Client> clients = clients(stores, versions);
        Forecast forecast = new Forecast(topology.stages(), now);
        Map<Stage, List<Cell>> predicted = forecast.cells(clients);
        int cells = predicted.values().stream().mapToInt(List::size).sum();
        out.printf(
                "%d cells predicted in %.1f s: %d stores x %d chains x %s x 6 sslmodes x 2 hosts; pgjdbc %s on JDK %s%n",
                cells,
                seconds(start),
                stores.size(),
                predicted.size(),
                versions.keySet(),
                DriverInfo.DRIVER_VERSION,
                Runtime.version().feature());
        out.println(psql.map(MainJob::describe).orElse("no psql on the PATH: libpq is not tried"));
        printAdvice(topology.plan(now), clients);

        Optional<PostgresPrograms> programs = programs(postgres);
        out.print(Board.LEGEND);
        if (programs.isEmpty()) {
            predicted.forEach((stage, all) -> print(stage, all));
            out.printf(
                    "Not connected: no PostgreSQL binaries on Maven Central for %s %s; --postgres DIR uses an"
                            + " installed one.%n",
                    System.getProperty("os.name"), System.getProperty("os.arch"));
            JvmStore.judge(now, out);
            return 0;
        }
        List<Cell> tried = perform(programs.get(), predicted, psql.orElse(null));
        JvmStore.judge(now, out);
        return conclude(tried, start);
    }

    /** A libpq of which there are no facts gets the verdict "not known": there is nothing to compare. */
    private static boolean isModelled(Psql psql) {
        return Client.libpq(psql.version()).modeInForce().isPresent();
    }

    private static String describe(Psql psql) {
        return "psql " + psql.version() + " at " + psql.program()
                + (isModelled(psql) ? "" : ": this release is not modelled, not tried");
    }

    private static Map<Cell.Row, Client> clients(List<ClientStore> stores, Map<Via, String> versions)
            throws IOException {
        SignatureMemo signatures = SignatureMemo.standard();
        Map<Cell.Row, Client> clients = new LinkedHashMap<>();
        for (ClientStore store : stores) {
            for (Map.Entry<Via, String> version : versions.entrySet()) {
                Client client = version.getKey().client(version.getValue(), store);
                clients.put(new Cell.Row(store, version.getKey()), client.remembering(signatures));
            }
        }
        return clients;
    }

    /** What the same call says to the user of each client in the mode that everybody should use. */
    private void printAdvice(Rotation rotation, Map<Cell.Row, Client> clients) {
        out.println();
        out.println("What the rotation does to each client with sslmode=verify-full:");
        clients.forEach((row, client) -> {
            Impact impact =
                    rotation.impactOn(client.sslmode(SslMode.VERIFY_FULL).host(Cell.Host.RIGHT.address()));
            out.println("  " + row.store().name() + ", " + row.via() + ": " + impact.effect() + "; risk: "
                    + impact.risk().level());
            out.println("      horizon: " + impact.horizon().message());
            out.println("      fix: " + impact.fix().message());
        });
    }

    private Optional<PostgresPrograms> programs(@Nullable Path installed) throws IOException {
        return installed != null
                ? Optional.of(PostgresPrograms.installed(installed))
                : PostgresPrograms.bundled(scratch.folder("postgres"));
    }

    private List<Cell> perform(PostgresPrograms programs, Map<Stage, List<Cell>> predicted, @Nullable Psql psql)
            throws IOException {
        Stage first = predicted.keySet().iterator().next();
        PostgresServer server = scratch.closing(PostgresServer.start(
                programs, scratch.folder("server"), first.chain().certificates(), first.keyPem()));
        out.println("PostgreSQL " + server.version() + " serves on 127.0.0.1:" + server.port());
        Performance performance = scratch.closing(new Performance(server, psql, progress));
        List<Cell> tried = new ArrayList<>();
        for (Map.Entry<Stage, List<Cell>> stage : predicted.entrySet()) {
            List<Cell> cells = performance.perform(stage.getKey(), stage.getValue());
            print(stage.getKey(), cells);
            tried.addAll(cells);
        }
        return tried;
    }

    private void print(Stage stage, List<Cell> cells) {
        out.println();
        out.println("The server sends: " + stage.title());
        Board.print(cells, out);
    }

    private int conclude(List<Cell> tried, long start) {
        List<Cell> different = tried.stream().filter(cell -> !cell.agrees()).toList();
        different.forEach(cell -> out.println("DIFFERENT: " + cell));
        out.printf(
                "%d connections, %d as predicted, %d different; %.1f s%n",
                tried.size(), tried.size() - different.size(), different.size(), seconds(start));
        return different.isEmpty() ? 0 : 1;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
