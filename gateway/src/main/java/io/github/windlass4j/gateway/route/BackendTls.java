package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.hostname.ServerName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a BackendTLSPolicy has connections to a backend made.
 *
 * @param serverName the name sent in the handshake
 * @param acceptedNames names of which the server's certificate must hold one; the server name itself where the policy gives
 *     no others
 * @param authorities the authorities that may have issued it; empty when those of the gateway's own system count
 */
public record BackendTls(String serverName, List<String> acceptedNames, List<Certificate> authorities) {
    private static final ChainValidator VALIDATOR = ChainValidator.of(Profile.PRIVATE_PKI);

    /** Copies the lists. */
    public BackendTls {
        acceptedNames = List.copyOf(acceptedNames);
        authorities = List.copyOf(authorities);
    }

    /**
     * Whether a backend that presents a chain is connected to.
     *
     * @param presented the server's certificates, leaf first, never empty
     * @param at when
     * @return the verdict; empty when it hangs on the system's authorities or on a name that is a URI
     */
    public Optional<ChainVerdict> accepts(List<Certificate> presented, Instant at) {
        if (authorities.isEmpty() || acceptedNames.stream().anyMatch(name -> name.contains("://"))) {
            return Optional.empty();
        }
        ChainRequest request = ChainRequest.of(presented).anchors(authorities).at(at);
        ChainVerdict verdict = null;
        for (String name : acceptedNames) {
            verdict = VALIDATOR.validate(request.host(ServerName.parse(name)));
            if (verdict.isTrusted()) {
                break;
            }
        }
        return Optional.ofNullable(verdict);
    }

    /** The server name. */
    @Override
    public String toString() {
        return "TLS to " + serverName;
    }
}
