package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.core.revocation.RevocationStatus;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Base64 fields of the revocation cases, and the words for their answers. */
final class Der {
    private Der() {}

    static byte[] of(JsonNode node, String field) {
        return Base64.getDecoder().decode(node.get(field).asString());
    }

    static String word(RevocationStatus status) {
        return status.<String>fold(good -> "GOOD", revoked -> "REVOKED", unknown -> "UNKNOWN");
    }
}
