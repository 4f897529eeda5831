package io.github.windlass4j.scan.inventory;

import java.util.Comparator;
import java.util.Objects;

/**
 * Where something lies, as one name that every scanner spells alike, so that what one of them finds another can refer to.
 *
 * @param realm the world in which the path means something: a cluster, an image, a machine; empty for the only one
 * @param path the path or object in it: {@code /etc/ssl/cert.pem}, {@code ConfigMap shop/roots key ca.crt}
 */
public record Place(String realm, String path) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::realm).thenComparing(Place::path);

    /** Checks the components. */
    public Place {
        Objects.requireNonNull(realm);
        Objects.requireNonNull(path);
    }

    /** The store that a JVM of the realm takes when it is told no other; one name for whatever file that is. */
    public static Place jvmStore(String realm) {
        return new Place(realm, "the JVM's own trust store");
    }

    /** The bundle that OpenSSL takes when it is told no other; one name for whatever file that is. */
    public static Place systemStore(String realm) {
        return new Place(realm, "the system's trust store");
    }

    /** The root file in the home of the user that runs the client, whoever that is. */
    public static Place homeRootFile(String realm) {
        return new Place(realm, "~/.postgresql/root.crt");
    }

    /** Whether this is a place where software looks when nobody told it where to look. */
    boolean isDefault() {
        return equals(jvmStore(realm)) || equals(systemStore(realm)) || equals(homeRootFile(realm));
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** {@code prod: ConfigMap shop/roots key ca.crt}. */
    @Override
    public String toString() {
        return realm.isEmpty() ? path : realm + ": " + path;
    }
}
