package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.examples.rehearsal.connect.ChildJvm;
import io.github.windlass4j.examples.rehearsal.connect.JdbcConnector;
import io.github.windlass4j.examples.rehearsal.connect.Observation;
import io.github.windlass4j.examples.rehearsal.connect.Psql;
import io.github.windlass4j.examples.rehearsal.connect.Target;
import io.github.windlass4j.examples.rehearsal.postgres.PostgresServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Really connects: every cell of a stage, some at a time, each store's child JVM started once and kept. */
final class Performance implements AutoCloseable {
    private final PostgresServer server;
    private final @Nullable Psql psql;
    private final Progress progress;
    private final ExecutorService workers;
    private final Map<ClientStore, ChildJvm> children = new LinkedHashMap<>();

    Performance(PostgresServer server, @Nullable Psql psql, Progress progress) {
        this.server = server;
        this.psql = psql;
        this.progress = progress;
        this.workers =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    /** Puts the server into the state of {@code stage}, then tries every cell; the answer keeps the order. */
    List<Cell> perform(Stage stage, List<Cell> cells) throws IOException {
        server.serve(stage.chain().certificates(), stage.keyPem());
        server.admit(stage.access());
        for (Cell cell : cells) {
            if (cell.row().via() == Via.JVM_STORE) {
                child(cell.row().store());
            }
        }
        progress.start(stage.title(), cells.size());
        Map<Cell.Row, List<Cell>> rows = new LinkedHashMap<>();
        cells.forEach(cell ->
                rows.computeIfAbsent(cell.row(), row -> new ArrayList<>()).add(cell));
        List<Future<List<Cell>>> results = new ArrayList<>();
        rows.values().forEach(row -> results.add(workers.submit(() -> tried(row))));
        List<Cell> all = new ArrayList<>();
        for (Future<List<Cell>> result : results) {
            all.addAll(value(result));
        }
        return all;
    }

    private List<Cell> tried(List<Cell> row) {
        List<Cell> tried = new ArrayList<>();
        for (Cell cell : row) {
            tried.add(cell.with(connect(cell)));
            progress.step();
        }
        return tried;
    }

    private Observation connect(Cell cell) {
        ClientStore store = cell.row().store();
        Target target = new Target(
                cell.host().address(),
                server.port(),
                PostgresServer.USER,
                cell.mode().text(),
                store.rootFile());
        return switch (cell.row().via()) {
            case ROOT_FILE -> JdbcConnector.connect(target);
            case JVM_STORE -> startedChild(store).connect(target);
            case PSQL -> psql().connect(target);
        };
    }

    private Psql psql() {
        if (psql == null) {
            throw new IllegalStateException("a cell for psql, and no psql");
        }
        return psql;
    }

    private void child(ClientStore store) throws IOException {
        if (!children.containsKey(store)) {
            children.put(store, ChildJvm.start(store.jvmStore(), ClientStore.TYPE, ClientStore.PASSWORD));
        }
    }

    private ChildJvm startedChild(ClientStore store) {
        ChildJvm child = children.get(store);
        if (child == null) {
            throw new IllegalStateException("no child JVM for " + store.name());
        }
        return child;
    }

    private static List<Cell> value(Future<List<Cell>> result) throws IOException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        children.values().forEach(ChildJvm::close);
    }
}
