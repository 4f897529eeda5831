package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.jspecify.annotations.Nullable;

/** The bags of one SafeContents of a PKCS#12 file (RFC 7292 4.2), as far as a trust store is concerned. */
final class Pkcs12Bags {
    /**
     * The attribute by which the JDK tells a trusted certificate from one of a key's chain; Oracle's, in no RFC, and not
     * written by openssl before 3.2 ({@code -jdktrust}).
     */
    static final ASN1ObjectIdentifier TRUSTED_KEY_USAGE = new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");

    /** A certificate; {@code alias} null where the bag has no friendlyName, {@code keyId} where it has no localKeyId. */
    record Bag(
            @Nullable String alias,
            Certificate certificate,
            boolean marked,
            boolean encrypted,
            @Nullable String keyId) {}

    /** What a bag says of itself besides its content; {@code keyId} in hex. */
    private record Attributes(
            @Nullable String alias,
            boolean marked,
            @Nullable String keyId) {}

    private final List<Bag> bags = new ArrayList<>();
    private final List<Attributes> shrouded = new ArrayList<>();
    private int privateKeys;
    private int nested;

    List<Bag> bags() {
        return List.copyOf(bags);
    }

    int privateKeys() {
        return privateKeys;
    }

    /** How many bags hold further SafeContents; they are not read, neither here nor by the JDK. */
    int nested() {
        return nested;
    }

    /**
     * @param safeContents SEQUENCE OF SafeBag
     * @throws IOException if a bag is malformed, naming it
     */
    void add(ASN1Sequence safeContents, boolean encrypted) throws IOException {
        for (ASN1Encodable element : safeContents) {
            SafeBag bag = SafeBag.getInstance(element);
            ASN1ObjectIdentifier id = bag.getBagId();
            if (PKCSObjectIdentifiers.certBag.equals(id)) {
                certificate(bag, encrypted);
            } else if (PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(id)
                    || PKCSObjectIdentifiers.keyBag.equals(id)) {
                privateKeys++;
                if (PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(id)) {
                    shrouded.add(attributes(bag));
                }
            } else if (PKCSObjectIdentifiers.safeContentsBag.equals(id)) {
                nested++;
            }
        }
    }

    private void certificate(SafeBag bag, boolean encrypted) throws IOException {
        CertBag content = CertBag.getInstance(bag.getBagValue());
        if (!PKCSObjectIdentifiers.x509Certificate.equals(content.getCertId())) {
            return;
        }
        Attributes said = attributes(bag);
        byte[] der = ASN1OctetString.getInstance(content.getCertValue()).getOctets();
        add(said.alias, der, said.marked, encrypted, said.keyId);
    }

    private static Attributes attributes(SafeBag bag) {
        String alias = null;
        boolean marked = false;
        String keyId = null;
        ASN1Set attributes = bag.getBagAttributes();
        if (attributes != null) {
            for (ASN1Encodable element : attributes) {
                ASN1Sequence attribute = ASN1Sequence.getInstance(element);
                ASN1ObjectIdentifier id = ASN1ObjectIdentifier.getInstance(attribute.getObjectAt(0));
                if (TRUSTED_KEY_USAGE.equals(id)) {
                    marked = true;
                } else if (PKCSObjectIdentifiers.pkcs_9_at_friendlyName.equals(id)) {
                    ASN1Set values = ASN1Set.getInstance(attribute.getObjectAt(1));
                    alias = ASN1BMPString.getInstance(values.getObjectAt(0)).getString();
                } else if (PKCSObjectIdentifiers.pkcs_9_at_localKeyId.equals(id)) {
                    ASN1Set values = ASN1Set.getInstance(attribute.getObjectAt(1));
                    keyId = HexFormat.of()
                            .formatHex(ASN1OctetString.getInstance(values.getObjectAt(0))
                                    .getOctets());
                }
            }
        }
        return new Attributes(alias, marked, keyId);
    }

    /**
     * The certificate with which the JDK heads the chain of each key (PKCS12KeyStore.java, findMatchedCertificate): the one
     * with the key's localKeyId and name, else the last one with that identifier, else the last one with that name. Keys that
     * are not shrouded it does not read; keys without identifier only where there is one alone.
     *
     * @param read whether the JDK reads the certificate
     */
    List<Certificate> ofKeys(Predicate<Bag> read) {
        List<Certificate> found = new ArrayList<>();
        for (Attributes key : shrouded) {
            if (key.keyId != null || shrouded.size() == 1) {
                headOf(key, read).ifPresent(bag -> found.add(bag.certificate()));
            }
        }
        return found;
    }

    private Optional<Bag> headOf(Attributes key, Predicate<Bag> read) {
        Bag byId = null;
        Bag byName = null;
        for (Bag bag : bags) {
            if (bag.marked() || !read.test(bag)) {
                continue;
            }
            boolean named = key.alias != null && key.alias.equalsIgnoreCase(bag.alias());
            if (key.keyId != null && key.keyId.equals(bag.keyId())) {
                if (named) {
                    return Optional.of(bag);
                }
                byId = bag;
            } else if (named) {
                byName = bag;
            }
        }
        return Optional.ofNullable(byId == null ? byName : byId);
    }

    /** A certificate without localKeyId. */
    void add(@Nullable String alias, byte[] der, boolean marked, boolean encrypted) throws IOException {
        add(alias, der, marked, encrypted, null);
    }

    /**
     * @param der of a certificate
     * @throws IOException if it does not parse
     */
    private void add(@Nullable String alias, byte[] der, boolean marked, boolean encrypted, @Nullable String keyId)
            throws IOException {
        try {
            bags.add(new Bag(alias, Certificate.parse(der), marked, encrypted, keyId));
        } catch (MalformedCertificateException e) {
            throw new IOException(
                    "certificate " + (bags.size() + 1) + (alias == null ? "" : " \"" + alias + "\"")
                            + " does not parse: " + e.getMessage(),
                    e);
        }
    }
}
