package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.Set;

/**
 * A view of a WebApplicationFirewallPolicy: which Azure firewall policy guards a Gateway, a listener or an HTTPRoute.
 *
 * @param resource the object
 */
public record WebApplicationFirewallPolicy(Resource resource) implements AgcPolicy {
    /** What names the kind. */
    public static final String KIND = "WebApplicationFirewallPolicy";

    @Override
    public Set<String> targetKinds() {
        return Set.of("Gateway", "HTTPRoute");
    }

    @Override
    public Fields settings() {
        return resource.spec();
    }

    /**
     * The Azure policy.
     *
     * @return its resource ID, empty when absent
     */
    public String firewallId() {
        return settings().child("webApplicationFirewall").text("id", "");
    }

    /** {@code WebApplicationFirewallPolicy namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
