package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.api.ListenerSet;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Listeners, frontends and the two deployment strategies. */
final class GatewayRules {
    private static final String ID = Inspection.ANNOTATIONS + "alb-id";
    private static final String NAME = Inspection.ANNOTATIONS + "alb-name";
    private static final String NAMESPACE = Inspection.ANNOTATIONS + "alb-namespace";
    private static final String FRONTEND = Inspection.ANNOTATIONS + "alb-frontend";

    private final Inspection inspection;
    private final AgcKnowledge.Limits limits;

    private GatewayRules(Inspection inspection) {
        this.inspection = inspection;
        this.limits = inspection.knowledge().limits();
    }

    static void check(Inspection inspection) {
        GatewayRules rules = new GatewayRules(inspection);
        inspection.set().gateways().forEach(rules::className);
        inspection.gateways().forEach(rules::gateway);
        inspection.ingresses().forEach(rules::ingress);
        inspection.set().listenerSets().forEach(rules::listenerSet);
        rules.sharedFrontends();
        rules.loadBalancers();
    }

    private void className(Gateway gateway) {
        boolean annotated = gateway.resource().annotations().keySet().stream()
                .anyMatch(name -> name.startsWith(Inspection.ANNOTATIONS));
        if (annotated && !inspection.isOurs(gateway)) {
            inspection.report(
                    "WL-AGC-011",
                    gateway.resource(),
                    gateway.resource().spec().at(),
                    "annotated for the controller, but of class \"" + gateway.className() + "\" (want \""
                            + inspection.knowledge().names().gatewayClass() + "\")");
        }
    }

    private void gateway(Gateway gateway) {
        gateway.listeners().forEach(listener -> listener(gateway, listener));
        strategy(gateway.resource());
        boolean named = false;
        for (Gateway.Address address : gateway.addresses()) {
            named |= address.type().equals(FRONTEND);
            if (!address.type().equals(FRONTEND)) {
                inspection.report(
                        "WL-AGC-010",
                        gateway.resource(),
                        address.at(),
                        "address of type " + address.type() + " (want " + FRONTEND + " or none)");
            }
        }
        if (gateway.resource().annotations().containsKey(ID) && !named) {
            inspection.report(
                    "WL-AGC-009",
                    gateway.resource(),
                    gateway.resource().spec().at(),
                    ID + " without an address of type " + FRONTEND);
        }
    }

    private void listener(Gateway gateway, Listener listener) {
        if (!limits.listenerProtocols().contains(listener.protocol())) {
            inspection.report(
                    "WL-AGC-001",
                    gateway.resource(),
                    listener.at(),
                    listener.name() + " speaks " + listener.protocol() + " (want one of " + limits.listenerProtocols()
                            + ")");
        }
        if (!limits.listenerPorts().contains(listener.port())) {
            inspection.report(
                    "WL-AGC-002",
                    gateway.resource(),
                    listener.at(),
                    listener.name() + " listens on " + listener.port() + " (want one of " + limits.listenerPorts()
                            + ")");
        }
        int certificates = listener.tls().certificateRefs().size();
        if (certificates > limits.certificatesPerHost()) {
            inspection.report(
                    "WL-AGC-048",
                    gateway.resource(),
                    listener.tls().at(),
                    listener.name() + " has " + certificates + " certificates (want at most "
                            + limits.certificatesPerHost() + ")");
        }
    }

    private void ingress(Ingress ingress) {
        strategy(ingress.resource());
        Map<String, String> annotations = ingress.resource().annotations();
        if (annotations.containsKey(ID) && !annotations.containsKey(FRONTEND)) {
            inspection.report(
                    "WL-AGC-009",
                    ingress.resource(),
                    ingress.resource().metadata().at(),
                    ID + " without " + FRONTEND);
        }
        String extension = annotations.get(IngressExtension.ANNOTATION);
        if (extension != null
                && inspection
                        .set()
                        .find(new ObjectRef(AgcSchemas.GROUP, IngressExtension.KIND, ingress.namespace(), extension))
                        .isEmpty()) {
            inspection.report(
                    "WL-AGC-061",
                    ingress.resource(),
                    ingress.resource().metadata().at(),
                    "names the IngressExtension \"" + extension + "\", which is not in its namespace");
        }
    }

    private void strategy(Resource object) {
        Map<String, String> annotations = object.annotations();
        boolean own = annotations.containsKey(ID);
        boolean managed = annotations.containsKey(NAME) || annotations.containsKey(NAMESPACE);
        if (own && managed) {
            inspection.report(
                    "WL-AGC-006", object, object.metadata().at(), ID + " beside " + NAME + " or " + NAMESPACE);
        }
        if (!own && !managed) {
            inspection.report(
                    "WL-AGC-007",
                    object,
                    object.metadata().at(),
                    "neither " + ID + " (bring your own) nor " + NAME + " and " + NAMESPACE + " (managed)");
        }
        if (annotations.containsKey(NAME) != annotations.containsKey(NAMESPACE)) {
            inspection.report(
                    "WL-AGC-008",
                    object,
                    object.metadata().at(),
                    (annotations.containsKey(NAME) ? NAME : NAMESPACE) + " stands alone");
        }
        String id = annotations.getOrDefault(ID, "");
        if (own && !inspection.isPlaceholder(object, ID, id) && !isTrafficController(id)) {
            inspection.report(
                    "WL-AGC-012",
                    object,
                    object.metadata().at(),
                    ID + " is \"" + annotations.get(ID) + "\" (want /subscriptions/.../providers/"
                            + inspection.knowledge().names().delegation() + "/NAME)");
        }
        if (annotations.containsKey(NAME) && annotations.containsKey(NAMESPACE)) {
            loadBalancerExists(object, annotations.getOrDefault(NAMESPACE, ""), annotations.getOrDefault(NAME, ""));
        }
    }

