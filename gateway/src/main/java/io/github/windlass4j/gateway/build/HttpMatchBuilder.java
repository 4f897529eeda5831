package io.github.windlass4j.gateway.build;

import io.github.windlass4j.manifest.build.PartBuilder;

/** Puts the conditions on one request together: all must hold. */
public final class HttpMatchBuilder extends PartBuilder<HttpMatchBuilder> {
    HttpMatchBuilder() {}

    /**
     * The path is exactly this one.
     *
     * @param path the path
     * @return this builder
     */
    public HttpMatchBuilder exact(String path) {
        return field("path", object("type", "Exact", "value", path));
    }

    /**
     * The path begins with these elements.
     *
     * @param path prefix of whole path elements
     * @return this builder
     */
    public HttpMatchBuilder prefix(String path) {
        return field("path", object("type", "PathPrefix", "value", path));
    }

    /**
     * The path matches a regular expression, whose dialect and precedence are the controller's.
     *
     * @param expression the expression
     * @return this builder
     */
    public HttpMatchBuilder regex(String expression) {
        return field("path", object("type", "RegularExpression", "value", expression));
    }

    /**
     * The method.
     *
     * @param method in capitals
     * @return this builder
     */
    public HttpMatchBuilder method(String method) {
        return field("method", method);
    }

    /**
     * A header has a value.
     *
     * @param name name of the header
     * @param value its whole value
     * @return this builder
     */
    public HttpMatchBuilder header(String name, String value) {
        return add("headers", object("name", name, "value", value));
    }

    /**
     * A query parameter has a value.
     *
     * @param name name of the parameter
     * @param value its whole value
     * @return this builder
     */
    public HttpMatchBuilder query(String name, String value) {
        return add("queryParams", object("name", name, "value", value));
    }

    @Override
    protected HttpMatchBuilder self() {
        return this;
    }
}
