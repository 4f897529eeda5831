package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Secrets and ConfigMaps like those that tests make at their start. */
final class Credentials {
    private static final Authority ROOT = Mint.seeded(1).root("Test authority");
    private static final Issued SERVER = ROOT.issueLeaf("example.org", spec -> spec.dns("*.org", "*.com"));

    private Credentials() {}

    static Resource keyPair(String namespace, String name) {
        return secret(namespace, name, SERVER.chainPem(), SERVER.privateKeyPem());
    }

    static Resource authority(String namespace, String name) {
        return object(
                "ConfigMap",
                namespace,
                name,
                Map.of("ca.crt", ROOT.certificate().toPem()));
    }

    /** Text where certificate and key should be. */
    static Resource brokenKeyPair(String namespace, String name) {
        return secret(namespace, name, "Hello world", "Hello world");
    }

    /** Text where the authority should be. */
    static Resource brokenAuthority(String namespace, String name) {
        return object("ConfigMap", namespace, name, Map.of("ca.crt", "hello"));
    }

    private static Resource secret(String namespace, String name, String certificate, String key) {
        return object("Secret", namespace, name, Map.of("tls.crt", base64(certificate), "tls.key", base64(key)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Resource object(String kind, String namespace, String name, Map<String, String> data) {
        return Resource.of((Mapping) Node.of(Map.of(
                "apiVersion",
                "v1",
                "kind",
                kind,
                "metadata",
                Map.of("namespace", namespace, "name", name),
                "data",
                data)));
    }
}
