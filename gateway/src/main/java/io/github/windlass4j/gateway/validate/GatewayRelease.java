package io.github.windlass4j.gateway.validate;

import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.schema.BundledSchemas;
import io.github.windlass4j.manifest.schema.Schema;
import io.github.windlass4j.manifest.schema.Schemas;
import java.util.Locale;

/**
 * The definitions of one Gateway API release in one channel, for validation without a cluster and without its files.
 *
 * <p>One release is bundled, {@link #shipped(Channel)}; any other comes from its files with {@link #of}.
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
    public static GatewayRelease shipped(Channel channel) {
        BundledSchemas resource = resource();
        return new GatewayRelease(
                resource.release(), channel, resource.schemas(channel.name().toLowerCase(Locale.ROOT)));
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
     * Whether the release's API server has a version of a kind; one that is defined and not served is there for objects that
     * are stored already.
     *
     * @param type group, version and kind
     * @return true if objects of it can be created
     */
    public boolean serves(GroupVersionKind type) {
        return schemas.find(type).map(Schema::isServed).orElse(false);
    }

    /**
     * Where the bundled definitions come from, and as of when.
     *
     * @return the specification of the release
     */
    public static Source shippedSource() {
        return resource().source();
    }

    private static BundledSchemas resource() {
        return BundledSchemas.read(GatewayRelease.class.getResourceAsStream(RESOURCE), RESOURCE);
    }

    /** {@code v1.6.1/standard}. */
    @Override
    public String toString() {
        return version + "/" + channel.name().toLowerCase(Locale.ROOT);
    }
}
