package io.github.windlass4j.core.hostname;

/** When the subject's common name speaks for a host. RFC 9525 2 ended that; drivers and the JDK still do it. */
public enum CommonNames {
    /** Never (RFC 9525). */
    NEVER,
    /** For a host name, if there is no dNSName; the last common name (HostnameChecker, JDK 17 and 25). */
    JDK,
    /**
     * For anything, if there is no dNSName; of several common names the one with most dots, fewest asterisks, most characters
     * (pgjdbc 42.7).
     */
    PGJDBC,
    /** If there is no name of the host's own kind, dNSName or iPAddress; the first common name (libpq since PostgreSQL 15). */
    LIBPQ,
    /** If there is no dNSName; the first common name (libpq up to PostgreSQL 14, which does not know iPAddress). */
    LIBPQ_14
}
