package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.ExportTo;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The VirtualServices and DestinationRules of a mesh, by who sees them. */
public final class RuleBook {
    private final Mesh mesh;
    private final List<VirtualRule> virtualRules;
    private final Map<String, Map<String, List<DestinationRule>>> rulesByNamespace = new HashMap<>();

    private RuleBook(Mesh mesh, List<VirtualRule> virtualRules) {
        this.mesh = mesh;
        this.virtualRules = List.copyOf(virtualRules);
        for (DestinationRule rule : mesh.all(DestinationRule.KIND)) {
            rulesByNamespace
                    .computeIfAbsent(rule.namespace(), unknown -> new HashMap<>())
                    .computeIfAbsent(mesh.resolve(rule.host(), rule.namespace()).value(), unknown -> new ArrayList<>())
                    .add(rule);
        }
    }

    /**
     * The rules of a mesh.
     *
     * @param mesh the objects
     * @param more rules that stand for other objects, such as Ingresses, and have no creation time
     * @return the book
     */
    public static RuleBook of(Mesh mesh, List<VirtualRule> more) {
        List<VirtualRule> undated = new ArrayList<>(more);
        List<VirtualRule> dated = new ArrayList<>();
        for (VirtualService source : mesh.all(VirtualService.KIND)) {
            boolean hasDate = source.resource().creationTimestamp().isPresent();
            (hasDate ? dated : undated).add(VirtualRule.of(source, mesh.clusterDomain()));
        }
        undated.sort(Comparator.comparing(VirtualRule::name).thenComparing(VirtualRule::namespace));
        undated.addAll(dated);
        return new RuleBook(mesh, withDelegates(undated, mesh));
    }

    /**
     * The VirtualServices that a namespace sees for a gateway: its own, those exported to it, then those for everyone.
     *
     * @param namespace of the proxy
     * @param gateway {@code mesh} or {@code namespace/name}
     * @return the rules in order
     */
    public List<VirtualRule> virtualRules(String namespace, String gateway) {
        List<VirtualRule> own = new ArrayList<>();
        List<VirtualRule> shared = new ArrayList<>();
        List<VirtualRule> open = new ArrayList<>();
        for (VirtualRule rule : virtualRules) {
            if (!rule.gateways().contains(gateway)) {
                continue;
            }
            List<String> entries = rule.exportTo().entries().isEmpty()
                    ? mesh.config().defaultVirtualServiceExportTo()
                    : rule.exportTo().entries();
            if (entries.isEmpty() || entries.contains("*")) {
                open.add(rule);
            } else if (new ExportTo(entries).isVisible(namespace, rule.namespace(), List.of())) {
                (rule.namespace().equals(namespace) ? own : shared).add(rule);
            }
        }
        own.addAll(shared);
        own.addAll(open);
        return own;
    }

    /**
     * The DestinationRules for a client's connections to a host: of the client's namespace, else of the service's, else of the
     * root namespace (pilot/pkg/model/push_context.go, destinationRule).
     *
     * @param namespace of the client
     * @param labels of the client
     * @param service the service
     * @return the rules that are merged, the first one being the one whose policy counts; empty when there is none
     */
    public List<DestinationRule> destinationRules(String namespace, Map<String, String> labels, MeshService service) {
        return destinationRules(namespace, labels, service.host(), service.namespace());
    }

    /**
     * The DestinationRules for a client's connections to a host that perhaps no service has.
     *
     * @param namespace of the client
     * @param labels of the client
     * @param host full name or pattern
     * @param owner namespace of the host's service; empty when there is none
     * @return as for a service
     */
    public List<DestinationRule> destinationRules(
            String namespace, Map<String, String> labels, String host, String owner) {
        String root = mesh.rootNamespace();
        // Rules of the root namespace are defaults: for its own proxies they do not come before those of the service.
        List<DestinationRule> found =
                namespace.equals(root) ? nearest(root, host, this::isPrivate) : nearest(namespace, host, this::isLocal);
        if (found.isEmpty()) {
            found = exported(owner, host, namespace);
        }
        if (found.isEmpty()) {
            found = exported(root, host, namespace);
        }
        return consolidated(found, namespace, labels);
    }

