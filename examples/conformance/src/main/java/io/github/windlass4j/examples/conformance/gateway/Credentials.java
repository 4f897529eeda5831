package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secrets and ConfigMaps like those that tests make at their start. What belongs together shares the beginning of its
 * name: {@code x-ca-certificate} issues {@code x-client-certificate} and {@code x-certificate}.
 */
final class Credentials {
    /** When the tests run. */
    static final Instant NOW = Mint.DEFAULT_INSTANT.plusSeconds(3600);

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final Map<String, Authority> ISSUERS = new ConcurrentHashMap<>();
    private static final Map<String, Issued> ISSUED = new ConcurrentHashMap<>();
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
                Map.of("ca.crt", issuer(name).certificate().toPem()));
    }

    private static Authority issuer(String name) {
        String stem = name.replaceFirst("-((ca|client)-)?certificate$", "");
        return ISSUERS.computeIfAbsent(stem, key -> Mint.seeded(key.hashCode()).root(key));
    }

    /**
     * What a client shows.
     *
     * @param handle {@code secret://namespace/name/key}
     * @return leaf first
     */
    static List<Certificate> clientChain(String handle) {
        String name = handle.split("/", -1)[3];
        return ISSUED.computeIfAbsent(
                        name, key -> issuer(key).issueLeaf(key, spec -> spec.extendedKeyUsage(CLIENT_AUTH)))
                .chain();
    }

    /** What a server shows that holds a Secret. */
    static List<Certificate> serverChain(String secret, List<String> names) {
        return ISSUED.computeIfAbsent(
                        secret,
                        key -> issuer(key)
                                .issueLeaf(
                                        names.get(0),
                                        spec -> spec.names(names.stream()
                                                .map(Credentials::name)
                                                .toArray(GeneralName[]::new))))
                .chain();
    }

    private static GeneralName name(String text) {
        return text.contains("://") ? new GeneralName.Uri(text) : new GeneralName.Dns(text);
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
