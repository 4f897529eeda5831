package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.gateway.route.Backend;
import io.github.windlass4j.gateway.route.BackendTls.Handshake.Outcome;
import io.github.windlass4j.gateway.route.Delivery;
import io.github.windlass4j.gateway.route.Headers;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.route.RouteDecision;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.gateway.route.Share;
import io.github.windlass4j.gateway.route.Share.Fate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One request of a test: sent to the simulator, and its outcome compared with what was expected. */
final class RequestStep {
    private static final Duration NO_DELAY = Duration.ZERO;
    private static final String ADDRESS = "192.0.2.1";

    private final JsonNode step;
    private final TestCluster cluster;
    private final List<String> wrong = new ArrayList<>();

    RequestStep(JsonNode step, TestCluster cluster) {
        this.step = step;
        this.cluster = cluster;
    }

    /** What a client sees of one share of the requests. */
    private record Seen(int status, Headers headers, Optional<Fate.Arrives> arrives) {}

    Answer ask() {
        Request request = request();
        RouteDecision decision = decide(request);
        check(step.get("expect"), request, decision);
        String seen = decision.toString();
        return new Answer(
                seen, wrong.isEmpty(), wrong.isEmpty() ? decision.trace().toString() : wrong.toString());
    }

    /** The shares of the requests by backend, compared with those recorded for the request before. */
    static Answer weights(JsonNode request, JsonNode weights, TestCluster cluster) {
        RouteDecision decision = new RequestStep(request, cluster).decision();
        Map<String, Double> actual = new TreeMap<>();
        if (decision instanceof RouteDecision.Routed routed) {
            for (Share share : routed.shares()) {
                if (share.fate() instanceof Fate.Arrives arrives) {
                    actual.merge(
                            arrives.backend().target().name(), share.weight().toDouble(), Double::sum);
                }
            }
        }
        Map<String, Double> expected = new TreeMap<>();
        weights.get("expected")
                .properties()
                .forEach(one -> expected.put(one.getKey(), one.getValue().asDouble()));
        return Answer.compare(expected, actual, decision.trace().toString());
    }

    private RouteDecision decision() {
        return decide(request());
    }

    private RouteDecision decide(Request request) {
        return RouteSimulator.of(cluster.attachment(), Credentials.NOW).decide(request);
    }

    private Request request() {
        String protocol = step.get("protocol").asString();
        Request request = switch (protocol) {
            case "tcp" -> step.path("useTLS").asBoolean() ? Request.tls("", 0) : Request.tcp(0);
            case "udp" -> Request.udp(0);
            case "grpc" -> Request.grpc(host(), text("service", "any.Service"), text("method", "Any"));
            default ->
                Request.http(
                        text("method", "GET"),
                        (protocol.equals("https") ? "https://" : "http://") + host() + text("path", "/"));
        };
        for (Map.Entry<String, JsonNode> header : step.path("headers").properties()) {
            request = request.withHeader(header.getKey(), header.getValue().asString());
        }
        if (step.has("sni")) {
            request = request.withSni(step.get("sni").asString());
        }
        if (step.has("clientCertificate")) {
            request = request.withClientChain(
                    Credentials.clientChain(step.get("clientCertificate").asString()));
        }
        return step.has("from")
                ? request.fromPod(step.get("from").get("namespace").asString())
                : atGateway(request, step.get("gateway"));
    }

    /** {@code {namespace, name, port}} or {@code {"raw": "[gw://namespace/name]:port"}}. */
    private static Request atGateway(Request request, JsonNode gateway) {
        if (gateway.has("raw")) {
            String[] parts = gateway.get("raw").asString().split("[/\\[\\]:]+", -1);
            return request.atGateway(parts[2], parts[3]).withPort(Integer.parseInt(parts[4]));
        }
        return request.atGateway(
                        gateway.get("namespace").asString(), gateway.get("name").asString())
                .withPort(gateway.get("port").asInt());
    }

