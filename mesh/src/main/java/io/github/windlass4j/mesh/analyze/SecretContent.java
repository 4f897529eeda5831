package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.Secret;

/** What a gateway can use of a Secret. */
final class SecretContent {
    private SecretContent() {}

    /** Whether certificate and key are there in one of the two layouts that istiod reads; what they hold is not looked at. */
    static boolean isKeyPair(Secret secret) {
        return (has(secret, "tls.crt") && has(secret, "tls.key")) || (has(secret, "cert") && has(secret, "key"));
    }

    private static boolean has(Secret secret, String key) {
        return secret.value(key).filter(bytes -> bytes.length > 0).isPresent();
    }
}
