package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.scan.internal.PathText;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Where something lies, as one name that every scanner spells alike, so that what one of them finds another can refer to.
 *
 * @param realm the world in which the path means something: a cluster, an image, a machine; empty for the only one
 * @param path the path or object in it: {@code /etc/ssl/cert.pem}, {@code ConfigMap shop/roots key ca.crt}
 */
public record Place(String realm, String path) implements Comparable<Place> {
    private static final String RELATIVE = "./";

    private static final String WITH_FOLDER = " with the folder ";

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

    /**
     * A file that is named relative to the working directory of a program, which is not known: any file of the realm whose path
     * ends so may be meant.
     *
     * @param path {@code certs/root.crt}
     */
    public static Place relative(String realm, String path) {
        return new Place(
                realm, RELATIVE + PathText.resolved(path.replace('\\', '/')).substring(1));
    }

    /**
     * This file together with the certificates of a folder of the same realm, as OpenSSL and Go join {@code SSL_CERT_FILE} and
     * {@code SSL_CERT_DIR}. Which files of the folder count depends on who asks.
     *
     * @param folder {@code /etc/trust}
     */
    public Place withFolder(String folder) {
        return new Place(realm, path + WITH_FOLDER + folder);
    }

    /** The file and the folders that make up this place; only itself for any other place. */
    List<String> parts() {
        return path.contains(WITH_FOLDER) ? List.of(path.split(WITH_FOLDER, -1)) : List.of(path);
    }

    boolean isRelative() {
        return path.startsWith(RELATIVE);
    }

    /** Whether this relative place may be that one. */
    boolean fits(Place other) {
        return other.realm.equals(realm)
                && other.path.startsWith("/")
                && other.path.endsWith(path.substring(1))
                && other.path.indexOf('!') < 0;
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
