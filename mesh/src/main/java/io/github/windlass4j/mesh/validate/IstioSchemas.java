package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceKind;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;

/**
 * The definitions of Istio's fifteen kinds in all versions, for validation without a cluster and without its files. Those of
 * another release come from its files with {@link Schemas#of}.
 */
public final class IstioSchemas {
    private static final String RESOURCE = "istio-1.32.yaml";

    private IstioSchemas() {}

    /**
     * The bundled definitions.
     *
     * @return all kinds, compiled when first asked for; each call reads the resource anew, so keep it
     */
    public static Schemas bundled() {
        return Schemas.compact(content(), RESOURCE, "istio");
    }

    /**
     * The release that the bundled definitions describe.
     *
     * @return such as {@code 1.32-dev}
     */
    public static String release() {
        return facts().text("release", "");
    }

    /**
     * Where the bundled definitions come from, and as of when.
     *
     * @return the vendor's specification
     */
    public static Source source() {
        Fields facts = facts();
        Fields source = facts.child("source");
        return new Source(
                source.text("id", ""),
                source.text("title", ""),
                source.text("publisher", ""),
                URI.create(source.text("url", "")),
                SourceKind.valueOf(source.text("kind", "")),
                LocalDate.parse(facts.text("asOf", "")));
    }

    private static Fields facts() {
        return Fields.of(Yaml.read(content(), RESOURCE).get(0).root());
    }

    private static byte[] content() {
        try (InputStream in = IstioSchemas.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the module");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}
