package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceKind;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A resource of definitions in the compact notation of {@link Schemas#compact}, with the release and the source that it states.
 */
public final class BundledSchemas {
    private final byte[] content;
    private final String name;
    private final Fields facts;

    private BundledSchemas(byte[] content, String name) {
        this.content = content;
        this.name = name;
        this.facts = Fields.of(Yaml.read(content, name).get(0).root());
    }

    /**
     * Reads and closes a resource. Only the module that owns a resource can open it, hence the stream.
     *
     * @param resource what {@link Class#getResourceAsStream} gave
     * @param name name of the resource
     * @return the definitions
     * @throws IllegalStateException if there is no such resource
     */
    public static BundledSchemas read(@Nullable InputStream resource, String name) {
        if (resource == null) {
            throw new IllegalStateException(name + " is not in the module");
        }
        try (resource) {
            return new BundledSchemas(resource.readAllBytes(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /**
     * The definitions of one channel.
     *
     * @param channel name of the channel in the notation
     * @return all kinds, compiled when first asked for
     */
    public Schemas schemas(String channel) {
        return Schemas.compact(content, name, channel);
    }

    /**
     * The release that is described.
     *
     * @return as written; empty if none is stated
     */
    public String release() {
        return facts.text("release", "");
    }

    /**
     * Where the definitions come from, and as of when.
     *
     * @return the vendor's specification
     */
    public Source source() {
        Fields source = facts.child("source");
        return new Source(
                source.text("id", ""),
                source.text("title", ""),
                source.text("publisher", ""),
                URI.create(source.text("url", "")),
                SourceKind.valueOf(source.text("kind", "")),
                LocalDate.parse(facts.text("asOf", "")));
    }

    /** The name of the resource and its release. */
    @Override
    public String toString() {
        return name + " " + release();
    }
}
