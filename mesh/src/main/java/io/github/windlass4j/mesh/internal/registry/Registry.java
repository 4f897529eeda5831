package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.internal.registry.MeshService.Resolution;
import io.github.windlass4j.mesh.istio.ExportTo;
import io.github.windlass4j.mesh.istio.Host;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.Protocol;
import io.github.windlass4j.mesh.istio.ServiceEntry;
import io.github.windlass4j.mesh.istio.WorkloadEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * All services of a mesh and their endpoints. Services are in istiod's order: oldest first, then by the name of a Service and
 * by the host of a ServiceEntry (pilot/pkg/model/push_context.go, SortServicesByCreationTime).
 */
public final class Registry {
    private static final String TLS_MODE = "security.istio.io/tlsMode";

    private final Mesh mesh;
    private final Predicate<Workload> sidecar;
    private final List<MeshService> services;
    private final Map<String, Map<String, MeshService>> byHost = new HashMap<>();
    private final Map<String, List<MeshService>> near = new HashMap<>();
    private final List<MeshService> entries = new ArrayList<>();
    private final SelectorIndex selectors;
    private final Map<ObjectRef, Resource> origins = new HashMap<>();
    private final WrittenEndpoints written;
    private final Map<EndpointKey, List<Endpoint>> endpoints = new ConcurrentHashMap<>();

    /** A service, when its object was made and the name that counts among those of one second. */
    private record Dated(Instant created, String name, MeshService service) {}

    private record EndpointKey(ObjectRef origin, String host, MeshService.Port port) {}

    private Registry(Mesh mesh, Predicate<Workload> sidecar, List<MeshService> services) {
        this.mesh = mesh;
        this.sidecar = sidecar;
        this.services = List.copyOf(services);
        for (MeshService service : services) {
            byHost.computeIfAbsent(service.host(), unknown -> new LinkedHashMap<>())
                    .putIfAbsent(service.namespace(), service);
            if (service.kubernetes()) {
                near.computeIfAbsent(service.namespace(), unknown -> new ArrayList<>())
                        .add(service);
            } else {
                entries.add(service);
            }
        }
        selectors = new SelectorIndex(services);
        for (Resource resource : mesh.manifests().resources()) {
            if (resource.kind().equals(Service.KIND) || resource.kind().equals(ServiceEntry.KIND.kind())) {
                origins.put(resource.ref(), resource);
            }
        }
        written = new WrittenEndpoints(mesh.manifests());
    }

    /**
     * The services of a mesh.
     *
     * @param mesh the objects
     * @param sidecar which workloads' pods have a proxy
     * @return the registry
     */
    public static Registry of(Mesh mesh, Predicate<Workload> sidecar) {
        List<Dated> services = new ArrayList<>();
        for (Resource resource : mesh.manifests().resources()) {
            Instant created = created(resource);
            if (resource.kind().equals(Service.KIND) && resource.group().isEmpty()) {
                services.add(new Dated(created, resource.name(), service(mesh, new Service(resource))));
            } else {
                ServiceEntry.KIND
                        .view(resource)
                        .ifPresent(entry -> services(entry)
                                .forEach(service -> services.add(new Dated(created, service.host(), service))));
            }
        }
        services.sort(Comparator.comparing(Dated::created)
                .thenComparing(Dated::name)
                .thenComparing(dated -> dated.service.namespace()));
        return new Registry(
                mesh, sidecar, withAliases(services.stream().map(Dated::service).toList()));
    }

    private static Instant created(Resource resource) {
        return resource.creationTimestamp().orElse(Instant.MIN);
    }

    /**
     * All services.
     *
     * @return the services in order
     */
    public List<MeshService> services() {
        return services;
    }

    /**
     * The services that pods of a namespace can be behind.
     *
     * @param namespace of the pods
     * @return its Kubernetes Services, then all ServiceEntries
     */
    public List<MeshService> near(String namespace) {
        List<MeshService> services = new ArrayList<>(near.getOrDefault(namespace, List.of()));
        services.addAll(entries);
        return services;
    }

