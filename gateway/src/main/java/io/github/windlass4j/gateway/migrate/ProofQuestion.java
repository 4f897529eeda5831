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
 * @param config what the controller makes of the Ingresses
 * @param produced the objects after
 * @param target what they were produced for
 * @param losses what is known to differ
 * @param simulated whether all Ingresses are of the controller that is simulated
 */
record ProofQuestion(
        GatewaySet set,
        NginxConfig config,
        Manifests produced,
        MigrationTarget target,
        List<Loss> losses,
        boolean simulated) {
    MigrationProof answer() {
        return against(produced, target.gatewayClass());
    }

    /** The same question about other objects; {@code gatewayClass} names the class that is accepted. */
    MigrationProof against(Manifests produced, String gatewayClass) {
        if (!simulated) {
            return new MigrationProof(0, List.of(), List.of("Ingresses of a controller that is not simulated"));
        }
        IngressSimulator before = new IngressSimulator(config);
        boolean listens = !produced.ofKind(GatewayObject.GROUP, Gateway.KIND).isEmpty();
        RouteOutcomes after = RouteOutcomes.of(set, produced, gatewayClass);
        List<MigrationProof.Difference> differences = new ArrayList<>();
        List<Request> requests = new RequestSampler(config).requests();
        for (Request request : requests) {
            Outcome old = before.decide(request);
            Outcome now = listens ? after.decide(request) : Outcome.of(Outcome.Kind.REFUSED);
            if (!old.equals(now)) {
                differences.add(new MigrationProof.Difference(request, old, now, explain(before, request, old, now)));
            }
        }
        return new MigrationProof(
                requests.size(),
                differences,
                List.of(
                        "headers that are added or removed, CORS answers, time limits, sessions",
                        "authentication, address lists, limits and snippets: every request is let through"));
    }

    private Optional<Loss> explain(IngressSimulator before, Request request, Outcome old, Outcome now) {
        String host = before.server(request.host()).host();
        return losses.stream()
                .filter(loss -> loss.host().equals(host)
                        || loss.host().equals(request.host())
                        || loss.aspect() == Loss.Aspect.WILDCARD)
                .filter(loss -> loss.explains(request, old, now))
                .findFirst();
    }
}
