package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    /** A certificate; {@code alias} null where the bag has no friendlyName. */
    record Bag(@Nullable String alias, Certificate certificate, boolean marked, boolean encrypted) {}

    private final List<Bag> bags = new ArrayList<>();
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
        String alias = null;
        boolean marked = false;
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
                }
            }
        }
        add(alias, ASN1OctetString.getInstance(content.getCertValue()).getOctets(), marked, encrypted);
    }

    /**
     * @param der of a certificate
     * @throws IOException if it does not parse
     */
    void add(@Nullable String alias, byte[] der, boolean marked, boolean encrypted) throws IOException {
        try {
            bags.add(new Bag(alias, Certificate.parse(der), marked, encrypted));
        } catch (MalformedCertificateException e) {
            throw new IOException(
                    "certificate " + (bags.size() + 1) + (alias == null ? "" : " \"" + alias + "\"")
                            + " does not parse: " + e.getMessage(),
                    e);
        }
    }
}
