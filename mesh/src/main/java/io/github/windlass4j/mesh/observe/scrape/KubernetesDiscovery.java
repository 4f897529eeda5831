package io.github.windlass4j.mesh.observe.scrape;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of {@code kubernetes_sd_configs}: which objects become candidates for targets.
 *
 * @param role kind of object
 * @param namespaces namespaces that are looked at; empty = all of them
 * @param ownNamespace whether the namespace of the scraper is looked at too
 * @param selectors further restrictions by label or field
 */
public record KubernetesDiscovery(Role role, List<String> namespaces, boolean ownNamespace, List<Selector> selectors) {
    /** Copies the lists. */
    public KubernetesDiscovery {
        namespaces = List.copyOf(namespaces);
        selectors = List.copyOf(selectors);
    }

    /** The kind of object that becomes a target. */
    public enum Role {
        /** One target per node. */
        NODE,
        /** One target per port of each Service. */
        SERVICE,
        /** One target per declared port of each container; one without port for a container that declares none. */
        POD,
        /** One target per address and port of each Endpoints object, and one per other port of the pods behind it. */
        ENDPOINTS,
        /** The same from EndpointSlices. */
        ENDPOINTSLICE,
        /** One target per path of each Ingress. */
        INGRESS;

        static Optional<Role> named(String word) {
            for (Role role : values()) {
                if (role.toString().equals(word)) {
                    return Optional.of(role);
                }
            }
            return Optional.empty();
        }

        /** The word of the configuration. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A restriction that the API server applies.
     *
     * @param role kind of object it restricts
     * @param label label selector in {@code kubectl -l} form; empty = none
     * @param field field selector; empty = none
     */
    public record Selector(Role role, String label, String field) {}

    static KubernetesDiscovery read(Section section) {
        section.allowOnly(ConfigFields.shipped().ofKubernetes());
        Section namespaces = section.child("namespaces");
        namespaces.allowOnly(Set.of("own_namespace", "names"));
        return new KubernetesDiscovery(
                role(section),
                namespaces.texts("names"),
                namespaces.flag("own_namespace", false),
                section.children("selectors").stream()
                        .map(selector ->
                                new Selector(role(selector), selector.text("label", ""), selector.text("field", "")))
                        .toList());
    }

    private static Role role(Section section) {
        String word = section.text("role", "");
        return Role.named(word)
                .orElseThrow(() -> section.malformed(
                        "role",
                        word.isEmpty()
                                ? "role missing (one of: pod, service, endpoints, endpointslice, node, ingress)"
                                : "unknown role \"" + word + "\""));
    }
}
