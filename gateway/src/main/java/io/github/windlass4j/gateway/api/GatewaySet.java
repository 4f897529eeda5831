package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.EndpointSlice;
import io.github.windlass4j.manifest.k8s.Namespace;
import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The objects that decide together where requests go: classes, Gateways, routes, policies, and the Services, EndpointSlices,
 * Secrets, ConfigMaps and namespaces behind them.
 *
 * <p>Every list is in the order of namespace and name, so that the order of files and documents never matters. An object that
 * is given twice counts as it stands last, as with {@code kubectl apply}. An object of a namespaced kind without namespace is
 * in {@code default}. Objects of other kinds are kept and can be found.
 */
public final class GatewaySet {
    private static final String DEFAULT_NAMESPACE = "default";
    private static final Comparator<ObjectRef> BY_NAME = Comparator.comparing(ObjectRef::group)
            .thenComparing(ObjectRef::kind)
            .thenComparing(ObjectRef::namespace)
            .thenComparing(ObjectRef::name);
    private static final Set<String> OF_THE_CLUSTER = Set.of(
            GatewayClass.KIND,
            IngressClass.KIND,
            Namespace.KIND,
            "Node",
            "PersistentVolume",
            "ClusterRole",
            "ClusterRoleBinding",
            "CustomResourceDefinition",
            "XMesh",
            "ClusterTrustBundle");

    private final Map<ObjectRef, Resource> objects = new TreeMap<>(BY_NAME);
    private final Map<String, List<Resource>> byKind = new HashMap<>();
    private final Map<ObjectRef, List<EndpointSlice>> slices = new HashMap<>();
    private final Set<String> namespaces = new TreeSet<>();

    private GatewaySet(Iterable<Resource> resources) {
        for (Resource resource : resources) {
            Resource placed = placed(resource);
            objects.put(placed.ref(), placed);
        }
        for (Resource resource : objects.values()) {
            byKind.computeIfAbsent(resource.group() + "/" + resource.kind(), kind -> new ArrayList<>())
                    .add(resource);
            if (!resource.namespace().isEmpty()) {
                namespaces.add(resource.namespace());
            }
        }
        ofKind("", Namespace.KIND).forEach(namespace -> namespaces.add(namespace.name()));
        for (Resource resource : ofKind("discovery.k8s.io", "EndpointSlice")) {
            EndpointSlice slice = new EndpointSlice(resource);
            slice.serviceName()
                    .ifPresent(name -> slices.computeIfAbsent(
                                    ObjectRef.core(Service.KIND, resource.namespace(), name),
                                    service -> new ArrayList<>())
                            .add(slice));
        }
    }

    private static Resource placed(Resource resource) {
        boolean namespaced = !OF_THE_CLUSTER.contains(resource.kind());
        return namespaced && resource.namespace().isEmpty()
                ? resource.with(Scalar.of(DEFAULT_NAMESPACE), "metadata", "namespace")
                : resource;
    }

    /**
     * The objects of some manifests.
     *
     * @param manifests any objects
     * @return the set
     */
    public static GatewaySet of(Manifests manifests) {
        return new GatewaySet(manifests.resources());
    }

    /**
     * All objects.
     *
     * @return the objects by group, kind, namespace and name
     */
    public List<Resource> resources() {
        return List.copyOf(objects.values());
    }

    /**
     * The classes.
     *
     * @return the views by name
     */
    public List<GatewayClass> classes() {
        return views(GatewayClass.KIND, GatewayClass::new);
    }

    /**
     * The Gateways.
     *
     * @return the views by namespace and name
     */
    public List<Gateway> gateways() {
        return views(Gateway.KIND, Gateway::new);
    }

    /**
     * The ListenerSets.
     *
     * @return the views by namespace and name
     */
    public List<ListenerSet> listenerSets() {
        return views(ListenerSet.KIND, ListenerSet::new);
    }

