package io.github.windlass4j.core.chain.engine;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.PublicKeyInfo;

/** Tells which key made which signature; verifies each pair at most once. */
@FunctionalInterface
public interface SignedBy {
    /** True if the certificate's signature verifies with the key. */
    boolean verifies(Certificate certificate, PublicKeyInfo key);
}
