package io.github.windlass4j.examples.rehearsal;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.examples.rehearsal.connect.Observation;
import io.github.windlass4j.truststore.client.Channel;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.Hba;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.rotation.Impact;
import io.github.windlass4j.truststore.rotation.Outlook;
import io.github.windlass4j.truststore.rotation.Rotation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@link Rotation} says about every cell, before anything is tried. */
final class Forecast {
    private final List<Stage> stages;
    private final Instant at;

    /**
     * @param stages the first one is the server of today
     * @param at the instant of the rotation
     */
    Forecast(List<Stage> stages, Instant at) {
        this.stages = List.copyOf(stages);
        this.at = at;
    }

    /** The rotation as a user writes it down: from the chain of today to all the chains that may come. */
    Rotation rotation(Hba hba) {
        List<PresentedChain> chains =
                stages.stream().map(Stage::chain).distinct().toList();
        Rotation rotation = Rotation.from(chains.get(0)).at(at).hba(hba);
        for (PresentedChain chain : chains.subList(1, chains.size())) {
            rotation = rotation.to(chain);
        }
        return rotation;
    }

    /** The cells of every stage, in the order of {@code clients}, then host, then mode. */
    Map<Stage, List<Cell>> cells(Map<Cell.Row, Client> clients) {
        Map<Hba, Rotation> rotations = new EnumMap<>(Hba.class);
        stages.forEach(stage -> rotations.computeIfAbsent(stage.hba(), this::rotation));
        List<Map<Stage, List<Cell>>> byRow = clients.entrySet().parallelStream()
                .map(client -> cells(client.getKey(), client.getValue(), rotations))
                .toList();
        Map<Stage, List<Cell>> all = new LinkedHashMap<>();
        for (Stage stage : stages) {
            all.put(
                    stage,
                    byRow.stream()
                            .flatMap(cells -> cells.getOrDefault(stage, List.of()).stream())
                            .toList());
        }
        return all;
    }

    private Map<Stage, List<Cell>> cells(Cell.Row row, Client client, Map<Hba, Rotation> rotations) {
        Map<Stage, List<Cell>> cells = new LinkedHashMap<>();
        for (Cell.Host host : Cell.Host.values()) {
            for (SslMode mode : SslMode.values()) {
                Client asking = client.sslmode(mode).host(host.address());
                rotations.forEach((hba, rotation) -> {
                    Map<PresentedChain, ConnectVerdict> verdicts = verdicts(rotation.impactOn(asking));
                    stages.stream()
                            .filter(stage -> stage.hba() == hba)
                            .forEach(stage -> cells.computeIfAbsent(stage, key -> new ArrayList<>())
                                    .add(cell(row, mode, host, requireNonNull(verdicts.get(stage.chain())))));
                });
            }
        }
        return cells;
    }

    private static Map<PresentedChain, ConnectVerdict> verdicts(Impact impact) {
        Map<PresentedChain, ConnectVerdict> verdicts = new LinkedHashMap<>();
        Stream.concat(Stream.of(impact.before()), impact.after().stream())
                .forEach((Outlook outlook) -> verdicts.put(outlook.chain(), outlook.verdict()));
        return verdicts;
    }

    private static Cell cell(Cell.Row row, SslMode mode, Cell.Host host, ConnectVerdict verdict) {
        return new Cell(row, mode, host, kind(verdict), verdict.message(), null);
    }

    static Observation.Kind kind(ConnectVerdict verdict) {
        return verdict.fold(
                connects -> connects.channel() == Channel.TLS ? Observation.Kind.TLS : Observation.Kind.PLAIN,
                refused -> Observation.Kind.REFUSED,
                unknown -> Observation.Kind.NO_ANSWER);
    }
}
