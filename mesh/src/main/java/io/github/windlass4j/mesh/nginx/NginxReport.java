package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.mesh.call.CallVerdict;
import io.github.windlass4j.mesh.call.Stage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a controller fares in a mesh.
 *
 * @param hops every connection that has to work, in the order in which they matter
 * @param notes what was not looked at or taken for granted
 * @param support until when somebody mends the controller; empty for a product of which nothing is known
 */
public record NginxReport(List<Hop> hops, List<String> notes, Optional<ControllerSupport> support)
        implements Reportable {
    /** Copies the lists. */
    public NginxReport {
        hops = List.copyOf(hops);
        List<String> all = new ArrayList<>(notes);
        hops.forEach(hop -> all.addAll(hop.verdict().notModelled()));
        notes = all.stream().distinct().toList();
    }

    /** Every connection as a row; one that breaks fails, one that cannot be said leaves it open. */
    @Override
    public Section section() {
        boolean open = hops.stream().anyMatch(hop -> hop.verdict().outcome() == CallVerdict.Outcome.UNKNOWN);
        Outcome outcome = open ? Outcome.UNKNOWN : isHealthy() ? Outcome.PASSES : Outcome.FAILS;
        String summary = cause().map(Stage::toString)
                .orElse(open ? "not every connection can be judged" : "every connection works");
        return Section.of("NGINX in front of the mesh", outcome, summary)
                .with(new Block.Table(
                        "Connections",
                        List.of("connection", "to", "outcome", "what the caller sees"),
                        hops.stream()
                                .map(hop -> List.of(
                                        hop.kind().toString(),
                                        hop.what(),
                                        hop.verdict().outcome().toString(),
                                        hop.verdict()
                                                .symptom()
                                                .map(CallVerdict.Symptom::toString)
                                                .orElse("")))
                                .toList()))
                .with(new Block.Text("Not looked at", String.join("\n", notes)));
    }

    /**
     * Whether everything works.
     *
     * @return true if every hop does
     */
    public boolean isHealthy() {
        return hops.stream().allMatch(Hop::works);
    }

    /**
     * What breaks.
     *
     * @return the hops that do not work
     */
    public List<Hop> broken() {
        return hops.stream().filter(hop -> !hop.works()).toList();
    }

    /**
     * The verdict of the way from the controller to its applications.
     *
     * @return that of the first one that does not work, else that of the first one
     */
    public Optional<CallVerdict> backend() {
        List<Hop> backends =
                hops.stream().filter(hop -> hop.kind() == Hop.Kind.BACKEND).toList();
        return backends.stream()
                .filter(hop -> !hop.works())
                .findFirst()
                .or(() -> backends.stream().findFirst())
                .map(Hop::verdict);
    }

    /**
     * The status that somebody outside gets for a request.
     *
     * @return 502 when the controller's connection to the application breaks, the proxy's own status when that one answers, 0
     *     when the controller itself is not reached or not ready, 200 when the application answers
     */
    public int status() {
        if (hops.stream()
                .filter(hop -> hop.kind() == Hop.Kind.ENTRY || hop.kind() == Hop.Kind.PROBE)
                .anyMatch(hop -> !hop.verdict().outcome().arrives())) {
            return 0;
        }
        Optional<CallVerdict> backend = backend();
        if (backend.isEmpty() || backend.get().outcome().arrives()) {
            return 200;
        }
        int seen = backend.get().symptom().map(CallVerdict.Symptom::status).orElse(0);
        return seen == 0 ? 502 : seen;
    }

    /**
     * Why it breaks.
     *
     * @return the deciding stage of the first hop that does not work
     */
    public Optional<Stage> cause() {
        return broken().stream().findFirst().flatMap(hop -> hop.verdict().cause());
    }

    /**
     * What to do about a controller that nobody mends any longer, whether it works or not.
     *
     * @param at the day that is asked about
     * @return a sentence with the end of its support and what to move to; empty while it is mended, or where nothing is known
     */
    public Optional<String> outOfSupport(LocalDate at) {
        return support.filter(facts -> !facts.isSupported(at)).map(facts -> "out of support: " + facts);
    }

    /** One line per hop, then until when the controller is mended and what to move to. */
    @Override
    public String toString() {
        Stream<String> lines = hops.stream().map(Hop::toString);
        return Stream.concat(lines, support.stream().map(ControllerSupport::toString))
                .collect(Collectors.joining("\n"));
    }
}
