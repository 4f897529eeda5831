package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules that never take a request, and rules between which the manifests do not decide. */
final class TableCheck {
    /** Pairs of rows compared for one table: a second at the worst, and no table that was written by hand has more. */
    private static final int PAIRS = 1_000_000;

    private final MatchTable table;
    private final List<Finding> findings = new ArrayList<>();

    private TableCheck(MatchTable table) {
        this.table = table;
    }

    static List<Finding> of(MatchTable table) {
        TableCheck check = new TableCheck(table);
        long pairs = 0;
        for (MatchRow row : table.rows()) {
            pairs += table.rowsOver(row).size();
        }
        if (pairs > PAIRS) {
            check.add(
                    "WL-GR-0105",
                    Severity.NOTE,
                    Location.of(""),
                    table.name() + ": " + pairs + " pairs of rows for common hosts are too many to be compared",
                    List.of());
        } else {
            check.shadowed();
            check.ambiguous();
        }
        return check.findings;
    }

    /** Rows that a listener never sees, because another listener of the port takes their hosts. */
    static List<Finding> unreachable(GatewayDoors doors) {
        List<Finding> findings = new ArrayList<>();
        for (Door door : doors.doors()) {
            for (MatchRow row : door.table().rows()) {
                taker(doors, door, row)
                        .ifPresent(other -> findings.add(new Finding(
                                "WL-GR-0103",
                                Severity.WARNING,
                                row.location(),
                                row.place() + " never takes a request for "
                                        + (row.hostname().isEmpty() ? "any host" : row.hostname()) + " at " + door
                                        + ": " + other + " is more specific and takes them")));
            }
        }
        return findings.stream().distinct().toList();
    }

    /** The other listener of the port that takes the requests for a row's host; empty if the row's own listener does. */
    static Optional<Door> taker(GatewayDoors doors, Door door, MatchRow row) {
        return doors.doors().stream()
                .filter(other -> takesAway(other, door, row))
                .findFirst();
    }

    private static boolean takesAway(Door other, Door door, MatchRow row) {
        return !other.equals(door)
                && other.closed().isEmpty()
                && other.listener().port() == door.listener().port()
                && other.listener().protocol().equals(door.listener().protocol())
                && HostIndex.MOST_SPECIFIC_FIRST.compare(other.hostname(), door.hostname()) < 0
                && HostIndex.covers(other.hostname(), row.hostname());
    }

    private void shadowed() {
        Map<String, List<MatchRow>> byRule = new LinkedHashMap<>();
        Map<String, List<String>> taken = new LinkedHashMap<>();
        for (MatchRow row : table.rows()) {
            String rule = row.rulePlace();
            byRule.computeIfAbsent(rule, key -> new ArrayList<>()).add(row);
            table.rowsOver(row).stream()
                    .filter(other -> MatchRow.ORDER.compare(other, row) < 0)
                    .filter(earlier -> !earlier.rulePlace().equals(rule) && Overlap.covers(earlier, row))
                    .findFirst()
                    .ifPresent(earlier -> taken.computeIfAbsent(rule, key -> new ArrayList<>())
                            .add(row.match() + " by " + earlier.place()));
        }
        byRule.forEach((rule, own) -> {
            List<String> takers = taken.getOrDefault(rule, List.of());
            if (takers.size() == own.size()) {
                add(
                        "WL-GR-0102",
                        Severity.WARNING,
                        own.get(0).location(),
                        rule + " never takes a request at " + table.name() + ": all its requests are taken before",
                        takers.stream().distinct().toList());
            }
        });
    }

    private void ambiguous() {
        for (MatchRow row : table.rows()) {
            for (MatchRow other : table.rowsOver(row)) {
                boolean otherFirst = MatchRow.ORDER.compare(other, row) < 0;
                // Two rows of one host name meet twice.
                if (otherFirst || !other.hostname().equals(row.hostname())) {
                    ambiguous(otherFirst ? other : row, otherFirst ? row : other);
                }
            }
        }
    }

    private void ambiguous(MatchRow first, MatchRow second) {
        String why = first.action().equals(second.action()) ? "" : why(first, second);
        if (!why.isEmpty() && Overlap.exists(first, second)) {
            add(
                    "WL-GR-0104",
                    Severity.WARNING,
                    first.location(),
                    first.place() + " and " + second.place() + " match common requests at " + table.name() + ", and "
                            + why,
                    List.of(first.match().toString(), second.match().toString()));
        }
    }

    /** Why the manifests do not say which of two rows goes first; empty if they do. */
    private static String why(MatchRow first, MatchRow second) {
        if (first.isAmbiguous(second)) {
            return "where expressions stand is up to the implementation";
        }
        Precedence step = first.decides(second);
        boolean noTime = first.created().equals(Instant.MAX) || second.created().equals(Instant.MAX);
        return noTime && !first.route().equals(second.route()) && (step == Precedence.AGE || step == Precedence.NAME)
                ? "the older route goes first, but no time of creation is given"
                : "";
    }

    private void add(String rule, Severity severity, Location location, String message, List<String> evidence) {
        Finding finding = new Finding(rule, severity, location, message, evidence);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }
}