    /** Without a host a pod asks for the Service that the test's route is about, anybody else for name or address. */
    private String host() {
        String host = text("host", text("sni", ""));
        return host.isEmpty() ? step.has("from") ? cluster.routedService() : ADDRESS : host;
    }

    private String text(String field, String absent) {
        String text = step.path(field).asString("");
        return text.isEmpty() ? absent : text;
    }

    private void check(JsonNode expect, Request request, RouteDecision decision) {
        List<Seen> outcomes = outcomes(request, decision);
        if (decision instanceof RouteDecision.Unknown unknown) {
            wrong.add(unknown.why());
        }
        if (expect.has("tlsRejectedOrFailure") || expect.has("failure")) {
            if (outcomes.stream().anyMatch(outcome -> outcome.status() == 200)) {
                wrong.add("no failure: " + decision);
            }
            return;
        }
        if (outcomes.isEmpty()) {
            wrong.add("no answer: " + decision);
        }
        for (Seen outcome : outcomes) {
            status(expect, outcome, decision);
            headers(expect, outcome);
            if (expect.has("redirect")) {
                redirect(expect.get("redirect"), request, outcome);
            }
            if (outcome.status() == 200) {
                outcome.arrives().ifPresent(arrives -> arrival(expect, request, arrives));
            }
        }
        if (expect.has("mirroredTo")) {
            mirrors(expect.get("mirroredTo"), decision);
        }
    }

    private List<Seen> outcomes(Request request, RouteDecision decision) {
        return decision.fold(
                routed -> routed.shares().stream()
                        .filter(share -> share.weight().part() > 0)
                        .map(share -> outcome(request, share.fate(), routed.delivery()))
                        .toList(),
                answered -> List.of(new Seen(answered.status(), answered.headers(), Optional.empty())),
                refused -> List.<Seen>of(),
                unknown -> List.<Seen>of());
    }

    private Seen outcome(Request request, Fate fate, Delivery delivery) {
        if (fate instanceof Fate.Answered answered) {
            return new Seen(answered.status(), answered.headers(), Optional.empty());
        }
        if (fate instanceof Fate.Fails fails) {
            return new Seen(fails.status().orElse(0), Headers.NONE, Optional.empty());
        }
        Fate.Arrives arrives = (Fate.Arrives) fate;
        Headers sent = Headers.NONE;
        for (Map.Entry<String, JsonNode> header :
                step.path("backendSetsResponseHeaders").properties()) {
            sent = sent.plus(header.getKey(), header.getValue().asString());
        }
        Duration delay = request.queryParameter("delay")
                .map(text -> Duration.parse("PT" + text))
                .orElse(NO_DELAY);
        int status = refusesBackend(arrives.backend())
                ? 503
                : delivery.statusAfter(delay).orElse(200);
        return new Seen(status, arrives.response().applyTo(sent), Optional.of(arrives));
    }

    /** Whether the gateway breaks off because of the certificate that the backend shows. */
    private boolean refusesBackend(Backend backend) {
        List<Certificate> shown = cluster.chainOf(backend.target());
        return !shown.isEmpty()
                && backend.tls()
                        .map(tls -> tls.handshake(shown, Credentials.NOW).outcome() == Outcome.REFUSED)
                        .orElse(false);
    }

    private void status(JsonNode expect, Seen outcome, RouteDecision decision) {
        if (expect.has("statusCodes")
                && expect.get("statusCodes").valueStream().noneMatch(code -> code.asInt() == outcome.status())) {
            wrong.add("status " + outcome.status());
        }
        if (expect.path("notStatus").asInt(-1) == outcome.status()) {
            wrong.add("status " + outcome.status());
        }
        if (expect.has("grpcCode")) {
            int code = decision instanceof RouteDecision.Answered answered
                    ? answered.grpcStatus().orElse(-1)
                    : outcome.status() == 200 ? 0 : -1;
            if (code != expect.get("grpcCode").asInt()) {
                wrong.add("gRPC status " + code);
            }
        }
    }

