package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.authz.Access;
import io.github.windlass4j.mesh.authz.Authorization;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.call.CallVerdict.Symptom;
import io.github.windlass4j.mesh.call.Stage.Step;
import io.github.windlass4j.mesh.inject.Capture;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.internal.NetworkPolicies;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.proxy.Connection;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import io.github.windlass4j.mesh.proxy.Connection.Wire;
import io.github.windlass4j.mesh.proxy.Control;
import io.github.windlass4j.mesh.proxy.Proxy;
import io.github.windlass4j.mesh.proxy.ProxyPath;
import io.github.windlass4j.mesh.proxy.ProxySimulator;
import io.github.windlass4j.mesh.proxy.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The server's half of one call. */
final class Arrival {
    /** Where a proxy answers by itself: merged metrics, its health, its own metrics. */
    private static final Set<Integer> GATEWAY_PORTS = Set.of(15020, 15021, 15090);

    private final Mesh mesh;
    private final Control control;
    private final Function<Workload, InjectionVerdict> injection;
    private final Upstream.Server server;
    private final Sent sent;
    private final List<Stage> trace;
    private final List<String> notes;

    Arrival(
            Mesh mesh,
            Control control,
            Function<Workload, InjectionVerdict> injection,
            Upstream.Server server,
            Sent sent,
            List<Stage> trace,
            List<String> notes) {
        this.mesh = mesh;
        this.control = control;
        this.injection = injection;
        this.server = server;
        this.sent = sent;
        this.trace = new ArrayList<>(trace);
        this.notes = new ArrayList<>(notes);
    }

    /** Somebody outside of the mesh calls a workload's pods, whether a Service leads there or not. */
    static Arrival atPod(
            Mesh mesh,
            Control control,
            Function<Workload, InjectionVerdict> injection,
            Workload workload,
            Call call,
            List<Stage> before) {
        Upstream.Server server = new Upstream.Server(
                "", call.port(), workload.namespace(), workload.podLabels(), false, false, Optional.of(workload));
        Sent sent = new Sent(
                call,
                Optional.empty(),
                call.tls() ? Wire.TLS : Wire.PLAINTEXT,
                Connection.MESH,
                "",
                call.sentHost(),
                false,
                false);
        return new Arrival(mesh, control, injection, server, sent, before, List.of());
    }

    CallVerdict verdict() {
        if (server.workload().isEmpty()) {
            trace.add(Stage.of(Step.SERVER_INJECTION, server + " has a proxy"));
            return proxied(proxy().at(server.address()));
        }
        Workload workload = server.workload().get();
        notes.addAll(NetworkPolicies.incoming(mesh, workload));
        InjectionVerdict injected = injection.apply(workload);
        trace.add(Stage.proxy(Step.SERVER_INJECTION, "the server", injected, workload.ref()));
        if (injected instanceof InjectionVerdict.Unknown || injected instanceof InjectionVerdict.Refused) {
            return unknown("whether the server's pods run with a proxy: " + injected.why());
        }
        boolean ambient = !injected.isInjected() && Ambient.takesPart(mesh, workload);
        if ((injected.isInjected() || ambient) && !mesh.isDiscovered(server.namespace())) {
            return unknown(Ambient.leftOut(workload));
        }
        if (injected instanceof InjectionVerdict.Injected own) {
            return own.isGateway() ? atGateway(workload, own.proxy().statusPort()) : atSidecar(workload, own.capture());
        }
        return ambient ? tunnelled() : bare();
    }

    private CallVerdict atSidecar(Workload workload, Capture capture) {
        Capture.Decision captured = capture.inbound(server.port());
        trace.add(Stage.of(
                Step.INBOUND_CAPTURE,
                (captured.isCaptured() ? "through the proxy: " : "past the proxy: ") + captured.why(),
                workload.ref(),
                captured.isCaptured() ? "" : "metadata.annotations"));
        if (!captured.isCaptured()) {
            return bare();
        }
        Optional<String> filters =
                EnvoyFilters.touching(control.mesh(), workload, EnvoyFilters.Context.SIDECAR_INBOUND);
        return filters.isPresent() ? unknown(filters.get()) : proxied(proxy().of(workload));
    }

