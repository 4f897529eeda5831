package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
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
    record Ip(Octets octets) implements GeneralName {
        /** An address of these bytes. */
        public Ip(byte[] bytes) {
            this(new Octets(bytes));
        }

        @Override
        public String toString() {
            return "IP:" + IpText.of(octets.bytes());
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
    record Other(String typeId, Octets value) implements GeneralName {
        /** A name of these bytes. */
        public Other(String typeId, byte[] value) {
            this(typeId, new Octets(value));
        }

        @Override
        public String toString() {
            return "otherName:" + typeId + ":" + value;
        }
    }

    /**
     * An x400Address (3) or ediPartyName (5), which nothing in PKIX compares.
     *
     * @param tagNumber 3 or 5
     * @param der the whole name
     */
    record Unsupported(int tagNumber, Octets der) implements GeneralName {
        /** A name of these bytes. */
        public Unsupported(int tagNumber, byte[] der) {
            this(tagNumber, new Octets(der));
        }

        @Override
        public String toString() {
            return (tagNumber == 3 ? "x400Address:" : "ediPartyName:") + der;
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
