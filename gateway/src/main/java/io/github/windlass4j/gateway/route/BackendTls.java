package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.hostname.ServerName;
import java.time.Instant;
import java.util.List;

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
     * How a handshake ends.
     *
     * @param outcome whether it succeeds
     * @param why the reason in a few words
     */
    public record Handshake(Outcome outcome, String why) {
        /** Whether a handshake succeeds. */
        public enum Outcome {
            /** The gateway goes on. */
            CONNECTED,
            /** The gateway breaks off; the client gets an error of the server's kind (5xx). */
            REFUSED,
            /** The authorities of the gateway's own system decide, and they are not known. */
            UNKNOWN
        }

        @Override
        public String toString() {
            return outcome + ": " + why;
        }
    }

    /**
     * Whether the gateway connects to a backend that presents a chain.
     *
     * @param presented the server's certificates, leaf first, never empty
     * @param at when
     * @return the outcome with its reason
     */
    public Handshake handshake(List<Certificate> presented, Instant at) {
        if (authorities.isEmpty()) {
            return new Handshake(Handshake.Outcome.UNKNOWN, "the authorities of the gateway's system count");
        }
        ChainRequest request = ChainRequest.of(presented).anchors(authorities).at(at);
        ChainVerdict verdict = VALIDATOR.validate(request);
        for (String name : acceptedNames) {
            if (!verdict.isTrusted()) {
                break;
            }
            if (name.contains("://") ? names(presented.get(0), name) : holds(request, name)) {
                return new Handshake(Handshake.Outcome.CONNECTED, "the certificate holds for " + name);
            }
        }
        return new Handshake(
                Handshake.Outcome.REFUSED,
                verdict.isTrusted() ? "the certificate holds for none of " + acceptedNames : verdict.toString());
    }

    private static boolean holds(ChainRequest request, String host) {
        try {
            return VALIDATOR.validate(request.host(ServerName.parse(host))).isTrusted();
        } catch (IllegalArgumentException noHostName) {
            return false;
        }
    }

    private static boolean names(Certificate leaf, String uri) {
        return leaf.extensions().subjectAlternativeNames().orElse(List.of()).stream()
                .anyMatch(name ->
                        name instanceof GeneralName.Uri named && named.uri().equals(uri));
    }

    /** The server name. */
    @Override
    public String toString() {
        return "TLS to " + serverName;
    }
}