    /** What a gateway takes and sends on its Gateways and VirtualServices say; on ports of its own it answers by itself. */
    private CallVerdict atGateway(Workload workload, int statusPort) {
        if (server.port() == statusPort || GATEWAY_PORTS.contains(server.port())) {
            return bare();
        }
        return unknown(
                workload.ref() + " is a gateway: what it makes of the connection is asked of ProxySimulator, what it"
                        + " sends on is a call of its own");
    }

    private Proxy proxy() {
        return Proxy.sidecar(server.namespace(), server.labels());
    }

    /** Nobody opens Istio's TLS here. */
    private CallVerdict bare() {
        if (sent.wire() == Wire.MUTUAL_TLS) {
            trace.add(Stage.of(Step.SERVER, "mutual TLS reaches an application without a proxy on its port"));
            return ended(
                    Outcome.REJECTED,
                    new Symptom(503, "upstream connect error: TLS handshake with plaintext", "UF,URX"));
        }
        trace.add(Stage.of(Step.SERVER, "no proxy looks at it"));
        return ended(sent.wire() == Wire.PLAINTEXT ? Outcome.PLAINTEXT : Outcome.PASSTHROUGH_TLS);
    }

    private CallVerdict tunnelled() {
        PeerPolicy.Decision mode =
                control.policy(server.namespace(), server.labels()).port(server.port());
        boolean mutual = sent.tunnelled() || (sent.proxied() && sent.wire() == Wire.MUTUAL_TLS);
        if (!mutual && mode.mode() == MtlsMode.STRICT) {
            refuse("plaintext where the node's proxy (ambient) takes mutual TLS only", mode);
            return ended(Outcome.REJECTED, new Symptom(0, "connection reset by peer", ""));
        }
        trace.add(Stage.of(Step.SERVER, "the node's proxy (ambient) takes it"));
        Outcome arrived = mutual ? Outcome.MTLS : sent.call().tls() ? Outcome.PASSTHROUGH_TLS : Outcome.PLAINTEXT;
        // Without a waypoint nobody decodes requests.
        return authorized(arrived, Decoding.TUNNEL, mutual);
    }

    private CallVerdict proxied(Proxy proxy) {
        Connection connection = Connection.inbound(server.port())
                .http(sent.host(), sent.call().path())
                .requesting(sent.call().method(), sent.call().headers())
                .speaking(sent.call().application())
                .over(sent.wire(), "")
                .offering(sent.alpn())
                .showing(sent.certificate());
        // Inside of the client's own TLS the proxy sees no requests.
        boolean hidden = sent.call().tls() && sent.wire() == Wire.MUTUAL_TLS;
        ProxyPath path =
                ProxySimulator.of(control, proxy).decide(hidden ? connection.speaking(Application.TCP) : connection);
        PeerPolicy.Decision mode =
                control.policy(server.namespace(), server.labels()).port(server.port());
        if (path.obstacle().isPresent()) {
            return refused(path.obstacle().get(), mode);
        }
        boolean mutual = sent.wire() == Wire.MUTUAL_TLS;
        if (mutual && !path.endsTls()) {
            refuse("the proxy forwards Istio's mutual TLS unopened; the application cannot read it", mode);
            return ended(Outcome.REJECTED, new Symptom(503, "upstream connect error", "UC"));
        }
        trace.add(new Stage(Step.SERVER, "mode " + mode.mode() + " takes it: " + path, mode.by(), mode.field()));
        Outcome arrived = mutual ? Outcome.MTLS : sent.wire() == Wire.TLS ? Outcome.PASSTHROUGH_TLS : Outcome.PLAINTEXT;
        return authorized(arrived, path.virtualHost().isEmpty() ? Decoding.CONNECTIONS : Decoding.REQUESTS, mutual);
    }

