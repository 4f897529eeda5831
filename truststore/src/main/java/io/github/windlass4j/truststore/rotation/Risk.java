package io.github.windlass4j.truststore.rotation;

/**
 * The row of the risk table that a client falls into; the first row that fits counts. The rows name conditions, not
 * vendors: what an sslmode alone says about a rotation is wrong in both directions.
 */
public enum Risk {
    /** The client does not verify: no rotation can break it, and anybody can pretend to be the server. */
    NOT_VERIFIED(1, "no risk from the rotation, high risk from everything else"),
    /** The chain of tomorrow leads to a trusted anchor that lasts. */
    LOW(2, "low"),
    /** The chain of tomorrow leads to a trusted anchor, and something on the way ends soon. */
    SHORT_HORIZON(2, "medium: the path ends soon"),
    /** The server's own certificate is trusted, and nothing above it: its next renewal breaks the client. */
    SERVER_PINNED(0, "outage when the server's own certificate is replaced"),
    /** A certificate below the root is trusted as anchor, the engine accepts that, and the rotation replaces it. */
    PIN_ROTATED(3, "certain outage"),
    /** A certificate below the root is trusted as anchor, and the engine never accepted that. */
    PIN_NEVER_WORKED(4, "broken today"),
    /** One of tomorrow's chains works only because it carries a cross-certificate that another one lacks. */
    NEEDS_CROSS_CERTIFICATE(5, "medium: depends on what the server sends"),
    /** The store holds roots, but none above the chain of tomorrow. */
    NO_ROOT_FOR_NEW_CHAIN(6, "high"),
    /** An anchor or a certificate on the way has expired. */
    EXPIRED(8, "outage"),
    /** The store is missing, empty or cannot be loaded. */
    STORE_UNUSABLE(9, "outage"),
    /** The certificate is for another host name: independent of any rotation. */
    HOST_NAME(10, "outage independent of the rotation"),
    /** Tomorrow's anchor is published as distrusted. */
    DISTRUSTED(12, "outage when the distrust takes effect"),
    /** The settings themselves are refused by the driver. */
    INVALID_SETTING(0, "broken today"),
    /** The server does not let this client in on the channel that it uses, or offers no TLS. */
    SERVER_POLICY(0, "broken today, not by the rotation"),
    /** What is known does not decide. */
    UNKNOWN(0, "not known");

    private final int row;
    private final String level;

    Risk(int row, String level) {
        this.row = row;
        this.level = level;
    }

    /** Number of the row; 0 for what stands outside of the table. */
    public int row() {
        return row;
    }

    /** How bad it is, in a few words. */
    public String level() {
        return level;
    }
}
