package io.github.windlass4j.truststore.patch;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the certificates of a patch get into the trust store of one platform, as dated data: lines to put before, lines for
 * each certificate, lines to put after. Text only; nothing is run.
 *
 * <p>Tests run the lines for clients (libpq, Python, Node.js), for images of Debian, Alpine and distroless as far as a shell
 * runs them, keytool's and the init container's, and hold the store that comes out against the model, the clients' against a
 * handshake; objects for Kubernetes are read back. Never run: the lines for Windows, the package managers,
 * {@code update-ca-trust}, Temurin's entrypoint.
 *
 * @param asOf day on which the recipes were last compared with their sources
 * @param sources where they come from
 * @param recipes one a platform, ids unique
 */
public record Recipes(LocalDate asOf, List<Source> sources, List<Recipe> recipes) {
    /**
     * One platform. In {@code each}, {@code {alias}}, {@code {file}} and {@code {sha256}} stand for the certificate's.
     *
     * @param id short name, such as {@code debian-image}
     * @param title what it changes
     * @param comment how a comment begins; empty = no comments
     * @param before lines before the certificates
     * @param each lines for each certificate
     * @param after lines after the certificates
     * @param source id of the source
     */
    public record Recipe(
            String id,
            String title,
            @Omittable List<String> before,
            @Omittable List<String> each,
            @Omittable List<String> after,
            String comment,
            @SourceRef String source) {
        /** Copies the collections. */
        public Recipe {
            before = List.copyOf(before);
            each = List.copyOf(each);
            after = List.copyOf(after);
        }

        /**
         * Renders the recipe for the certificates that the patch adds. They are expected as PEM files of the names
         * {@link Addition#fileName()}; what the patch removes is named in a comment, because most platforms keep no
         * list of their own from which it could be taken.
         */
        public String render(StorePatch patch) {
            List<String> lines = new ArrayList<>();
            lines.add(comment + " " + title);
            patch.removals()
                    .forEach(removal -> lines.add(comment + " to be taken out by hand: "
                            + removal.subject().toString().replaceAll("\\p{Cntrl}", "?") + ", SHA-256 "
                            + removal.sha256()));
            lines.addAll(before);
            for (Addition addition : patch.additions()) {
                lines.add(indent() + comment + " " + addition.subject() + ", SHA-256 " + addition.sha256());
                each.forEach(line -> lines.add(line.replace("{alias}", addition.alias())
                        .replace("{file}", addition.fileName())
                        .replace("{sha256}", addition.sha256())));
            }
            lines.addAll(after);
            return String.join("\n", lines) + "\n";
        }

        /** A comment further left would end a script that stands as a block inside of YAML. */
        private String indent() {
            String first = each.isEmpty() ? "" : each.get(0);
            return first.substring(0, first.length() - first.stripLeading().length());
        }

        @Override
        public String toString() {
            return id + ": " + title;
        }
    }

    private static final String RESOURCE = "recipes.json";

    /** Checks the components and copies the collections. */
    public Recipes {
        sources = List.copyOf(sources);
        recipes = List.copyOf(recipes);
        Set<String> ids = new HashSet<>();
        for (Recipe recipe : recipes) {
            if (!ids.add(recipe.id())) {
                throw new IllegalArgumentException("recipe " + recipe.id() + " given twice");
            }
        }
    }

    private static final class Shipped {
        static final Recipes RECIPES =
                KnowledgeReader.shipped(Recipes.class.getResourceAsStream(RESOURCE), RESOURCE, Recipes.class);
    }

    /** The recipes that come with the library. */
    public static Recipes shipped() {
        return Shipped.RECIPES;
    }

    /**
     * The recipe for one platform.
     *
     * @throws IllegalArgumentException if there is none of this id; the message lists those there are
     */
    public Recipe recipe(String id) {
        return recipes.stream()
                .filter(recipe -> recipe.id().equals(id))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> known = recipes.stream().map(Recipe::id).toList();
                    return new IllegalArgumentException("recipe: \"" + id + "\" (want one of " + known + ")");
                });
    }

    @Override
    public String toString() {
        return Count.of(recipes.size(), "recipe") + ", as of " + asOf;
    }
}
