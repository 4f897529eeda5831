package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.mesh.observe.promql.PromQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queries of one dashboard: every one is read, and together they give these metrics and labels. */
final class DashboardQueriesSuite implements Suite {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "dashboard-queries";
    }

    @Override
    public String file() {
        return "mesh/istio-telemetry/dashboard-queries.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.json().properties().stream()
                .map(dashboard ->
                        new Case(dashboard.getKey(), expected(dashboard.getValue()), () -> ask(dashboard.getValue())));
    }

    private static Map<String, Object> expected(JsonNode dashboard) {
        return Map.of("metrics", texts(dashboard.get("metrics")), "labels", texts(dashboard.get("labels")));
    }

    private static SortedSet<String> texts(JsonNode array) {
        SortedSet<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static Answer ask(JsonNode dashboard) {
        SortedSet<String> metrics = new TreeSet<>();
        SortedSet<String> labels = new TreeSet<>();
        List<String> queries = new ArrayList<>();
        for (JsonNode expr : dashboard.get("list")) {
            PromQuery query = PromQuery.parseTemplate(expr.asString(), "query " + queries.size());
            metrics.addAll(query.metrics());
            labels.addAll(query.labels());
            queries.add(expr.asString());
        }
        Map<String, Object> actual = Map.of("metrics", metrics, "labels", labels);
        return new Answer(
                JSON.valueToTree(actual), actual.equals(expected(dashboard)), queries.size() + " queries read");
    }
}
