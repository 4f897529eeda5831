package io.github.windlass4j.core.hostname;

/**
 * One name of a certificate and why it does not speak for the host.
 *
 * @param presented the name as the certificate has it, with its kind: {@code DNS:*.example.test}, {@code IP:192.0.2.1},
 *     {@code CN:db}
 * @param reason why not
 */
public record NameCheck(String presented, Reason reason) {
    /** Why a name does not speak for a host, most specific first. */
    public enum Reason {
        /** A wildcard right below a public suffix or a top-level domain. */
        WILDCARD_TOO_WIDE("its wildcard covers a whole public suffix"),
        /** A wildcard that is not the whole left-most label. */
        WILDCARD_MISPLACED("its wildcard stands where these rules allow none"),
        /** A wildcard for one label, and the host has more or none in its place. */
        WILDCARD_DEPTH("its wildcard covers exactly one label"),
        /** An address written as a DNS name. */
        ADDRESS_IN_DNS_NAME("an address must stand in iPAddress"),
        /** Text that is no host name under these rules. */
        NOT_A_HOST_NAME("not a host name under these rules"),
        /** The right address in a notation that this client does not recognise. */
        ADDRESS_NOTATION("this client compares addresses as text, and the notations differ"),
        /** The common name would match, but these rules do not look at it. */
        COMMON_NAME_IGNORED("these rules do not look at the common name"),
        /** Another host or address. */
        OTHER_NAME("another name"),
        /** A name of a kind that hosts are not looked up in. */
        OTHER_KIND("not a kind of name that hosts are looked up in");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The reason as part of a sentence. */
        public String text() {
            return text;
        }
    }

    @Override
    public String toString() {
        return presented + " (" + reason.text() + ")";
    }
}
