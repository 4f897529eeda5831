package io.github.windlass4j.examples.conformance.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.truststore.audit.StoreAudit;
import io.github.windlass4j.truststore.store.Certdata;
import io.github.windlass4j.truststore.store.LoadOutcome;
import io.github.windlass4j.truststore.store.Loader;
import io.github.windlass4j.truststore.store.StoreEntry;
import io.github.windlass4j.truststore.store.StoreRule;
import io.github.windlass4j.truststore.store.TrustStore;
import io.github.windlass4j.truststore.store.UnreadableStoreException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One store file of every format and with every trap: entries, private keys, traps, and what JDK 17, JDK 25 and OpenSSL make
 * of it. Kubernetes files are carriers of several stores: for them the scanner is asked what lies in which field.
 */
public final class Formats implements Suite {
    /** The clock of the measurements. */
    private static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");

    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String name() {
        return "formats";
    }

    @Override
    public String file() {
        return "truststore/formats/expected.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        // Which certificates OpenSSL was asked about, and which traps have a name, is nowhere stated but in the
        // answers.
        Set<String> asked = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        try (Stream<JsonNode> files = file.elements("files")) {
            files.forEach(node -> {
                asked.addAll(texts(node.path("opensslCAfile").path("rootsTrusted")));
                named.addAll(texts(node.path("traps")));
            });
        }
        return file.elements("files").map(node -> {
            String name = node.get("file").asString();
            return node.has("locations")
                    ? new Case(name, Carriers.expected(node), () -> Carriers.ask(bytes(file, name), name, node, named))
                    : new Case(name, expected(node), () -> ask(file, node, asked, named));
        });
    }

    private static byte[] bytes(CaseFile file, String name) {
        return file.companion(name).bytes();
    }

