package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.migrate.AnnotationCatalog.Status;
import io.github.windlass4j.manifest.object.ObjectRef;

/**
 * What became of one annotation of one Ingress.
 *
 * @param ingress the Ingress
 * @param annotation full name
 * @param value its value
 * @param status converted, replaced, lost or without effect
 * @param what what takes its place, what is lost, or why it had no effect
 */
public record AnnotationReport(ObjectRef ingress, String annotation, String value, Status status, String what) {
    /** {@code LOST Ingress shop/web nginx.ingress.kubernetes.io/limit-rps=5: nothing is limited}. */
    @Override
    public String toString() {
        return status + " " + ingress + " " + annotation + "=" + value + ": " + what;
    }
}
