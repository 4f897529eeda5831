package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.route.RouteDecision;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.gateway.route.Share;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outcomes of routes, in the words in which outcomes of Ingresses are told. */
final class RouteOutcomes {
    private final RouteSimulator simulator;

    private RouteOutcomes(RouteSimulator simulator) {
        this.simulator = simulator;
    }

    /** The produced objects beside those of the set; certificates that are not in the set are taken to exist and to fit. */
    static RouteOutcomes of(GatewaySet set, Manifests produced, String gatewayClass) {
        List<Resource> all = new ArrayList<>();
        set.resources().stream()
                .filter(resource -> !resource.group().equals(GatewayObject.GROUP))
                .forEach(all::add);
        all.addAll(produced.resources());
        certificates(produced).stream()
                .filter(secret -> set.find(secret).isEmpty())
                .forEach(secret -> all.add(standIn(secret)));
        GatewaySet.of(produced).backendTlsPolicies().stream()
                .flatMap(policy -> policy.validation().caCertificateRefs().stream()
                        .map(reference -> reference.target(policy.namespace())))
                .distinct()
                .filter(authority -> set.find(authority).isEmpty()
                        && GatewaySet.of(produced).find(authority).isEmpty())
                .forEach(authority -> all.add(standIn(authority)));
        Controller controller = Controller.named("windlass/proof").accepting(gatewayClass);
        return new RouteOutcomes(RouteSimulator.of(Attachment.of(GatewaySet.of(Manifests.of(all)), controller)));
    }

    private static List<ObjectRef> certificates(Manifests produced) {
        GatewaySet all = GatewaySet.of(produced);
        List<ObjectRef> secrets = new ArrayList<>();
        all.gateways().forEach(gateway -> certificates(gateway, gateway.listeners(), secrets));
        all.listenerSets().forEach(more -> certificates(more, more.listeners(), secrets));
        return secrets.stream().distinct().toList();
    }

    private static void certificates(GatewayObject owner, List<Listener> listeners, List<ObjectRef> secrets) {
        listeners.forEach(listener -> listener.tls()
                .certificateRefs()
                .forEach(reference -> secrets.add(reference.target(owner.namespace()))));
    }

    private static Resource standIn(ObjectRef missing) {
        Authority root = Mint.seeded(1).keys(KeyType.P_256).root("stand-in");
        Map<String, String> metadata = Map.of("name", missing.name(), "namespace", missing.namespace());
        if (missing.kind().equals(ConfigMap.KIND)) {
            return Resource.of((Mapping) Node.of(Map.of(
                    "apiVersion",
                    "v1",
                    "kind",
                    ConfigMap.KIND,
                    "metadata",
                    metadata,
                    "data",
                    Map.of("ca.crt", root.certificate().toPem()))));
        }
        Issued issued = root.issueLeaf("stand-in.invalid");
        return Resource.of((Mapping) Node.of(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "type",
                "kubernetes.io/tls",
                "metadata",
                metadata,
                "stringData",
                Map.of("tls.crt", issued.chainPem(), "tls.key", issued.privateKeyPem()))));
    }

    Outcome decide(Request request) {
        return simulator
                .decide(request)
                .fold(
                        RouteOutcomes::routed,
                        answered -> answer(answered.status(), answered.headers().value("location")),
                        refused -> Outcome.of(Outcome.Kind.REFUSED),
                        unknown -> Outcome.of(Outcome.Kind.UNKNOWN));
    }

    private static Outcome routed(RouteDecision.Routed routed) {
        List<Outcome.Arrival> arrivals = new ArrayList<>();
        for (Share share : routed.shares()) {
            if (share.weight().part() == 0) {
                continue;
            }
            if (share.fate() instanceof Share.Fate.Arrives arrives) {
                arrivals.add(new Outcome.Arrival(
                        share.weight(),
                        arrives.backend().target(),
                        arrives.backend().port().orElse(0),
                        arrives.request().headers().value("host").orElseGet(arrives.request()::authority),
                        arrives.request().target()));
            } else if (share.fate() instanceof Share.Fate.Answered answered) {
                return answer(answered.status(), answered.headers().value("location"));
            } else if (share.fate() instanceof Share.Fate.Fails fails) {
                return fails.status().isPresent()
                        ? Outcome.answered(fails.status().getAsInt())
                        : Outcome.of(Outcome.Kind.REFUSED);
            }
        }
        return Outcome.forwarded(arrivals);
    }

    private static Outcome answer(int status, Optional<String> location) {
        return location.map(url -> Outcome.redirect(status, url)).orElseGet(() -> Outcome.answered(status));
    }
}
