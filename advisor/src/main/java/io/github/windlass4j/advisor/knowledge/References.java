package io.github.windlass4j.advisor.knowledge;

import io.github.windlass4j.core.knowledge.InvalidPropertyException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Checks that whatever a pack names is there: inputs, values, capabilities, topics; and that tables form no circle. */
final class References {
    private final List<Question> questions;
    private final List<Topic> topics;
    private final List<Table> tables;
    private final List<Catalogue> catalogues;
    private final List<Plan> plans;
    private final Map<String, List<String>> domains = new HashMap<>();
    private final Set<String> topicIds = new HashSet<>();

    References(
            List<Question> questions,
            List<Topic> topics,
            List<Table> tables,
            List<Catalogue> catalogues,
            List<Plan> plans) {
        this.questions = questions;
        this.topics = topics;
        this.tables = tables;
        this.catalogues = catalogues;
        this.plans = plans;
    }

    void check() {
        unique("questions", questions, Question::id);
        unique("topics", topics, Topic::id);
        unique("tables", tables, Table::id);
        unique("catalogues", catalogues, Catalogue::id);
        unique("plans", plans, Plan::id);
        questions.forEach(q -> domains.put(q.id(), q.values()));
        for (int i = 0; i < topics.size(); i++) {
            Topic topic = topics.get(i);
            topicIds.add(topic.id());
            if (domains.put(topic.id(), topic.values()) != null) {
                throw new InvalidPropertyException(
                        "topics[" + i + "].id", "\"" + topic.id() + "\" is also the id of a question");
            }
        }
        for (Table table : tables) {
            if (table.hits() != HitPolicy.COLLECT) {
                table.outputs().forEach(o -> domains.put(table.id() + "." + o, table.valuesOf(o)));
            }
        }
        checkTables();
        checkCatalogues();
        checkPlans();
    }

    private void checkTables() {
        Map<String, Table> byId = new HashMap<>();
        tables.forEach(table -> byId.put(table.id(), table));
        for (int t = 0; t < tables.size(); t++) {
            Table table = tables.get(t);
            String at = "tables[" + t + "]";
            for (int i = 0; i < table.inputs().size(); i++) {
                domain(table.inputs().get(i), at + ".inputs[" + i + "]");
            }
            for (int r = 0; r < table.rows().size(); r++) {
                String row = at + ".rows[" + r + "]";
                condition(table.rows().get(r).when(), row + ".when");
                List<String> named = table.rows().get(r).topics();
                for (int i = 0; i < named.size(); i++) {
                    if (!topicIds.contains(named.get(i))) {
                        throw new InvalidPropertyException(
                                row + ".topics[" + i + "]", "no topic \"" + named.get(i) + "\"");
                    }
                }
            }
            descend(table, byId, new LinkedHashSet<>(), at + ".inputs");
        }
    }

    private void descend(Table table, Map<String, Table> byId, Set<String> above, String at) {
        if (!above.add(table.id())) {
            throw new InvalidPropertyException(at, "tables depend on each other in a circle: " + above);
        }
        for (String input : table.inputs()) {
            int dot = input.lastIndexOf('.');
            Table below = dot < 0 ? null : byId.get(input.substring(0, dot));
            if (below != null) {
                descend(below, byId, above, at);
            }
        }
        above.remove(table.id());
    }

    private void checkCatalogues() {
        for (int c = 0; c < catalogues.size(); c++) {
            Catalogue catalogue = catalogues.get(c);
            Set<String> capabilities = new HashSet<>();
            catalogue
                    .options()
                    .forEach(o -> capabilities.addAll(o.capabilities().keySet()));
            for (int n = 0; n < catalogue.needs().size(); n++) {
                Need need = catalogue.needs().get(n);
                String at = "catalogues[" + c + "].needs[" + n + "]";
                condition(need.when(), at + ".when");
                if (!capabilities.contains(need.capability())) {
                    throw new InvalidPropertyException(
                            at + ".capability", "no option states capability \"" + need.capability() + "\"");
                }
            }
        }
    }

    private void checkPlans() {
        for (int p = 0; p < plans.size(); p++) {
            List<Step> steps = plans.get(p).steps();
            for (int s = 0; s < steps.size(); s++) {
                String at = "plans[" + p + "].steps[" + s + "]";
                condition(steps.get(s).when(), at + ".when");
                condition(steps.get(s).gate(), at + ".gate");
                condition(steps.get(s).abort(), at + ".abort");
            }
        }
    }

    private void condition(Map<String, Set<String>> when, String at) {
        when.forEach((input, values) -> {
            String here = at + "." + input;
            List<String> domain = domain(input, here);
            if (values.isEmpty()) {
                throw new InvalidPropertyException(here, "no value (want at least one of " + domain + ")");
            }
            int index = 0;
            for (String value : values) {
                if (!domain.contains(value)) {
                    throw new InvalidPropertyException(
                            here + "[" + index + "]", "\"" + value + "\" (want one of " + domain + ")");
                }
                index++;
            }
        });
    }

    private List<String> domain(String input, String at) {
        List<String> domain = domains.get(input);
        if (domain == null) {
            throw new InvalidPropertyException(
                    at, "\"" + input + "\" is no question, no topic and no output of a table that gives one row");
        }
        if (domain.size() > Question.MAX_VALUES) {
            throw new InvalidPropertyException(
                    at, "\"" + input + "\" has " + domain.size() + " values (want <= " + Question.MAX_VALUES + ")");
        }
        return domain;
    }

    private static <T> void unique(String list, List<T> elements, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            if (!seen.add(id.apply(elements.get(i)))) {
                throw new InvalidPropertyException(
                        list + "[" + i + "].id", "\"" + id.apply(elements.get(i)) + "\" given twice");
            }
        }
    }
}
