package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A view of a BackendTLSPolicy of this group: TLS to the pods of a Service. Not the kind of the same name of the Gateway API.
 *
 * @param resource the object
 */
public record AgcBackendTlsPolicy(Resource resource) implements AgcPolicy {
    /** What names the kind. */
    public static final String KIND = "BackendTLSPolicy";

    @Override
    public Set<String> targetKinds() {
        return Set.of("Service");
    }

    /**
     * The server name that is asked for.
     *
     * @return the name, if one is set
     */
    public Optional<String> sni() {
        return settings().text("sni");
    }

    /**
     * Which ports of the Service.
     *
     * @return the numbers in order; empty means all
     */
    public List<Integer> ports() {
        List<Integer> ports = new ArrayList<>();
        settings().list("ports").forEach(port -> port.int32("port").ifPresent(ports::add));
        return List.copyOf(ports);
    }

    /**
     * The certificate that the gateway shows.
     *
     * @return the Secret, if one is set
     */
    public Optional<Reference> clientCertificate() {
        return reference(settings(), "clientCertificateRef");
    }

    /**
     * The authority that the pods' certificates must come from.
     *
     * @return the Secret; empty when certificates are not verified
     */
    public Optional<Reference> authority() {
        return reference(settings().child("verify"), "caCertificateRef");
    }

    /**
     * The name that the pods' certificates must carry.
     *
     * @return the name, if one is set
     */
    public Optional<String> subjectAltName() {
        return settings().child("verify").text("subjectAltName");
    }

    private static Optional<Reference> reference(Fields owner, String field) {
        return owner.has(field) ? Optional.of(Reference.of(owner.child(field), "", "Secret")) : Optional.empty();
    }

    /** {@code BackendTLSPolicy namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
