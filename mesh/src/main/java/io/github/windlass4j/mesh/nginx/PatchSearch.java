package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tries sets of edits, smaller ones first: the first one that helps has no subset that does. */
final class PatchSearch {
    /** What needs more is not mended by annotations: seven is a late proxy with nothing else in place. */
    private static final int MAX_EDITS = 7;

    private final NginxDoctor doctor;
    private final Mesh mesh;
    private final NginxSetup setup;
    private int tried;

    PatchSearch(NginxDoctor doctor, Mesh mesh, NginxSetup setup) {
        this.doctor = doctor;
        this.mesh = NginxDoctor.withApiServer(mesh);
        this.setup = setup;
    }

    Optional<NginxPatch> smallest() {
        NginxReport before = doctor.examine(mesh, setup);
        // What demands mutual TLS now is not asked to do without.
        Set<String> strict =
                before.hops().stream().filter(Hop::strict).map(Hop::what).collect(Collectors.toSet());
        Edits edits = new Edits(mesh, setup, doctor.revision());
        List<NginxEdit> possible = List.of(NginxEdit.values()).stream()
                .filter(edit -> !edits.apply(edit, Map.of()).isEmpty())
                .toList();
        for (int size = 0; size <= Math.min(MAX_EDITS, possible.size()); size++) {
            Optional<NginxPatch> found = of(size, possible, 0, new ArrayList<>(), edits, strict);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<NginxPatch> of(
            int size, List<NginxEdit> possible, int from, List<NginxEdit> chosen, Edits edits, Set<String> strict) {
        if (chosen.size() == size) {
            return attempt(chosen, edits, strict);
        }
        for (int i = from; i < possible.size(); i++) {
            chosen.add(possible.get(i));
            Optional<NginxPatch> found = of(size, possible, i + 1, chosen, edits, strict);
            if (found.isPresent()) {
                return found;
            }
            chosen.remove(chosen.size() - 1);
        }
        return Optional.empty();
    }

    private Optional<NginxPatch> attempt(List<NginxEdit> chosen, Edits edits, Set<String> strict) {
        tried++;
        Map<String, Resource> changed = edits.all(chosen);
        Mesh patched = mesh.with(changed.values().toArray(new Resource[0]));
        NginxReport after = doctor.examine(patched, setup, strict);
        if (!after.isHealthy()) {
            return Optional.empty();
        }
        Optional<Resource> restored = chosen.contains(NginxEdit.UPSTREAM_VHOST)
                ? edits.restoringHost()
                        .filter(rule -> doctor.examine(patched.with(rule), setup, strict)
                                .isHealthy())
                : Optional.empty();
        return Optional.of(
                new NginxPatch(List.copyOf(chosen), List.copyOf(changed.values()), patched, after, restored, tried));
    }
}
