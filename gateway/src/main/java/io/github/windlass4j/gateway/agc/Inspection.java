package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayClass;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Position;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One run of the lint: the objects, which of them are the controller's, and what was found so far. */
final class Inspection {
    static final String ANNOTATIONS = AgcSchemas.GROUP + "/";

    private final AgcProfile profile;
    private final GatewaySet set;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> notLookedAt = new LinkedHashSet<>();

    Inspection(AgcProfile profile, GatewaySet set) {
        this.profile = profile;
        this.set = set;
    }

    AgcProfile profile() {
        return profile;
    }

    AgcKnowledge knowledge() {
        return profile.knowledge();
    }

    GatewaySet set() {
        return set;
    }

    List<Finding> findings() {
        return findings;
    }

    List<String> notLookedAt() {
        return List.copyOf(notLookedAt);
    }

    /**
     * Whether a value is to be filled in later, by envsubst, Helm or hand: a resource ID begins with a slash and has no dots
     * for what is left out.
     */
    boolean isPlaceholder(Resource object, String field, String value) {
        boolean open = !value.startsWith("/")
                || value.contains("...")
                || value.contains("$")
                || value.contains("<")
                || value.contains("{{");
        if (open) {
            notLookedAt(object.ref() + " " + field + ": \"" + value + "\" is to be filled in");
        }
        return open;
    }

    void notLookedAt(String what) {
        notLookedAt.add(what);
    }

    /** A breach at a place of an object. */
    void report(String rule, Resource object, Position at, String message) {
        Position place = at.isKnown() ? at : object.at();
        Location location =
                Location.of(object.origin()).entry(object.ref().toString()).at(place.line(), place.column());
        findings.add(finding(rule, location, message));
    }

    /** A breach of something that is in no manifest. */
    void report(String rule, String what, String message) {
        findings.add(finding(rule, Location.of(what), message));
    }

    private Finding finding(String id, Location location, String message) {
        AgcKnowledge.Rule rule = knowledge().rule(id);
        List<String> evidence = new ArrayList<>();
        evidence.add("rule: " + rule.title());
        rule.sources().stream().map(knowledge()::source).map(Inspection::cite).forEach(evidence::add);
        return new Finding(id, rule.severity(), location, message, evidence);
    }

    private static String cite(Source source) {
        return source.publisher() + ", \"" + source.title() + "\", " + source.date()
                + source.link().map(link -> ", " + link).orElse("");
    }

    /** Whether a Gateway is served by the controller: by its class, or by a class of the controller under another name. */
    boolean isOurs(Gateway gateway) {
        AgcKnowledge.Names names = knowledge().names();
        return gateway.className().equals(names.gatewayClass())
                || set.classes().stream()
                        .anyMatch(known -> known.name().equals(gateway.className())
                                && known.controllerName().equals(names.controller()));
    }

    boolean isOurs(Ingress ingress) {
        return ingress.className().orElse("").equals(knowledge().names().gatewayClass());
    }

    List<Gateway> gateways() {
        return set.gateways().stream().filter(this::isOurs).toList();
    }

    List<Ingress> ingresses() {
        return set.ingresses().stream().filter(this::isOurs).toList();
    }

    /** Routes with a parent that is one of our Gateways; parents that are not in the set are named as not looked at. */
    List<Route> routes() {
        return set.routes().stream().filter(this::hasOurParent).toList();
    }

    private boolean hasOurParent(Route route) {
        boolean ours = false;
        for (var parent : route.parentRefs()) {
            ObjectRef target = parent.target(route.namespace());
            if (parent.isA(GatewayClass.GROUP, Gateway.KIND)) {
                if (set.find(target).isEmpty()) {
                    notLookedAt(route + ": its parent " + target + " is not among the manifests");
                }
                ours |= set.find(target).map(Gateway::new).filter(this::isOurs).isPresent();
            }
        }
        return ours;
    }

    List<AgcObject> objects() {
        List<AgcObject> objects = new ArrayList<>();
        set.resources().forEach(resource -> AgcObject.of(resource).ifPresent(objects::add));
        return objects;
    }

    List<AgcPolicy> policies() {
        return objects().stream()
                .filter(AgcPolicy.class::isInstance)
                .map(AgcPolicy.class::cast)
                .toList();
    }
}