    /**
     * The routes of all five kinds.
     *
     * @return the views by kind, namespace and name
     */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String kind : List.of(GrpcRoute.KIND, HttpRoute.KIND, TcpRoute.KIND, TlsRoute.KIND, UdpRoute.KIND)) {
            ofKind(GatewayObject.GROUP, kind)
                    .forEach(resource -> Route.of(resource).ifPresent(routes::add));
        }
        return List.copyOf(routes);
    }

    /**
     * The ReferenceGrants.
     *
     * @return the views by namespace and name
     */
    public List<ReferenceGrant> grants() {
        return views(ReferenceGrant.KIND, ReferenceGrant::new);
    }

    /**
     * The BackendTLSPolicies.
     *
     * @return the views by namespace and name
     */
    public List<BackendTlsPolicy> backendTlsPolicies() {
        return views(BackendTlsPolicy.KIND, BackendTlsPolicy::new);
    }

    /**
     * The Ingresses.
     *
     * @return the views by namespace and name
     */
    public List<Ingress> ingresses() {
        return ofKind(Ingress.GROUP, Ingress.KIND).stream().map(Ingress::new).toList();
    }

    /**
     * The classes of Ingresses.
     *
     * @return the views by name
     */
    public List<IngressClass> ingressClasses() {
        return ofKind(Ingress.GROUP, IngressClass.KIND).stream()
                .map(IngressClass::new)
                .toList();
    }

    /**
     * A Service.
     *
     * @param namespace its namespace
     * @param name its name
     * @return the view, if the Service is in the set
     */
    public Optional<Service> service(String namespace, String name) {
        return find(ObjectRef.core(Service.KIND, namespace, name)).map(Service::new);
    }

    /**
     * The addresses behind a Service.
     *
     * @param service the Service
     * @return its slices by name
     */
    public List<EndpointSlice> endpointSlices(ObjectRef service) {
        return List.copyOf(slices.getOrDefault(service, List.of()));
    }

    /**
     * A Secret.
     *
     * @param namespace its namespace
     * @param name its name
     * @return the view, if the Secret is in the set
     */
    public Optional<Secret> secret(String namespace, String name) {
        return find(ObjectRef.core(Secret.KIND, namespace, name)).map(Secret::new);
    }

    /**
     * A ConfigMap.
     *
     * @param namespace its namespace
     * @param name its name
     * @return the view, if the ConfigMap is in the set
     */
    public Optional<ConfigMap> configMap(String namespace, String name) {
        return find(ObjectRef.core(ConfigMap.KIND, namespace, name)).map(ConfigMap::new);
    }

    /**
     * The namespaces that are given or have an object in the set.
     *
     * @return the names in order
     */
    public Set<String> namespaces() {
        return Set.copyOf(namespaces);
    }

    /**
     * The labels that selectors see at a namespace.
     *
     * @param namespace its name
     * @return the labels of its object, if that is in the set, and the one with its name
     */
    public Map<String, String> namespaceLabels(String namespace) {
        return find(ObjectRef.core(Namespace.KIND, "", namespace))
                .map(resource -> new Namespace(resource).labels())
                .orElseGet(() -> Map.of(Namespace.NAME_LABEL, namespace));
    }

    /**
     * An object of any kind.
     *
     * @param ref its identity
     * @return the object, if it is in the set
     */
    public Optional<Resource> find(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref));
    }

    /**
     * The objects of one kind, whatever their version.
     *
     * @param group API group, empty for the core group
     * @param kind kind
     * @return the objects by namespace and name
     */
    public List<Resource> ofKind(String group, String kind) {
        return List.copyOf(byKind.getOrDefault(group + "/" + kind, List.of()));
    }

    private <T> List<T> views(String kind, Function<Resource, T> view) {
        return ofKind(GatewayObject.GROUP, kind).stream().map(view).toList();
    }

    /** How many objects of which kind. */
    @Override
    public String toString() {
        Map<String, Integer> counts = new TreeMap<>();
        byKind.values().forEach(list -> counts.merge(list.get(0).kind(), list.size(), Integer::sum));
        return "GatewaySet" + counts;
    }
}
