package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.manifest.k8s.LabelSelector;
import io.github.windlass4j.manifest.k8s.Namespace;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A set of Kubernetes and Istio objects with the mesh's configuration, indexed. Immutable; the order in which objects were
 * given does not matter: every list is in istiod's order, oldest first, then by name and namespace (an object without
 * creation time counts as the oldest). Of an object that is given twice the last one counts.
 *
 * <p>An object that states no namespace is in {@value #DEFAULT_NAMESPACE}, as kubectl would put it there.
 */
public final class Mesh {
    /** Where objects without a namespace go. */
    public static final String DEFAULT_NAMESPACE = "default";

    /** The root namespace of a mesh that says nothing. */
    public static final String ISTIO_SYSTEM = "istio-system";

    /** Namespaces of the cluster itself, in which istiod injects nothing. */
    public static final List<String> CLUSTER_NAMESPACES =
            List.of("kube-system", "kube-public", "kube-node-lease", "local-path-storage");

    /** The domain of Kubernetes' Services. */
    public static final String CLUSTER_DOMAIN = "cluster.local";

    private final Manifests manifests;
    private final MeshConfig config;
    private final String rootNamespace;
    private final Map<String, Namespace> namespaces = new TreeMap<>();
    private final Map<ObjectRef, Service> services = new LinkedHashMap<>();
    private final Map<String, List<Service>> servicesByNamespace = new TreeMap<>();
    private final WorkloadIndex workloads;
    private final Map<Kind, List<Resource>> objects = new HashMap<>();
    private final Map<Kind, Map<String, List<Resource>>> objectsByNamespace = new HashMap<>();

    private record Kind(String group, String kind) {}

    private Mesh(Manifests manifests, MeshConfig config, String rootNamespace) {
        this.manifests = manifests;
        this.config = config;
        this.rootNamespace = rootNamespace;
        List<Workload> pods = new ArrayList<>();
        for (Resource resource : manifests.resources()) {
            Kind kind = new Kind(resource.group(), resource.kind());
            objects.computeIfAbsent(kind, unknown -> new ArrayList<>()).add(resource);
            objectsByNamespace
                    .computeIfAbsent(kind, unknown -> new HashMap<>())
                    .computeIfAbsent(resource.namespace(), unknown -> new ArrayList<>())
                    .add(resource);
            Workload.of(resource).ifPresent(pods::add);
        }
        Namespace.all(manifests).forEach(namespace -> namespaces.put(namespace.name(), namespace));
        for (Service service : Service.all(manifests)) {
            services.put(service.ref(), service);
            servicesByNamespace
                    .computeIfAbsent(service.ref().namespace(), unknown -> new ArrayList<>())
                    .add(service);
        }
        workloads = new WorkloadIndex(pods);
    }

    /**
     * A mesh whose configuration is among the objects ({@link MeshConfig#find(Manifests)}), or istiod's defaults when none
     * is.
     *
     * @param manifests the objects
     * @return the mesh; its root namespace is the one written, else that of the ConfigMap, else {@value #ISTIO_SYSTEM}
     */
    public static Mesh of(Manifests manifests) {
        Manifests placed = Placement.place(manifests);
        Optional<MeshConfig.Written> written = MeshConfig.find(placed);
        MeshConfig config = written.map(MeshConfig.Written::config).orElseGet(MeshConfig::defaults);
        String root = config.rootNamespace()
                .or(() -> written.map(found -> found.map().namespace()))
                .orElse(ISTIO_SYSTEM);
        return new Mesh(placed, config, root);
    }

    /**
     * A mesh with a given configuration; ConfigMaps among the objects are not looked at.
     *
     * @param manifests the objects
     * @param config the mesh's configuration
     * @return the mesh; its root namespace is the one written, else {@value #ISTIO_SYSTEM}
     */
    public static Mesh of(Manifests manifests, MeshConfig config) {
        return new Mesh(
                Placement.place(manifests), config, config.rootNamespace().orElse(ISTIO_SYSTEM));
    }

    /**
     * All objects in the mesh's order, each with its namespace.
     *
     * @return the objects
     */
    public Manifests manifests() {
        return manifests;
    }

    /**
     * The mesh's configuration.
     *
     * @return the configuration
     */
    public MeshConfig config() {
        return config;
    }

    /**
     * The namespace whose policies are for the whole mesh.
     *
     * @return its name
     */
    public String rootNamespace() {
        return rootNamespace;
    }

    /**
     * The domain of Services.
     *
     * @return {@value #CLUSTER_DOMAIN}
     */
    public String clusterDomain() {
        return CLUSTER_DOMAIN;
    }

    /**
     * The namespaces that are declared.
     *
     * @return the namespaces by name
     */
    public List<Namespace> namespaces() {
        return List.copyOf(namespaces.values());
    }

    /**
     * A declared namespace.
     *
     * @param name its name
     * @return the namespace, if it is among the objects
     */
    public Optional<Namespace> namespace(String name) {
        return Optional.ofNullable(namespaces.get(name));
    }

    /**
     * The labels of a namespace as selectors see them.
     *
     * @param name its name
     * @return its labels; that of its name alone when it is not declared
     */
    public Map<String, String> namespaceLabels(String name) {
        return namespace(name).map(Namespace::labels).orElseGet(() -> Map.of(Namespace.NAME_LABEL, name));
    }

    /**
     * All objects of one of Istio's kinds.
     *
     * @param kind such as {@link PeerAuthentication#KIND}
     * @param <T> the view
     * @return the views in the mesh's order
     */
    public <T extends IstioObject> List<T> all(IstioKind<T> kind) {
        return objects.getOrDefault(new Kind(kind.group(), kind.kind()), List.of()).stream()
                .map(kind.view())
                .toList();
    }

    /**
     * The objects of one of Istio's kinds in one namespace.
     *
     * @param kind such as {@link PeerAuthentication#KIND}
     * @param namespace the namespace
     * @param <T> the view
     * @return the views in the mesh's order
     */
    public <T extends IstioObject> List<T> in(IstioKind<T> kind, String namespace) {
        List<Resource> found = objectsByNamespace
                .getOrDefault(new Kind(kind.group(), kind.kind()), Map.of())
                .getOrDefault(namespace, List.of());
        return found.isEmpty() ? List.of() : found.stream().map(kind.view()).toList();
    }

    /**
     * All objects of any kind.
     *
     * @param group API group, empty for the core group
     * @param kind kind
     * @return the objects in the mesh's order
     */
    public List<Resource> ofKind(String group, String kind) {
        return List.copyOf(objects.getOrDefault(new Kind(group, kind), List.of()));
    }

    /**
     * An object by its identity.
     *
     * @param ref the identity
     * @return the object, if it is there
     */
    public Optional<Resource> find(ObjectRef ref) {
        return manifests.find(ref);
    }

    /**
     * All Services.
     *
     * @return the Services in the mesh's order
     */
    public List<Service> services() {
        return List.copyOf(services.values());
    }

    /**
     * The Services of one namespace.
     *
     * @param namespace the namespace
     * @return the Services in the mesh's order
     */
    public List<Service> services(String namespace) {
        return List.copyOf(servicesByNamespace.getOrDefault(namespace, List.of()));
    }

    /**
     * A Service.
     *
     * @param namespace its namespace
     * @param name its name
     * @return the Service, if it is there
     */
    public Optional<Service> service(String namespace, String name) {
        return Optional.ofNullable(services.get(ObjectRef.core(Service.KIND, namespace, name)));
    }

    /**
     * The Service that a host names.
     *
     * @param host full name
     * @return the Service whose full name this is
     */
    public Optional<Service> service(Host host) {
        String suffix = ".svc." + clusterDomain();
        if (!host.value().endsWith(suffix)) {
            return Optional.empty();
        }
        String local = host.value().substring(0, host.value().length() - suffix.length());
        int dot = local.indexOf('.');
        return dot < 0 ? Optional.empty() : service(local.substring(dot + 1), local.substring(0, dot));
    }

    /**
     * The full name of a Service.
     *
     * @param service the Service
     * @return {@code name.namespace.svc.domain}
     */
    public Host host(Service service) {
        return Host.ofService(service.ref().name(), service.ref().namespace(), clusterDomain());
    }

    /**
     * The full name that an object's author meant.
     *
     * @param written a host as a rule or route writes it
     * @param namespace the namespace of that object
     * @return the name, completed when it is short
     */
    public Host resolve(String written, String namespace) {
        return Host.resolve(written, namespace, clusterDomain());
    }

    /**
     * Whatever makes pods: Pods themselves, Deployments and the like. A Pod that belongs to one of the others is not told
     * apart from it: both are here.
     *
     * @return the workloads in the mesh's order
     */
    public List<Workload> workloads() {
        return workloads.all();
    }

    /**
     * The workloads of one namespace.
     *
     * @param namespace the namespace
     * @return the workloads in the mesh's order
     */
    public List<Workload> workloads(String namespace) {
        return workloads.in(namespace);
    }

    /**
     * A workload by its name.
     *
     * @param namespace its namespace
     * @param name its name
     * @return the first one of that name in the mesh's order, whatever its kind
     */
    public Optional<Workload> workload(String namespace, String name) {
        return workloads.find(namespace, name);
    }

    /**
     * The workloads of one namespace whose pods have all of some labels.
     *
     * @param namespace the namespace
     * @param labels label to value; empty takes all
     * @return the workloads in the mesh's order
     */
    public List<Workload> workloads(String namespace, Map<String, String> labels) {
        return workloads.in(namespace, labels);
    }

    /**
     * The workloads behind a Service.
     *
     * @param service the Service
     * @return the workloads it selects; empty for a Service without selector
     */
    public List<Workload> workloads(Service service) {
        return service.selector().isEmpty()
                ? List.of()
                : workloads.in(service.ref().namespace(), service.selector());
    }

    /**
     * The Services in front of a workload.
     *
     * @param workload the workload
     * @return the Services of its namespace that select its pods
     */
    public List<Service> services(Workload workload) {
        return services(workload.namespace()).stream()
                .filter(workload::isSelectedBy)
                .toList();
    }

    /**
     * Whether istiod looks at a namespace: any of {@code discoverySelectors} takes its labels, or there are none. Of a
     * namespace that is not declared only the name is known.
     *
     * @param namespace its name
     * @return true if its services, pods and rules are part of what proxies are told
     */
    public boolean isDiscovered(String namespace) {
        List<Fields> selectors = config.discoverySelectors();
        return selectors.isEmpty()
                || selectors.stream()
                        .anyMatch(selector -> new LabelSelector(selector).matches(namespaceLabels(namespace)));
    }

    /**
     * This mesh as istiod sees it: without the objects of namespaces that {@code discoverySelectors} leave out. What they run
     * still stands in the cluster, and can be called.
     *
     * @return this mesh when there are no selectors
     */
    public Mesh discovered() {
        if (config.discoverySelectors().isEmpty()) {
            return this;
        }
        return new Mesh(
                Manifests.of(manifests.resources().stream()
                        .filter(resource -> resource.namespace().isEmpty() || isDiscovered(resource.namespace()))
                        .toList()),
                config,
                rootNamespace);
    }

    /**
     * This mesh with objects added, or replaced where one of the same identity is there.
     *
     * @param changed the objects
     * @return a new mesh with the same configuration
     */
    public Mesh with(Resource... changed) {
        return new Mesh(
                Placement.place(Manifests.of(Stream.concat(manifests.resources().stream(), Stream.of(changed))
                        .toList())),
                config,
                rootNamespace);
    }

    /**
     * This mesh without one object.
     *
     * @param ref the object's identity
     * @return a new mesh with the same configuration
     */
    public Mesh without(ObjectRef ref) {
        return new Mesh(
                Manifests.of(manifests.resources().stream()
                        .filter(resource -> !resource.ref().equals(ref))
                        .toList()),
                config,
                rootNamespace);
    }

    /** {@code mesh of 12 objects, root namespace istio-system}. */
    @Override
    public String toString() {
        return "mesh of " + Count.of(manifests.resources().size(), "object") + ", root namespace " + rootNamespace;
    }
}
