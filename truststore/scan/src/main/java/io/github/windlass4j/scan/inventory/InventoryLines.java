package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * An inventory as text, one fact per line: certificates, contents that refer to them by SHA-256, then everything else. Each
 * line is an object with one field, named after the kind of fact.
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
    /** What is written about contents, by the line it stands on. */
    private final Map<Integer, Fields> contents = new LinkedHashMap<>();

    private final Inventory.Builder facts = Inventory.builder();

    private InventoryLines(String name) {
        this.name = name;
    }

    /** The id of a content: SHA-256 of what is written about it, so that equal contents have equal ids everywhere. */
    static String id(StoreSnapshot content) {
        return Hex.sha256(Yaml.writeJson(Node.of(SnapshotFields.write(content))).getBytes(StandardCharsets.UTF_8));
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
        JsonLines.forEach(lines, name, this::fact);
        // Contents last: the certificates they name may stand on any line.
        contents.forEach((line, content) -> JsonLines.guarded(name, line, () -> content(content)));
        return facts.build();
    }

    private void content(Fields fields) {
        String id = fields.text("id", "");
        StoreSnapshot snapshot = SnapshotFields.read(fields, certificates);
        if (!id(snapshot).equals(id)) {
            throw new IllegalArgumentException("the id of content " + id + " is not that of what it holds");
        }
        facts.add(id, snapshot);
    }

    private void fact(Fields fields, int line) {
        String kind = fields.names().size() == 1 ? fields.names().get(0) : "";
        Fields value = fields.child(kind);
        switch (kind) {
            case CERTIFICATE -> {
                byte[] der = Base64.getDecoder().decode(fields.text(kind, ""));
                Certificate certificate = Certificate.parse(der);
                certificates.put(certificate.sha256(), certificate);
            }
            case CONTENT -> contents.put(line, value);
            case STORE -> facts.add(FactFields.store(value));
            case CLIENT -> facts.add(FactFields.client(value));
            case USE -> facts.add(FactFields.use(value));
            case SOFTWARE -> facts.add(FactFields.software(value));
            case SEARCHED -> facts.searched(fields.text(kind, ""));
            case UNRESOLVED -> facts.add(FactFields.unresolved(value));
            case FINDING -> facts.add(FactFields.finding(value));
            default ->
                throw new IllegalArgumentException("want one field that names a kind of fact, found " + fields.names());
        }
    }
}
