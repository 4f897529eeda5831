package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.List;

/** Says who calls. */
public final class SourceBuilder extends PartBuilder<SourceBuilder> {
    SourceBuilder() {}

    /**
     * Identities, such as {@code cluster.local/ns/shop/sa/web}.
     *
     * @param names what it must be one of
     * @return this builder
     */
    public SourceBuilder principals(String... names) {
        return field("principals", List.of(names));
    }

    /**
     * Not: identities, such as {@code cluster.local/ns/shop/sa/web}.
     *
     * @param names what it must be none of
     * @return this builder
     */
    public SourceBuilder notPrincipals(String... names) {
        return field("notPrincipals", List.of(names));
    }

    /**
     * Namespaces.
     *
     * @param names what it must be one of
     * @return this builder
     */
    public SourceBuilder namespaces(String... names) {
        return field("namespaces", List.of(names));
    }

    /**
     * Not: namespaces.
     *
     * @param names what it must be none of
     * @return this builder
     */
    public SourceBuilder notNamespaces(String... names) {
        return field("notNamespaces", List.of(names));
    }

    /**
     * Service accounts, such as {@code shop/web}.
     *
     * @param names what it must be one of
     * @return this builder
     */
    public SourceBuilder serviceAccounts(String... names) {
        return field("serviceAccounts", List.of(names));
    }

    /**
     * Not: service accounts, such as {@code shop/web}.
     *
     * @param names what it must be none of
     * @return this builder
     */
    public SourceBuilder notServiceAccounts(String... names) {
        return field("notServiceAccounts", List.of(names));
    }

    /**
     * Addresses of the peer.
     *
     * @param ranges what it must be one of
     * @return this builder
     */
    public SourceBuilder ipBlocks(String... ranges) {
        return field("ipBlocks", List.of(ranges));
    }

    /**
     * Not: addresses of the peer.
     *
     * @param ranges what it must be none of
     * @return this builder
     */
    public SourceBuilder notIpBlocks(String... ranges) {
        return field("notIpBlocks", List.of(ranges));
    }

    /**
     * Addresses of the client behind proxies.
     *
     * @param ranges what it must be one of
     * @return this builder
     */
    public SourceBuilder remoteIpBlocks(String... ranges) {
        return field("remoteIpBlocks", List.of(ranges));
    }

    /**
     * Not: addresses of the client behind proxies.
     *
     * @param ranges what it must be none of
     * @return this builder
     */
    public SourceBuilder notRemoteIpBlocks(String... ranges) {
        return field("notRemoteIpBlocks", List.of(ranges));
    }

    /**
     * Subjects of tokens, as {@code issuer/subject}.
     *
     * @param names what it must be one of
     * @return this builder
     */
    public SourceBuilder requestPrincipals(String... names) {
        return field("requestPrincipals", List.of(names));
    }

    /**
     * Not: subjects of tokens, as {@code issuer/subject}.
     *
     * @param names what it must be none of
     * @return this builder
     */
    public SourceBuilder notRequestPrincipals(String... names) {
        return field("notRequestPrincipals", List.of(names));
    }

    @Override
    protected SourceBuilder self() {
        return this;
    }
}
