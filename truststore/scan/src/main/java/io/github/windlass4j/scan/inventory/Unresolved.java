package io.github.windlass4j.scan.inventory;

import java.util.Comparator;

/**
 * A reference that led nowhere: what the scan would have had to see to know more.
 *
 * @param who who refers to it
 * @param reference what is referred to, as far as it is known
 * @param reason why it is not known
 */
public record Unresolved(String who, String reference, String reason) implements Comparable<Unresolved> {
    private static final Comparator<Unresolved> ORDER = Comparator.comparing(Unresolved::who)
            .thenComparing(Unresolved::reference)
            .thenComparing(Unresolved::reason);

    /** Checks the components. */
    public Unresolved {
        if (reference.isEmpty() || reason.isEmpty()) {
            throw new IllegalArgumentException("reference, reason: empty for " + who);
        }
    }

    @Override
    public int compareTo(Unresolved other) {
        return ORDER.compare(this, other);
    }

    /** {@code Deployment shop/api: Secret shop/db key url is not among what was scanned}. */
    @Override
    public String toString() {
        return who + ": " + reference + " " + reason;
    }
}
