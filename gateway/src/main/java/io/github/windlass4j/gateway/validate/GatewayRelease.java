package io.github.windlass4j.gateway.validate;

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
import java.util.Locale;

/**
 * The definitions of one Gateway API release in one channel, for validation without a cluster and without its files.
 *
 * <p>One release is bundled, {@link #bundled(Channel)}; any other comes from its files with {@link #of}.
 *
 * @param version release ("v1.6.1")
 * @param channel the channel
 * @param schemas all kinds of the release, compiled when first asked for
 */
public record GatewayRelease(String version, Channel channel, Schemas schemas) {
    private static final String RESOURCE = "gateway-api-1.6.1.yaml";

    /**
     * The release that this library carries: v1.6.1 of July 2026.
     *
     * @param channel the channel
     * @return the release; each call reads the resource anew, so keep it
     */
    public static GatewayRelease bundled(Channel channel) {
        byte[] content = content();
        return new GatewayRelease(
                facts(content).text("release", ""),
                channel,
                Schemas.compact(content, RESOURCE, channel.name().toLowerCase(Locale.ROOT)));
    }

    /**
     * A release from its CustomResourceDefinitions.
     *
     * @param version release
     * @param channel the channel
     * @param schemas what {@link Schemas#of} made of the release's files
     * @return the release
     */
    public static GatewayRelease of(String version, Channel channel, Schemas schemas) {
        return new GatewayRelease(version, channel, schemas);
    }

    /**
     * Where the bundled definitions come from, and as of when.
     *
     * @return the specification of the release
     */
    public static Source bundledSource() {
        Fields facts = facts(content());
        Fields source = facts.child("source");
        return new Source(
                source.text("id", ""),
                source.text("title", ""),
                source.text("publisher", ""),
                URI.create(source.text("url", "")),
                SourceKind.valueOf(source.text("kind", "")),
                LocalDate.parse(facts.text("asOf", "")));
    }

    private static Fields facts(byte[] content) {
        return Fields.of(Yaml.read(content, RESOURCE).get(0).root());
    }

    private static byte[] content() {
        try (InputStream in = GatewayRelease.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the module");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /** {@code v1.6.1/standard}. */
    @Override
    public String toString() {
        return version + "/" + channel.name().toLowerCase(Locale.ROOT);
    }
}
