package io.github.windlass4j.scan.fleet;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An assessment as JSON lines: a first line that says what was asked, then one line a store. */
final class FleetLines {
    private static final String HEADER = "fleet";
    private static final String STORE = "store";

    private FleetLines() {}

    static void write(FleetAssessment assessment, Appendable out) throws IOException {
        FleetAssessment.Header header = assessment.header();
        List<Map<String, Object>> chains = new ArrayList<>();
        for (int i = 0; i < header.names().size(); i++) {
            Map<String, Object> chain = new LinkedHashMap<>();
            chain.put("name", header.names().get(i));
            chain.put("sha256", header.chains().get(i));
            chains.add(chain);
        }
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("profile", header.profile());
        asked.put("at", header.at().toString());
        asked.put("chains", chains);
        line(out, HEADER, asked);
        Map<String, Answers> stores = new LinkedHashMap<>();
        assessment.forEach(stores::put);
        for (Map.Entry<String, Answers> store : stores.entrySet()) {
            Map<String, Object> rejected = new LinkedHashMap<>();
            store.getValue()
                    .rejected()
                    .forEach((rule, bits) -> rejected.put(rule, HexFormat.of().formatHex(bits.toByteArray())));
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", store.getKey());
            fields.put("rejected", rejected);
            line(out, STORE, fields);
        }
    }

    private static void line(Appendable out, String kind, Object value) throws IOException {
        out.append(Yaml.writeJson(Node.of(Map.of(kind, value)))).append('\n');
    }

    static FleetAssessment read(BufferedReader lines, String name) throws IOException {
        int number = 1;
        String first = lines.readLine();
        try {
            FleetAssessment.Header header =
                    header(object(first == null ? "" : first).child(HEADER));
            TreeMap<String, Answers> stores = new TreeMap<>();
            // A fleet has many stores and few different answers.
            Map<Answers, Answers> distinct = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                Fields store = object(line).child(STORE);
                String called = required(store, "name");
                Answers answers = answers(store.child("rejected"), header);
                if (stores.put(called, distinct.computeIfAbsent(answers, same -> same)) != null) {
                    throw new IllegalArgumentException("store " + called + " stands twice");
                }
            }
            return FleetAssessment.of(header, stores);
        } catch (MalformedYamlException e) {
            throw new MalformedFleetException(name, number, e.problem());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedFleetException(name, number, String.valueOf(e.getMessage()));
        }
    }

    private static FleetAssessment.Header header(Fields fields) {
        List<String> names = new ArrayList<>();
        List<List<String>> chains = new ArrayList<>();
        for (Fields chain : fields.list("chains")) {
            names.add(required(chain, "name"));
            chains.add(chain.texts("sha256"));
        }
        return new FleetAssessment.Header(
                required(fields, "profile"), Instant.parse(required(fields, "at")), names, chains);
    }

    private static Answers answers(Fields fields, FleetAssessment.Header header) {
        TreeMap<String, BitSet> rejected = new TreeMap<>();
        for (String rule : fields.names()) {
            rejected.put(rule, BitSet.valueOf(HexFormat.of().parseHex(required(fields, rule))));
        }
        return new Answers(header.names().size(), rejected);
    }

    private static Fields object(String line) {
        if (!line.startsWith("{")) {
            throw new IllegalArgumentException("want one JSON object");
        }
        return Fields.of(Yaml.read(line, "").get(0).root());
    }

    private static String required(Fields fields, String field) {
        return fields.text(field)
                .orElseThrow(() ->
                        new IllegalArgumentException("want the text field " + field + ", found " + fields.names()));
    }
}
