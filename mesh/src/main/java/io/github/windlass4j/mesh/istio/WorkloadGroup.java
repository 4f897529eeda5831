package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Map;

/**
 * A view of a WorkloadGroup: the template from which machines register.
 *
 * @param resource the object
 */
public record WorkloadGroup(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<WorkloadGroup> KIND = new IstioKind<>(
            IstioKind.NETWORKING, "WorkloadGroup", List.of("v1", "v1beta1", "v1alpha3"), WorkloadGroup::new);

    /**
     * Labels of the machines.
     *
     * @return label to value
     */
    public Map<String, String> labels() {
        return spec().child("metadata").textMap("labels");
    }

    /**
     * What each machine's WorkloadEntry starts from.
     *
     * @return fields shaped as a WorkloadEntry's {@code spec}
     */
    public Fields template() {
        return spec().child("template");
    }
}
