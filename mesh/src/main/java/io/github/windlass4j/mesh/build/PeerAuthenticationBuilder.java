package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.istio.PeerAuthentication;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a PeerAuthentication together. */
public final class PeerAuthenticationBuilder extends PolicyBuilder<PeerAuthentication, PeerAuthenticationBuilder> {
    private PeerAuthenticationBuilder(String namespace, String name) {
        super(PeerAuthentication.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static PeerAuthenticationBuilder of(String namespace, String name) {
        return new PeerAuthenticationBuilder(namespace, name);
    }

    /**
     * What is taken on all ports.
     *
     * @param mode the mode
     * @return this builder
     */
    public PeerAuthenticationBuilder mtls(MtlsMode mode) {
        return field("mtls", Map.of("mode", mode.name()));
    }

    /**
     * What is taken on one port; needs {@link #pods}.
     *
     * @param port number that the workload listens on
     * @param mode the mode
     * @return this builder
     */
    public PeerAuthenticationBuilder port(int port, MtlsMode mode) {
        Map<String, Object> ports = new LinkedHashMap<>();
        if (fields().get("portLevelMtls") instanceof Map<?, ?> before) {
            before.forEach((number, written) -> ports.put((String) number, written));
        }
        ports.put(Integer.toString(port), Map.of("mode", mode.name()));
        return field("portLevelMtls", ports);
    }

    @Override
    protected PeerAuthenticationBuilder self() {
        return this;
    }
}