    private CallVerdict refused(ProxyPath.Obstacle obstacle, PeerPolicy.Decision mode) {
        String what = switch (obstacle) {
            case NO_FILTER_CHAIN ->
                sent.wire() == Wire.PLAINTEXT
                        ? "plaintext where mutual TLS is required: no filter chain takes it"
                        : "TLS that no filter chain takes";
            case NOT_MUTUAL_TLS -> "TLS without Istio's client certificate where it is required";
            default -> obstacle.text();
        };
        refuse(what, mode);
        if (obstacle == ProxyPath.Obstacle.BAD_PATH) {
            return ended(Outcome.REJECTED, new Symptom(400, "Bad Request", ""));
        }
        boolean closed = obstacle == ProxyPath.Obstacle.NO_FILTER_CHAIN;
        if (sent.proxied()
                && sent.call().application() != Application.TCP
                && !sent.call().tls()) {
            return ended(
                    Outcome.REJECTED,
                    new Symptom(
                            503,
                            "upstream connect error or disconnect/reset before headers. reset reason: connection termination",
                            closed ? "UC" : "UF"));
        }
        return ended(
                Outcome.REJECTED,
                new Symptom(
                        0,
                        closed
                                ? "connection reset by peer; the server's proxy logs NR filter_chain_not_found"
                                : "TLS or protocol error",
                        ""));
    }

    private void refuse(String what, PeerPolicy.Decision mode) {
        trace.add(new Stage(Step.SERVER, what + " (mode " + mode.mode() + ")", mode.by(), mode.field()));
    }

    /** What the proxy that asks the policies sees of a call. */
    private enum Decoding {
        REQUESTS,
        CONNECTIONS,
        TUNNEL
    }

    private CallVerdict authorized(Outcome arrived, Decoding decoding, boolean mutual) {
        boolean requests = decoding == Decoding.REQUESTS;
        Call call = sent.call();
        Access access = new Access(
                requests,
                server.port(),
                mutual ? sent.client().map(this::identity) : Optional.empty(),
                Optional.empty(),
                sent.host(),
                call.method(),
                control.mesh().config().pathNormalization().apply(call.path()).orElse(call.path()),
                call.headers(),
                "");
        Authorization.Decision decision = decoding == Decoding.TUNNEL
                ? Authorization.decideInTunnel(control.mesh(), server.namespace(), server.labels(), access)
                : Authorization.decide(control.mesh(), server.namespace(), server.labels(), access);
        if (decision.effect() == Authorization.Effect.ALLOWED && decision.by().isEmpty()) {
            return ended(arrived);
        }
        trace.add(new Stage(Step.AUTHORIZATION, decision.reason(), decision.by(), decision.field()));
        return switch (decision.effect()) {
            case ALLOWED -> ended(arrived);
            case DENIED ->
                ended(
                        Outcome.DENIED,
                        requests
                                ? new Symptom(403, "RBAC: access denied", "")
                                : new Symptom(0, "connection closed by the server's proxy", ""));
            case UNKNOWN ->
                unknown(decision.by().map(ObjectRef::kind).orElse("AuthorizationPolicy") + ": " + decision.reason());
        };
    }

    private String identity(Workload workload) {
        return mesh.config().trustDomain() + "/ns/" + workload.namespace() + "/sa/"
                + workload.pod().serviceAccount();
    }

    private CallVerdict ended(Outcome outcome) {
        return new CallVerdict(outcome, trace, Optional.empty(), notes);
    }

    private CallVerdict ended(Outcome outcome, Symptom symptom) {
        return new CallVerdict(outcome, trace, Optional.of(symptom), notes);
    }

    private CallVerdict unknown(String what) {
        notes.add(what);
        return new CallVerdict(Outcome.UNKNOWN, trace, Optional.empty(), notes);
    }
}
