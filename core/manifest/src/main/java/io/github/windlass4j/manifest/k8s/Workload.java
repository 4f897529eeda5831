package io.github.windlass4j.manifest.k8s;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A view of whatever makes pods: Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, ReplicationController, or a
 * Pod itself.
 *
 * @param resource the object
 */
public record Workload(Resource resource) implements ObjectView {
    private static final Map<String, String> GROUPS = Map.of(
            "Pod", "",
            "ReplicationController", "",
            "Deployment", "apps",
            "StatefulSet", "apps",
            "DaemonSet", "apps",
            "ReplicaSet", "apps",
            "Job", "batch",
            "CronJob", "batch");

    /**
     * The view of an object that makes pods.
     *
     * @param resource any object
     * @return the view; empty for other kinds
     */
    public static Optional<Workload> of(Resource resource) {
        return resource.group().equals(GROUPS.get(resource.kind()))
                ? Optional.of(new Workload(resource))
                : Optional.empty();
    }

    /**
     * All workloads of a set.
     *
     * @param manifests the set
     * @return the views in order
     */
    public static List<Workload> all(Manifests manifests) {
        return manifests.resources().stream()
                .map(Workload::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The pod or its template: an object with {@code metadata} and {@code spec}.
     *
     * @return its fields; empty when absent
     */
    public Fields podTemplate() {
        return switch (resource.kind()) {
            case "Pod" -> resource.fields();
            case "CronJob" -> resource.spec().child("jobTemplate", "spec", "template");
            default -> resource.spec().child("template");
        };
    }

    /**
     * The labels of the pods.
     *
     * @return label to value
     */
    public Map<String, String> podLabels() {
        return podTemplate().child("metadata").textMap("labels");
    }

    /**
     * The annotations of the pods.
     *
     * @return annotation to value
     */
    public Map<String, String> podAnnotations() {
        return podTemplate().child("metadata").textMap("annotations");
    }

    /**
     * What the pods are made of.
     *
     * @return a view of the pod's {@code spec}
     */
    public PodSpec pod() {
        return new PodSpec(podTemplate().child("spec"));
    }

    /**
     * How many pods are wanted.
     *
     * @return {@code spec.replicas}, 1 when absent
     */
    public long replicas() {
        return resource.spec().whole("replicas").orElse(1);
    }

    /**
     * Where a Service's port ends in this workload's pods.
     *
     * @param port of a Service that selects them
     * @return the number; empty if it is the name of a port that no container has
     */
    public OptionalInt targetPort(Service.Port port) {
        String target = port.targetPort();
        return target.matches("[0-9]{1,5}")
                ? OptionalInt.of(Integer.parseInt(target))
                : pod().port(target).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /**
     * Whether a Service sends traffic to these pods.
     *
     * @param service a Service
     * @return true if both share a namespace and the Service has a selector that the pods' labels fulfil
     */
    public boolean isSelectedBy(Service service) {
        return !service.selector().isEmpty()
                && service.ref().namespace().equals(resource.namespace())
                && podLabels().entrySet().containsAll(service.selector().entrySet());
    }
}
