package io.github.windlass4j.mesh.inject;

import io.github.windlass4j.manifest.k8s.LabelSelector;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One webhook that injects sidecars: the API server asks it about pods whose namespace and labels both selectors take.
 *
 * @param configuration name of its MutatingWebhookConfiguration
 * @param name name of the webhook
 * @param revision the control plane behind it, {@value #DEFAULT} for the one without a name
 * @param namespaceSelector what the namespace's labels must fulfil; absent takes all
 * @param objectSelector what the pod's labels must fulfil; absent takes all
 */
public record InjectionWebhook(
        String configuration,
        String name,
        String revision,
        LabelSelector namespaceSelector,
        LabelSelector objectSelector) {
    /** The revision of a control plane without a name. */
    public static final String DEFAULT = "default";

    /** The label that names a revision or a tag. */
    public static final String REVISION_LABEL = "istio.io/rev";

    /** The label of a namespace that the default control plane injects. */
    public static final String INJECTION_LABEL = "istio-injection";

    /** The label of a pod that decides for itself. */
    public static final String INJECT_LABEL = "sidecar.istio.io/inject";

    private static final String ADMISSION = "admissionregistration.k8s.io";
    private static final String SUFFIX = "sidecar-injector.istio.io";

    /**
     * The injection webhooks among a mesh's objects.
     *
     * @param mesh the mesh
     * @return the webhooks of all configurations, those of one in their order
     */
    public static List<InjectionWebhook> all(Mesh mesh) {
        List<InjectionWebhook> webhooks = new ArrayList<>();
        for (Resource configuration : mesh.ofKind(ADMISSION, "MutatingWebhookConfiguration")) {
            String revision = configuration.labels().getOrDefault(REVISION_LABEL, DEFAULT);
            for (Fields webhook : configuration.fields().list("webhooks")) {
                if (webhook.text("name", "").endsWith(SUFFIX)) {
                    webhooks.add(new InjectionWebhook(
                            configuration.name(),
                            webhook.text("name", ""),
                            revision.isEmpty() ? DEFAULT : revision,
                            new LabelSelector(webhook.child("namespaceSelector")),
                            new LabelSelector(webhook.child("objectSelector"))));
                }
            }
        }
        return List.copyOf(webhooks);
    }

    /**
     * The webhooks that a control plane without a name installs. AKS has none.
     *
     * @param unlabelledNamespaces whether pods of namespaces that say nothing are injected too
     * @return the webhooks of Istio's chart
     */
    public static List<InjectionWebhook> ofDefault(boolean unlabelledNamespaces) {
        List<InjectionWebhook> webhooks = new ArrayList<>(ofTag(DEFAULT, DEFAULT));
        Node silent = selector(List.of(no(INJECTION_LABEL), no(REVISION_LABEL)));
        webhooks.add(chart(
                "namespace.",
                DEFAULT,
                DEFAULT,
                selector(List.of(in(INJECTION_LABEL, "enabled"))),
                selector(List.of(notOff()))));
        webhooks.add(chart(
                "object.", DEFAULT, DEFAULT, silent, selector(List.of(in(INJECT_LABEL, "true"), no(REVISION_LABEL)))));
        if (unlabelledNamespaces) {
            Node silentAndNotSystem = selector(List.of(
                    no(INJECTION_LABEL),
                    no(REVISION_LABEL),
                    expression("kubernetes.io/metadata.name", "NotIn", Mesh.CLUSTER_NAMESPACES)));
            webhooks.add(chart(
                    "auto.",
                    DEFAULT,
                    DEFAULT,
                    silentAndNotSystem,
                    selector(List.of(no(INJECT_LABEL), no(REVISION_LABEL)))));
        }
        return List.copyOf(webhooks);
    }

    /**
     * The webhooks that a control plane with a name installs.
     *
     * @param revision its name ("asm-1-29")
     * @return the webhooks of Istio's chart
     */
    public static List<InjectionWebhook> ofRevision(String revision) {
        return ofTag(revision, revision);
    }

    /**
     * The webhooks of a tag: another name for a revision.
     *
     * @param tag what namespaces and pods are labelled with ("prod")
     * @param revision the control plane behind it
     * @return the webhooks of Istio's chart
     */
    public static List<InjectionWebhook> ofTag(String tag, String revision) {
        return List.of(
                chart(
                        "rev.namespace.",
                        tag,
                        revision,
                        selector(List.of(in(REVISION_LABEL, tag), no(INJECTION_LABEL))),
                        selector(List.of(notOff()))),
                chart(
                        "rev.object.",
                        tag,
                        revision,
                        selector(List.of(no(REVISION_LABEL), no(INJECTION_LABEL))),
                        selector(List.of(notOff(), in(REVISION_LABEL, tag)))));
    }

    private static InjectionWebhook chart(
            String prefix, String tag, String revision, Node namespaceSelector, Node objectSelector) {
        return new InjectionWebhook(
                tag.equals(DEFAULT) ? "istio-sidecar-injector" : "istio-sidecar-injector-" + tag,
                prefix + SUFFIX,
                revision,
                new LabelSelector(Fields.of(namespaceSelector)),
                new LabelSelector(Fields.of(objectSelector)));
    }

    private static Node selector(List<Map<String, Object>> expressions) {
        return Node.of(Map.of("matchExpressions", expressions));
    }

    private static Map<String, Object> in(String key, String value) {
        return expression(key, "In", List.of(value));
    }

    private static Map<String, Object> no(String key) {
        return expression(key, "DoesNotExist", List.of());
    }

    private static Map<String, Object> notOff() {
        return expression(INJECT_LABEL, "NotIn", List.of("false"));
    }

    private static Map<String, Object> expression(String key, String operator, List<String> values) {
        return Map.of("key", key, "operator", operator, "values", values);
    }

    /**
     * Whether the API server asks this webhook.
     *
     * @param namespaceLabels labels of the namespace, {@code kubernetes.io/metadata.name} included
     * @param podLabels labels of the pod
     * @return true if both selectors take them
     */
    public boolean takes(Map<String, String> namespaceLabels, Map<String, String> podLabels) {
        return (!namespaceSelector.isPresent() || namespaceSelector.matches(namespaceLabels))
                && (!objectSelector.isPresent() || objectSelector.matches(podLabels));
    }

    /** {@code configuration/name}. */
    @Override
    public String toString() {
        return configuration + "/" + name;
    }
}