    /**
     * The services whose selectors take some pods.
     *
     * @param namespace of the pods
     * @param labels of the pods
     * @return the Kubernetes Services in order, then the ServiceEntries
     */
    public List<MeshService> selecting(String namespace, Map<String, String> labels) {
        return selectors.taking(namespace, labels);
    }

    /**
     * The services of a host by their namespaces.
     *
     * @param host full name
     * @return namespace to service in order, empty for an unknown host
     */
    public Map<String, MeshService> byNamespace(String host) {
        return byHost.getOrDefault(host, Map.of());
    }

    /**
     * The order in which the services before one proxy count: oldest first, then by host (pilot/pkg/model/context.go,
     * SetServiceTargets).
     *
     * @return the order
     */
    public Comparator<MeshService> oldestFirst() {
        return Comparator.comparing((MeshService service) -> {
                    Resource origin = origins.get(service.origin());
                    return origin == null ? Instant.MIN : created(origin);
                })
                .thenComparing(MeshService::host);
    }

    /**
     * Whether a namespace sees a service.
     *
     * @param service the service
     * @param namespace of the client
     * @return true if it is exported there
     */
    public boolean isVisible(MeshService service, String namespace) {
        return service.exportTo()
                .isVisible(namespace, service.namespace(), mesh.config().defaultServiceExportTo());
    }

    /**
     * The services that a namespace sees, in the order in which they count for its proxies: those of its own that nobody else
     * sees, those that are exported to it by name, those for everyone (pilot/pkg/model/push_context.go,
     * servicesExportedToNamespace).
     *
     * @param namespace of the proxies
     * @return the services
     */
    List<MeshService> visible(String namespace) {
        List<String> otherwise = mesh.config().defaultServiceExportTo();
        List<MeshService> own = new ArrayList<>();
        List<MeshService> shared = new ArrayList<>();
        List<MeshService> open = new ArrayList<>();
        for (MeshService service : services) {
            List<String> written = service.exportTo().entries();
            List<String> entries = written.isEmpty() ? otherwise : written;
            boolean isOwn = service.namespace().equals(namespace);
            // A default for the own namespace outweighs one for all; of what is written it is the other way round.
            boolean isPrivate = written.isEmpty() && entries.contains(".");
            if (!isPrivate && (entries.isEmpty() || entries.contains("*"))) {
                open.add(service);
            } else if (!entries.contains("~")
                    && service.exportTo().isVisible(namespace, service.namespace(), otherwise)) {
                (isOwn ? own : shared).add(service);
            }
        }
        own.addAll(shared);
        own.addAll(open);
        return own;
    }

    /**
     * The endpoints of one port of a service.
     *
     * @param service the service
     * @param port one of its ports
     * @return the endpoints in the order of the objects that declare them
     */
    public List<Endpoint> endpoints(MeshService service, MeshService.Port port) {
        Resource origin = origins.get(service.origin());
        return origin == null
                ? List.of()
                : endpoints.computeIfAbsent(
                        new EndpointKey(service.origin(), service.host(), port),
                        unknown -> List.copyOf(endpoints(origin, service.host(), port)));
    }

    private List<Endpoint> endpoints(Resource origin, String host, MeshService.Port port) {
        return ServiceEntry.KIND
                .view(origin)
                .map(entry -> endpoints(entry, host, port))
                .orElseGet(() -> endpoints(new Service(origin), port));
    }

    /**
     * The number that a workload's pods listen on for a target port.
     *
     * @param workload the workload
     * @param target number or name
     * @return the number; 0 for a name that no container declares
     */
    public static int targetPort(Workload workload, String target) {
        return target.chars().allMatch(Character::isDigit) && !target.isEmpty() && target.length() <= 5
                ? Integer.parseInt(target)
                : workload.pod().port(target).orElse(0);
    }

