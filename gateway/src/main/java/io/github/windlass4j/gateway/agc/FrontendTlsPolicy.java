package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A view of a FrontendTLSPolicy: ciphers and client certificates of a Gateway or of some of its listeners.
 *
 * @param resource the object
 */
public record FrontendTlsPolicy(Resource resource) implements AgcPolicy {
    /** What names the kind. */
    public static final String KIND = "FrontendTLSPolicy";

    @Override
    public Set<String> targetKinds() {
        return Set.of("Gateway");
    }

    /**
     * The name of the TLS policy.
     *
     * @return the name; that of the default when none is set
     */
    public String policyName() {
        return settings().child("policyType").text("name", "2023-06");
    }

    /**
     * The sort of the TLS policy.
     *
     * @return {@code predefined} when none is set
     */
    public String policyType() {
        return settings().child("policyType").text("type", "predefined");
    }

    /**
     * The authority that client certificates must come from.
     *
     * @return the Secret; empty when clients need no certificate
     */
    public Optional<Reference> clientAuthority() {
        return settings().has("verify")
                ? Optional.of(Reference.of(settings().child("verify", "caCertificateRef"), "", "Secret"))
                : Optional.empty();
    }

    /**
     * The names that client certificates may carry.
     *
     * @return the names in order; empty means any
     */
    public List<String> subjectAltNames() {
        return settings().child("verify").texts("subjectAltNames");
    }

    /** {@code FrontendTLSPolicy namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
