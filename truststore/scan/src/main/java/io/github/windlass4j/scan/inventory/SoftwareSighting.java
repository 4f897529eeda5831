package io.github.windlass4j.scan.inventory;

import java.util.Comparator;
import java.util.Objects;
import java.util.Set;

/**
 * A release of a driver or of a JDK that was found somewhere.
 *
 * @param place where it lies; its realm is what it says something about
 * @param name {@code jdk}, or the id of a driver such as {@code pgjdbc}
 * @param version its release, such as {@code 42.7.14}
 */
public record SoftwareSighting(Place place, String name, String version) implements Comparable<SoftwareSighting> {
    /** The name under which a JDK or JRE is kept; its version is the feature release, such as {@code 17}. */
    public static final String JDK = "jdk";

    /** Drivers that are only reached through a JDBC URL, which names them. */
    static final Set<String> JDBC_DRIVERS = Set.of("pgjdbc", "mysql-connector-j", "mssql-jdbc");

    private static final Comparator<SoftwareSighting> ORDER = Comparator.comparing(SoftwareSighting::place)
            .thenComparing(SoftwareSighting::name)
            .thenComparing(SoftwareSighting::version);

    /** Checks the components. */
    public SoftwareSighting {
        Objects.requireNonNull(place);
        if (name.isEmpty() || version.isEmpty()) {
            throw new IllegalArgumentException("name, version: empty at " + place);
        }
    }

    @Override
    public int compareTo(SoftwareSighting other) {
        return ORDER.compare(this, other);
    }

    /** {@code pgjdbc 42.7.14 at /app/lib/postgresql-42.7.14.jar}. */
    @Override
    public String toString() {
        return name + " " + version + " at " + place;
    }
}
