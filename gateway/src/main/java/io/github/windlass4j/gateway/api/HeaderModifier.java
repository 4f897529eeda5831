package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.stream.Stream;

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

    /**
     * What some implementations refuse although the specification does not: to set, add or remove Host, which URLRewrite changes,
     * and to remove what is no name of a header.
     *
     * @return the names as written, in order of {@link #set()}, {@link #add()}, {@link #remove()}
     */
    public List<String> disputed() {
        return Stream.concat(
                        Stream.concat(set().stream(), add().stream())
                                .map(Header::name)
                                .filter(HeaderModifier::isHost),
                        remove().stream().filter(name -> isHost(name) || !FilterValues.isHeaderName(name)))
                .toList();
    }

    private static boolean isHost(String name) {
        return name.equalsIgnoreCase("host");
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
