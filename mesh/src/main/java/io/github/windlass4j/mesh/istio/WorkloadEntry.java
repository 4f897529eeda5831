package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A view of a WorkloadEntry: one machine outside of Kubernetes.
 *
 * @param resource the object
 */
public record WorkloadEntry(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<WorkloadEntry> KIND = new IstioKind<>(
            IstioKind.NETWORKING, "WorkloadEntry", List.of("v1", "v1beta1", "v1alpha3"), WorkloadEntry::new);

    /**
     * Where it is.
     *
     * @return IP address, DNS name or {@code unix://} path; empty when absent
     */
    public String address() {
        return spec().text("address", "");
    }

    /**
     * What selectors see.
     *
     * @return the labels of its {@code spec} over those of its metadata
     */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(resource.labels());
        labels.putAll(spec().textMap("labels"));
        return Map.copyOf(labels);
    }

    /**
     * Where its named ports are.
     *
     * @return name of a ServiceEntry's port to number
     */
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        Fields written = spec().child("ports");
        for (String name : written.names()) {
            written.whole(name).ifPresent(number -> ports.put(name, (int) number));
        }
        return Map.copyOf(ports);
    }

    /**
     * Who it is.
     *
     * @return the ServiceAccount's name, empty when absent
     */
    public String serviceAccount() {
        return spec().text("serviceAccount", "");
    }
}
