package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.FieldError;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.mesh.istio.IstioKind;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.validate.IstioSchemas;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Objects that no cluster has as they are written: the API server refuses them, or drops what it does not know. */
final class AdmissionAnalyzers {
    static final String NOT_AS_WRITTEN = "WL-MS-013";

    private static final Set<String> GROUPS =
            IstioKind.all().stream().map(IstioKind::group).collect(Collectors.toUnmodifiableSet());

    private AdmissionAnalyzers() {}

    static void objects(Mesh mesh, Report report) {
        for (Resource object : mesh.manifests().resources()) {
            if (GROUPS.contains(object.ref().group())) {
                object(object, report);
            }
        }
    }

    private static void object(Resource object, Report report) {
        SchemaVerdict verdict = Shipped.SCHEMAS.create(object);
        if (verdict instanceof SchemaVerdict.Accepted accepted) {
            dropped(accepted.dropped(), object, report);
        } else {
            refused(
                    verdict.fold(
                            accepted -> List.of(),
                            rejected -> rejected.errors().stream()
                                    .map(FieldError::message)
                                    .toList(),
                            unknown -> List.of(unknown.message())),
                    object,
                    report);
        }
    }

    private static void refused(List<String> errors, Resource object, Report report) {
        report.add(
                NOT_AS_WRITTEN,
                Severity.ERROR,
                object,
                "the API server refuses it, so that the cluster has an older form of it or none: " + errors.get(0),
                errors);
    }

    private static void dropped(List<String> fields, Resource object, Report report) {
        if (!fields.isEmpty()) {
            report.add(
                    NOT_AS_WRITTEN,
                    Severity.WARNING,
                    object,
                    "the API server does not know " + String.join(", ", fields) + " and drops it",
                    List.of());
        }
    }

    /** Read when the first mesh is analyzed. */
    private static final class Shipped {
        static final Schemas SCHEMAS = IstioSchemas.shipped();
    }
}
