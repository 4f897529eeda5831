package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.ExportTo;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @param more rules that stand for other objects, such as Ingresses
     * @return the book
     */
    public static RuleBook of(Mesh mesh, List<VirtualRule> more) {
        List<VirtualRule> written = new ArrayList<>();
        for (VirtualService source : mesh.all(VirtualService.KIND)) {
            written.add(VirtualRule.of(source, mesh.clusterDomain()));
        }
        written.addAll(more);
        return new RuleBook(mesh, withDelegates(written, mesh));
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
        String root = mesh.rootNamespace();
        // Rules of the root namespace are defaults: for its own proxies they do not come before those of the service.
        List<DestinationRule> found = namespace.equals(root)
                ? find(namespace, service.host(), namespace, true)
                : find(namespace, service.host(), namespace, false);
        if (found.isEmpty()) {
            found = find(service.namespace(), service.host(), namespace, false);
        }
        if (found.isEmpty()) {
            found = find(root, service.host(), namespace, false);
        }
        List<DestinationRule> selected = found.stream()
                .filter(rule -> !rule.workloadSelector().isEmpty()
                        && rule.namespace().equals(namespace)
                        && labels.entrySet().containsAll(rule.workloadSelector().entrySet()))
                .toList();
        return selected.isEmpty()
                ? found.stream()
                        .filter(rule -> rule.workloadSelector().isEmpty())
                        .toList()
                : selected;
    }

    private List<DestinationRule> find(String owner, String host, String client, boolean privateOnly) {
        Map<String, List<DestinationRule>> own = rulesByNamespace.getOrDefault(owner, Map.of());
        @Nullable
        List<DestinationRule> best = HostPatterns.mostSpecific(host, pattern -> {
            List<DestinationRule> seen = own.getOrDefault(pattern, List.of()).stream()
                    .filter(rule -> rule.exportTo()
                            .isVisible(client, owner, mesh.config().defaultDestinationRuleExportTo()))
                    .filter(rule -> !privateOnly
                            || (rule.exportTo().entries().stream().allMatch("."::equals)
                                    && !rule.exportTo().entries().isEmpty()))
                    .toList();
            return seen.isEmpty() ? Optional.empty() : Optional.of(seen);
        });
        return best == null ? List.of() : best;
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
