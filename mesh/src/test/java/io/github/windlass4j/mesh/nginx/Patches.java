package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a patch is held against without the search that found it. */
final class Patches {
    private Patches() {}

    /**
     * Whether what is left after taking any edits away still mends: the edits are applied anew, one proper subset at a time.
     */
    static boolean partHelps(NginxDoctor doctor, Mesh mesh, NginxSetup setup, NginxPatch patch) {
        Mesh whole = NginxDoctor.withApiServer(mesh);
        Edits edits = new Edits(whole, setup, "blue");
        List<NginxEdit> chosen = patch.edits();
        Set<String> strict =
                patch.after().hops().stream().filter(Hop::strict).map(Hop::what).collect(Collectors.toSet());
        return IntStream.range(0, (1 << chosen.size()) - 1).anyMatch(subset -> {
            List<NginxEdit> part = new ArrayList<>();
            for (int i = 0; i < chosen.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    part.add(chosen.get(i));
                }
            }
            Resource[] changed = edits.all(part).values().toArray(new Resource[0]);
            return doctor.examine(whole.with(changed), setup, strict).isHealthy();
        });
    }
}
