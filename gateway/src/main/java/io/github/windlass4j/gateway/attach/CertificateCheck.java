package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows references to certificates: key pairs in Secrets, authorities in ConfigMaps and what else a controller takes. */
final class CertificateCheck {
    /** What a reference led to: certificates, or the reason why there are none. */
    record Followed(Reference reference, List<Certificate> certificates, String reason, List<Cause> causes) {
        boolean isGood() {
            return causes.isEmpty();
        }
    }

    private final GatewaySet set;
    private final Grants grants;
    private final Authorities authorities;

    CertificateCheck(GatewaySet set, Grants grants, Authorities authorities) {
        this.set = set;
        this.grants = grants;
        this.authorities = authorities;
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

    /** Certificates of authorities, in an object of a kind that the controller takes. */
    Followed authorities(GatewayObject from, Reference reference, String invalid, String wrongKind) {
        if (!authorities.takes(reference)) {
            return bad(
                    from,
                    reference,
                    wrongKind,
                    reference.kind() + " is no kind of authorities (want " + authorities.kinds() + ")");
        }
        Optional<Cause> refusal = grants.refusal(from, reference);
        if (refusal.isPresent()) {
            return new Followed(reference, List.of(), "RefNotPermitted", List.of(refusal.get()));
        }
        Authorities.Found found = authorities.follow(reference, from.namespace());
        return found.problem().isEmpty()
                ? new Followed(reference, found.certificates(), "", List.of())
                : bad(from, reference, invalid, found.problem());
    }

    private static List<Certificate> certificates(byte[] content) {
        return new ArrayList<>(CertificateBundle.read(content, "").certificates());
    }

    private static Followed bad(GatewayObject from, Reference reference, String reason, String text) {
        return new Followed(reference, List.of(), reason, List.of(Cause.of(from, reference, text)));
    }
}
