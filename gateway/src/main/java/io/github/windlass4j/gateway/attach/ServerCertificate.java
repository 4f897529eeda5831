package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.List;

/**
 * A certificate that a listener can show.
 *
 * @param reference the reference that names it
 * @param secret the Secret that holds it
 * @param chain the certificates of the Secret, leaf first, never empty
 */
public record ServerCertificate(Reference reference, ObjectRef secret, List<Certificate> chain) {
    /** Copies the chain. */
    public ServerCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * The certificate that is shown.
     *
     * @return the leaf
     */
    public Certificate leaf() {
        return chain.get(0);
    }

    /** {@code Secret namespace/name: subject}. */
    @Override
    public String toString() {
        return secret + ": " + leaf().subject();
    }
}
