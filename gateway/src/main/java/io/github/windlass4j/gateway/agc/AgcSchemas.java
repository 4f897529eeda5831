package io.github.windlass4j.gateway.agc;

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
 * The definitions of the eight kinds of {@value #GROUP}/v1, for validation without a cluster and without its files. A
 * controller that brings other definitions is checked with {@link Schemas#of}.
 */
public final class AgcSchemas {
    /** The API group of Application Gateway for Containers. */
    public static final String GROUP = "alb.networking.azure.io";

    private static final String RESOURCE = "alb-networking-v1.yaml";

    private AgcSchemas() {}

    /**
     * The bundled definitions.
     *
     * @return all kinds, compiled when first asked for; each call reads the resource anew, so keep it
     */
    public static Schemas bundled() {
        return Schemas.compact(content(), RESOURCE, "agc");
    }

    /**
     * Where the bundled definitions come from, and as of when.
     *
     * @return the vendor's specification
     */
    public static Source source() {
        Fields facts = Fields.of(Yaml.read(content(), RESOURCE).get(0).root());
        Fields source = facts.child("source");
        return new Source(
                source.text("id", ""),
                source.text("title", ""),
                source.text("publisher", ""),
                URI.create(source.text("url", "")),
                SourceKind.valueOf(source.text("kind", "")),
                LocalDate.parse(facts.text("asOf", "")));
    }

    private static byte[] content() {
        try (InputStream in = AgcSchemas.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the module");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}
