package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.schema.Schemas;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The service's own objects: their definitions, their targets and their fields. */
final class PolicyRules {
    private static final String FIREWALL =
            "/providers/microsoft.network/applicationgatewaywebapplicationfirewallpolicies/";

    private final Inspection inspection;
    private final Schemas schemas = AgcSchemas.shipped();

    private PolicyRules(Inspection inspection) {
        this.inspection = inspection;
    }

    static void check(Inspection inspection) {
        PolicyRules rules = new PolicyRules(inspection);
        inspection.objects().forEach(rules::definition);
        inspection.policies().forEach(rules::policy);
        rules.duplicates();
    }

    private void definition(AgcObject object) {
        SchemaVerdict verdict = schemas.create(object.resource());
        verdict.errors()
                .forEach(error -> inspection.report("WL-AGC-026", object.resource(), error.at(), error.message()));
        verdict.dropped()
                .forEach(field -> report("WL-AGC-025", object, "the field " + field + " is dropped without a word"));
    }

    private void policy(AgcPolicy policy) {
        policy.targets().forEach(target -> target(policy, target));
        if (policy instanceof FrontendTlsPolicy frontend) {
            frontend(frontend);
        } else if (policy instanceof HealthCheckPolicy probe) {
            probe(probe);
        } else if (policy instanceof RoutePolicy route) {
            route(route);
        } else if (policy instanceof BackendLoadBalancingPolicy) {
            needs(AgcFeature.LOAD_BALANCING_POLICY, "WL-AGC-039", policy);
        } else if (policy instanceof WebApplicationFirewallPolicy firewall) {
            firewall(firewall);
        }
    }

    private void target(AgcPolicy policy, AgcPolicy.Target target) {
        String kind = target.reference().kind();
        if (!policy.targetKinds().contains(kind)) {
            report(
                    "WL-AGC-022",
                    policy,
                    "targets a " + kind + " (want one of "
                            + policy.targetKinds().stream().sorted().toList() + ")");
            return;
        }
        Optional<Resource> object = inspection.set().find(resolve(policy, target));
        if (object.isEmpty()) {
            boolean othersAreThere = inspection.set().resources().stream()
                    .anyMatch(other -> other.kind().equals(kind)
                            && other.namespace().equals(resolve(policy, target).namespace()));
            if (othersAreThere) {
                report("WL-AGC-023", policy, "there is no " + resolve(policy, target));
            } else {
                inspection.notLookedAt(policy + ": " + resolve(policy, target) + " is not among the manifests");
            }
            return;
        }
        if (kind.equals(Gateway.KIND)) {
            List<String> listeners = new Gateway(object.get())
                    .listeners().stream().map(Listener::name).toList();
            target.sectionNames().stream()
                    .filter(name -> !listeners.contains(name))
                    .forEach(name -> report(
                            "WL-AGC-028",
                            policy,
                            "section \"" + name + "\" (want one of the listeners " + listeners + ")"));
        }
    }

    /** The documentation's own samples write group "" for an HTTPRoute: the kind tells which object is meant. */
    private static ObjectRef resolve(AgcPolicy policy, AgcPolicy.Target target) {
        ObjectRef written = target.reference().target(policy.ref().namespace());
        String group = written.kind().equals(Service.KIND) ? "" : GatewayObject.GROUP;
        return new ObjectRef(group, written.kind(), written.namespace(), written.name());
    }

    private void duplicates() {
        Map<String, AgcPolicy> first = new HashMap<>();
        for (AgcPolicy policy : inspection.policies()) {
            Set<String> seen = new HashSet<>();
            for (AgcPolicy.Target target : policy.targets()) {
                List<String> sections = target.sectionNames().isEmpty() ? List.of("") : target.sectionNames();
                for (String section : sections) {
                    String key = policy.ref().kind() + " " + resolve(policy, target) + "#" + section;
                    AgcPolicy other = seen.add(key) ? first.putIfAbsent(key, policy) : policy;
                    if (other != null) {
                        report(
                                "WL-AGC-024",
                                policy,
                                resolve(policy, target) + (section.isEmpty() ? "" : ", section \"" + section + "\"")
                                        + " has " + (other.equals(policy) ? "this policy twice" : other + " already"));
                    }
                }
            }
        }
    }

    private void frontend(FrontendTlsPolicy policy) {
        boolean predefined = policy.policyType().equals("predefined")
                && inspection.knowledge().limits().tlsPolicies().contains(policy.policyName());
        if (!predefined) {
            report(
                    "WL-AGC-027",
                    policy,
                    "policy " + policy.policyType() + "/" + policy.policyName() + " (want predefined/ and one of "
                            + inspection.knowledge().limits().tlsPolicies() + ")");
        }
        if (policy.clientAuthority().isPresent()) {
            needs(AgcFeature.FRONTEND_MUTUAL_TLS, "WL-AGC-037", policy);
        }
    }

