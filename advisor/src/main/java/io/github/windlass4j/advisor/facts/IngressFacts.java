package io.github.windlass4j.advisor.facts;

import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.TlsRoute;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Facts of the pack {@code ingress} measured from the manifests of a cluster: what is written there is in use. What is not
 * written stays unknown, but that one of the two interfaces is not used where the other one is.
 */
public final class IngressFacts {
    private static final Set<Integer> USUAL_PORTS = Set.of(80, 443);

    private IngressFacts() {}

    /** Measures which interface is used, and whether ports other than 80 and 443, passthrough or weights are asked for. */
    public static Facts of(GatewaySet set) {
        Facts facts = Facts.none();
        Optional<String> gatewayApi = Stream.concat(
                        set.gateways().stream().map(gateway -> gateway.ref().toString()),
                        set.routes().stream().map(route -> route.ref().toString()))
                .findFirst();
        Optional<String> ingress =
                set.ingresses().stream().map(one -> one.ref().toString()).findFirst();
        if (gatewayApi.isPresent() || ingress.isPresent()) {
            facts = facts.measure(
                            "gatewayApi", gatewayApi.isPresent() ? "yes" : "no", gatewayApi.orElse("none written"))
                    .measure("ingressApi", ingress.isPresent() ? "yes" : "no", ingress.orElse("none written"));
        }
        for (Gateway gateway : set.gateways()) {
            for (Listener listener : gateway.listeners()) {
                String place = gateway.ref() + ", listener \"" + listener.name() + "\"";
                if (!USUAL_PORTS.contains(listener.port())) {
                    facts = facts.measure("otherPorts", "yes", place + ": port " + listener.port());
                }
                if (listener.tls().isPassthrough()) {
                    facts = facts.measure("sniPassthrough", "yes", place);
                }
            }
        }
        for (Route route : set.routes()) {
            if (route instanceof TlsRoute && facts.find("sniPassthrough").isEmpty()) {
                facts = facts.measure("sniPassthrough", "yes", route.ref().toString());
            }
            if (splits(route) && facts.find("trafficSplitting").isEmpty()) {
                facts = facts.measure("trafficSplitting", "yes", route.ref().toString());
            }
        }
        return facts;
    }

    private static boolean splits(Route route) {
        return route.rules().stream()
                .map(rule -> rule.backendRefs().stream()
                        .filter(backend -> backend.weight() > 0)
                        .toList())
                .map(List::size)
                .anyMatch(backends -> backends > 1);
    }
}
