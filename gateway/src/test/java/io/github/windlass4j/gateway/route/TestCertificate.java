package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A key pair as a Secret holds it. */
final class TestCertificate {
    static final String CHAIN;
    static final String KEY;

    static {
        Issued server = Mint.seeded(1).root("Test").issueLeaf("example.com");
        CHAIN = base64(server.chainPem());
        KEY = base64(server.privateKeyPem());
    }

    /** The Secret {@code cert} of the namespace {@code shop}, as one more document. */
    static final String SECRET = """
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: cert, namespace: shop}
            type: kubernetes.io/tls
            data: {tls.crt: %s, tls.key: %s}
            """.formatted(CHAIN, KEY);

    private TestCertificate() {}

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