    private boolean isTrafficController(String id) {
        String type = "/providers/" + inspection.knowledge().names().delegation() + "/";
        String lower = id.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(type.toLowerCase(Locale.ROOT));
        return lower.startsWith("/subscriptions/")
                && at > 0
                && at + type.length() < id.length()
                && id.indexOf('/', at + type.length()) < 0;
    }

    private void loadBalancerExists(Resource object, String namespace, String name) {
        ObjectRef wanted = new ObjectRef(AgcSchemas.GROUP, ApplicationLoadBalancer.KIND, namespace, name);
        if (inspection.set().find(wanted).isPresent()) {
            return;
        }
        if (inspection
                .set()
                .ofKind(AgcSchemas.GROUP, ApplicationLoadBalancer.KIND)
                .isEmpty()) {
            inspection.notLookedAt(object.ref() + ": " + wanted + " is not among the manifests");
        } else {
            inspection.report("WL-AGC-013", object, object.metadata().at(), "there is no " + wanted);
        }
    }

    private void listenerSet(ListenerSet listenerSet) {
        ObjectRef parent = listenerSet.parentRef().target(listenerSet.namespace());
        boolean ours = inspection
                .set()
                .find(parent)
                .map(Gateway::new)
                .filter(inspection::isOurs)
                .isPresent();
        if (ours && !inspection.profile().supports(AgcFeature.LISTENER_SET)) {
            inspection.report(
                    "WL-AGC-004",
                    listenerSet.resource(),
                    listenerSet.parentRef().at(),
                    "its listeners never reach " + parent + " on " + inspection.profile());
        }
    }

    private void sharedFrontends() {
        Map<String, Resource> owners = new HashMap<>();
        Map<String, Integer> perGateway = new HashMap<>();
        for (Gateway gateway : inspection.gateways()) {
            String id = gateway.resource().annotations().getOrDefault(ID, "");
            gateway.addresses().stream()
                    .filter(address -> address.type().equals(FRONTEND))
                    .forEach(address -> frontend(owners, id, address.value().orElse(""), gateway.resource()));
            count(perGateway, gateway.resource());
        }
        for (Ingress ingress : inspection.ingresses()) {
            Map<String, String> annotations = ingress.resource().annotations();
            frontend(
                    owners,
                    annotations.getOrDefault(ID, ""),
                    annotations.getOrDefault(FRONTEND, ""),
                    ingress.resource());
            count(perGateway, ingress.resource());
        }
    }

    private void frontend(Map<String, Resource> owners, String id, String frontend, Resource owner) {
        if (frontend.isEmpty()) {
            return;
        }
        Resource first = owners.putIfAbsent(id.toLowerCase(Locale.ROOT) + "#" + frontend, owner);
        if (first != null && !first.ref().equals(owner.ref())) {
            inspection.report(
                    "WL-AGC-005", owner, owner.spec().at(), "frontend \"" + frontend + "\" belongs to " + first.ref());
        }
    }

    /** Every Gateway and Ingress takes a frontend of its own, in both strategies. */
    private void count(Map<String, Integer> frontends, Resource owner) {
        Map<String, String> annotations = owner.annotations();
        String gateway = annotations.containsKey(ID)
                ? annotations.get(ID)
                : annotations.get(NAMESPACE) + "/" + annotations.get(NAME);
        int number = frontends.merge(String.valueOf(gateway), 1, Integer::sum);
        if (number == limits.frontends() + 1) {
            inspection.report(
                    "WL-AGC-049",
                    owner,
                    owner.spec().at(),
                    "frontend number " + number + " of " + gateway + " (an article says at most " + limits.frontends()
                            + ", the documentation states no number)");
        }
    }

    private void loadBalancers() {
        for (Resource resource : inspection.set().ofKind(AgcSchemas.GROUP, ApplicationLoadBalancer.KIND)) {
            List<String> associations = new ApplicationLoadBalancer(resource).associations();
            if (associations.size() > limits.associations()) {
                inspection.report(
                        "WL-AGC-014",
                        resource,
                        resource.spec().at(),
                        associations.size() + " associations (want at most " + limits.associations() + ")");
            }
            for (String association : associations) {
                String lower = association.toLowerCase(Locale.ROOT);
                if (inspection.isPlaceholder(resource, "associations", association)) {
                    continue;
                }
                if (!lower.startsWith("/subscriptions/")
                        || !lower.contains("/providers/microsoft.network/virtualnetworks/")
                        || !lower.contains("/subnets/")) {
                    inspection.report(
                            "WL-AGC-015",
                            resource,
                            resource.spec().at(),
                            "\"" + association
                                    + "\" (want /subscriptions/.../providers/Microsoft.Network/virtualNetworks/NAME/subnets/NAME)");
                }
            }
        }
        if (inspection.gateways().isEmpty()
                && inspection.set().gateways().stream().noneMatch(inspection::isOurs)) {
            inspection.notLookedAt("no Gateway of class "
                    + inspection.knowledge().names().gatewayClass() + " and group " + GatewayObject.GROUP
                    + " is among the manifests");
        }
    }
}
