package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A view of a PeerAuthentication: whether workloads accept plaintext.
 *
 * @param resource the object
 */
public record PeerAuthentication(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<PeerAuthentication> KIND = new IstioKind<>(
            IstioKind.SECURITY, "PeerAuthentication", List.of("v1", "v1beta1"), PeerAuthentication::new);

    /**
     * What it applies to.
     *
     * @return its selector
     */
    public PolicyTarget target() {
        return new PolicyTarget(spec());
    }

    /**
     * The mode for all ports without a mode of their own.
     *
     * @return the mode, UNSET when absent
     */
    public MtlsMode mode() {
        return mode(spec().child("mtls"));
    }

    /**
     * The modes of single ports. The numbers are those on which the workload listens, not those of a Service.
     *
     * @return port to mode in the order of the numbers, without keys that are no port number
     */
    public Map<Integer, MtlsMode> portModes() {
        Map<Integer, MtlsMode> modes = new TreeMap<>();
        Fields ports = spec().child("portLevelMtls");
        for (String port : ports.names()) {
            if (port.matches("[0-9]{1,5}")) {
                modes.put(Integer.valueOf(port), mode(ports.child(port)));
            }
        }
        return Collections.unmodifiableMap(modes);
    }

    private static MtlsMode mode(Fields mtls) {
        return MtlsMode.named(mtls.text("mode", "")).orElse(MtlsMode.UNSET);
    }
}
