package io.github.windlass4j.scan.inventory;

import java.util.Objects;

/**
 * Where a client looks for a store, and how it opens it.
 *
 * @param place where it looks
 * @param type the keystore type that it names, such as {@code JKS}; empty if it names none
 * @param password whether it gives a password; the password itself is not kept
 */
public record StorePointer(Place place, String type, boolean password) {
    /** Checks the components. */
    public StorePointer {
        Objects.requireNonNull(place);
        Objects.requireNonNull(type);
    }

    /** A file that needs neither type nor password. */
    public static StorePointer to(Place place) {
        return new StorePointer(place, "", false);
    }

    @Override
    public String toString() {
        return place + (type.isEmpty() ? "" : ", type " + type) + (password ? ", with a password" : "");
    }
}
