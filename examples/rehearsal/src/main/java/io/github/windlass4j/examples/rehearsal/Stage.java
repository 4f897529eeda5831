package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.examples.rehearsal.postgres.Access;
import io.github.windlass4j.truststore.client.Hba;
import io.github.windlass4j.truststore.client.PresentedChain;

/**
 * What the server does at one point of the rotation.
 *
 * @param chain what it sends
 * @param keyPem the private key of the first certificate of {@code chain}
 * @param access whom it lets in
 */
record Stage(PresentedChain chain, String keyPem, Access access) {
    Hba hba() {
        return access == Access.TLS_ONLY ? Hba.HOSTSSL : Hba.HOST;
    }

    String title() {
        return chain.name() + " (" + (access == Access.TLS_ONLY ? "TLS only" : "plain text admitted too") + ")";
    }
}
