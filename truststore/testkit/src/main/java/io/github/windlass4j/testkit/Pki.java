package io.github.windlass4j.testkit;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.List;

/**
 * A throwaway PKI: a root, an issuing authority under it, and a server certificate for {@code localhost} and
 * {@code 127.0.0.1}. For any other shape ask {@link #mint()}.
 *
 * @param mint makes more, from the same seed
 * @param root the self-signed root
 * @param issuing the authority between root and server
 * @param server the server's certificate and key
 */
public record Pki(Mint mint, Authority root, Authority issuing, Issued server) {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    static Pki of(Mint mint) {
        Authority root = mint.root("Throwaway Root");
        Authority issuing = root.issueAuthority("Throwaway Issuing CA");
        return new Pki(
                mint,
                root,
                issuing,
                issuing.issueLeaf(
                        "localhost",
                        spec -> spec.names(new GeneralName.Dns("localhost"), new GeneralName.Ip(LOOPBACK))));
    }

    /** What the server sends: its certificate and the issuing authority's, without the root. */
    public List<Certificate> chain() {
        return server.chain();
    }

    /** A trust store with the root alone. */
    public TrustStore store() {
        return TrustStore.of("throwaway root", List.of(root.certificate()));
    }

    /** Starts a TLS server with the server's certificate; the caller closes it. */
    public TlsServer startServer() {
        return TlsServer.start(server.privateKey(), chain());
    }

    /** Starts a server that speaks PostgreSQL's SSLRequest, with the server's certificate; the caller closes it. */
    public TlsServer startPostgresServer() {
        return TlsServer.startPostgres(server.privateKey(), chain());
    }

    @Override
    public String toString() {
        return root.certificate().subject() + " > " + issuing.certificate().subject() + " > "
                + server.certificate().subject();
    }
}
