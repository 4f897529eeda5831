package io.github.windlass4j.advisor.internal;

import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Need;
import io.github.windlass4j.advisor.knowledge.Option;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.advisor.knowledge.Topic;
import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.core.knowledge.Resolution;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The knowledge of one day, compiled. Immutable once built. */
public final class Network {
    /**
     * Something unknown that has finitely many values: a question, or a level that no source states.
     *
     * @param id id of the question, or {@code catalogue/option/capability}
     * @param values values, the bits of a mask in this order
     * @param question whether a user can answer it
     * @param measured whether an adapter can answer it
     */
    public record Variable(String id, List<String> values, boolean question, boolean measured) {
        /** Returns the mask in which every value is possible. */
        private long open() {
            return (1L << values.size()) - 1;
        }
    }

    private final Knowledge knowledge;
    private final LocalDate asOf;
    private final List<Variable> variables = new ArrayList<>();
    private final Map<String, Integer> variableIndex = new HashMap<>();
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, TableNode> tableNodes = new LinkedHashMap<>();
    private final Map<String, CatalogueNode> catalogueNodes = new LinkedHashMap<>();

    private Network(Knowledge knowledge, LocalDate asOf) {
        this.knowledge = knowledge;
        this.asOf = asOf;
    }

    /** Compiles what holds on this day. */
    public static Network compile(Knowledge knowledge, LocalDate asOf) {
        Network network = new Network(knowledge, asOf);
        for (Question question : knowledge.questions()) {
            network.add(new Variable(question.id(), question.values(), true, question.measured()));
        }
        knowledge.topics().forEach(t -> network.topics.put(t.id(), t));
        knowledge.tables().forEach(t -> network.tables.put(t.id(), t));
        network.tables.values().forEach(network::node);
        knowledge.catalogues().forEach(c -> network.catalogueNodes.put(c.id(), network.node(c)));
        return network;
    }

    private int add(Variable variable) {
        variables.add(variable);
        variableIndex.put(variable.id(), variables.size() - 1);
        return variables.size() - 1;
    }

    /** Returns all variables, questions first. */
    public List<Variable> variables() {
        return List.copyOf(variables);
    }

    /** Returns the position of a question among the variables. */
    public Optional<Integer> variable(String id) {
        return Optional.ofNullable(variableIndex.get(id));
    }

    /** Returns the state in which these questions are answered and everything else is open. */
    public State state(Map<String, String> answers) {
        long[] masks = variables.stream().mapToLong(Variable::open).toArray();
        answers.forEach((id, value) -> variable(id)
                .ifPresent(v -> masks[v] = 1L << variables.get(v).values().indexOf(value)));
        return new State(masks, tables.size());
    }

    /** Returns the table or catalogue of this id as a target. */
    public Target target(String id) {
        TableNode table = tableNodes.get(id);
        if (table != null) {
            return new TableTarget(table);
        }
        return catalogue(id);
    }

    /** Returns the target "this option of this catalogue satisfies every must". */
    public Target viability(String catalogue, int option) {
        return catalogue(catalogue).viability(option);
    }

    /** Returns what a result of the target means: the outputs of its rows, or its options. */
    public List<Map<String, String>> meaning(String id, List<Integer> result) {
        TableNode table = tableNodes.get(id);
        if (table != null) {
            return result.stream().map(r -> table.rows.get(r).then()).toList();
        }
        List<Option> options = catalogue(id).options;
        return result.stream().map(o -> Map.of("option", options.get(o).id())).toList();
    }

    /** Returns the rows of a table that hold on this day. */
    public List<Row> rows(String table) {
        return table(table).rows;
    }

    /** Returns the truth of each of these rows in a state. */
    public List<Truth> truths(String table, State state) {
        TableNode node = table(table);
        return Stream.iterate(0, r -> r + 1)
                .limit(node.rows.size())
                .map(r -> node.truthOf(r, state))
                .toList();
    }

    /** Returns whether a need of a catalogue exists in a state. */
    public Truth applies(String catalogue, int need, State state) {
        return catalogue(catalogue).applies(need, state);
    }

    /** Returns the levels that an option may have for a need, lowest first. */
    public List<Level> levels(String catalogue, int option, int need, State state) {
        long mask = catalogue(catalogue).levelMask(state, option, need);
        return Stream.of(Level.values())
                .filter(l -> (mask & (1L << l.points())) != 0)
                .toList();
    }

    /** Returns the truth of a condition of a step in a state. */
    public Truth truth(Map<String, Set<String>> when, State state) {
        return condition(when).evaluate(state);
    }

    /** Returns the values that an input of a condition may have in a state. */
    public List<String> values(String input, State state) {
        long mask = input(input).mask(state);
        return bits(mask, domain(input));
    }

    /** Returns what the claims of a topic resolve to. */
    public Resolution<String> resolve(Topic topic) {
        return Resolution.of(topic.claims(), knowledge.sources(), asOf, topic.tieBreak());
    }

    /** Returns what the claims on a level resolve to; among equally good sources the lower level wins. */
    public Resolution<Level> resolve(List<Claim<Level>> claims) {
        return Resolution.of(claims, knowledge.sources(), asOf, List.of(Level.values()));
    }

