package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows references to certificates: key pairs in Secrets, authorities in ConfigMaps. */
final class CertificateCheck {
    /** What a reference led to: certificates, or the reason why there are none. */
    record Followed(Reference reference, List<Certificate> certificates, String reason, List<Cause> causes) {
        boolean isGood() {
            return causes.isEmpty();
        }
    }

    private final GatewaySet set;
    private final Grants grants;

    CertificateCheck(GatewaySet set, Grants grants) {
        this.set = set;
        this.grants = grants;
    }

    /** A certificate with its key, for a listener or towards backends. */
    Followed keyPair(GatewayObject from, Reference reference, String invalid) {
        if (!reference.isA("", Secret.KIND)) {
            return bad(from, reference, invalid, reference.kind() + " is no kind of certificates (want Secret)");
        }
        Optional<Cause> refusal = grants.refusal(from, reference);
        if (refusal.isPresent()) {
            return new Followed(reference, List.of(), "RefNotPermitted", List.of(refusal.get()));
        }
        ObjectRef target = reference.target(from.namespace());
        Optional<Secret> secret = set.secret(target.namespace(), target.name());
        if (secret.isEmpty()) {
            return bad(from, reference, invalid, target + " is not there");
        }
        Optional<byte[]> certificate = secret.get().value("tls.crt");
        Optional<byte[]> key = secret.get().value("tls.key");
        if (certificate.isEmpty() || key.isEmpty()) {
            return bad(from, reference, invalid, target + " lacks tls.crt or tls.key");
        }
        List<Certificate> chain = certificates(certificate.get());
        if (chain.isEmpty()) {
            return bad(from, reference, invalid, target + " holds no readable certificate in tls.crt");
        }
        return PrivateKeys.problem(key.get(), chain.get(0).publicKey())
                .map(problem -> bad(from, reference, invalid, target + ", tls.key: " + problem))
                .orElseGet(() -> new Followed(reference, chain, "", List.of()));
    }

    /** Certificates of authorities in the key {@code ca.crt} of a ConfigMap. */
    Followed authorities(GatewayObject from, Reference reference, String invalid, String wrongKind) {
        if (!reference.isA("", ConfigMap.KIND)) {
            return bad(from, reference, wrongKind, reference.kind() + " is no kind of authorities (want ConfigMap)");
        }
        Optional<Cause> refusal = grants.refusal(from, reference);
        if (refusal.isPresent()) {
            return new Followed(reference, List.of(), "RefNotPermitted", List.of(refusal.get()));
        }
        ObjectRef target = reference.target(from.namespace());
        Optional<ConfigMap> map = set.configMap(target.namespace(), target.name());
        if (map.isEmpty()) {
            return bad(from, reference, invalid, target + " is not there");
        }
        Optional<byte[]> content = map.get().value("ca.crt");
        if (content.isEmpty()) {
            return bad(from, reference, invalid, target + " lacks the key ca.crt");
        }
        List<Certificate> certificates = certificates(content.get());
        return certificates.isEmpty()
                ? bad(from, reference, invalid, target + " holds no readable certificate in ca.crt")
                : new Followed(reference, certificates, "", List.of());
    }

    private static List<Certificate> certificates(byte[] content) {
        return new ArrayList<>(CertificateBundle.read(content, "").certificates());
    }

    private static Followed bad(GatewayObject from, Reference reference, String reason, String text) {
        return new Followed(reference, List.of(), reason, List.of(Cause.of(from, reference, text)));
    }
}
