package io.github.windlass4j.advisor.knowledge;

import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.core.knowledge.Omittable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something to choose.
 *
 * @param id name that answers carry
 * @param name name for a human
 * @param capabilities capability to what sources say about its level; a capability that is missing here is unknown
 * @param members for a combination: the options it consists of. Where the combination itself states no level, it has the
 *     best level of its members
 */
public record Option(
        String id,
        String name,
        @Omittable Map<String, List<Claim<Level>>> capabilities,
        @Omittable List<String> members) {
    /** Copies the collections. */
    public Option {
        capabilities = Collections.unmodifiableMap(new LinkedHashMap<>(capabilities));
        members = List.copyOf(members);
    }

    @Override
    public String toString() {
        return id + ": " + name;
    }
}
