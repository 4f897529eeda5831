package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * One minor revision of the add-on. Months are all that is published.
 *
 * @param name such as {@code asm-1-29}
 * @param upstream month of Istio's release, ISO 8601
 * @param released month in which AKS offered it, ISO 8601
 * @param endOfLife last month of support, ISO 8601
 * @param expected whether that month is announced as an expectation only
 * @param kubernetes minor versions of AKS it works with
 * @param longTermSupport the same for clusters with long-term support
 * @param source where this is stated
 */
public record AksRevision(
        String name,
        String upstream,
        String released,
        String endOfLife,
        boolean expected,
        List<String> kubernetes,
        @Omittable List<String> longTermSupport,
        @SourceRef String source)
        implements Comparable<AksRevision> {
    /** Copies the lists; the months must be months. */
    public AksRevision {
        kubernetes = List.copyOf(kubernetes);
        longTermSupport = List.copyOf(longTermSupport);
        if (!name.matches("asm-[0-9]{1,4}-[0-9]{1,4}")) {
            throw new IllegalArgumentException("name: " + name + " (want such as asm-1-29)");
        }
        for (String month : List.of(upstream, released, endOfLife)) {
            try {
                YearMonth.parse(month);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("month: " + month + " (want such as 2026-08)", e);
            }
        }
    }

    /** Whether a revision is in support. */
    public enum Support {
        /** Not offered yet. */
        NOT_YET,
        /** In support. */
        SUPPORTED,
        /** The month of its end: the day is not published. */
        ENDING,
        /** Ended. */
        ENDED
    }

    /**
     * Whether it is in support.
     *
     * @param day the day in question
     * @return the state, by months
     */
    public Support supportOn(LocalDate day) {
        YearMonth month = YearMonth.from(day);
        YearMonth end = YearMonth.parse(endOfLife);
        if (month.isBefore(YearMonth.parse(released))) {
            return Support.NOT_YET;
        }
        return month.isBefore(end) ? Support.SUPPORTED : month.equals(end) ? Support.ENDING : Support.ENDED;
    }

    /**
     * Whether it works with a cluster.
     *
     * @param cluster the cluster
     * @return true if its Kubernetes version is listed
     */
    public boolean isCompatibleWith(AksCluster cluster) {
        return (cluster.longTermSupport() ? longTermSupport : kubernetes).contains(cluster.kubernetes());
    }

    /** Istio's major and minor number. */
    private List<Integer> version() {
        String[] parts = name.split("-", -1);
        return List.of(Integer.valueOf(parts[1]), Integer.valueOf(parts[2]));
    }

    /** Older revisions first. */
    @Override
    public int compareTo(AksRevision other) {
        int major = version().get(0).compareTo(other.version().get(0));
        return major != 0 ? major : version().get(1).compareTo(other.version().get(1));
    }

    /** Its name. */
    @Override
    public String toString() {
        return name;
    }
}
