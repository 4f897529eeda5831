package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.gateway.api.ReferenceGrant;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.Optional;

/** Which references may leave their namespace: those that a ReferenceGrant of the target's namespace names. */
final class Grants {
    private final GatewaySet set;

    Grants(GatewaySet set) {
        this.set = set;
    }

    /** The cause why a reference may not be followed; empty within one namespace or where a grant permits it. */
    Optional<Cause> refusal(GatewayObject from, Reference reference) {
        ObjectRef target = reference.target(from.namespace());
        if (target.namespace().equals(from.namespace()) || isGranted(from.ref(), target)) {
            return Optional.empty();
        }
        return Optional.of(Cause.of(
                from,
                reference,
                "no ReferenceGrant in namespace " + target.namespace() + " lets a "
                        + from.ref().kind() + " of namespace " + from.namespace() + " refer to " + target));
    }

    private boolean isGranted(ObjectRef from, ObjectRef target) {
        return set.grants().stream()
                .filter(grant -> grant.namespace().equals(target.namespace()))
                .anyMatch(grant -> grant.from().stream().anyMatch(one -> isFrom(one, from))
                        && grant.to().stream().anyMatch(one -> isTo(one, target)));
    }

    private static boolean isFrom(ReferenceGrant.From trusted, ObjectRef from) {
        return trusted.group().equals(from.group())
                && trusted.kind().equals(from.kind())
                && trusted.namespace().equals(from.namespace());
    }

    private static boolean isTo(ReferenceGrant.To trusted, ObjectRef target) {
        return trusted.group().equals(target.group())
                && trusted.kind().equals(target.kind())
                && (trusted.name().isEmpty() || trusted.name().equals(target.name()));
    }
}
