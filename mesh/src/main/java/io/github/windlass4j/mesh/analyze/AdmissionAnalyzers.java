package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.validate.IstioSchemas;
import java.util.List;

/** Objects that no cluster has as they are written: the API server refuses them, or drops what it does not know. */
final class AdmissionAnalyzers {
    static final String NOT_AS_WRITTEN = "WL-MS-013";

    private AdmissionAnalyzers() {}

    static void objects(Mesh mesh, Report report) {
        for (Resource object : mesh.manifests().resources()) {
            for (Finding said : Shipped.SCHEMAS.check(object)) {
                boolean refused = said.severity() == Severity.ERROR;
                report.add(
                        NOT_AS_WRITTEN,
                        said.severity(),
                        object,
                        (refused ? "the API server refuses it: " : "the API server keeps it without a part: ")
                                + said.message(),
                        List.of());
            }
        }
    }

    /** Read when the first mesh is analyzed. */
    private static final class Shipped {
        static final Schemas SCHEMAS = IstioSchemas.shipped();
    }
}