    private void headers(JsonNode expect, Seen outcome) {
        expect.path("responseHeaders")
                .properties()
                .forEach(one -> same(
                        "answer's " + one.getKey(),
                        one.getValue().asString(),
                        outcome.headers().value(one.getKey()).orElse("")));
        for (JsonNode absent : expect.path("absentResponseHeaders")) {
            if (outcome.headers().has(absent.asString())) {
                wrong.add("answer has " + absent);
            }
        }
        expect.path("validResponseHeaderValues").properties().forEach(one -> {
            String actual = outcome.headers().value(one.getKey()).orElse("");
            if (one.getValue().valueStream().noneMatch(valid -> valid.asString().equals(actual))) {
                wrong.add("answer's " + one.getKey() + " is \"" + actual + "\"");
            }
        });
    }

    private void redirect(JsonNode expect, Request request, Seen outcome) {
        URI location = URI.create(outcome.headers().value("Location").orElse("none:///"));
        String own = request.transport() == Request.Transport.HTTPS ? "https" : "http";
        same("scheme", expect.path("Scheme").asString(own), String.valueOf(location.getScheme()));
        if (expect.has("Host")) {
            same("host", expect.get("Host").asString(), String.valueOf(location.getHost()));
        }
        same("port", expect.path("Port").asString("-1"), Integer.toString(location.getPort()));
        same("path", expect.path("Path").asString(request.path()), location.getPath());
    }

    private void arrival(JsonNode expect, Request request, Fate.Arrives arrives) {
        Backend backend = arrives.backend();
        for (String field : List.of("backend", "Backend", "Service")) {
            String wanted = expect.path(field).asString("");
            if (cluster.podsBehind(backend.target()).stream().noneMatch(pod -> pod.startsWith(wanted))) {
                wrong.add("backend " + backend);
            }
        }
        for (String field : List.of("backendNamespace", "Namespace")) {
            if (expect.has(field)) {
                same(field, expect.get(field).asString(), backend.target().namespace());
            }
        }
        JsonNode there = expect.path("requestAtBackend");
        Request seen = arrives.request();
        same("path", there.path("Path").asString(seen.target()), seen.target());
        same("host", there.path("Host").asString(seen.authority()), seen.authority());
        same("method", there.path("Method").asString(seen.method()), seen.method());
        String server =
                backend.tls().map(tls -> tls.serverName()).or(request::sni).orElse("");
        same("server name", there.path("SNI").asString(server), server);
        if (there.path("Protocol").asString("").equals("grpc") != (there.has("Protocol") && seen.isGrpc())) {
            wrong.add("protocol");
        }
        there.path("Headers")
                .properties()
                .forEach(one -> same(
                        one.getKey(),
                        one.getValue().asString(),
                        seen.headers().value(one.getKey()).orElse("")));
        for (JsonNode absent : there.path("AbsentHeaders")) {
            if (seen.headers().has(absent.asString())) {
                wrong.add("request has " + absent);
            }
        }
    }

    private void mirrors(JsonNode expect, RouteDecision decision) {
        List<String> wanted = expect.valueStream()
                .map(one ->
                        one.get("Namespace").asString() + "/" + one.get("Name").asString())
                .sorted()
                .toList();
        List<String> actual = decision instanceof RouteDecision.Routed routed
                ? routed.mirrors().stream()
                        .map(mirror -> mirror.backend().target().namespace() + "/"
                                + mirror.backend().target().name())
                        .sorted()
                        .toList()
                : List.of();
        same("mirrors", wanted.toString(), actual.toString());
    }

    private void same(String what, String wanted, String actual) {
        if (!wanted.equals(actual)) {
            wrong.add(what + " is \"" + actual + "\" (want \"" + wanted + "\")");
        }
    }
}
