package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.Sidecar;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.List;
import java.util.Map;

/** Fields and definitions that are out of use. */
final class DeprecationAnalyzers {
    private static final String CRD_GROUP = "apiextensions.k8s.io";
    private static final String CRD = "CustomResourceDefinition";

    private DeprecationAnalyzers() {}

    static void fields(Mesh mesh, Report report) {
        for (VirtualService service : mesh.all(VirtualService.KIND)) {
            for (VirtualService.Route route : service.http()) {
                Fields delay = route.fields().child("fault", "delay");
                if (delay.whole("percent").orElse(0) > 0) {
                    report.add(Code.DEPRECATED, service, "fault.delay.percent (want percentage)");
                }
            }
        }
        for (Sidecar sidecar : mesh.all(Sidecar.KIND)) {
            if (sidecar.spec().child("outboundTrafficPolicy").has("egressProxy")) {
                report.add(Code.DEPRECATED, sidecar, "outboundTrafficPolicy.egressProxy is ignored");
            }
        }
        for (Resource definition : mesh.ofKind(CRD_GROUP, CRD)) {
            Fields spec = definition.spec();
            if (AnalysisFacts.read()
                    .removedKinds()
                    .contains(spec.child("names").text("kind", "") + "." + spec.text("group", ""))) {
                report.add(
                        Code.DEPRECATED,
                        definition,
                        "kind " + spec.child("names").text("kind", "") + " was removed from Istio");
            }
        }
    }

    /** Definitions of Gateway API that are too old for istiod to read. */
    static void gatewayVersions(Mesh mesh, Report report) {
        Map<String, String> minimum = AnalysisFacts.read().gatewayMinimum();
        for (Resource definition : mesh.ofKind(CRD_GROUP, CRD)) {
            String wanted = minimum.get(definition.name());
            String found = definition.annotations().get("gateway.networking.k8s.io/bundle-version");
            if (wanted != null && found != null && isOlder(found, wanted)) {
                report.add(
                        Code.OLD_GATEWAY_CRD,
                        definition,
                        "version " + found + " of Gateway API (want >= " + wanted
                                + "): objects of this kind are not read");
            }
        }
    }

    private static boolean isOlder(String found, String wanted) {
        List<Integer> a = numbers(found);
        List<Integer> b = numbers(wanted);
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return a.get(i) < b.get(i);
            }
        }
        return false;
    }

    /** Major, minor and patch; empty for a text that is no version. */
    private static List<Integer> numbers(String version) {
        String release = version.replaceFirst("^v", "").replaceFirst("[-+].*", "");
        return release.matches("[0-9]{1,6}(\\.[0-9]{1,6}){0,2}")
                ? List.of(release.split("\\.", -1)).stream()
                        .map(Integer::valueOf)
                        .toList()
                : List.of();
    }
}
