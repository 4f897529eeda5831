package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.gateway.attach.Controller.Choice;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Certificates of authorities: in ConfigMaps, as the specification has it, and where a controller takes them from Secrets or
 * ClusterTrustBundles, there too. A ClusterTrustBundle lives in no namespace.
 */
final class Authorities {
    private static final String BUNDLE_GROUP = "certificates.k8s.io";
    private static final String BUNDLE = "ClusterTrustBundle";

    /** Where authorities stand (BackendTLSPolicy, caCertificateRefs: "with the key ca.crt"). */
    private static final String KEY = "ca.crt";

    private final GatewaySet set;
    private final Controller controller;

    Authorities(GatewaySet set, Controller controller) {
        this.set = set;
        this.controller = controller;
    }

    /** What a reference leads to: certificates, or why there are none. */
    record Found(List<Certificate> certificates, String problem) {}

    /** Whether the controller reads objects of that kind for this. */
    boolean takes(Reference reference) {
        return isA(reference, "", ConfigMap.KIND)
                || (isA(reference, "", Secret.KIND) && chooses(Choice.TAKES_AUTHORITIES_FROM_SECRETS))
                || (isA(reference, BUNDLE_GROUP, BUNDLE) && chooses(Choice.TAKES_AUTHORITIES_FROM_TRUST_BUNDLES));
    }

    private boolean isA(Reference reference, String group, String kind) {
        return reference.isA(group, kind)
                || (reference.kind().equals(kind) && chooses(Choice.FOLLOWS_AUTHORITIES_BY_KIND));
    }

    /** The kinds that the controller takes, in words. */
    String kinds() {
        return ConfigMap.KIND
                + (chooses(Choice.TAKES_AUTHORITIES_FROM_SECRETS) ? " or " + Secret.KIND : "")
                + (chooses(Choice.TAKES_AUTHORITIES_FROM_TRUST_BUNDLES) ? " or " + BUNDLE : "");
    }

    private boolean chooses(Choice choice) {
        return controller.chooses(choice);
    }

    /** Follows a reference of a kind that the controller takes. */
    Found follow(Reference reference, String namespace) {
        if (isA(reference, BUNDLE_GROUP, BUNDLE)) {
            ObjectRef target = new ObjectRef(BUNDLE_GROUP, BUNDLE, "", reference.name());
            return set.find(target)
                    .map(bundle -> read(
                            target,
                            "spec.trustBundle",
                            bundle.spec().text("trustBundle").map(text -> text.getBytes(StandardCharsets.UTF_8))))
                    .orElseGet(() -> new Found(List.of(), target + " is not there"));
        }
        ObjectRef target = reference.target(namespace);
        Optional<Found> found = isA(reference, "", Secret.KIND)
                ? set.secret(target.namespace(), target.name())
                        .map(secret -> keyed(target, secret.keys(), secret::value))
                : set.configMap(target.namespace(), target.name()).map(map -> keyed(target, map.keys(), map::value));
        return found.orElseGet(() -> new Found(List.of(), target + " is not there"));
    }

    private Found keyed(ObjectRef target, Set<String> keys, Function<String, Optional<byte[]>> values) {
        String key = key(keys);
        return read(target, "the key " + key, values.apply(key));
    }

    private String key(Set<String> keys) {
        if (keys.contains(KEY)) {
            return KEY;
        }
        if (keys.contains("tls.crt") && chooses(Choice.TAKES_TLS_CRT_WITHOUT_CA_CRT)) {
            return "tls.crt";
        }
        return keys.size() == 1 && chooses(Choice.TAKES_THE_ONLY_KEY_WITHOUT_CA_CRT)
                ? keys.iterator().next()
                : KEY;
    }

    private static Found read(ObjectRef target, String place, Optional<byte[]> content) {
        if (content.isEmpty()) {
            return new Found(List.of(), target + " lacks " + place);
        }
        List<Certificate> certificates =
                new ArrayList<>(CertificateBundle.read(content.get(), "").certificates());
        return new Found(
                certificates, certificates.isEmpty() ? target + " holds no readable certificate in " + place : "");
    }

    /** The certificates that references from a namespace lead to; those that lead nowhere add none. */
    List<Certificate> all(List<Reference> references, String namespace) {
        return references.stream()
                .filter(this::takes)
                .flatMap(reference -> follow(reference, namespace).certificates().stream())
                .toList();
    }
}
