package io.github.windlass4j.mesh.mtls;

import io.github.windlass4j.mesh.istio.ClientTls;
import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.istio.TrafficPolicy;
import java.util.List;
import java.util.Optional;

/**
 * How a client's proxy opens connections to a service: as DestinationRules say, else by itself (automatic mutual TLS), else as
 * the application sends.
 *
 * @param mode ways of opening a connection; DISABLE leaves the bytes as they are
 * @param source who decided
 * @param field of the DestinationRule that decided, such as {@code spec.trafficPolicy.tls}; empty when none did
 * @param serverName the server name that is sent; empty for that of the cluster
 * @param subjectAltNames names of which the server must have one; empty for those of the service
 * @param certificates files that are used instead of those that Istio issues
 */
public record TlsOrigination(
        ClientTls.Mode mode,
        Source source,
        String field,
        String serverName,
        List<String> subjectAltNames,
        Optional<Certificates> certificates) {
    /** Who decided. */
    public enum Source {
        /** A DestinationRule, or nobody. */
        WRITTEN,
        /** istiod; endpoints without mutual TLS still get plaintext. */
        AUTOMATIC,
        /** A DestinationRule whose Secret the proxy may not read: it opens nothing. */
        IGNORED
    }

    /**
     * A client certificate in files.
     *
     * @param chain the certificate and its intermediates
     * @param key its private key
     * @param roots trust anchors
     */
    public record Certificates(String chain, String key, String roots) {}

    /**
     * The part of a DestinationRule that counts for a port of a subset, with the place where it stands.
     *
     * @param tls the settings
     * @param field where they stand
     */
    public record Written(ClientTls tls, String field) {}

    /** Copies the names. */
    public TlsOrigination {
        subjectAltNames = List.copyOf(subjectAltNames);
    }

    /**
     * What DestinationRules say about TLS to one port: the subset's policy before that of the rule, and in each the port's own
     * settings replace the policy, also when they name no TLS.
     *
     * @param rules the rules of one host; the policy of the first one that has a policy counts, subsets add up
     * @param subset name of the subset, empty for none
     * @param port number of the service's port
     * @return the settings, if there are any
     */
    public static Optional<Written> written(List<DestinationRule> rules, String subset, int port) {
        Optional<Written> top = rules.stream()
                .map(DestinationRule::trafficPolicy)
                .filter(TrafficPolicy::isPresent)
                .findFirst()
                .flatMap(policy -> effective(policy, port, "spec.trafficPolicy", Optional.empty()));
        return rules.stream()
                .flatMap(rule -> rule.subset(subset).stream())
                .findFirst()
                .map(DestinationRule.Subset::trafficPolicy)
                .map(policy -> effective(policy, port, "spec.subsets[" + subset + "].trafficPolicy", top))
                .orElse(top);
    }

    private static Optional<Written> effective(
            TrafficPolicy policy, int port, String field, Optional<Written> inherited) {
        if (policy.port(port).isPresent()) {
            return policy.port(port)
                    .flatMap(TrafficPolicy::tls)
                    .map(tls -> new Written(tls, field + ".portLevelSettings[" + port + "].tls"));
        }
        return policy.tls().map(tls -> new Written(tls, field + ".tls")).or(() -> inherited);
    }

    /**
     * How connections are opened (istiod, buildUpstreamTLSSettings).
     *
     * @param written what DestinationRules say
     * @param automatic whether the mesh has automatic mutual TLS
     * @param external whether the service is outside of the mesh
     * @param service what the service is believed to accept; UNSET when unknown
     * @param serverName server name of the service
     * @param subjectAltNames names of the service's workloads
     * @param own a client certificate that the proxy was started with, if it was
     * @return how connections are opened; empty for as the application sends
     */
    public static Optional<TlsOrigination> of(
            Optional<Written> written,
            boolean automatic,
            boolean external,
            MtlsMode service,
            String serverName,
            List<String> subjectAltNames,
            Optional<Certificates> own) {
        if (written.isPresent()) {
            return Optional.of(of(written.get(), external, serverName, subjectAltNames, own));
        }
        if (external || !automatic || service == MtlsMode.UNSET || service == MtlsMode.DISABLE) {
            return Optional.empty();
        }
        return Optional.of(new TlsOrigination(
                own.isPresent() ? ClientTls.Mode.MUTUAL : ClientTls.Mode.ISTIO_MUTUAL,
                Source.AUTOMATIC,
                "",
                serverName,
                subjectAltNames,
                own));
    }

    private static TlsOrigination of(
            Written written,
            boolean external,
            String serverName,
            List<String> subjectAltNames,
            Optional<Certificates> own) {
        ClientTls tls = written.tls();
        boolean istio = tls.mode() == ClientTls.Mode.ISTIO_MUTUAL;
        String name = tls.sni().orElse(istio && own.isEmpty() ? serverName : "");
        List<String> names =
                tls.subjectAltNames().isEmpty() && istio && own.isEmpty() ? subjectAltNames : tls.subjectAltNames();
        boolean mutual = istio || tls.mode() == ClientTls.Mode.MUTUAL;
        // Certificates that the proxy was started with replace the rule's, inside the mesh.
        boolean replaced = mutual && own.isPresent() && !external;
        Optional<Certificates> certificates = replaced
                ? own
                : tls.fields()
                        .text("clientCertificate")
                        .map(chain -> new Certificates(
                                chain,
                                tls.fields().text("privateKey", ""),
                                tls.caCertificates().orElse("")));
        return new TlsOrigination(
                replaced ? ClientTls.Mode.MUTUAL : tls.mode(),
                Source.WRITTEN,
                written.field(),
                name,
                names,
                certificates);
    }

    /**
     * What a sidecar makes of it that no {@code workloadSelector} picks: TLS with a certificate from a Secret is left out, so
     * that bytes go as they come (istiod, buildUpstreamClusterTLSContext).
     *
     * @param written what DestinationRules say
     * @return this, or a copy that is ignored
     */
    public TlsOrigination ofAnySidecar(Optional<Written> written) {
        boolean secret = written.flatMap(found -> found.tls().credentialName())
                .filter(name -> !name.isEmpty() && !name.startsWith("configmap://"))
                .isPresent();
        boolean counts = mode == ClientTls.Mode.SIMPLE || mode == ClientTls.Mode.MUTUAL;
        return secret && counts
                ? new TlsOrigination(mode, Source.IGNORED, field, serverName, subjectAltNames, certificates)
                : this;
    }

    /**
     * Whether istiod marks an endpoint for mutual TLS.
     *
     * @param written what DestinationRules say about its port
     * @param mutualTls whether it has a proxy that takes mutual TLS
     * @param policy what its PeerAuthentications say
     * @param port the number that it listens on
     * @return as the DestinationRule says, else true for a proxy whose port does not have DISABLE
     */
    public static boolean isMutual(Optional<Written> written, boolean mutualTls, PeerPolicy policy, int port) {
        return written.map(found -> found.tls().mode() == ClientTls.Mode.ISTIO_MUTUAL)
                .orElseGet(() -> mutualTls && policy.port(port).mode() != MtlsMode.DISABLE);
    }
}
