package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Optional;

/**
 * The smallest set of edits after which every hop works: all smaller sets were tried and fail.
 *
 * @param edits the edits in order; empty when nothing needs mending
 * @param changed the objects as they are to be, those that are new among them
 * @param patched the mesh with them
 * @param after how the controller fares then
 * @param hostRestored a VirtualService that gives applications the Host of the request back, when the patch takes it from them;
 *     tried too
 * @param tried how many sets of edits were simulated
 */
public record NginxPatch(
        List<NginxEdit> edits,
        List<Resource> changed,
        Mesh patched,
        NginxReport after,
        Optional<Resource> hostRestored,
        int tried) {
    /** Copies the lists. */
    public NginxPatch {
        edits = List.copyOf(edits);
        changed = List.copyOf(changed);
    }

    /**
     * The changed objects.
     *
     * @return YAML, one document each
     */
    public String toYaml() {
        return String.join("---\n", changed.stream().map(Resource::toYaml).toList());
    }

    /** The edits. */
    @Override
    public String toString() {
        return edits.isEmpty() ? "nothing to mend" : edits.toString();
    }
}