    /** Returns the questions that a table or catalogue depends on, through other tables too. */
    public Set<String> questionsOf(String id) {
        Set<String> result = new LinkedHashSet<>();
        TableNode table = tableNodes.get(id);
        if (table != null) {
            table.table.inputs().forEach(input -> collect(input, result));
            return result;
        }
        for (Need need : catalogue(id).needs) {
            need.when().keySet().forEach(input -> collect(input, result));
        }
        return result;
    }

    private void collect(String input, Set<String> questions) {
        if (variableIndex.containsKey(input)) {
            questions.add(input);
        } else if (!topics.containsKey(input)) {
            questions.addAll(questionsOf(input.substring(0, input.lastIndexOf('.'))));
        }
    }

    private TableNode table(String id) {
        TableNode node = tableNodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no table \"" + id + "\"");
        }
        return node;
    }

    private CatalogueNode catalogue(String id) {
        CatalogueNode node = catalogueNodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no table and no catalogue \"" + id + "\" (want one of "
                    + Stream.concat(tableNodes.keySet().stream(), catalogueNodes.keySet().stream())
                            .toList()
                    + ")");
        }
        return node;
    }

    private TableNode node(Table table) {
        TableNode known = tableNodes.get(table.id());
        if (known != null) {
            return known;
        }
        List<Input> inputs = table.inputs().stream().map(this::input).toList();
        List<Row> rows = table.rows().stream().filter(r -> r.holdsOn(asOf)).toList();
        Condition[] conditions = rows.stream().map(r -> condition(r.when())).toArray(Condition[]::new);
        TableNode node = new TableNode(tableNodes.size(), table, rows, inputs, conditions);
        tableNodes.put(table.id(), node);
        return node;
    }

    private CatalogueNode node(Catalogue catalogue) {
        Condition[] conditions =
                catalogue.needs().stream().map(n -> condition(n.when())).toArray(Condition[]::new);
        int[][][] levels = new int[catalogue.options().size()][catalogue.needs().size()][];
        for (int o = 0; o < levels.length; o++) {
            for (int n = 0; n < levels[o].length; n++) {
                levels[o][n] = levels(
                        catalogue,
                        catalogue.options().get(o),
                        catalogue.needs().get(n).capability());
            }
        }
        return new CatalogueNode(catalogue, conditions, levels);
    }

    private int[] levels(Catalogue catalogue, Option option, String capability) {
        List<Claim<Level>> claims = option.capabilities().getOrDefault(capability, List.of());
        Optional<Level> stated = resolve(claims).value();
        if (stated.isPresent()) {
            return new int[] {~stated.get().points()};
        }
        if (option.members().isEmpty()) {
            return new int[] {unknownLevel(catalogue.id() + "/" + option.id() + "/" + capability)};
        }
        return catalogue.options().stream()
                .filter(o -> option.members().contains(o.id()))
                .flatMapToInt(member -> java.util.stream.IntStream.of(levels(catalogue, member, capability)))
                .toArray();
    }

    private int unknownLevel(String id) {
        return variable(id)
                .orElseGet(() -> add(new Variable(
                        id, Stream.of(Level.values()).map(Level::name).toList(), false, false)));
    }

    private Condition condition(Map<String, Set<String>> when) {
        Input[] inputs = new Input[when.size()];
        long[] accepted = new long[when.size()];
        int i = 0;
        for (Map.Entry<String, Set<String>> entry : when.entrySet()) {
            inputs[i] = input(entry.getKey());
            List<String> domain = domain(entry.getKey());
            for (String value : entry.getValue()) {
                accepted[i] |= 1L << domain.indexOf(value);
            }
            i++;
        }
        return new Condition(inputs, accepted);
    }

    private Input input(String name) {
        Integer variable = variableIndex.get(name);
        if (variable != null) {
            return new Input.OfVariable(name, variable);
        }
        Topic topic = topics.get(name);
        if (topic != null) {
            int known = resolve(topic)
                    .value()
                    .map(topic.values()::indexOf)
                    .orElse(topic.values().size());
            return new Input.Constant(name, 1L << known);
        }
        int dot = name.lastIndexOf('.');
        Table table = tables.get(name.substring(0, dot));
        if (table == null) {
            throw new IllegalArgumentException("no input \"" + name + "\"");
        }
        return new Input.OfTable(name, node(table), table.outputs().indexOf(name.substring(dot + 1)));
    }

    private List<String> domain(String name) {
        Integer variable = variableIndex.get(name);
        if (variable != null) {
            return variables.get(variable).values();
        }
        Topic topic = topics.get(name);
        if (topic != null) {
            return topic.values();
        }
        int dot = name.lastIndexOf('.');
        Table table = tables.get(name.substring(0, dot));
        if (table == null) {
            throw new IllegalArgumentException("no input \"" + name + "\"");
        }
        return table.valuesOf(name.substring(dot + 1));
    }

    private static List<String> bits(long mask, List<String> domain) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < domain.size(); i++) {
            if ((mask & (1L << i)) != 0) {
                result.add(domain.get(i));
            }
        }
        return result;
    }
}
