package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.route.Share.Fate;
import io.github.windlass4j.gateway.route.Trace.Stage;
import io.github.windlass4j.gateway.route.Trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Takes one request through the filters and to the backends of the rule that won it. */
final class Handling {
    private static final int UNIMPLEMENTED = 12;
    private static final int UNAVAILABLE = 14;

    private final RuleAction action;
    private final int port;
    private final String place;
    private final List<Step> steps;
    private final boolean ambiguous;

    /**
     * @param port of the listener or Service, for redirects that name none
     * @param place names the rule in the trace
     * @param steps the trace so far, continued here
     * @param ambiguous whether the implementation chose
     */
    Handling(RuleAction action, int port, String place, List<Step> steps, boolean ambiguous) {
        this.action = action;
        this.port = port;
        this.place = place;
        this.steps = steps;
        this.ambiguous = ambiguous;
    }

    RouteDecision of(Request request) {
        Passage passage = new Passage(request);
        Fate answer = passage.through(action.filters(), place + ".filters");
        if (answer != null) {
            return answered(request, answer);
        }
        long total = action.totalWeight();
        if (total == 0) {
            String why = action.targets().isEmpty() ? "the rule names no backend" : "no backend has a weight above 0";
            steps.add(new Step(Stage.BACKEND, place + ".backendRefs", why));
            return failed(request, 500, why, passage.response);
        }
        List<Share> shares = new ArrayList<>();
        List<Mirror> mirrors = new ArrayList<>(passage.mirrors);
        for (Target target : action.targets()) {
            Weight weight = new Weight(target.weight(), total);
            Passage own = new Passage(passage);
            Fate fate = fate(target, own);
            shares.add(new Share(weight, fate));
            own.mirrors.forEach(
                    copy -> mirrors.add(new Mirror(copy.backend(), copy.weight().times(weight))));
            steps.add(new Step(Stage.BACKEND, place + ".backendRefs", weight + " " + fate));
        }
        Fate common = common(shares);
        return common == null
                ? new RouteDecision.Routed(shares, mirrors, action.delivery(), trace())
                : answered(request, common);
    }

    private Fate fate(Target target, Passage passage) {
        if (target.failure().isPresent()) {
            Target.Failure failure = target.failure().get();
            return new Fate.Fails(
                    passage.request.transport().isHttp() ? OptionalInt.of(failure.status()) : OptionalInt.empty(),
                    failure.why());
        }
        Fate answer = passage.through(target.filters(), place + ".backendRefs.filters");
        return answer != null
                ? answer
                : new Fate.Arrives(target.backend(), passage.request, new HeaderEdits(passage.response));
    }

    /** The fate of all shares that get anything, if it is the same for all and no backend is reached. */
    private static @Nullable Fate common(List<Share> shares) {
        Fate common = null;
        for (Share share : shares) {
            if (share.weight().part() == 0) {
                continue;
            }
            boolean reached = share.fate() instanceof Fate.Arrives;
            if (reached || (common != null && !sameAnswer(common, share.fate()))) {
                return null;
            }
            common = common == null ? share.fate() : common;
        }
        return common;
    }

    private static boolean sameAnswer(Fate one, Fate other) {
        return (one instanceof Fate.Fails a && other instanceof Fate.Fails b)
                ? a.status().equals(b.status())
                : one.equals(other);
    }

    private RouteDecision answered(Request request, Fate fate) {
        if (fate instanceof Fate.Fails fails) {
            if (fails.status().isEmpty()) {
                return new RouteDecision.Refused(RouteDecision.Refused.Refusal.CLOSED, fails.why(), trace());
            }
            return failed(request, fails.status().getAsInt(), fails.why(), List.of());
        }
        Fate.Answered answer = (Fate.Answered) fate;
        String why = answer.status() < 300 ? "CORS preflight" : "redirect";
        return new RouteDecision.Answered(
                answer.status(), answer.headers(), why, grpcStatus(request, answer.status()), trace());
    }

    private RouteDecision failed(Request request, int status, String why, List<HeaderEdits.Edit> response) {
        if (!request.transport().isHttp()) {
            return new RouteDecision.Refused(RouteDecision.Refused.Refusal.CLOSED, why, trace());
        }
        return new RouteDecision.Answered(
                status, new HeaderEdits(response).applyTo(Headers.NONE), why, grpcStatus(request, status), trace());
    }

    /** What a gRPC client makes of an answer that is no gRPC answer (grpc/grpc, http-grpc-status-mapping). */
    static OptionalInt grpcStatus(Request request, int status) {
        if (!request.isGrpc()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                switch (status) {
                    case 404 -> UNIMPLEMENTED;
                    case 429, 500, 502, 503, 504 -> UNAVAILABLE;
                    default -> 2;
                });
    }

    private Trace trace() {
        return new Trace(steps, ambiguous);
    }

    /** A request on its way through filters. */
    private final class Passage {
        private Request request;
        private final List<HeaderEdits.Edit> response = new ArrayList<>();
        private final List<Mirror> mirrors = new ArrayList<>();

        Passage(Request request) {
            this.request = request;
        }

        Passage(Passage start) {
            this.request = start.request;
            this.response.addAll(start.response);
        }

        private Fate.Answered answer(int status, Headers headers) {
            return new Fate.Answered(status, new HeaderEdits(response).applyTo(headers));
        }

        /** The answer of a filter that answers itself, or the failure of one that stops the request; null if none does. */
        @Nullable
        Fate through(List<FilterStep> filters, String field) {
            for (FilterStep filter : filters) {
                if (filter instanceof FilterStep.EditRequest edit) {
                    request = request.with(edit.edits().applyTo(request.headers()));
                } else if (filter instanceof FilterStep.EditResponse edit) {
                    response.addAll(edit.edits().edits());
                } else if (filter instanceof FilterStep.Rewrite rewrite) {
                    request = rewrite.apply(request);
                } else if (filter instanceof FilterStep.Copy copy) {
                    mirrors.add(copy.mirror());
                } else if (filter instanceof FilterStep.Redirect redirect) {
                    steps.add(new Step(Stage.FILTER, field, redirect.toString()));
                    return answer(redirect.status(), Headers.NONE.with("Location", redirect.location(request, port)));
                } else if (filter instanceof FilterStep.Cors cors) {
                    HeaderEdits granted = cors.policy().grant(request);
                    response.addAll(granted.edits());
                    if (CorsPolicy.isPreflight(request)) {
                        steps.add(new Step(Stage.FILTER, field, "the gateway answers the CORS preflight request"));
                        return answer(204, Headers.NONE);
                    }
                    String why = granted.edits().isEmpty() ? "grants nothing" : "grants " + granted;
                    steps.add(new Step(Stage.FILTER, field, "CORS for the origin of the request: " + why));
                    continue;
                } else if (filter instanceof FilterStep.Closed closed) {
                    steps.add(new Step(Stage.FILTER, field, closed.failure().why()));
                    return new Fate.Fails(
                            OptionalInt.of(closed.failure().status()),
                            closed.failure().why());
                } else if (filter instanceof FilterStep.Unmodelled unknown) {
                    steps.add(new Step(Stage.UNKNOWN, unknown.field(), unknown.what()));
                    continue;
                }
                steps.add(new Step(Stage.FILTER, field, filter.toString()));
            }
            return null;
        }
    }
}
