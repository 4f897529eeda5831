package io.github.windlass4j.examples.conformance.truststore;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.Loader;
import io.github.windlass4j.truststore.store.TrustStore;
import io.github.windlass4j.truststore.store.UnreadableStoreException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The clients of the provoked failures, with the store files that their settings name. */
record StoreFiles(CaseFile file, Map<String, Certificate> certificates, Map<String, List<String>> stores) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String TRUST_STORE = "-Djavax.net.ssl.trustStore";

    Client pgjdbc(JsonNode node, int jdk) {
        Client client = settings(Client.pgjdbc("42.7.14"), node).jdk(jdk);
        String argument = node.get("properties").path("sslfactoryarg").asString("");
        if (argument.startsWith("file:")) {
            String name = argument.substring("file:".length()).replaceAll("\\.crt$", "");
            client = certificates.containsKey(name)
                    ? client.factoryCertificate(certificates.get(name))
                    : client.store(StoreKind.FACTORY_ARGUMENT, TrustMaterial.absent());
        }
        String path = property(node, TRUST_STORE);
        return path.isEmpty() ? client : client.store(StoreKind.JVM_STORE, jvmStore(node, path, jdk));
    }

    Client libpq(JsonNode node) {
        return settings(Client.libpq("15.18"), node).openssl("3.0");
    }

    private Client settings(Client start, JsonNode node) {
        Client client = start.host(node.get("host").asString());
        for (Map.Entry<String, JsonNode> property : node.get("properties").properties()) {
            client = client.with(property.getKey(), property.getValue().asString());
        }
        String root = node.get("properties").path("sslrootcert").asString("");
        return root.isEmpty() ? client.withoutRootFile() : client.store(StoreKind.ROOT_FILE, material(root));
    }

    private TrustMaterial jvmStore(JsonNode node, String path, int jdk) {
        TrustMaterial material = material(path);
        if (!(material instanceof TrustMaterial.Present present)) {
            return material;
        }
        String password = property(node, TRUST_STORE + "Password");
        String type = property(node, TRUST_STORE + "Type");
        return TrustMaterial.of(
                present.store(),
                new Loader.KeyStoreFile(
                        jdk == 17 ? Loader.Jdk.JDK_17 : Loader.Jdk.JDK_25,
                        type.isEmpty() ? "PKCS12" : type,
                        password.isEmpty()
                                ? Loader.Password.NONE
                                : password.equals("changeit") ? Loader.Password.RIGHT : Loader.Password.WRONG));
    }

    private TrustMaterial material(String name) {
        if (name.startsWith("/nonexistent/")) {
            return TrustMaterial.absent();
        }
        if (name.equals("st")) {
            return TrustMaterial.unreadable("a directory");
        }
        List<String> listed = stores.get(name.replaceAll("\\.pem$", ""));
        if (listed != null) {
            return read(pem(listed).getBytes(StandardCharsets.US_ASCII), name);
        }
        if (name.equals("cut.pem")) {
            String whole = pem(List.of("root-a"));
            return read(whole.substring(0, whole.length() / 2).getBytes(StandardCharsets.US_ASCII), name);
        }
        return read(file.companion("formats/" + name).bytes(), name);
    }

    private String pem(List<String> names) {
        return names.stream()
                .map(name -> requireNonNull(certificates.get(name), name).toPem())
                .collect(Collectors.joining());
    }

    private static TrustMaterial read(byte[] content, String name) {
        try {
            return TrustMaterial.of(TrustStore.read(content, name, PASSWORD));
        } catch (UnreadableStoreException e) {
            return e.recovered()
                    .map(TrustMaterial::of)
                    .orElseGet(() -> TrustMaterial.unreadable(String.valueOf(e.getMessage())));
        }
    }

    private static String property(JsonNode node, String name) {
        return PgjdbcExceptions.texts(node.get("systemProperties")).stream()
                .filter(text -> text.startsWith(name + "="))
                .map(text -> text.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}
