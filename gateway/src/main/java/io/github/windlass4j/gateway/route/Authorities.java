package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;

/** Certificates of authorities in ConfigMaps. */
final class Authorities {
    private Authorities() {}

    /** The certificates that references from a namespace lead to; those that lead nowhere add none. */
    static List<Certificate> of(GatewaySet set, List<Reference> references, String namespace) {
        List<Certificate> authorities = new ArrayList<>();
        for (Reference reference : references) {
            ObjectRef target = reference.target(namespace);
            set.configMap(target.namespace(), target.name())
                    .flatMap(map -> map.value("ca.crt"))
                    .ifPresent(content -> CertificateBundle.read(content, target.toString())
                            .certificates()
                            .forEach(authorities::add));
        }
        return authorities;
    }
}
