package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import java.util.Set;

/** The keys with which the providers of a JDK verify signatures. */
final class JdkKeys {
    /** SunEC since JDK 16 (JDK-8235710 took the others out). */
    private static final Set<String> CURVES = Set.of("P-256", "P-384", "P-521");

    /** JEP 497. */
    private static final int FIRST_WITH_ML_DSA = 24;

    private JdkKeys() {}

    static boolean canVerify(int jdk, PublicKeyInfo key) {
        return switch (key.algorithm()) {
            case "RSA", "RSASSA-PSS", "DSA", "Ed25519", "Ed448" -> true;
            case "EC" -> key.curve().filter(CURVES::contains).isPresent();
            case "ML-DSA-44", "ML-DSA-65", "ML-DSA-87" -> jdk >= FIRST_WITH_ML_DSA;
            default -> false;
        };
    }
}
