package io.github.windlass4j.advisor.knowledge;

import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.core.knowledge.Layers;
import io.github.windlass4j.core.knowledge.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Packs in layers, the user's on top. A later pack replaces questions, tables and plans of the same id; to topics it adds
 * claims, and to catalogues options, claims and needs. What was replaced stays visible in {@link #overrides()}.
 */
public final class Knowledge {
    private final List<KnowledgePack> packs;
    private final Map<String, Source> sources;
    private final Layers<Question> questions;
    private final Layers<Topic> topics;
    private final Layers<Table> tables;
    private final Layers<Catalogue> catalogues;
    private final Layers<Plan> plans;

    private Knowledge(List<KnowledgePack> packs) {
        this.packs = List.copyOf(packs);
        this.sources = sources(packs);
        this.questions = layers(packs, KnowledgePack::questions, Question::id, (low, high) -> high);
        this.topics = layers(packs, KnowledgePack::topics, Topic::id, Knowledge::merge);
        this.tables = layers(packs, KnowledgePack::tables, Table::id, (low, high) -> high);
        this.catalogues = layers(packs, KnowledgePack::catalogues, Catalogue::id, Knowledge::merge);
        this.plans = layers(packs, KnowledgePack::plans, Plan::id, (low, high) -> high);
        new References(list(questions), list(topics), list(tables), list(catalogues), list(plans)).check();
    }

    /** Returns the knowledge of one pack. */
    public static Knowledge of(KnowledgePack pack) {
        return new Knowledge(List.of(pack));
    }

    /**
     * Returns this knowledge with one more pack on top.
     *
     * @throws IllegalArgumentException if a source id means two different sources, or a reference no longer resolves
     */
    public Knowledge with(KnowledgePack pack) {
        List<KnowledgePack> more = new ArrayList<>(packs);
        more.add(pack);
        return new Knowledge(more);
    }

    /** Returns the packs, lowest layer first. */
    public List<KnowledgePack> packs() {
        return packs;
    }

    /** Returns all sources by id. */
    public Map<String, Source> sources() {
        return sources;
    }

    /** Returns the questions in effect. */
    public List<Question> questions() {
        return list(questions);
    }

    /** Returns the topics in effect. */
    public List<Topic> topics() {
        return list(topics);
    }

    /** Returns the tables in effect. */
    public List<Table> tables() {
        return list(tables);
    }

    /** Returns the catalogues in effect. */
    public List<Catalogue> catalogues() {
        return list(catalogues);
    }

    /** Returns the plans in effect. */
    public List<Plan> plans() {
        return list(plans);
    }

    /** Returns what a higher pack replaced or extended, as {@code table risk: mine over ca-rotation}. */
    public List<String> overrides() {
        return Stream.of(
                        described("question", questions),
                        described("topic", topics),
                        described("table", tables),
                        described("catalogue", catalogues),
                        described("plan", plans))
                .flatMap(s -> s)
                .toList();
    }

    private static Stream<String> described(String shape, Layers<?> layers) {
        return layers.overrides().stream()
                .map(o -> shape + " " + o.key() + ": " + o.layer() + " over " + o.hiddenLayer());
    }

    private static <T> List<T> list(Layers<T> layers) {
        return List.copyOf(layers.effective().values());
    }

    private static <T> Layers<T> layers(
            List<KnowledgePack> packs,
            Function<KnowledgePack, List<T>> part,
            Function<T, String> id,
            BinaryOperator<T> merge) {
        Layers<T> result = Layers.of("", Map.of());
        for (KnowledgePack pack : packs) {
            Map<String, T> added = new LinkedHashMap<>();
            for (T element : part.apply(pack)) {
                T merged = result.find(id.apply(element))
                        .map(low -> merge.apply(low, element))
                        .orElse(element);
                added.put(id.apply(element), merged);
            }
            result = result.with(pack.pack(), added);
        }
        return result;
    }

    private static Map<String, Source> sources(List<KnowledgePack> packs) {
        Map<String, Source> result = new LinkedHashMap<>();
        for (KnowledgePack pack : packs) {
            for (Source source : pack.sources()) {
                Source other = result.putIfAbsent(source.id(), source);
                if (other != null && !other.equals(source)) {
                    throw new IllegalArgumentException(
                            "pack " + pack.pack() + ": source \"" + source.id() + "\" means something else than below");
                }
            }
        }
        return Map.copyOf(result);
    }

    private static Topic merge(Topic low, Topic high) {
        return new Topic(
                low.id(),
                high.subject(),
                concat(high.claims(), low.claims()),
                high.tieBreak().isEmpty() ? low.tieBreak() : high.tieBreak(),
                concat(high.note(), low.note()));
    }

    private static Catalogue merge(Catalogue low, Catalogue high) {
        Map<String, Option> options = new LinkedHashMap<>();
        low.options().forEach(o -> options.put(o.id(), o));
        high.options().forEach(o -> options.merge(o.id(), o, Knowledge::merge));
        Map<String, Need> needs = new LinkedHashMap<>();
        low.needs().forEach(n -> needs.put(n.id(), n));
        high.needs().forEach(n -> needs.put(n.id(), n));
        return new Catalogue(low.id(), high.title(), List.copyOf(options.values()), List.copyOf(needs.values()));
    }

    private static Option merge(Option low, Option high) {
        Map<String, List<Claim<Level>>> capabilities = new LinkedHashMap<>(low.capabilities());
        high.capabilities()
                .forEach((capability, claims) -> capabilities.merge(capability, claims, (l, h) -> concat(h, l)));
        return new Option(
                low.id(), high.name(), capabilities, high.members().isEmpty() ? low.members() : high.members());
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    @Override
    public String toString() {
        return packs.stream().map(KnowledgePack::pack).toList().toString();
    }
}
