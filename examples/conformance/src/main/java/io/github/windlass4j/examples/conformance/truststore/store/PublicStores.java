package io.github.windlass4j.examples.conformance.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseFileException;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The stores of {@code stores.json} with the certificates of {@code certs.jsonl}. */
final class PublicStores {
    private final Map<String, Certificate> certificates = new HashMap<>();
    private final Map<String, List<String>> hashes = new HashMap<>();

    PublicStores(CaseFile file) {
        try (Stream<JsonNode> lines = file.companion("certs.jsonl").lines()) {
            lines.forEach(line -> CertificateBundle.read(
                            line.get("pem").asString().getBytes(StandardCharsets.UTF_8), "certs.jsonl")
                    .certificates()
                    .forEach(certificate -> certificates.put(line.get("sha256").asString(), certificate)));
        }
        try (Stream<JsonNode> all = file.companion("stores.json").elements()) {
            all.forEach(store -> hashes.put(store.get("name").asString(), texts(store.get("certs"))));
        }
    }

    /** The certificates of a store that are at hand, in file order. */
    TrustStore store(String name) {
        return TrustStore.of(
                name,
                hashes(name).stream()
                        .map(certificates::get)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Whether a certificate is at hand. */
    boolean has(String sha256) {
        return certificates.containsKey(sha256);
    }

    /** The contents of a store, in file order. */
    List<String> hashes(String name) {
        List<String> found = hashes.get(name);
        if (found == null) {
            throw new CaseFileException("store \"" + name + "\" is not in stores.json");
        }
        return found;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
