package io.github.windlass4j.advisor.knowledge;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;

/**
 * One file of knowledge: sources, questions, and the three shapes that use them. A pack is complete in itself; every
 * reference inside it resolves, or it is refused with file, line and column.
 *
 * @param pack name of the pack
 * @param title what it is about, for a human
 * @param asOf day on which its statements were last compared with their sources
 * @param sources where its statements come from; each is used
 * @param questions what it may ask
 * @param topics what sources claim
 * @param tables what follows from answers
 * @param catalogues what can be chosen
 * @param plans what to do
 */
public record KnowledgePack(
        String pack,
        String title,
        LocalDate asOf,
        List<Source> sources,
        @Omittable List<Question> questions,
        @Omittable List<Topic> topics,
        @Omittable List<Table> tables,
        @Omittable List<Catalogue> catalogues,
        @Omittable List<Plan> plans) {
    /** The names of the packs that ship with this library. */
    public static final List<String> SHIPPED = List.of("ai-platform", "ca-rotation", "ingress", "mesh");

    /** Checks the components and copies the collections. */
    public KnowledgePack {
        sources = List.copyOf(sources);
        questions = List.copyOf(questions);
        topics = List.copyOf(topics);
        tables = List.copyOf(tables);
        catalogues = List.copyOf(catalogues);
        plans = List.copyOf(plans);
        new References(questions, topics, tables, catalogues, plans).check();
    }

    /**
     * Reads a pack.
     *
     * @param name name for messages, like {@code our-platform.json}
     * @throws io.github.windlass4j.core.knowledge.MalformedKnowledgeException if the pack is refused
     */
    public static KnowledgePack read(InputStream in, String name) {
        return KnowledgeReader.read(in, name, KnowledgePack.class);
    }

    /**
     * Returns a pack that ships with this library.
     *
     * @param name one of {@link #SHIPPED}
     * @throws IllegalArgumentException if there is no such pack
     */
    public static KnowledgePack shipped(String name) {
        String file = name + ".json";
        try (InputStream in = KnowledgePack.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no pack \"" + name + "\" ships with this library (want one of " + SHIPPED + ")");
            }
            return read(in, file);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    @Override
    public String toString() {
        return pack + " as of " + asOf;
    }
}