    private void probe(HealthCheckPolicy policy) {
        positive(policy, "interval", policy.interval());
        positive(policy, "timeout", policy.timeout());
        positive(policy, "healthyThreshold", policy.healthyThreshold());
        positive(policy, "unhealthyThreshold", policy.unhealthyThreshold());
        for (HealthCheckPolicy.StatusRange range : policy.statusCodes()) {
            if (range.start() > range.end() || range.start() < 100 || range.end() > 599) {
                report("WL-AGC-033", policy, "status codes " + range.start() + " to " + range.end());
            }
        }
    }

    private void positive(AgcPolicy policy, String field, Optional<String> duration) {
        duration.filter(text -> text.chars().noneMatch(c -> c >= '1' && c <= '9') || text.startsWith("-"))
                .ifPresent(text -> report("WL-AGC-032", policy, field + ": " + text));
    }

    private void positive(AgcPolicy policy, String field, OptionalInt number) {
        if (number.isPresent() && number.getAsInt() <= 0) {
            report("WL-AGC-032", policy, field + ": " + number.getAsInt());
        }
    }

    private void route(RoutePolicy policy) {
        boolean named = policy.cookieName().isPresent();
        boolean lasting = policy.cookieDuration().isPresent();
        String type = policy.affinityType().orElse("");
        if (type.equals("application-cookie") && !(named && lasting)) {
            report(
                    "WL-AGC-029",
                    policy,
                    "application-cookie without "
                            + (named ? "cookieDuration" : lasting ? "cookieName" : "name and duration"));
        }
        if (type.equals("managed-cookie") && (named || lasting)) {
            report("WL-AGC-030", policy, "cookieName and cookieDuration of a managed-cookie");
        }
        if (!type.isEmpty()) {
            affinity(policy);
        }
        if (policy.routeTimeout().isPresent() && inspection.profile().supports(AgcFeature.ROUTE_TIMEOUTS)) {
            report("WL-AGC-045", policy, "timeouts.routeTimeout (write timeouts in the rules of the HTTPRoute)");
        }
    }

    /** Affinity is rejected when a backend of the route has slow start or a strategy that knows no sessions. */
    private void affinity(RoutePolicy policy) {
        for (AgcPolicy.Target target : policy.targets()) {
            Optional<HttpRoute> route =
                    inspection.set().find(resolve(policy, target)).map(HttpRoute::new);
            for (RouteRule rule : route.map(HttpRoute::rules).orElse(List.of())) {
                for (BackendRef backend : rule.backendRefs()) {
                    ObjectRef service = backend.target(policy.ref().namespace());
                    spreading(service)
                            .filter(other -> other.slowStartWindow().isPresent()
                                    || !other.strategy().orElse("ring-hash").equals("ring-hash"))
                            .ifPresent(other -> report(
                                    "WL-AGC-031", policy, "session affinity, but " + other + " spreads " + service));
                }
            }
        }
    }

    private Optional<BackendLoadBalancingPolicy> spreading(ObjectRef service) {
        return inspection.policies().stream()
                .filter(BackendLoadBalancingPolicy.class::isInstance)
                .map(BackendLoadBalancingPolicy.class::cast)
                .filter(policy -> policy.targets().stream()
                        .anyMatch(target -> resolve(policy, target).equals(service)))
                .findFirst();
    }

    private void firewall(WebApplicationFirewallPolicy policy) {
        needs(AgcFeature.WEB_APPLICATION_FIREWALL, "WL-AGC-038", policy);
        String id = policy.firewallId().toLowerCase(Locale.ROOT);
        if (inspection.isPlaceholder(policy.resource(), "webApplicationFirewall.id", policy.firewallId())) {
            return;
        }
        if (!id.startsWith("/subscriptions/") || !id.contains(FIREWALL) || id.endsWith("/")) {
            report(
                    "WL-AGC-034",
                    policy,
                    "\"" + policy.firewallId()
                            + "\" (want /subscriptions/.../providers/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/NAME)");
        }
    }

    private void needs(AgcFeature feature, String rule, AgcObject object) {
        if (!inspection.profile().supports(feature)) {
            report(
                    rule,
                    object,
                    inspection.profile().statement(feature).title() + " needs ALB Controller "
                            + inspection.profile().statement(feature).since() + ", this is "
                            + inspection.profile().version());
        }
    }

    private void report(String rule, AgcObject object, String message) {
        Fields spec = object.resource().spec();
        inspection.report(rule, object.resource(), spec.at(), message);
    }
}