    /**
     * The endpoints of one host of a ServiceEntry. Each host is a service of its own; by DNS, without endpoints and without a
     * selector, its one endpoint is that host (serviceregistry/serviceentry, conversion.go).
     */
    private List<Endpoint> endpoints(ServiceEntry entry, String host, MeshService.Port port) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Fields endpoint : entry.endpoints()) {
            Map<String, String> labels = endpoint.textMap("labels");
            endpoints.add(new Endpoint(
                    endpoint.text("address", ""),
                    (int) endpoint.child("ports").whole(port.name()).orElse(targetPort(port)),
                    entry.namespace(),
                    labels,
                    takesMutualTls(labels, endpoint.text("serviceAccount", "")),
                    Optional.empty()));
        }
        if (!entry.workloadLabels().isEmpty()) {
            endpoints.addAll(machines(entry.namespace(), entry.workloadLabels(), port));
            for (Workload workload : running(mesh.workloads(entry.namespace(), entry.workloadLabels()))) {
                endpoints.add(endpoint(workload, port.target()));
            }
        }
        boolean isSelecting = entry.spec().has("workloadSelector");
        if (entry.endpoints().isEmpty()
                && !isSelecting
                && entry.resolution().startsWith("DNS")
                && !new Host(host).isWildcard()) {
            endpoints.add(new Endpoint(host, targetPort(port), entry.namespace(), Map.of(), false, Optional.empty()));
        }
        return endpoints;
    }

    private List<Endpoint> endpoints(Service service, MeshService.Port port) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Workload workload : running(mesh.workloads(service))) {
            // A port by a name that the pods do not have leads nowhere.
            if (targetPort(workload, port.target()) > 0) {
                endpoints.add(endpoint(workload, port.target()));
            }
        }
        if (!service.selector().isEmpty()) {
            endpoints.addAll(machines(service.ref().namespace(), service.selector(), port));
        }
        if (mesh.workloads(service).isEmpty() && endpoints.isEmpty()) {
            endpoints.addAll(stated(service, port));
        }
        return endpoints;
    }

    /** What is scaled to nothing has no pods. */
    private static List<Workload> running(List<Workload> workloads) {
        return workloads.stream().filter(workload -> workload.replicas() > 0).toList();
    }

    private List<Endpoint> stated(Service service, MeshService.Port port) {
        String namespace = service.ref().namespace();
        List<Endpoint> endpoints = new ArrayList<>();
        for (WrittenEndpoints.Part part : written.of(namespace, service.ref().name())) {
            int number = part.ports().getOrDefault(port.name(), 0);
            for (String address : part.addresses()) {
                endpoints.add(pod(namespace, address)
                        .map(pod -> endpoint(pod, String.valueOf(number)))
                        .orElseGet(() -> new Endpoint(address, number, namespace, Map.of(), false, Optional.empty())));
            }
        }
        return endpoints;
    }

    /** The pod that has an address, whether the Service selects it or not. */
    private Optional<Workload> pod(String namespace, String address) {
        return mesh.workloads(namespace).stream()
                .filter(workload ->
                        workload.resource().status().text("podIP", "").equals(address))
                .findFirst();
    }

    /** Machines outside of Kubernetes whose labels a selector takes. */
    private List<Endpoint> machines(String namespace, Map<String, String> selector, MeshService.Port port) {
        return mesh.in(WorkloadEntry.KIND, namespace).stream()
                .filter(machine -> machine.labels().entrySet().containsAll(selector.entrySet()))
                .map(machine -> new Endpoint(
                        machine.address(),
                        machine.ports().getOrDefault(port.name(), targetPort(port)),
                        namespace,
                        machine.labels(),
                        takesMutualTls(machine.labels(), machine.serviceAccount()),
                        Optional.empty()))
                .toList();
    }

    private Endpoint endpoint(Workload workload, String target) {
        String mode = workload.podLabels().getOrDefault(TLS_MODE, "istio");
        return new Endpoint(
                workload.resource().status().text("podIP", ""),
                targetPort(workload, target),
                workload.namespace(),
                workload.podLabels(),
                sidecar.test(workload) && mode.equals("istio"),
                Optional.of(workload));
    }

    private static boolean takesMutualTls(Map<String, String> labels, String serviceAccount) {
        String mode = labels.get(TLS_MODE);
        return mode == null ? !serviceAccount.isEmpty() : mode.equals("istio");
    }

    private static int targetPort(MeshService.Port port) {
        return port.target().matches("[0-9]{1,5}") ? Integer.parseInt(port.target()) : port.number();
    }

    private static MeshService service(Mesh mesh, Service service) {
        String host = mesh.host(service).value();
        Optional<String> external = service.type().equals("ExternalName") ? service.externalName() : Optional.empty();
        Resolution resolution = external.isPresent()
                ? Resolution.ALIAS
                : service.isHeadless() ? Resolution.PASSTHROUGH : Resolution.ENDPOINTS;
        String written = service.resource().spec().text("clusterIP", "");
        String address = resolution != Resolution.ENDPOINTS
                ? MeshService.UNSPECIFIED
                // The API server gives the address; until then the host stands for it.
                : written.isEmpty() ? "clusterIP of " + host : written;
        List<MeshService.Port> ports = service.ports().stream()
                .map(port -> new MeshService.Port(port.name(), port.port(), Protocol.of(port), port.targetPort()))
                .toList();
        String exportTo = service.resource().annotations().getOrDefault("networking.istio.io/exportTo", "");
        return new MeshService(
                host,
                service.ref().namespace(),
                true,
                resolution,
                false,
                address,
                ports,
                new ExportTo(
                        exportTo.isEmpty()
                                ? List.of()
                                : List.of(exportTo.replace(" ", "").split(",", -1))),
                service.resource().labels(),
                service.selector(),
                List.of(),
                external,
                service.ref());
    }

    /** A range of one address as that address, everything else as it stands. */
    private static String single(String text) {
        int slash = text.indexOf('/');
        return slash >= 0
                        && IpRange.parse(text)
                                .filter(range -> range.prefix() == (range.family() == 4 ? 32 : 128))
                                .isPresent()
                ? text.substring(0, slash)
                : text;
    }

    private static List<MeshService> services(ServiceEntry entry) {
        List<MeshService.Port> ports = entry.ports().stream()
                .map(port -> new MeshService.Port(
                        port.name(), port.number(), port.protocol(), String.valueOf(port.targetPort())))
                .toList();
        Resolution resolution = switch (entry.resolution()) {
            case "STATIC" -> Resolution.ENDPOINTS;
            case "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS" -> Resolution.DNS;
            default -> Resolution.PASSTHROUGH;
        };
        List<String> addresses = entry.addresses().isEmpty() ? List.of(MeshService.UNSPECIFIED) : entry.addresses();
        List<MeshService> services = new ArrayList<>();
        for (String host : entry.hosts()) {
            for (String address : addresses) {
                services.add(new MeshService(
                        host,
                        entry.namespace(),
                        false,
                        resolution,
                        entry.isExternal(),
                        single(address),
                        ports,
                        entry.exportTo(),
                        entry.resource().labels(),
                        entry.workloadLabels(),
                        List.of(),
                        Optional.empty(),
                        entry.ref()));
            }
        }
        return services;
    }

    private static List<MeshService> withAliases(List<MeshService> services) {
        Map<String, List<String>> aliases = new HashMap<>();
        for (MeshService service : services) {
            service.target()
                    .ifPresent(target -> aliases.computeIfAbsent(target, unknown -> new ArrayList<>())
                            .add(service.host()));
        }
        return services.stream()
                .map(service -> service.withAliases(aliases.getOrDefault(service.host(), List.of())))
                .toList();
    }
}
