package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.inject.PodAnnotations;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a controller was started with (ingress-nginx, cmd/nginx/flags.go and the ConfigMap's options).
 *
 * @param flags of the command line without their dashes
 * @param settings of the ConfigMap that {@code --configmap} names; empty when it is not among the objects
 */
record ControllerOptions(Map<String, String> flags, Map<String, String> settings) {
    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";
    private static final String DEFAULT_CLASS = "ingressclass.kubernetes.io/is-default-class";

    static ControllerOptions of(Mesh mesh, Workload controller) {
        Map<String, String> flags = new LinkedHashMap<>();
        for (PodSpec.Container container : controller.pod().containers()) {
            for (String word : container.commandLine()) {
                if (word.startsWith("--")) {
                    int equals = word.indexOf('=');
                    flags.put(
                            equals < 0 ? word.substring(2) : word.substring(2, equals),
                            equals < 0 ? "true" : word.substring(equals + 1));
                }
            }
        }
        String map = flags.getOrDefault("configmap", "").replace("$(POD_NAMESPACE)", controller.namespace());
        Map<String, String> settings = ConfigMap.find(
                        mesh.manifests(),
                        map.substring(0, Math.max(0, map.indexOf('/'))),
                        map.substring(map.indexOf('/') + 1))
                .map(ConfigMap::texts)
                .orElse(Map.of());
        return new ControllerOptions(flags, settings);
    }

    /** How Go reads a boolean. */
    static boolean isTrue(String text) {
        return PodAnnotations.flag(text).orElse(false);
    }

    boolean usesServiceAddresses() {
        return isTrue(settings.getOrDefault("service-upstream", ""));
    }

    /** Why the controller may not look at an Ingress at all, if it may not. */
    Optional<String> doubtAbout(Mesh mesh, Resource ingress) {
        String own = flags.getOrDefault("controller-class", "k8s.io/ingress-nginx");
        List<Resource> classes = mesh.ofKind("networking.k8s.io", "IngressClass");
        String annotated = ingress.annotations().get(CLASS_ANNOTATION);
        if (annotated != null) {
            String expected = flags.getOrDefault("ingress-class", "nginx");
            return doubt(
                    !annotated.equals(expected),
                    ingress,
                    CLASS_ANNOTATION + " is " + annotated + ", the controller's " + expected);
        }
        Optional<String> named = ingress.spec().text("ingressClassName");
        if (named.isEmpty()) {
            boolean served = isTrue(flags.getOrDefault("watch-ingress-without-class", ""))
                    || classes.stream().anyMatch(one -> isTrue(one.annotations().getOrDefault(DEFAULT_CLASS, "")));
            return doubt(!served, ingress, "it has no class, and no IngressClass among the objects is the default one");
        }
        Optional<String> controller = classes.stream()
                .filter(one -> one.name().equals(named.get()))
                .findFirst()
                .map(one -> one.spec().text("controller", ""));
        return controller.isEmpty()
                ? doubt(true, ingress, "IngressClass " + named.get() + " is not among the objects")
                : doubt(
                        !controller.get().equals(own),
                        ingress,
                        "IngressClass " + named.get() + " belongs to " + controller.get() + ", the controller is "
                                + own);
    }

    private static Optional<String> doubt(boolean doubtful, Resource ingress, String why) {
        return doubtful
                ? Optional.of(ingress.ref() + " is taken to be served by this controller, but " + why)
                : Optional.empty();
    }
}
