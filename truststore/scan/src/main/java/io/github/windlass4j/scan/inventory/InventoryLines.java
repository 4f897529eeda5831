package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An inventory as text, one fact per line: certificates, contents that refer to them by SHA-256, then everything else. Each line
 * is an object with one field, named after the kind of fact.
 */
final class InventoryLines {
    private static final String CERTIFICATE = "certificate";
    private static final String CONTENT = "content";
    private static final String STORE = "store";
    private static final String CLIENT = "client";
    private static final String USE = "use";
    private static final String SOFTWARE = "software";
    private static final String SEARCHED = "searched";
    private static final String UNRESOLVED = "unresolved";
    private static final String FINDING = "finding";

    private final String name;
    private final Map<String, Certificate> certificates = new HashMap<>();
    private final Map<String, Fields> contents = new LinkedHashMap<>();
    private final Map<String, Integer> contentLines = new HashMap<>();
    private final Inventory.Builder facts = Inventory.builder();

    private InventoryLines(String name) {
        this.name = name;
    }

    /** The id of a content: SHA-256 of what is written about it, so that equal contents have equal ids everywhere. */
    static String id(StoreSnapshot content) {
        try {
            byte[] text = Yaml.writeJson(Node.of(SnapshotFields.write(content))).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static void write(Inventory inventory, Appendable out) throws IOException {
        Map<String, Certificate> all = new TreeMap<>();
        inventory
                .contents()
                .values()
                .forEach(content -> SnapshotFields.certificates(content)
                        .forEach(certificate -> all.put(certificate.sha256(), certificate)));
        for (Certificate certificate : all.values()) {
            line(out, CERTIFICATE, Base64.getEncoder().encodeToString(certificate.encoded()));
        }
        for (Map.Entry<String, StoreSnapshot> content : inventory.contents().entrySet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", content.getKey());
            fields.putAll(SnapshotFields.write(content.getValue()));
            line(out, CONTENT, fields);
        }
        for (StoreSighting store : inventory.stores()) {
            line(out, STORE, FactFields.write(store));
        }
        for (ClientSighting client : inventory.clients()) {
            line(out, CLIENT, FactFields.write(client));
        }
        for (StoreUse use : inventory.uses()) {
            line(out, USE, FactFields.write(use));
        }
        for (SoftwareSighting found : inventory.software()) {
            line(out, SOFTWARE, FactFields.write(found));
        }
        for (String realm : inventory.searched()) {
            line(out, SEARCHED, realm);
        }
        for (Unresolved gap : inventory.gaps()) {
            line(out, UNRESOLVED, FactFields.write(gap));
        }
        for (Finding finding : inventory.findings()) {
            line(out, FINDING, FactFields.write(finding));
        }
    }

    private static void line(Appendable out, String kind, Object value) throws IOException {
        out.append(Yaml.writeJson(Node.of(Map.of(kind, value)))).append('\n');
    }

    static Inventory read(BufferedReader lines, String name) throws IOException {
        return new InventoryLines(name).read(lines);
    }

    private Inventory read(BufferedReader lines) throws IOException {
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                read(line, number);
            }
        }
        // Contents last: the certificates they name may stand on any line.
        for (Map.Entry<String, Fields> content : contents.entrySet()) {
            int at = contentLines.getOrDefault(content.getKey(), 0);
            StoreSnapshot snapshot = guarded(at, () -> SnapshotFields.read(content.getValue(), certificates));
            if (!id(snapshot).equals(content.getKey())) {
                throw new MalformedInventoryException(name, at, "the id of the content is not that of what it holds");
            }
            facts.add(content.getKey(), snapshot);
        }
        return facts.build();
    }

    private void read(String line, int number) {
        Fields fields = Fields.of(object(line, number));
        String kind = fields.names().size() == 1 ? fields.names().get(0) : "";
        Fields value = fields.child(kind);
        guarded(number, () -> {
            switch (kind) {
                case CERTIFICATE -> {
                    byte[] der = Base64.getDecoder().decode(fields.text(kind, ""));
                    Certificate certificate = Certificate.parse(der);
                    certificates.put(certificate.sha256(), certificate);
                }
                case CONTENT -> {
                    contents.put(value.text("id", ""), value);
                    contentLines.put(value.text("id", ""), number);
                }
                case STORE -> facts.add(FactFields.store(value));
                case CLIENT -> facts.add(FactFields.client(value));
                case USE -> facts.add(FactFields.use(value));
                case SOFTWARE -> facts.add(FactFields.software(value));
                case SEARCHED -> facts.searched(fields.text(kind, ""));
                case UNRESOLVED -> facts.add(FactFields.unresolved(value));
                case FINDING -> facts.add(FactFields.finding(value));
                default ->
                    throw new IllegalArgumentException(
                            "want one field that names a kind of fact, found " + fields.names());
            }
            return kind;
        });
    }

    private Mapping object(String line, int number) {
        try {
            List<Document> documents = Yaml.read(line, name);
            if (line.startsWith("{")
                    && documents.size() == 1
                    && documents.get(0).root() instanceof Mapping mapping) {
                return mapping;
            }
        } catch (MalformedYamlException e) {
            throw new MalformedInventoryException(name, number, e.problem());
        }
        throw new MalformedInventoryException(name, number, "want one JSON object");
    }

    /** What cannot be read is told with its line, whatever the reader of it says. */
    private <T> T guarded(int line, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new MalformedInventoryException(name, line, problem(e.getMessage()));
        }
    }

    private static String problem(@Nullable String message) {
        return message == null ? "unreadable" : message;
    }
}