    private static Map<String, Object> expected(JsonNode node) {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("entries", texts(node.get("entries")));
        expected.put("privateKeys", node.get("privateKeys").asInt());
        expected.put("traps", new TreeSet<>(texts(node.get("traps"))));
        if (node.has("trustedEntries")) {
            expected.put("trustedEntries", texts(node.get("trustedEntries")));
        }
        if (node.has("detail")) {
            List<Map<String, Object>> detail = new ArrayList<>();
            node.get("detail").forEach(root -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                root.properties()
                        .forEach(field ->
                                fields.put(field.getKey(), field.getValue().asString("null")));
                detail.add(fields);
            });
            expected.put("detail", detail);
            expected.put("notTrustedObjects", texts(node.get("notTrustedObjects")));
        }
        loads(node, expected);
        return expected;
    }

    /** Per loader whether it loads, and how many certificates it then trusts; for OpenSSL which of the named roots. */
    private static void loads(JsonNode node, Map<String, Object> expected) {
        for (String jdk : List.of("jdk17", "jdk25")) {
            Map<String, Object> loads = new LinkedHashMap<>();
            // The file lists for JDK 25 only what differs from JDK 17.
            JsonNode all = node.path("jdk17");
            all.properties().forEach(field -> {
                String text = node.path(jdk)
                        .path(field.getKey())
                        .asString(field.getValue().asString());
                loads.put(field.getKey(), count(text));
            });
            if (!loads.isEmpty()) {
                expected.put(jdk, loads);
            }
        }
        if (node.has("opensslCAfile")) {
            expected.put(
                    "openssl", new TreeSet<>(texts(node.get("opensslCAfile").get("rootsTrusted"))));
        }
    }

    private static Object count(String text) {
        if (text.startsWith("entries=")) {
            return Integer.valueOf(text.substring(text.indexOf("trusted=") + "trusted=".length()));
        }
        return text.startsWith("certificates=") ? Integer.valueOf(text.substring("certificates=".length())) : "fails";
    }

    private static Answer ask(CaseFile file, JsonNode node, Set<String> asked, Set<String> named) {
        String name = node.get("file").asString();
        byte[] content = bytes(file, name);
        String password = node.path("password").asString("");
        char[][] passwords = password.isEmpty() ? new char[0][] : new char[][] {password.toCharArray()};
        List<Finding> findings = new ArrayList<>();
        TrustStore store = null;
        try {
            store = TrustStore.read(content, name, passwords);
            findings.addAll(store.findings());
        } catch (UnreadableStoreException e) {
            store = e.recovered().orElse(null);
            findings.addAll(e.findings());
        }
        Map<String, Object> expected = expected(node);
        Map<String, Object> actual = new LinkedHashMap<>();
        actual.put("entries", entries(store));
        actual.put("privateKeys", store == null ? 0 : store.privateKeys());
        Set<String> traps = traps(findings);
        if (store != null) {
            StoreAudit.of(store, AT)
                    .issues()
                    .forEach(issue -> traps.add(issue.rule().name()));
        }
        traps.retainAll(named);
        actual.put("traps", traps);
        if (expected.containsKey("trustedEntries") && store != null) {
            actual.put("trustedEntries", hashes(store.certificates()));
        }
        if (expected.containsKey("detail")) {
            Certdata certdata = Certdata.read(content, name);
            actual.put("detail", certdata.roots().stream().map(Formats::detail).toList());
            actual.put("notTrustedObjects", certdata.withoutCertificate());
        }
        for (Loader.Jdk jdk : Loader.Jdk.values()) {
            String key = jdk == Loader.Jdk.JDK_17 ? "jdk17" : "jdk25";
            if (expected.get(key) instanceof Map<?, ?> loads) {
                Map<String, Object> outcome = new LinkedHashMap<>();
                for (Object how : loads.keySet()) {
                    outcome.put(how.toString(), load(store, loader(jdk, how.toString())));
                }
                actual.put(key, outcome);
            }
        }
        if (expected.containsKey("openssl")) {
            Set<String> trusted = new TreeSet<>();
            if (store != null) {
                trusted.addAll(hashes(store.loadedBy(Loader.OPENSSL).certificates()));
            }
            trusted.retainAll(asked);
            actual.put("openssl", trusted);
        }
        return Answer.compare(expected, actual, findings.toString());
    }

    private static Map<String, Object> detail(Certdata.Root root) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("label", root.label());
        detail.put("sha256", root.certificate().sha256());
        detail.put("serverAuth", "CKT_NSS_" + root.serverAuth());
        detail.put(
                "serverDistrustAfter",
                root.serverDistrustAfter().map(UTC_TIME::format).orElse("null"));
        return detail;
    }

    /**
     * {@code generateCertificates}, or a keystore type and one of the passwords changeit (the right one), null, empty, wrong.
     */
    private static Loader loader(Loader.Jdk jdk, String how) {
        int slash = how.indexOf('/');
        if (slash < 0) {
            return new Loader.CertificateFile(jdk);
        }
        Loader.Password password = switch (how.substring(slash + 1)) {
            case "changeit" -> Loader.Password.RIGHT;
            case "null" -> Loader.Password.NONE;
            default -> Loader.Password.WRONG;
        };
        return new Loader.KeyStoreFile(jdk, how.substring(0, slash), password);
    }

    private static Object load(@Nullable TrustStore store, Loader loader) {
        return store != null && store.loadedBy(loader) instanceof LoadOutcome.Loaded loaded
                ? Integer.valueOf(loaded.certificates().size())
                : "fails";
    }

    private static List<String> entries(@Nullable TrustStore store) {
        if (store == null) {
            return List.of();
        }
        return store.fingerprints().isEmpty()
                ? store.entries().stream()
                        .map(StoreEntry::certificate)
                        .map(Certificate::sha256)
                        .toList()
                : store.fingerprints();
    }

    /** What the form and the certificates of a store give, as far as the files have a name for it. */
    static Set<String> traps(TrustStore store, Set<String> named) {
        Set<String> traps = traps(store.findings());
        StoreAudit.of(store, AT)
                .issues()
                .forEach(issue -> traps.add(issue.rule().name()));
        traps.retainAll(named);
        return traps;
    }

    static Set<String> traps(List<Finding> findings) {
        Set<String> traps = new TreeSet<>();
        for (Finding finding : findings) {
            Arrays.stream(StoreRule.values())
                    .filter(rule -> rule.id().equals(finding.rule()))
                    .forEach(rule -> traps.add(rule.name()));
        }
        return traps;
    }

    private static List<String> hashes(List<Certificate> certificates) {
        return certificates.stream().map(Certificate::sha256).toList();
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asString()));
        return texts;
    }
}