    /** The rules of one namespace whose host is the most specific around a name. */
    private List<DestinationRule> nearest(String owner, String host, Predicate<DestinationRule> counts) {
        Map<String, List<DestinationRule>> own = rulesByNamespace.getOrDefault(owner, Map.of());
        @Nullable
        List<DestinationRule> best = HostPatterns.mostSpecific(host, pattern -> {
            List<DestinationRule> seen =
                    own.getOrDefault(pattern, List.of()).stream().filter(counts).toList();
            return seen.isEmpty() ? Optional.empty() : Optional.of(seen);
        });
        return best == null ? List.of() : best;
    }

    /** Where the most specific host is not for the client, a wider one of the same namespace does not stand in for it. */
    private List<DestinationRule> exported(String owner, String host, String client) {
        return nearest(owner, host, rule -> !isPrivate(rule)).stream()
                .filter(rule -> {
                    Set<String> to = exportTo(rule);
                    return to.isEmpty() || to.contains("*") || to.contains(client);
                })
                .toList();
    }

    private boolean isLocal(DestinationRule rule) {
        Set<String> to = exportTo(rule);
        return to.isEmpty() || to.contains("*") || to.contains(".") || to.contains(rule.namespace());
    }

    private boolean isPrivate(DestinationRule rule) {
        Set<String> to = exportTo(rule);
        return to.isEmpty()
                ? mesh.config().defaultDestinationRuleExportTo().contains(".")
                : to.equals(Set.of(".")) || to.equals(Set.of(rule.namespace()));
    }

    /** Rules for some clients are not exported, whatever they say. */
    private static Set<String> exportTo(DestinationRule rule) {
        return rule.workloadSelector().isEmpty() ? Set.copyOf(rule.exportTo().entries()) : Set.of(".");
    }

    /**
     * Those of several rules for one host that count together for a proxy (mergeDestinationRule; model/sidecar.go,
     * DestinationRule): those that pick it by its labels, completed by others that are as private, else the last of those that
     * are exported alike.
     */
    private static List<DestinationRule> consolidated(
            List<DestinationRule> found, String namespace, Map<String, String> labels) {
        List<DestinationRule> general =
                found.stream().filter(rule -> rule.workloadSelector().isEmpty()).toList();
        Optional<Map<String, String>> selector = found.stream()
                .filter(rule -> rule.namespace().equals(namespace))
                .map(DestinationRule::workloadSelector)
                .filter(picked -> !picked.isEmpty() && labels.entrySet().containsAll(picked.entrySet()))
                .findFirst();
        if (selector.isPresent()) {
            return Stream.concat(
                            found.stream()
                                    .filter(rule -> rule.workloadSelector().equals(selector.get())),
                            general.stream().filter(rule -> exportTo(rule).contains(".")))
                    .toList();
        }
        Map<Set<String>, List<DestinationRule>> alike = new LinkedHashMap<>();
        general.forEach(rule -> alike.computeIfAbsent(exportTo(rule), unknown -> new ArrayList<>())
                .add(rule));
        return alike.values().stream().reduce(List.of(), (first, last) -> last);
    }

    private static List<VirtualRule> withDelegates(List<VirtualRule> written, Mesh mesh) {
        Map<String, VirtualRule> delegates = new HashMap<>();
        written.stream().filter(rule -> rule.hosts().isEmpty()).forEach(rule -> delegates.put(rule.key(), rule));
        List<VirtualRule> resolved = new ArrayList<>();
        for (VirtualRule rule : written) {
            if (!rule.hosts().isEmpty()) {
                resolved.add(rule.withHttp(rule.http().stream()
                        .flatMap(route -> resolve(rule, route, delegates, mesh).stream())
                        .toList()));
            }
        }
        return resolved;
    }

    private static List<HttpRule> resolve(
            VirtualRule root, HttpRule route, Map<String, VirtualRule> delegates, Mesh mesh) {
        if (route.delegate().isEmpty()) {
            return List.of(route);
        }
        Optional<VirtualRule> delegate =
                Optional.ofNullable(delegates.get(route.delegate().get()));
        return delegate.filter(found -> found.exportTo()
                        .isVisible(
                                root.namespace(),
                                found.namespace(),
                                mesh.config().defaultVirtualServiceExportTo()))
                .map(found -> route.merged(found.http()))
                .orElse(List.of());
    }
}
