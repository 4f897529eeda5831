package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.route.RouteDecision.Refused.Refusal;
import io.github.windlass4j.gateway.route.Trace.Step;
import java.util.List;
import java.util.Optional;

/**
 * Where a request ends up before any rule is looked at. It hangs on entry, port, transport, server name, host and client
 * certificates only.
 */
sealed interface Landing {
    /** There is nothing to match. */
    record Decided(RouteDecision decision) implements Landing {}

    /**
     * The rules of a table decide.
     *
     * @param table the rules
     * @param host the host that they are asked about
     * @param port for redirects that name none
     */
    record AtTable(MatchTable table, String host, int port) implements Landing {}

    static Landing answered(Request request, int status, String why, List<Step> steps) {
        return new Decided(new RouteDecision.Answered(
                status, Headers.NONE, why, Handling.grpcStatus(request, status), new Trace(steps, false)));
    }

    static Landing refused(Refusal refusal, String why, List<Step> steps) {
        return new Decided(new RouteDecision.Refused(refusal, why, new Trace(steps, false)));
    }

    /** What becomes of the request. */
    default RouteDecision decide(Request request, List<Step> steps) {
        if (this instanceof Decided decided) {
            return decided.decision();
        }
        AtTable here = (AtTable) this;
        Optional<MatchTable.Winner> winner = here.table.winner(request, here.host, steps);
        if (winner.isPresent()) {
            MatchRow row = winner.get().row();
            return new Handling(
                            row.action(),
                            here.port,
                            row.rulePlace(),
                            steps,
                            winner.get().ambiguous())
                    .of(request);
        }
        Landing nothing = request.transport().isHttp() && here.table.isHttp()
                ? answered(request, 404, "no rule matches", steps)
                : refused(request.transport().isTls() ? Refusal.TLS : Refusal.CLOSED, "no route attaches", steps);
        return nothing.decide(request, steps);
    }
}
