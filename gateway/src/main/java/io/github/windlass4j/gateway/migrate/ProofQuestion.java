package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comparison that is not made yet.
 *
 * @param set the objects before
 * @param frontends the controllers that serve Ingresses of the set, each at an address of its own
 * @param produced the objects after
 * @param target what they were produced for
 * @param losses what is known to differ
 */
record ProofQuestion(
        GatewaySet set, List<Frontend> frontends, Manifests produced, MigrationTarget target, List<Loss> losses) {
    /** How many spellings of a path are tried after another. */
    private static final int DEEPEST = 3;

    MigrationProof answer() {
        return against(produced, target.gatewayClass());
    }

    /** The same question about other objects; {@code gatewayClass} names the class that is accepted. */
    MigrationProof against(Manifests produced, String gatewayClass) {
        boolean listens = !produced.ofKind(GatewayObject.GROUP, Gateway.KIND).isEmpty();
        RouteOutcomes after = RouteOutcomes.of(set, produced, gatewayClass);
        List<MigrationProof.Difference> differences = new ArrayList<>();
        int asked = 0;
        boolean cut = false;
        for (Frontend before : frontends) {
            List<Request> samples = before.samples().get();
            cut |= samples.size() > RequestSampler.MOST;
            for (Request request : samples) {
                asked++;
                Outcome old = before.decide().apply(request);
                Outcome now = listens ? after.decide(request) : Outcome.of(Outcome.Kind.REFUSED);
                if (!old.equals(now)) {
                    differences.add(new MigrationProof.Difference(
                            request, old, now, explain(before, after, request, old, now, 0)));
                }
            }
        }
        List<String> notLookedAt = new ArrayList<>(List.of(
                "headers that are added or removed, CORS answers, time limits, sessions, probes, draining",
                "authentication, firewalls, address lists, limits and snippets: every request is let through",
                "whether an address is public or private: every listener is taken to be reached"));
        if (cut) {
            notLookedAt.add("hosts and paths beyond the first " + RequestSampler.MOST + " requests");
        }
        return new MigrationProof(asked, differences, notLookedAt);
    }

    private Optional<Loss> explain(
            Frontend before, RouteOutcomes after, Request request, Outcome old, Outcome now, int depth) {
        String site = before.site().apply(request);
        return losses.stream()
                .filter(loss -> loss.concerns(request, site) && loss.explains(request, old, now))
                .filter(loss -> loss.aspect() != Loss.Aspect.LETTER_CASE
                        || agrees(before, after, loss.asWritten(request), depth))
                .findFirst();
    }

    /** Whether both sides agree on a request, or differ for a reason of their own. */
    private boolean agrees(Frontend before, RouteOutcomes after, Request request, int depth) {
        Outcome old = before.decide().apply(request);
        Outcome now = after.decide(request);
        return old.equals(now)
                || (depth < DEEPEST
                        && explain(before, after, request, old, now, depth + 1).isPresent());
    }
}
