package io.github.windlass4j.truststore.client;

import java.util.Objects;

/**
 * What a client meets: the chain that is presented, and whether the server insists on TLS. Authentication is not
 * modelled; it is taken to succeed.
 *
 * @param chain the presented certificates
 * @param hba which channels {@code pg_hba.conf} admits for this client
 * @param offersTls false for {@code ssl = off}: the SSLRequest is answered with N
 */
public record Server(PresentedChain chain, Hba hba, boolean offersTls) {
    /** Checks the components. */
    public Server {
        Objects.requireNonNull(chain);
        Objects.requireNonNull(hba);
    }

    /** Returns a server that presents this chain and admits TLS only, as managed services do. */
    public static Server presenting(PresentedChain chain) {
        return new Server(chain, Hba.HOSTSSL, true);
    }

    /** Returns a copy with another kind of {@code pg_hba.conf} line. */
    public Server withHba(Hba other) {
        return new Server(chain, other, offersTls);
    }

    /** Returns a copy that runs with {@code ssl = off}. */
    public Server withoutTls() {
        return new Server(chain, hba, false);
    }

    @Override
    public String toString() {
        return chain + ", " + hba + (offersTls ? "" : ", without TLS");
    }
}
