package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.gateway.migrate.AnnotationCatalog.IngressController;
import io.github.windlass4j.gateway.validate.IngressSchemas;
import io.github.windlass4j.manifest.regex.Regex;
import io.github.windlass4j.manifest.schema.FieldError;
import io.github.windlass4j.manifest.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Ingresses of a set by who serves them.
 *
 * @param nginx those of ingress-nginx
 * @param agic those of Application Gateway Ingress Controller
 * @param left those of other controllers, and those that the API server does not store
 * @param refused why each of the last is not read
 */
record IngressSelection(List<Ingress> nginx, List<Ingress> agic, List<Ingress> left, List<Loss> refused) {
    private static final String READ = Ingress.GROUP + "/v1";

    private static final Regex HOST =
            Regex.compile("spec\\.(rules\\[[0-9]+\\]\\.host|tls\\[[0-9]+\\]\\.hosts\\[[0-9]+\\])");

    static IngressSelection of(GatewaySet set, AnnotationCatalog catalog) {
        IngressSelection sorted =
                new IngressSelection(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Schemas schemas = IngressSchemas.shipped();
        for (Ingress ingress : stated(set)) {
            Optional<Loss> refusal = refusal(schemas, ingress);
            refusal.ifPresent(sorted.refused::add);
            if (refusal.isPresent()) {
                sorted.left.add(ingress);
            } else {
                controller(set, catalog, ingress)
                        .map(controller -> controller.prefix().equals(AgicSettings.PREFIX) ? sorted.agic : sorted.nginx)
                        .orElse(sorted.left)
                        .add(ingress);
            }
        }
        return sorted;
    }

    /** Those that are migrated. */
    List<Ingress> read() {
        return Stream.concat(nginx.stream(), agic.stream()).toList();
    }

    private static Optional<Loss> refusal(Schemas schemas, Ingress ingress) {
        String version = ingress.resource().type().apiVersion();
        if (!version.equals(READ)) {
            String what = ingress + " is of " + version + " (want " + READ + "): not read";
            return Optional.of(new Loss(Loss.Aspect.OLD_VERSION, "", "/", what));
        }
        return refusedHost(schemas, ingress).map(error -> {
            String what = "the API server refuses " + ingress + ": " + error.field() + ": " + error.detail();
            return new Loss(Loss.Aspect.REFUSED_HOST, error.value(), "/", what);
        });
    }

    /** The Ingresses of the set, those of versions that were taken away too. */
    private static List<Ingress> stated(GatewaySet set) {
        return Stream.concat(
                        set.ingresses().stream(),
                        set.ofKind("extensions", Ingress.KIND).stream().map(Ingress::new))
                .toList();
    }

    /** What the API server says of the first host that it does not store; its other complaints are not asked here. */
    private static Optional<FieldError> refusedHost(Schemas schemas, Ingress ingress) {
        return schemas.create(ingress.resource()).errors().stream()
                .filter(error -> HOST.matches(error.field()))
                .findFirst();
    }

    private static Optional<IngressController> controller(GatewaySet set, AnnotationCatalog catalog, Ingress ingress) {
        String name = ingress.className()
                .orElseGet(() -> set.ingressClasses().stream()
                        .filter(known -> known.isDefault())
                        .map(known -> known.name())
                        .findFirst()
                        .orElse("nginx"));
        Optional<String> stated = set.ingressClasses().stream()
                .filter(known -> known.name().equals(name))
                .map(known -> known.controller())
                .findFirst();
        return catalog.controllers().stream()
                .filter(controller -> stated.map(controller.controller()::equals)
                        .orElseGet(() -> controller.classes().contains(name)))
                .findFirst();
    }
}
