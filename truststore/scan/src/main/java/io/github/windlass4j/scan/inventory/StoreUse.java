package io.github.windlass4j.scan.inventory;

import java.util.Comparator;
import java.util.Objects;

/**
 * A program that is told where a store lies, by a setting that is not part of a database connection: {@code SSL_CERT_FILE},
 * {@code NODE_EXTRA_CA_CERTS}, {@code spring.ssl.bundle...}.
 *
 * @param who the program
 * @param setting the setting that tells it
 * @param store where it looks
 */
public record StoreUse(String who, String setting, StorePointer store) implements Comparable<StoreUse> {
    private static final Comparator<StoreUse> ORDER = Comparator.comparing(StoreUse::who)
            .thenComparing(StoreUse::setting)
            .thenComparing(use -> use.store.place())
            .thenComparing(use -> use.store.toString());

    /** Checks the components. */
    public StoreUse {
        Objects.requireNonNull(who);
        Objects.requireNonNull(setting);
        Objects.requireNonNull(store);
    }

    @Override
    public int compareTo(StoreUse other) {
        return ORDER.compare(this, other);
    }

    /** {@code Deployment shop/api container app: SSL_CERT_FILE = ConfigMap shop/roots key ca.crt}. */
    @Override
    public String toString() {
        return who + ": " + setting + " = " + store;
    }
}
