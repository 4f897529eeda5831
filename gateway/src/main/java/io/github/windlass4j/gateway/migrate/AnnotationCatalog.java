package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of ingress-nginx and of the Application Gateway Ingress Controller, and what a migration makes of each.
 *
 * @param asOf day on which the table was last compared with its sources
 * @param sources the vendors' pages
 * @param controllers the controllers
 * @param annotations one entry for each annotation
 */
public record AnnotationCatalog(
        LocalDate asOf, List<Source> sources, List<IngressController> controllers, List<Entry> annotations) {
    private static final String RESOURCE = "annotations.json";

    /** Copies the lists. */
    public AnnotationCatalog {
        sources = List.copyOf(sources);
        controllers = List.copyOf(controllers);
        annotations = List.copyOf(annotations);
    }

    /**
     * A controller whose Ingresses can be migrated.
     *
     * @param prefix beginning of its annotations
     * @param controller its name in an IngressClass
     * @param classes names of its class where no IngressClass is given
     * @param source id of the page
     */
    public record IngressController(
            String prefix,
            String controller,
            List<String> classes,
            @SourceRef String source) {
        /** Copies the list. */
        public IngressController {
            classes = List.copyOf(classes);
        }
    }

    /** What becomes of an annotation. */
    public enum Status {
        /** Gateway API says the same. */
        CONVERTED,
        /** Something else takes its place; what differs is said. */
        REPLACED,
        /** Nothing takes its place. */
        LOST,
        /** It had no effect before: malformed, a default, or without the annotation that it belongs to. */
        NO_EFFECT,
        /** Not in the table: nobody looked at it. */
        UNKNOWN
    }

    /** How a controller reads a value; what it cannot read has no effect. */
    public enum Reads {
        /** Any text. */
        TEXT,
        /** True or false, as Go reads it. */
        FLAG,
        /** A whole number. */
        NUMBER,
        /** A whole number above zero. */
        POSITIVE,
        /** A URL with http or https. */
        URL,
        /** A path. */
        PATH;

        boolean accepts(String value) {
            return switch (this) {
                case TEXT -> !value.isEmpty();
                case FLAG -> value.matches("[01tTfF]|TRUE|true|True|FALSE|false|False");
                case NUMBER -> value.matches("[+-]?[0-9]{1,9}");
                case POSITIVE -> value.matches("[+]?[0-9]{1,9}") && value.matches(".*[1-9].*");
                case URL -> value.startsWith("http://") || value.startsWith("https://");
                case PATH -> value.startsWith("/");
            };
        }
    }

    /**
     * One annotation.
     *
     * @param name its full name
     * @param reads how its value is read
     * @param standard what becomes of it in the standard channel
     * @param agc what becomes of it on Application Gateway for Containers, where that differs
     * @param defaultValue value that says nothing
     * @param becomes what takes its place, or what is lost
     * @param becomesOnAgc the same on Application Gateway for Containers, where that differs
     * @param source id of the page
     */
    public record Entry(
            String name,
            Reads reads,
            Status standard,
            @Omittable @Nullable Status agc,
            @Omittable @Nullable String defaultValue,
            String becomes,
            @Omittable @Nullable String becomesOnAgc,
            @SourceRef String source) {
        Status status(boolean onAgc) {
            Status other = agc;
            return onAgc && other != null ? other : standard;
        }

        Optional<String> standardValue() {
            return Optional.ofNullable(defaultValue);
        }

        String becomes(boolean onAgc) {
            String other = becomesOnAgc;
            return onAgc && other != null ? other : becomes;
        }

        @Override
        public String toString() {
            return name + ": " + standard;
        }
    }

    /**
     * The table that this library carries.
     *
     * @return the table; each call reads the resource anew, so keep it
     */
    public static AnnotationCatalog shipped() {
        return KnowledgeReader.shipped(
                AnnotationCatalog.class.getResourceAsStream(RESOURCE), RESOURCE, AnnotationCatalog.class);
    }

    /**
     * An annotation of the table.
     *
     * @param name full name
     * @return its entry
     */
    public Optional<Entry> find(String name) {
        return annotations.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return Count.of(annotations.size(), "annotation") + ", as of " + asOf;
    }
}
