package io.github.windlass4j.core.hostname;

/** How an address that a client asks for is compared. */
public enum Addresses {
    /** With the bytes of iPAddress names alone (RFC 9525 6.5). */
    BYTES,
    /** As {@link #BYTES}, where an IPv4-mapped IPv6 address is the IPv4 address (java.net.InetAddress). */
    BYTES_UNMAPPED,
    /** With the bytes of iPAddress names, and as text with dNSName names (libpq since PostgreSQL 15). */
    BYTES_OR_DNS_TEXT,
    /** As text with dNSName names alone (libpq up to PostgreSQL 14). */
    DNS_TEXT,
    /** As text with the JDK's notation of iPAddress (IPv6 without {@code ::}) and with dNSName names (pgjdbc). */
    TEXT
}
