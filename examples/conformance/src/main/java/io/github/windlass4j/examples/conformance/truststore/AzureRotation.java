package io.github.windlass4j.examples.conformance.truststore;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.JsseProfile;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseFileException;
import io.github.windlass4j.examples.conformance.Suite;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Real leaves and intermediates against stores: what {@code CertPathBuilder} of JDK 17 and {@code openssl verify} 3.0 said.
 * Any path of our own that ends in the store and holds by signature is as good as the stated one.
 *
 * @param name of the suite and of its file
 */
record AzureRotation(String name) implements Suite {
    /** {@code openssl verify} without options asks for neither purpose nor strength; these leaves pass both anyway. */
    private static final ChainValidator OPENSSL = ChainValidator.of(
            Profile.openssl(OpensslProfile.Version.V3_0).withSecurityLevel(OpensslProfile.NO_SECURITY_LEVEL));

    private static final ChainValidator JSSE = ChainValidator.of(Profile.jsse(17, JsseProfile.Entry.CERT_PATH_BUILDER));

    @Override
    public String file() {
        return "truststore/" + name + ".json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        Corpus corpus = Corpus.of(file);
        return file.elements("cases").map(corpus::read);
    }

    /** What the cases of one file refer to. */
    private record Corpus(
            Map<String, Certificate> certificates,
            Map<String, List<String>> stores,
            Map<String, List<String>> variants) {
        static Corpus of(CaseFile file) {
            Map<String, Certificate> certificates = new HashMap<>();
            try (Stream<JsonNode> lines = file.companion("certs.jsonl").lines()) {
                lines.forEach(line -> Pem.read(line.get("pem").asString())
                        .ifPresent(certificate ->
                                certificates.put(line.get("sha256").asString(), certificate)));
            }
            Map<String, List<String>> stores = new HashMap<>();
            try (Stream<JsonNode> all = file.companion("stores.json").elements()) {
                all.forEach(store -> stores.put(store.get("name").asString(), texts(store.get("certs"))));
            }
            JsonNode head = file.head("cases");
            if (head.get("stores").isObject()) {
                head.get("stores").properties().forEach(own -> stores.put(own.getKey(), texts(own.getValue())));
            }
            Map<String, List<String>> variants = new HashMap<>();
            head.get("intermediatesVariants")
                    .properties()
                    .forEach(variant -> variants.put(variant.getKey(), texts(variant.getValue())));
            return new Corpus(certificates, stores, variants);
        }

        Case read(JsonNode node) {
            Map<String, Object> expected = Map.of(
                    "jsse", node.get("jsse").get("trusted").asBoolean(),
                    "openssl", node.get("openssl").get("trusted").asBoolean());
            return new Case(node.get("id").asString(), expected, () -> ask(node, expected));
        }

        private Answer ask(JsonNode node, Map<String, Object> expected) throws GeneralSecurityException {
            List<String> sent = new ArrayList<>();
            sent.add(node.get("leaf").asString());
            sent.addAll(named(variants, node.get("intermediatesVariant").asString()));
            List<Certificate> anchors = named(stores, node.get("store").asString()).stream()
                    .filter(certificates::containsKey)
                    .map(certificates::get)
                    .toList();
            ChainRequest request = ChainRequest.of(
                            sent.stream().map(this::certificate).toList())
                    .anchors(anchors)
                    .at(Instant.parse(node.get("at").asString()));
            ChainVerdict jsse = JSSE.validate(request);
            ChainVerdict openssl = OPENSSL.validate(request);
            Map<String, Object> actual = Map.of("jsse", jsse.isTrusted(), "openssl", openssl.isTrusted());
            boolean pathHolds = !(jsse instanceof ChainVerdict.Trusted trusted)
                    || isStated(trusted, node.get("jsse").get("anchor").asString())
                    || holds(trusted.path(), anchors);
            return new Answer(actual, expected.equals(actual) && pathHolds, jsse + "; " + openssl);
        }

        private Certificate certificate(String sha256) {
            Certificate certificate = certificates.get(sha256);
            if (certificate == null) {
                throw new CaseFileException("certificate " + sha256 + " is not in certs.jsonl");
            }
            return certificate;
        }

        private static boolean isStated(ChainVerdict.Trusted trusted, String anchor) {
            return trusted.anchor().sha256().equals(anchor);
        }

        private static boolean holds(List<Certificate> path, List<Certificate> anchors)
                throws GeneralSecurityException {
            for (int i = 0; i + 1 < path.size(); i++) {
                path.get(i).toX509().verify(path.get(i + 1).toX509().getPublicKey());
            }
            return anchors.contains(path.get(path.size() - 1));
        }

        private static List<String> named(Map<String, List<String>> all, String name) {
            List<String> found = all.get(name);
            if (found == null) {
                throw new CaseFileException("\"" + name + "\" is neither in the file nor in stores.json");
            }
            return found;
        }

        private static List<String> texts(JsonNode array) {
            List<String> texts = new ArrayList<>();
            array.forEach(text -> texts.add(text.asString()));
            return texts;
        }
    }
}
