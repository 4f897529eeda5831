package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.observe.promql.MalformedPromqlException;
import io.github.windlass4j.mesh.observe.promql.PromQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * A Grafana dashboard, as far as it asks Prometheus.
 *
 * @param title its title
 * @param panels panels with queries, those in rows too, in order
 */
public record Dashboard(String title, List<Panel> panels) {
    /** Deepest nesting of rows; own bound, Grafana nests one. */
    private static final int MAX_DEPTH = 8;

    /** Copies the list. */
    public Dashboard {
        panels = List.copyOf(panels);
    }

    /**
     * One panel.
     *
     * @param title its title
     * @param queries what it asks, in order
     */
    public record Panel(String title, List<PromQuery> queries) {
        /** Copies the list. */
        public Panel {
            queries = List.copyOf(queries);
        }
    }

    /**
     * Reads an exported dashboard.
     *
     * @param json the dashboard
     * @param origin name used in errors
     * @return the dashboard
     * @throws MalformedYamlException when the text is no JSON
     * @throws MalformedPromqlException when a query is none
     */
    public static Dashboard read(String json, String origin) {
        List<Document> documents = Yaml.read(json, origin);
        List<Panel> panels = new ArrayList<>();
        Fields root = Fields.of(
                documents.isEmpty() ? Mapping.empty() : documents.get(0).root());
        collect(root, origin, panels, 0);
        for (Fields row : root.list("rows")) {
            collect(row, origin, panels, 0);
        }
        return new Dashboard(root.text("title", ""), panels);
    }

    private static void collect(Fields parent, String origin, List<Panel> panels, int depth) {
        for (Fields panel : parent.list("panels")) {
            List<PromQuery> queries = new ArrayList<>();
            String title = panel.text("title", "");
            for (Fields target : panel.list("targets")) {
                String expr = target.text("expr", "");
                if (!expr.isBlank()) {
                    queries.add(PromQuery.parseTemplate(expr, origin + ", panel \"" + title + "\""));
                }
            }
            if (!queries.isEmpty()) {
                panels.add(new Panel(title, queries));
            }
            if (depth < MAX_DEPTH) {
                collect(panel, origin, panels, depth + 1);
            }
        }
    }

    @Override
    public String toString() {
        return title + ", " + Count.of(panels.size(), "panel");
    }
}
