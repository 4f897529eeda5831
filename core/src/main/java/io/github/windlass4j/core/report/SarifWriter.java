package io.github.windlass4j.core.report;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.internal.Hex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The findings of a report as SARIF 2.1.0. */
final class SarifWriter {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String URI_CHARACTERS = "-._~!$&'()*+,;=:@/";

    private SarifWriter() {}

    static String write(Report report) {
        ObjectNode root = JsonWriter.object();
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Windlass");
        List<String> rules = new ArrayList<>(
                new TreeSet<>(report.findings().stream().map(Finding::rule).toList()));
        ArrayNode ids = driver.putArray("rules");
        rules.forEach(rule -> ids.addObject().put("id", rule));
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        Map<List<String>, Integer> seen = new HashMap<>();
        for (Section section : report.sections()) {
            for (Finding finding : section.findings()) {
                ObjectNode result = results.addObject();
                result(finding, rules.indexOf(finding.rule()), result);
                Location location = finding.location();
                List<String> identity = List.of(finding.rule(), location.artifact(), location.entry());
                int before = seen.merge(identity, 1, Integer::sum) - 1;
                result.putObject("partialFingerprints").put("windlass/v1", fingerprint(identity, before));
                result.putObject("properties").put("section", section.title());
            }
        }
        return JsonWriter.text(root);
    }

    private static void result(Finding finding, int rule, ObjectNode result) {
        result.put("ruleId", finding.rule()).put("ruleIndex", rule).put("level", level(finding.severity()));
        StringBuilder message = new StringBuilder(finding.message());
        finding.evidence().forEach(line -> message.append('\n').append(line));
        finding.remedy().ifPresent(remedy -> message.append("\nDo: ").append(remedy));
        result.putObject("message").put("text", message.toString());
        Location location = finding.location();
        if (location.artifact().isEmpty() && location.entry().isEmpty()) {
            return;
        }
        ObjectNode place = result.putArray("locations").addObject();
        if (!location.artifact().isEmpty()) {
            ObjectNode physical = place.putObject("physicalLocation");
            physical.putObject("artifactLocation").put("uri", uri(location.artifact()));
            if (location.line() > 0) {
                ObjectNode region = physical.putObject("region").put("startLine", location.line());
                if (location.column() > 0) {
                    region.put("startColumn", location.column());
                }
            }
        }
        if (!location.entry().isEmpty()) {
            place.putArray("logicalLocations").addObject().put("fullyQualifiedName", location.entry());
        }
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    /** RFC 3986 reference for a file name as the user gave it; a URL stays one. */
    private static String uri(String artifact) {
        boolean url = artifact.matches("[A-Za-z][A-Za-z0-9+.-]+://.*");
        boolean drive = artifact.matches("[A-Za-z]:[\\\\/].*");
        String path = url ? artifact : artifact.replace('\\', '/');
        StringBuilder uri = new StringBuilder(drive ? "file:///" : "");
        boolean firstSegment = !url && !drive;
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            firstSegment &= c != '/';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean reserved = url && "?#[]%".indexOf(c) >= 0;
            boolean plain = letter || reserved || (URI_CHARACTERS.indexOf(c) >= 0 && !(firstSegment && c == ':'));
            uri.append(plain ? String.valueOf(c) : String.format("%%%02X", octet & 0xff));
        }
        return uri.toString();
    }

    private static String fingerprint(List<String> identity, int before) {
        byte[] text = (String.join("\0", identity) + "\0" + before).getBytes(StandardCharsets.UTF_8);
        return Hex.of(Hex.digest("SHA-256", text, 0, text.length)).substring(0, 32);
    }
}
