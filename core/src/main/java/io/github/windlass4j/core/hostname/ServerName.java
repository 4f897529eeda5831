package io.github.windlass4j.core.hostname;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;

/**
 * The name under which a client asks for a server: the reference identity of RFC 9525. It is what the user wrote; what a
 * certificate must hold to speak for it is decided by the rules of this package.
 */
public sealed interface ServerName {
    /** Longest host name, in characters (RFC 1035 2.3.4: 255 octets on the wire). */
    int MAX_NAME_LENGTH = 253;

    /** Longest label, in characters (RFC 1035 2.3.4). */
    int MAX_LABEL_LENGTH = 63;

    /**
     * A host name.
     *
     * @param name as written: case, a final dot and letters outside ASCII are kept
     */
    record Dns(String name) implements ServerName {
        /** Checks the length and the labels; throws {@link IllegalArgumentException}. */
        public Dns {
            HostNameSyntax.check(name);
        }

        /** For comparing: lower case, A-labels for letters outside ASCII (RFC 3490), without a final dot. */
        public String ascii() {
            String ascii = HostNameSyntax.isAscii(name) ? name : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
            String relative = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            return relative.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * An address.
     *
     * @param address 4 or 16 bytes
     * @param text as written, without brackets
     */
    @SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
    record Ip(byte[] address, String text) implements ServerName {
        /** Copies the array. */
        public Ip {
            address = address.clone();
            if (address.length != 4 && address.length != 16) {
                throw new IllegalArgumentException("address of " + address.length + " bytes (want 4 or 16)");
            }
        }

        /** A copy of the octets. */
        @Override
        public byte[] address() {
            return address.clone();
        }

        /** True if the two are the same address, however written. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Ip that && Arrays.equals(address, that.address);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(address);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Reads a host name, an IPv4 address or an IPv6 address, the last with or without brackets.
     *
     * @throws IllegalArgumentException if it is none of these, saying why
     */
    static ServerName parse(String hostOrIp) {
        boolean bracketed = hostOrIp.startsWith("[") && hostOrIp.endsWith("]");
        String text = bracketed ? hostOrIp.substring(1, hostOrIp.length() - 1) : hostOrIp;
        byte[] address = IpSyntax.parse(text);
        if (address.length > 0) {
            if (bracketed && address.length == 4) {
                throw new IllegalArgumentException("host \"" + hostOrIp + "\": brackets are for IPv6");
            }
            return new Ip(address, text);
        }
        if (bracketed || text.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "host \"" + hostOrIp + "\": not an IPv6 address (want a host alone, without scheme and port)");
        }
        return new Dns(text);
    }
}
