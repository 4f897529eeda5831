package io.github.windlass4j.gateway.build;

import io.github.windlass4j.manifest.build.PartBuilder;

/** Puts changes of headers together. */
public final class HeadersBuilder extends PartBuilder<HeadersBuilder> {
    HeadersBuilder() {}

    /**
     * Gives a header this one value.
     *
     * @param name name of the header
     * @param value its value
     * @return this builder
     */
    public HeadersBuilder set(String name, String value) {
        return add("set", object("name", name, "value", value));
    }

    /**
     * Gives a header a further value.
     *
     * @param name name of the header
     * @param value its value
     * @return this builder
     */
    public HeadersBuilder add(String name, String value) {
        return add("add", object("name", name, "value", value));
    }

    /**
     * Removes a header.
     *
     * @param name name of the header
     * @return this builder
     */
    public HeadersBuilder remove(String name) {
        return super.add("remove", (Object) name);
    }

    @Override
    protected HeadersBuilder self() {
        return this;
    }
}
