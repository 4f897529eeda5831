package io.github.windlass4j.mesh.inject;

import io.github.windlass4j.manifest.k8s.LabelSelector;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Map;

/** What istiod decides once it is asked (pkg/kube/inject, injectRequired). */
final class InjectionPolicy {
    private InjectionPolicy() {}

    record Answer(boolean injects, String why) {}

    static Answer ask(Workload workload, InjectorConfig config) {
        if (workload.pod().isHostNetwork()) {
            return new Answer(false, "the pod uses its node's network (hostNetwork)");
        }
        if (Mesh.CLUSTER_NAMESPACES.contains(workload.namespace())) {
            return new Answer(false, "istiod injects nothing in namespace " + workload.namespace());
        }
        String key = InjectionWebhook.INJECT_LABEL;
        Map<String, String> labels = workload.podLabels();
        // The label is the newer way: where both stand, it counts.
        String kind = labels.containsKey(key) ? "label " : "annotation ";
        String wish = labels.containsKey(key)
                ? labels.getOrDefault(key, "")
                : workload.podAnnotations().getOrDefault(key, "");
        if (!config.policy().equals("enabled") && !config.policy().equals("disabled")) {
            return new Answer(false, "the injector's policy is " + config.policy() + ", which is none");
        }
        if (wish.equals("true") || wish.equals("false")) {
            return new Answer(wish.equals("true"), kind + key + "=" + wish);
        }
        if (takes(config.neverInject(), labels)) {
            return new Answer(false, "the injector's neverInjectSelector takes the pod");
        }
        if (takes(config.alwaysInject(), labels)) {
            return new Answer(true, "the injector's alwaysInjectSelector takes the pod");
        }
        return new Answer(config.policy().equals("enabled"), "the injector's policy is " + config.policy());
    }

    private static boolean takes(List<LabelSelector> selectors, Map<String, String> labels) {
        return selectors.stream().anyMatch(selector -> selector.matches(labels));
    }
}
