package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.call.CallVerdict.Symptom;
import io.github.windlass4j.mesh.call.ProbeVerdict.Worth;
import io.github.windlass4j.mesh.call.Stage.Step;
import io.github.windlass4j.mesh.inject.Capture;
import io.github.windlass4j.mesh.inject.InjectedProxy;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.inject.Probe;
import io.github.windlass4j.mesh.inject.Probe.Action;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import io.github.windlass4j.mesh.proxy.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kubelet's questions to the pods of a workload. It asks from the node, without a certificate (istio.io, health checking of
 * Istio services).
 */
record KubeletProbes(Mesh mesh, Control control, Function<Workload, InjectionVerdict> injection, Workload workload) {
    ProbeVerdict verdict(Probe probe) {
        if (probe.action() == Action.EXEC) {
            return ended(probe, probe, List.of(), Worth.CONTAINER, Outcome.PLAINTEXT, "a command within the container");
        }
        if (!(injection.apply(workload) instanceof InjectionVerdict.Injected injected)) {
            return Ambient.takesPart(mesh, workload)
                            && !injection.apply(workload).isInjected()
                    ? ended(
                            probe,
                            probe,
                            List.of(),
                            Worth.CONTAINER,
                            wire(probe),
                            "probes pass by the node's proxy (ambient)")
                    : asked(probe, probe, List.of());
        }
        InjectedProxy proxy = injected.proxy();
        Optional<Probe.Rewritten> rewritten =
                proxy.rewritesProbes() ? probe.rewritten(workload, proxy.statusPort()) : Optional.empty();
        return rewritten.map(changed -> byAgent(probe, changed, proxy)).orElseGet(() -> {
            Capture.Decision captured = proxy.capture().inbound(probe.port());
            return probe.action() == Action.TCP && probe.host().isEmpty() && captured.isCaptured()
                    ? accepted(probe, captured)
                    : asked(probe, probe, List.of());
        });
    }

    /** The agent asks the container from within the pod, as a user whose connections are not captured. */
    private ProbeVerdict byAgent(Probe probe, Probe.Rewritten rewritten, InjectedProxy proxy) {
        Probe asked = rewritten.asked();
        Stage rewriting = Stage.of(
                Step.SERVER_INJECTION,
                "the injector rewrites the " + probe + " to ask the agent: " + asked,
                workload.ref(),
                "metadata.annotations");
        if (asked.port() == 0) {
            return unknown(probe, asked, List.of(rewriting), "the agent answers on no port");
        }
        ProbeVerdict reached = asked(probe, asked, List.of(rewriting));
        if (reached.worth() != Worth.CONTAINER
                || proxy.capture().inbound(asked.port()).isCaptured()) {
            return reached;
        }
        List<Stage> trace = new ArrayList<>(reached.call().trace());
        if (rewritten.known()) {
            return ended(
                    probe, asked, trace, Worth.CONTAINER, Outcome.PLAINTEXT, "the agent asks the container: " + probe);
        }
        String why = probe.port() == 0
                ? "the agent was not told what to ask: the container declares no port of that name"
                : "the agent was not told what to ask: port " + probe.port() + " is kept from the proxy, which the"
                        + " rewriting of a named port does not notice";
        trace.add(Stage.of(Step.SERVER, why, workload.ref(), "metadata.annotations"));
        return new ProbeVerdict(
                probe,
                asked,
                Worth.ALWAYS_FAILS,
                new CallVerdict(
                        Outcome.NO_ROUTE,
                        trace,
                        Optional.of(new Symptom(400, "Bad Request by the agent", "")),
                        List.of()));
    }

    /** The sidecar accepts every connection before it looks at a byte. */
    private ProbeVerdict accepted(Probe probe, Capture.Decision captured) {
        Stage capture = Stage.of(Step.INBOUND_CAPTURE, "through the proxy: " + captured.why(), workload.ref(), "");
        return ended(
                probe,
                probe,
                List.of(capture),
                Worth.ALWAYS_PASSES,
                Outcome.PLAINTEXT,
                "the proxy accepts the connection, whether the container listens or not");
    }

    private ProbeVerdict asked(Probe probe, Probe asked, List<Stage> before) {
        if (!asked.host().isEmpty()) {
            return unknown(probe, asked, before, "the kubelet asks " + asked.host() + ", not the pod");
        }
        if (asked.port() == 0) {
            return unknown(probe, asked, before, "the container declares no port of that name");
        }
        Application application = switch (asked.action()) {
            case TCP -> Application.TCP;
            case GRPC -> Application.HTTP2;
            default -> Application.HTTP;
        };
        Call call = Call.fromOutside()
                .to(workload.ref().name(), asked.port())
                .toPod()
                .speaking(application)
                .requesting(
                        asked.action() == Action.GRPC ? "POST" : "GET",
                        asked.action() == Action.GRPC ? "/grpc.health.v1.Health/Check" : asked.path(),
                        Map.of());
        CallVerdict verdict = Arrival.atPod(
                        mesh,
                        control,
                        injection,
                        workload,
                        asked.action() == Action.HTTPS ? call.overTls() : call,
                        before)
                .verdict();
        Worth worth = verdict.outcome().arrives()
                ? Worth.CONTAINER
                : verdict.outcome() == Outcome.UNKNOWN ? Worth.UNKNOWN : Worth.ALWAYS_FAILS;
        return new ProbeVerdict(probe, asked, worth, verdict);
    }

    private static Outcome wire(Probe probe) {
        return probe.action() == Action.HTTPS ? Outcome.PASSTHROUGH_TLS : Outcome.PLAINTEXT;
    }

    private ProbeVerdict ended(
            Probe probe, Probe asked, List<Stage> before, Worth worth, Outcome outcome, String text) {
        List<Stage> trace = new ArrayList<>(before);
        trace.add(Stage.of(Step.SERVER, text, workload.ref(), ""));
        return new ProbeVerdict(probe, asked, worth, new CallVerdict(outcome, trace, Optional.empty(), List.of()));
    }

    private static ProbeVerdict unknown(Probe probe, Probe asked, List<Stage> before, String what) {
        return new ProbeVerdict(
                probe, asked, Worth.UNKNOWN, new CallVerdict(Outcome.UNKNOWN, before, Optional.empty(), List.of(what)));
    }
}
