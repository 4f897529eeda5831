package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.Arrays;
import java.util.List;

/** One of the kinds of name that extensions hold (RFC 5280 4.2.1.6). Values are as written; nothing is checked or folded. */
public sealed interface GeneralName {
    /** A host name; the text may hold anything, also what is no host name. */
    record Dns(String name) implements GeneralName {
        @Override
        public String toString() {
            return "DNS:" + name;
        }
    }

    /** A mailbox, or a host or domain in a name constraint. */
    record Email(String address) implements GeneralName {
        @Override
        public String toString() {
            return "email:" + address;
        }
    }

    /** A URI, or a host or domain in a name constraint. */
    record Uri(String uri) implements GeneralName {
        @Override
        public String toString() {
            return "URI:" + uri;
        }
    }

    /** A directory name. */
    record Directory(DistinguishedName name) implements GeneralName {
        @Override
        public String toString() {
            return "DirName:" + name;
        }
    }

    /**
     * An address of 4 or 16 bytes; in a name constraint followed by a mask of the same size. Other sizes are kept as they are.
     */
    @SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
    record Ip(byte[] bytes) implements GeneralName {
        /** Copies the array. */
        public Ip {
            bytes = bytes.clone();
        }

        /** A copy of the octets. */
        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ip that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "IP:" + IpText.of(bytes);
        }
    }

    /** A registered object identifier, dotted decimals. */
    record RegisteredId(String oid) implements GeneralName {
        @Override
        public String toString() {
            return "RID:" + oid;
        }
    }

    /**
     * A name of a private kind.
     *
     * @param typeId its kind, dotted decimals
     * @param value DER of the value inside {@code [0]}
     */
    @SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
    record Other(String typeId, byte[] value) implements GeneralName {
        /** Copies the array. */
        public Other {
            value = value.clone();
        }

        /** A copy of the DER. */
        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Other that && typeId.equals(that.typeId) && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value) + typeId.hashCode();
        }

        @Override
        public String toString() {
            return "otherName:" + typeId + ":" + Hex.of(value);
        }
    }

    /**
     * An x400Address (3) or ediPartyName (5), which nothing in PKIX compares.
     *
     * @param tagNumber 3 or 5
     * @param der the whole name
     */
    @SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
    record Unsupported(int tagNumber, byte[] der) implements GeneralName {
        /** Copies the array. */
        public Unsupported {
            der = der.clone();
        }

        /** A copy of the DER. */
        @Override
        public byte[] der() {
            return der.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Unsupported that && Arrays.equals(der, that.der);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(der);
        }

        @Override
        public String toString() {
            return (tagNumber == 3 ? "x400Address:" : "ediPartyName:") + Hex.of(der);
        }
    }

    /** Reads the DER of one GeneralNames (SEQUENCE OF GeneralName); throws {@link MalformedCertificateException}. */
    static List<GeneralName> parseAll(byte[] der) {
        try {
            DerReader reader = new DerReader(der.clone());
            reader.next(Tag.SEQUENCE, "GeneralNames");
            reader.finish("GeneralNames");
            return GeneralNames.read(reader.inner());
        } catch (DerException e) {
            throw MalformedCertificateException.of(e);
        }
    }
}
