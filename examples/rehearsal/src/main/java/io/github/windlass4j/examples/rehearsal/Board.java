package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.examples.rehearsal.connect.Observation;
import io.github.windlass4j.truststore.client.SslMode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Prints cells as a table, predicted beside observed, one line per store and driver. */
final class Board {
    static final String LEGEND = """
            Each cell shows what was predicted and what happened: T = connects with TLS, p = connects in plain text,
            - = does not connect, ? = not known, broken. T=T agrees, T!- does not; a single letter was not tried.
            """;

    private static final int STORE_WIDTH = 26;
    private static final int VIA_WIDTH = 30;
    private static final int CELL_WIDTH = 5;
    private static final List<SslMode> MODES = List.of(SslMode.values());

    private Board() {}

    static void print(List<Cell> cells, PrintStream out) {
        out.println(header(Cell.Host.RIGHT.address(), Cell.Host.WRONG.address() + " (not in the certificate)"));
        out.println(header(modes(), modes()));
        Map<Cell.Row, List<Cell>> rows = new LinkedHashMap<>();
        cells.forEach(cell ->
                rows.computeIfAbsent(cell.row(), row -> new ArrayList<>()).add(cell));
        String store = "";
        for (Map.Entry<Cell.Row, List<Cell>> row : rows.entrySet()) {
            String name = row.getKey().store().name();
            out.println(line(name.equals(store) ? "" : name, row.getKey().via().toString(), row.getValue()));
            store = name;
        }
    }

    private static String header(String right, String wrong) {
        int half = MODES.size() * CELL_WIDTH;
        return (pad("", STORE_WIDTH + VIA_WIDTH) + pad(right, half) + "  " + wrong).stripTrailing();
    }

    private static String modes() {
        StringBuilder text = new StringBuilder();
        for (SslMode mode : MODES) {
            text.append(pad(
                    switch (mode) {
                        case DISABLE -> "dis";
                        case ALLOW -> "all";
                        case PREFER -> "pre";
                        case REQUIRE -> "req";
                        case VERIFY_CA -> "v-ca";
                        case VERIFY_FULL -> "full";
                    },
                    CELL_WIDTH));
        }
        return text.toString();
    }

    private static String line(String store, String via, List<Cell> cells) {
        StringBuilder line = new StringBuilder(pad(store, STORE_WIDTH)).append(pad(via, VIA_WIDTH));
        for (Cell.Host host : Cell.Host.values()) {
            for (SslMode mode : MODES) {
                line.append(pad(
                        cells.stream()
                                .filter(cell -> cell.host() == host && cell.mode() == mode)
                                .map(Board::symbols)
                                .findFirst()
                                .orElse(""),
                        CELL_WIDTH));
            }
            line.append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static String symbols(Cell cell) {
        Observation observed = cell.observed();
        if (observed == null) {
            return symbol(cell.predicted());
        }
        return new StringJoiner(cell.agrees() ? "=" : "!")
                .add(symbol(cell.predicted()))
                .add(symbol(observed.kind()))
                .toString();
    }

    private static String symbol(Observation.Kind kind) {
        return switch (kind) {
            case TLS -> "T";
            case PLAIN -> "p";
            case REFUSED -> "-";
            case NO_ANSWER -> "?";
        };
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
