package io.github.windlass4j.core.report;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report as one JSON object. */
final class JsonWriter {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonWriter() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Indented by two blanks, one line end at the end, the same on every platform. */
    static String text(ObjectNode root) {
        return root.toPrettyString().replace("\r\n", "\n") + "\n";
    }

    static String report(Report report) {
        ObjectNode root = object();
        root.put("title", report.title());
        root.put("at", report.at().toString());
        root.put("outcome", report.outcome().name());
        ArrayNode sections = root.putArray("sections");
        for (Section section : report.sections()) {
            ObjectNode node = sections.addObject();
            node.put("title", section.title());
            node.put("outcome", section.outcome().name());
            node.put("summary", section.summary());
            ArrayNode blocks = node.putArray("blocks");
            section.blocks().forEach(block -> block(block, blocks.addObject()));
        }
        return text(root);
    }

    private static void block(Block block, ObjectNode node) {
        if (block instanceof Block.Findings findings) {
            node.put("kind", "findings");
            ArrayNode array = node.putArray("findings");
            findings.findings().forEach(finding -> finding(finding, array.addObject()));
        } else if (block instanceof Block.Table table) {
            node.put("kind", "table").put("caption", table.caption());
            strings(table.header(), node.putArray("header"));
            ArrayNode rows = node.putArray("rows");
            table.rows().forEach(row -> strings(row, rows.addArray()));
        } else if (block instanceof Block.Text text) {
            node.put("kind", "text").put("caption", text.caption()).put("text", text.text());
        } else if (block instanceof Drawing drawing) {
            node.put("kind", "drawing").put("title", drawing.title()).put("text", drawing.text());
            drawing.mermaid().ifPresent(mermaid -> node.put("mermaid", mermaid));
            node.put("svg", drawing.svg());
        }
    }

    private static void finding(Finding finding, ObjectNode node) {
        node.put("rule", finding.rule()).put("severity", finding.severity().name());
        Location location = finding.location();
        ObjectNode where = node.putObject("location");
        where.put("artifact", location.artifact()).put("entry", location.entry());
        if (location.line() > 0) {
            where.put("line", location.line()).put("column", location.column());
        }
        node.put("message", finding.message());
        strings(finding.evidence(), node.putArray("evidence"));
        finding.remedy().ifPresent(remedy -> node.put("remedy", remedy));
    }

    private static void strings(List<String> values, ArrayNode array) {
        values.forEach(array::add);
    }
}
