package io.github.windlass4j.gateway.build;

import io.github.windlass4j.manifest.build.PartBuilder;

/** Puts the target of a redirect or rewrite together. */
public final class TargetBuilder extends PartBuilder<TargetBuilder> {
    TargetBuilder() {}

    /**
     * Another scheme; redirects only.
     *
     * @param scheme http or https
     * @return this builder
     */
    public TargetBuilder scheme(String scheme) {
        return field("scheme", scheme);
    }

    /**
     * Another host name.
     *
     * @param hostname the name
     * @return this builder
     */
    public TargetBuilder hostname(String hostname) {
        return field("hostname", hostname);
    }

    /**
     * Another port; redirects only.
     *
     * @param port port number
     * @return this builder
     */
    public TargetBuilder port(int port) {
        return field("port", port);
    }

    /**
     * The status of the answer; redirects only.
     *
     * @param code 301, 302, 303, 307 or 308
     * @return this builder
     */
    public TargetBuilder status(int code) {
        return field("statusCode", code);
    }

    /**
     * Another path.
     *
     * @param path the whole new path
     * @return this builder
     */
    public TargetBuilder path(String path) {
        return field("path", object("type", "ReplaceFullPath", "replaceFullPath", path));
    }

    /**
     * Another prefix instead of the one that the rule matches.
     *
     * @param prefix the new prefix
     * @return this builder
     */
    public TargetBuilder prefix(String prefix) {
        return field("path", object("type", "ReplacePrefixMatch", "replacePrefixMatch", prefix));
    }

    @Override
    protected TargetBuilder self() {
        return this;
    }
}
