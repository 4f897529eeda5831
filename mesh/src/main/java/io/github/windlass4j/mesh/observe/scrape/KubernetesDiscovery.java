package io.github.windlass4j.mesh.observe.scrape;

import java.util.ArrayList;
import java.util.EnumSet;
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
    private static final String SERVER = "api_server";
    private static final String FILE = "kubeconfig_file";

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

        /** Whether objects of another role are listed too (discovery/kubernetes, allowedSelectors). */
        boolean lists(Role other) {
            boolean endpoints = this == ENDPOINTS || this == ENDPOINTSLICE;
            return other == this || (endpoints && (other == POD || other == SERVICE));
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
        section.check(ConfigFields.shipped().ofKubernetes());
        HttpClient.check(section);
        Section namespaces = section.child("namespaces");
        namespaces.check(ConfigFields.shipped().of("namespaces"));
        boolean ownNamespace = namespaces.flag("own_namespace", false);
        access(section, ownNamespace);
        Role role = role(section);
        return new KubernetesDiscovery(
                role,
                namespaces.texts("names"),
                ownNamespace,
                selectors(section, role, section.child("attach_metadata").flag("node", false)));
    }

    /** One way to the API server: the pod's own, an address with an HTTP client, or a file. */
    private static void access(Section section, boolean ownNamespace) {
        boolean server = section.isWritten(SERVER);
        boolean file = !section.text(FILE, "").isEmpty();
        if (server && file) {
            throw section.malformed(FILE, "not together with " + SERVER);
        }
        if (!server && !HttpClient.isDefault(section)) {
            throw section.malformed(SERVER, "an HTTP client of one's own is used for an " + SERVER + " only");
        }
        if (ownNamespace && (server || file)) {
            throw section.malformed("namespaces", "own_namespace: not together with " + (server ? SERVER : FILE));
        }
    }

    private static List<Selector> selectors(Section section, Role role, boolean withNodes) {
        List<Selector> selectors = new ArrayList<>();
        Set<Role> seen = EnumSet.noneOf(Role.class);
        for (Section selector : section.children("selectors")) {
            selector.check(ConfigFields.shipped().of("selector"));
            Role selected = role(selector);
            if (!seen.add(selected)) {
                throw selector.malformed("role", "a second selector for role " + selected);
            }
            if (!role.lists(selected) && !(withNodes && role == Role.POD && selected == Role.NODE)) {
                throw selector.malformed("role", "role " + role + " has no use for selectors of role " + selected);
            }
            selectors.add(new Selector(selected, selector.text("label", ""), selector.text("field", "")));
        }
        return selectors;
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
