package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.mesh.call.CallVerdict;
import io.github.windlass4j.mesh.call.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a controller fares in a mesh.
 *
 * @param hops every connection that has to work, in the order in which they matter
 * @param notes what was not looked at or taken for granted
 */
public record NginxReport(List<Hop> hops, List<String> notes) {
    /** Copies the lists. */
    public NginxReport {
        hops = List.copyOf(hops);
        List<String> all = new ArrayList<>(notes);
        hops.forEach(hop -> all.addAll(hop.verdict().notModelled()));
        notes = all.stream().distinct().toList();
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
     *     when the controller itself is not reached, 200 when the application answers
     */
    public int status() {
        if (hops.stream()
                .anyMatch(hop ->
                        hop.kind() == Hop.Kind.ENTRY && !hop.verdict().outcome().arrives())) {
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

    /** One line per hop. */
    @Override
    public String toString() {
        return String.join("\n", hops.stream().map(Hop::toString).toList());
    }
}
