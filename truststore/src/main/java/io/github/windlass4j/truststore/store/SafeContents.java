package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Oids;
import io.github.windlass4j.core.internal.der.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.jspecify.annotations.Nullable;

/**
 * One SafeContents of a PKCS#12 file (RFC 7292 4.2). Certificates with the two attributes that trust stores have, as keytool
 * and openssl write them, are read in place; whatever else stands there, Bouncy Castle's ASN.1 reads it, several times as slow.
 */
final class SafeContents {
    private static final byte[] CERT_BAG = Oids.encode("1.2.840.113549.1.12.10.1.3");
    private static final byte[] X509_CERTIFICATE = Oids.encode("1.2.840.113549.1.9.22.1");
    private static final byte[] FRIENDLY_NAME = Oids.encode("1.2.840.113549.1.9.20");
    private static final byte[] TRUSTED_KEY_USAGE = Oids.encode(Pkcs12Bags.TRUSTED_KEY_USAGE.getId());
    private static final int BMP_STRING = 0x1e;

    /** A bag with a certificate; {@code alias} null where it has no friendlyName. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record CertificateBag(@Nullable String alias, byte[] der, boolean marked) {}

    private final @Nullable List<CertificateBag> certificates;
    private final @Nullable ASN1Sequence others;

    private SafeContents(@Nullable List<CertificateBag> certificates, @Nullable ASN1Sequence others) {
        this.certificates = certificates;
        this.others = others;
    }

    /** Throws {@link IOException} or a RuntimeException of Bouncy Castle's if the octets are no ASN.1. */
    static SafeContents read(byte[] octets) throws IOException {
        try {
            return new SafeContents(certificates(octets), null);
        } catch (DerException anotherShape) {
            return byBouncyCastle(octets);
        }
    }

    static SafeContents byBouncyCastle(byte[] octets) throws IOException {
        return new SafeContents(null, ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(octets)));
    }

    /** False if Bouncy Castle read it. */
    boolean isPlain() {
        return certificates != null;
    }

    /** Hands every bag on, in the order written; throws {@link IOException} if one is malformed. */
    void addTo(Pkcs12Bags bags, boolean encrypted) throws IOException {
        if (others != null) {
            bags.add(others, encrypted);
        }
        if (certificates != null) {
            boolean first = true;
            for (CertificateBag bag : certificates) {
                bags.add(bag.alias(), bag.der(), bag.marked(), encrypted, first);
                first = false;
            }
        }
    }

    private static List<CertificateBag> certificates(byte[] octets) {
        DerReader reader = new DerReader(octets).next(Tag.SEQUENCE, "SafeContents");
        reader.finish("SafeContents");
        reader.enter();
        List<CertificateBag> bags = new ArrayList<>();
        while (reader.hasNext()) {
            int outer = reader.next(Tag.SEQUENCE, "SafeBag").enter();
            is(reader, CERT_BAG);
            int value = reader.next(Tag.contextConstructed(0), "bagValue").enter();
            byte[] der = certificate(reader);
            reader.finish("bagValue");
            reader.leave(value);
            bags.add(reader.hasNext() ? attributes(reader, der) : new CertificateBag(null, der, false));
            reader.finish("SafeBag");
            reader.leave(outer);
        }
        return bags;
    }

    private static byte[] certificate(DerReader reader) {
        int outer = reader.next(Tag.SEQUENCE, "CertBag").enter();
        is(reader, X509_CERTIFICATE);
        int value = reader.next(Tag.contextConstructed(0), "certValue").enter();
        byte[] der = reader.next(Tag.OCTET_STRING, "certValue").content();
        reader.finish("certValue");
        reader.leave(value);
        reader.finish("CertBag");
        reader.leave(outer);
        return der;
    }

    private static CertificateBag attributes(DerReader reader, byte[] der) {
        String alias = null;
        boolean marked = false;
        int outer = reader.next(Tag.SET, "bagAttributes").enter();
        while (reader.hasNext()) {
            int attribute = reader.next(Tag.SEQUENCE, "attribute").enter();
            boolean named = reader.next(Tag.OID, "attrId").contentIs(FRIENDLY_NAME);
            if (!named && !reader.contentIs(TRUSTED_KEY_USAGE)) {
                throw new DerException("another attribute", reader.start());
            }
            int values = reader.next(Tag.SET, "attrValues").enter();
            if (named) {
                alias = name(reader.next(BMP_STRING, "friendlyName"));
            } else {
                reader.next(Tag.OID, "purpose").checkOid();
                marked = true;
            }
            reader.finish("attrValues");
            reader.leave(values);
            reader.finish("attribute");
            reader.leave(attribute);
        }
        reader.leave(outer);
        return new CertificateBag(alias, der, marked);
    }

    private static String name(DerReader value) {
        if (value.length() % 2 != 0) {
            throw new DerException("BMPString with half a character", value.start());
        }
        char[] characters = new char[value.length() / 2];
        for (int i = 0; i < characters.length; i++) {
            int at = value.contentStart() + 2 * i;
            characters[i] = (char) ((value.array()[at] << 8) | (value.array()[at + 1] & 0xff));
        }
        return new String(characters);
    }

    private static void is(DerReader reader, byte[] oid) {
        if (!reader.next(Tag.OID, "identifier").contentIs(oid)) {
            throw new DerException("another kind of bag", reader.start());
        }
    }
}
