package io.github.windlass4j.scan.inventory;

import java.util.Comparator;
import java.util.Objects;

/**
 * A store that was found somewhere.
 *
 * @param place where it lies
 * @param field the field of the object that holds it, such as {@code data["ca.crt"]}; empty for a file
 * @param role what it is there for
 * @param content id of its content, see {@link Inventory#content}; empty if it could not be read
 * @param problem why it could not be read; empty if it could
 * @param locked whether it could not for want of its password, so that a client that has it may
 */
public record StoreSighting(Place place, String field, Role role, String content, String problem, boolean locked)
        implements Comparable<StoreSighting> {
    private static final Comparator<StoreSighting> ORDER = Comparator.comparing(StoreSighting::place)
            .thenComparing(StoreSighting::field)
            .thenComparing(StoreSighting::role)
            .thenComparing(StoreSighting::content)
            .thenComparing(StoreSighting::problem)
            .thenComparing(StoreSighting::locked);

    /** What certificates are there for. */
    public enum Role {
        /** To be trusted. */
        TRUST,
        /** To be presented by a server: its own certificate and those above it. */
        SERVER_CHAIN,
        /** For none of this: a private key without any certificate. The key itself is not kept. */
        PRIVATE_KEY
    }

    /** Checks the components. */
    public StoreSighting {
        Objects.requireNonNull(place);
        Objects.requireNonNull(role);
        if (content.isEmpty() == problem.isEmpty()) {
            throw new IllegalArgumentException("want either a content or a problem: " + place);
        }
    }

    @Override
    public int compareTo(StoreSighting other) {
        return ORDER.compare(this, other);
    }

    /** {@code prod: ConfigMap shop/roots key ca.crt (trust)}. */
    @Override
    public String toString() {
        return place
                + (role == Role.TRUST ? " (trust)" : " (server chain)")
                + (problem.isEmpty() ? "" : ": " + problem);
    }
}
