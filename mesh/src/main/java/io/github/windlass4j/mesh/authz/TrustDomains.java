package io.github.windlass4j.mesh.authz;

import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The trust domains that stand for each other (pilot/pkg/security/trustdomain): a principal that is written with one of them is
 * taken with each of them.
 *
 * @param names the mesh's own first, then its aliases
 */
record TrustDomains(List<String> names) {
    /** Written for the mesh's own, whatever its name. */
    private static final String LOCAL = "cluster.local";

    static TrustDomains of(MeshConfig config) {
        List<String> names = new ArrayList<>();
        names.add(config.trustDomain());
        names.addAll(config.trustDomainAliases());
        return new TrustDomains(List.copyOf(names));
    }

    /** Principals are what is written. */
    static TrustDomains none() {
        return new TrustDomains(List.of());
    }

    /** All ways to write a principal. */
    List<String> expand(String principal) {
        String[] parts = principal.split("/", -1);
        // Only a whole identity has a domain that can be replaced.
        if (names.isEmpty() || parts.length != 5 || principal.equals("*")) {
            return List.of(principal);
        }
        String domain = parts[0];
        boolean known = domain.equals(LOCAL) || names.stream().anyMatch(name -> matches(domain, name));
        if (!known) {
            return List.of(principal);
        }
        String rest = principal.substring(domain.length());
        Set<String> all = new LinkedHashSet<>();
        // A domain that takes a name already needs no other way to write it.
        names.forEach(name -> all.add(matches(domain, name) ? principal : name + rest));
        return List.copyOf(all);
    }

    private static boolean matches(String pattern, String domain) {
        return pattern.startsWith("*") ? domain.endsWith(pattern.substring(1)) : domain.equals(pattern);
    }
}
