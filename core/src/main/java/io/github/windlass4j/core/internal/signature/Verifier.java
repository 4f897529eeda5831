package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.cert.SignatureInfo;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Verifies signatures for somebody who may have a limit. */
@FunctionalInterface
public interface Verifier {
    /** Without a limit. */
    Verifier UNLIMITED = (signature, key) -> Optional.of(Signatures.verify(signature, key));

    /** For at most this many signatures. */
    static Verifier atMost(int most) {
        AtomicInteger left = new AtomicInteger(most);
        return (signature, key) -> left.getAndDecrement() > 0 ? UNLIMITED.verify(signature, key) : Optional.empty();
    }

    /** Whether {@code key} made the signature; empty if no more may be verified. */
    Optional<SignatureCheck> verify(SignatureInfo signature, PublicKeyInfo key);
}
