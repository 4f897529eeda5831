package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import java.util.List;

/**
 * Changes of headers: first {@link #set()}, then {@link #add()}, then {@link #remove()}; no header may stand in two of them.
 *
 * @param fields the {@code requestHeaderModifier} or {@code responseHeaderModifier} field
 */
public record HeaderModifier(Fields fields) implements View {
    /**
     * Headers that get this one value.
     *
     * @return the headers in order
     */
    public List<Header> set() {
        return headers("set");
    }

    /**
     * Headers that get this value beside those they have.
     *
     * @return the headers in order
     */
    public List<Header> add() {
        return headers("add");
    }

    /**
     * Headers that go.
     *
     * @return names in order; case does not matter
     */
    public List<String> remove() {
        return fields.texts("remove");
    }

    private List<Header> headers(String field) {
        return fields.list(field).stream()
                .map(header -> new Header(header.text("name", ""), header.text("value", "")))
                .toList();
    }

    /**
     * A header with its value.
     *
     * @param name name as written
     * @param value value
     */
    public record Header(String name, String value) {}
}
