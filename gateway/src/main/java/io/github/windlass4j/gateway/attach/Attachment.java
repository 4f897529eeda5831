package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.gateway.api.BackendTlsPolicy;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What attaches to what under one controller, and the status that every object will show: a pure function of the manifests.
 * What only a cluster or network decides (addresses, rollout) is predicted as the specification's normal case or Unknown.
 * Objects are read as version v1, whatever they say; {@link #versionFindings()} names those that no API server has.
 */
public final class Attachment implements Reportable {
    private final GatewaySet set;
    private final Controller controller;
    private final List<ClassStatus> classes;
    private final List<GatewayStatus> gateways;
    private final List<ListenerSetStatus> listenerSets;
    private final Map<ObjectRef, RouteStatus> routes = new LinkedHashMap<>();
    private final List<PolicyStatus> policies = new ArrayList<>();
    private final Map<ObjectRef, List<AttachedRoute>> services = new HashMap<>();
    private final PolicyCheck policyCheck;
    private final Authorities authorities;
    private final Definitions definitions;

    private Attachment(GatewaySet set, Controller controller) {
        this.set = set;
        this.controller = controller;
        Grants grants = new Grants(set);
        authorities = new Authorities(set, controller);
        CertificateCheck certificates = new CertificateCheck(set, grants, authorities);
        GatewayCheck check = new GatewayCheck(set, controller, certificates);
        RouteCheck routeCheck = new RouteCheck(
                set,
                controller,
                new BackendCheck(set, grants, controller),
                check.parents(),
                check.defaults(),
                services);
        Map<ObjectRef, RouteStatus> statuses = new HashMap<>();
        set.routes().stream()
                .sorted(OldestFirst.order())
                .forEach(route -> routeCheck.of(route).ifPresent(status -> statuses.put(route.ref(), status)));
        for (Route route : set.routes()) {
            Optional.ofNullable(statuses.get(route.ref())).ifPresent(status -> routes.put(route.ref(), status));
        }
        services.values()
                .forEach(attached -> attached.sort(
                        Comparator.comparing((AttachedRoute one) -> one.route().kind())
                                .thenComparing(one -> one.route().namespace())
                                .thenComparing(one -> one.route().name())));
        this.definitions = new Definitions(set);
        this.classes = check.classes(definitions);
        this.gateways = check.gateways();
        this.listenerSets = check.listenerSets();
        this.policyCheck = new PolicyCheck(set, controller, certificates);
        Map<ObjectRef, Set<ObjectRef>> reached = reached();
        for (BackendTlsPolicy policy : set.backendTlsPolicies()) {
            policies.add(policyCheck.status(policy, reached));
        }
    }

    /**
     * Works out the status of all objects.
     *
     * @param set the objects
     * @param controller whose status is asked for
     * @return the result
     */
    public static Attachment of(GatewaySet set, Controller controller) {
        return new Attachment(set, controller);
    }

    /** For each Service the Gateways from which an accepted route leads there. */
    private Map<ObjectRef, Set<ObjectRef>> reached() {
        Map<ObjectRef, Set<ObjectRef>> reached = new HashMap<>();
        for (GatewayStatus gateway : gateways) {
            for (ListenerStatus listener : gateway.listeners()) {
                for (AttachedRoute attached : listener.routes().stream()
                        .filter(AttachedRoute::accepted)
                        .toList()) {
                    route(attached.route().ref()).stream()
                            .flatMap(status -> status.backends().stream())
                            .forEach(backend -> reached.computeIfAbsent(
                                            backend.target(),
                                            unseen -> new TreeSet<>(Comparator.comparing(ObjectRef::namespace)
                                                    .thenComparing(ObjectRef::name)))
                                    .add(gateway.gateway().ref()));
                }
            }
        }
        return reached;
    }

    /**
     * The objects that were looked at.
     *
     * @return the set as given
     */
    public GatewaySet gatewaySet() {
        return set;
    }

    /**
     * Whose status this is.
     *
     * @return the controller as given
     */
    public Controller controller() {
        return controller;
    }

    /**
     * The controller's classes.
     *
     * @return their status by name
     */
    public List<ClassStatus> classes() {
        return classes;
    }

    /**
     * The controller's Gateways.
     *
     * @return their status by namespace and name
     */
    public List<GatewayStatus> gateways() {
        return gateways;
    }

    /**
     * One Gateway.
     *
     * @param namespace its namespace
     * @param name its name
     * @return its status, if the Gateway is the controller's
     */
    public Optional<GatewayStatus> gateway(String namespace, String name) {
        return gateways.stream()
                .filter(status -> status.gateway().namespace().equals(namespace)
                        && status.gateway().name().equals(name))
                .findFirst();
    }

    /**
     * The ListenerSets whose Gateway is the controller's.
     *
     * @return their status by namespace and name
     */
    public List<ListenerSetStatus> listenerSets() {
        return listenerSets;
    }

    /**
     * The routes that refer to a parent of the controller.
     *
     * @return their status by kind, namespace and name
     */
    public List<RouteStatus> routes() {
        return List.copyOf(routes.values());
    }

    /**
     * One route.
     *
     * @param route its identity
     * @return its status, if it refers to a parent of the controller
     */
    public Optional<RouteStatus> route(ObjectRef route) {
        return Optional.ofNullable(routes.get(route));
    }

    /**
     * The rules that take no requests because a value in them is not supported, though the route is accepted for its other
     * rules (condition PartiallyInvalid, "Drop Rule(s)").
     *
     * @param route a route
     * @return indexes of the rules; empty for a route of valid rules, and for one that is not accepted for its values
     */
    public Set<Integer> droppedRules(Route route) {
        return ValueCheck.of(route, controller).dropped();
    }

    /**
     * The routes for requests inside the mesh to a Service.
     *
     * @param service identity of the Service
     * @param port port of the Service
     * @return the routes by kind, namespace and name; a route that names the Service twice stands here twice
     */
    public List<AttachedRoute> routesOf(ObjectRef service, int port) {
        return services.getOrDefault(service, List.of()).stream()
                .filter(route -> route.parentRef().port().orElse(port) == port)
                .toList();
    }

    /**
     * The BackendTLSPolicies.
     *
     * @return their status by namespace and name
     */
    public List<PolicyStatus> policies() {
        return List.copyOf(policies);
    }

    /**
     * The policy for connections to a backend.
     *
     * @param backend a port of a Service
     * @return its status; a policy that is not accepted still counts: connections fail instead of going without TLS
     */
    public Optional<PolicyStatus> policyFor(BackendResolution.Found backend) {
        return policyCheck
                .of(backend.target(), backend.port())
                .flatMap(policy -> policies.stream()
                        .filter(status -> status.policy().ref().equals(policy.ref()))
                        .findFirst());
    }

    /**
     * Certificates of the authorities that references lead to: in ConfigMaps, and in what else the controller takes.
     *
     * @param references references to them, as in a BackendTLSPolicy
     * @param namespace namespace of the object that refers
     * @return the certificates in order; a reference that leads nowhere, or to a kind that the controller does not take, adds
     * none
     */
    public List<Certificate> authorities(List<Reference> references, String namespace) {
        return authorities.all(references, namespace);
    }

    /**
     * What clients will say to the certificates of listeners, which no condition tells: {@code WL-GW-001} expired,
     * {@code WL-GW-002} expires soon, {@code WL-GW-003} not valid yet, {@code WL-GW-004} a host that no certificate of its
     * listener names, {@code WL-GW-005} a Secret that is not of the TLS type. Certificates that cannot be used at all are told
     * by the condition ResolvedRefs.
     *
     * @param at the instant that is looked at
     * @param notice how long before its end a certificate is worth a word
     * @return the findings by Gateway and listener
     */
    public List<Finding> certificateFindings(Instant at, Duration notice) {
        return CertificateReview.of(this, at, notice);
    }

    /**
     * Objects of a version that nobody can create: every object is read as v1, whatever its version. {@code WL-GW-006}: an
     * error where the kind's CustomResourceDefinition is among the objects and does not serve the version, a warning where it is
     * not and no channel of the release that this library carries does. Worked out anew by each call.
     *
     * @return the findings by kind, namespace and name
     */
    public List<Finding> versionFindings() {
        return definitions.unserved();
    }

    /** Every predicted condition, and objects of versions that nobody serves; it fails if one tells of a fault, and is not known if one is open. */
    @Override
    public Section section() {
        return AttachmentSection.of(this);
    }

    /** How many objects of which sort. */
    @Override
    public String toString() {
        return "Attachment[" + Count.of(gateways.size(), "gateway") + ", "
                + Count.of(listenerSets.size(), "listener set") + ", " + Count.of(routes.size(), "route") + ", "
                + Count.of(policies.size(), "policy") + "]";
    }
}
