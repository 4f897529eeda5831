package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.mesh.observe.scrape.TargetOutcome;
import java.util.List;

/**
 * One target of a pod.
 *
 * @param job name of the job that scrapes it
 * @param target what is scraped
 * @param reach whether that gets metrics
 * @param why what decided, in order
 */
public record TargetReach(String job, TargetOutcome.Scraped target, Reach reach, List<String> why) {
    /** Copies the list. */
    public TargetReach {
        why = List.copyOf(why);
    }

    /** {@code REACHED http://10.0.0.7:15020/stats/prometheus (job "mesh"): ...}. */
    @Override
    public String toString() {
        return reach + " " + target + " (job \"" + job + "\"): " + String.join("; ", why);
    }
}
