package io.github.windlass4j.core.hostname;

import io.github.windlass4j.core.hostname.NameCheck.Reason;
import java.net.IDN;
import java.util.Optional;

/** Where a rule set allows an asterisk in a presented name, and what it stands for. */
public enum Wildcards {
    /** Nowhere: an asterisk is no character of a host name. */
    NONE,
    /** As the whole left-most label, standing for exactly one label, with at least two labels behind it (RFC 9525 6.3). */
    LEFTMOST_LABEL,
    /**
     * As libpq: {@code *.} and anything behind it, one label; a top-level domain is enough (fe-secure-common.c, PostgreSQL 16).
     */
    LEFTMOST_LABEL_OF_ANY_DOMAIN,
    /**
     * As pgjdbc: an asterisk first, then any text with a dot in it, compared with the end of the host (PGjdbcHostnameVerifier,
     * 42.7).
     */
    LEADING_ASTERISK,
    /**
     * As JDK 19 and newer: any number of asterisks in the left-most label, each for any run of characters within it
     * (HostnameChecker, JDK-7192189).
     */
    WITHIN_LEFTMOST_LABEL,
    /** As JDK 18 and older: any number of asterisks in any label (HostnameChecker, JDK 17). */
    ANYWHERE;

    /** Empty if {@code pattern}, which holds an asterisk, covers {@code host}; both lower case. */
    Optional<Reason> compare(String pattern, String host) {
        return switch (this) {
            case NONE -> Optional.of(Reason.WILDCARD_MISPLACED);
            case LEFTMOST_LABEL -> leftmostLabel(pattern, host);
            case LEFTMOST_LABEL_OF_ANY_DOMAIN ->
                pattern.startsWith("*.") && pattern.length() > 2
                        ? oneLabel(pattern, host)
                        : Optional.of(Reason.WILDCARD_MISPLACED);
            case LEADING_ASTERISK -> leadingAsterisk(pattern, host);
            case WITHIN_LEFTMOST_LABEL -> withinLeftmostLabel(pattern, host);
            case ANYWHERE -> anywhere(pattern, host);
        };
    }

    private static Optional<Reason> leftmostLabel(String pattern, String host) {
        if (!pattern.startsWith("*.") || pattern.indexOf('*', 1) >= 0) {
            return Optional.of(Reason.WILDCARD_MISPLACED);
        }
        return pattern.indexOf('.', 2) < 0 ? Optional.of(Reason.WILDCARD_TOO_WIDE) : oneLabel(pattern, host);
    }

    private static Optional<Reason> leadingAsterisk(String pattern, String host) {
        if (pattern.lastIndexOf('*') > 0 || pattern.indexOf('.') < 0) {
            return Optional.of(Reason.WILDCARD_MISPLACED);
        }
        String tail = pattern.substring(1);
        if (!host.endsWith(tail)) {
            return Optional.of(related(tail, host));
        }
        // pgjdbc looks for a dot up to and including the first character of the tail's place, minus one.
        int tailStart = host.length() - tail.length();
        return host.lastIndexOf('.', tailStart - 1) >= 0 && tailStart > 0
                ? Optional.of(Reason.WILDCARD_DEPTH)
                : Optional.empty();
    }

    private static Optional<Reason> withinLeftmostLabel(String pattern, String host) {
        int dot = pattern.indexOf('.');
        if (dot < 0 || pattern.lastIndexOf('*') > dot) {
            return Optional.of(Reason.WILDCARD_MISPLACED);
        }
        String tail = pattern.substring(dot);
        int hostDot = host.indexOf('.');
        if (hostDot < 0 || !host.substring(hostDot).equals(tail)) {
            return Optional.of(related(tail, host));
        }
        return label(unicode(pattern.substring(0, dot)), unicode(host.substring(0, hostDot)))
                ? Optional.empty()
                : Optional.of(Reason.OTHER_NAME);
    }

    private static Optional<Reason> anywhere(String pattern, String host) {
        int last = pattern.lastIndexOf('*');
        if (pattern.equals("*") || pattern.indexOf('.', last) < 0) {
            return Optional.of(Reason.WILDCARD_MISPLACED);
        }
        String[] patterns = pattern.split("\\.", -1);
        String[] labels = host.split("\\.", -1);
        if (patterns.length != labels.length) {
            return Optional.of(Reason.WILDCARD_DEPTH);
        }
        for (int i = 0; i < labels.length; i++) {
            if (!label(unicode(patterns[i]), unicode(labels[i]))) {
                return Optional.of(Reason.OTHER_NAME);
            }
        }
        return Optional.empty();
    }

    private static Optional<Reason> oneLabel(String pattern, String host) {
        String tail = pattern.substring(1);
        int dot = host.indexOf('.');
        boolean covered = dot > 0 && host.substring(dot).equals(tail);
        return covered ? Optional.empty() : Optional.of(related(tail, host));
    }

    private static Reason related(String tail, String host) {
        return host.endsWith(tail) || tail.equals("." + host) ? Reason.WILDCARD_DEPTH : Reason.OTHER_NAME;
    }

    /** The JDK compares in Unicode, so that an asterisk never stands for a piece of an A-label. */
    private static String unicode(String label) {
        return IDN.toUnicode(label);
    }

    /** The pieces between asterisks in their order, each at its first place; the first at the start, the last at the end. */
    private static boolean label(String pattern, String label) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(label);
        }
        if (!label.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String left = label.substring(star);
        String rest = pattern.substring(star + 1);
        for (star = rest.indexOf('*'); star >= 0; star = rest.indexOf('*')) {
            int at = left.indexOf(rest.substring(0, star));
            if (at < 0) {
                return false;
            }
            left = left.substring(at + star);
            rest = rest.substring(star + 1);
        }
        return left.endsWith(rest);
    }
}
