package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/** The bags of a PKCS#12 file (RFC 7292 4.2) in the order written, as far as a trust store is concerned. */
final class Pkcs12Bags {
    /**
     * The attribute by which the JDK tells a trusted certificate from one of a key's chain; Oracle's, in no RFC, and not
     * written by openssl before 3.2 ({@code -jdktrust}).
     */
    static final ASN1ObjectIdentifier TRUSTED_KEY_USAGE = new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");

    /** What the JDK gives the only key that has no localKeyId, and its certificate. */
    private static final String ONLY_KEY = HexFormat.of().formatHex("01".getBytes(StandardCharsets.UTF_8));

    /** A certificate; {@code alias} null where the bag has no friendlyName. */
    record Bag(@Nullable String alias, Certificate certificate, boolean marked, boolean encrypted) {}

    /** What a bag says of itself besides its content; {@code keyId} in hex. */
    private record Attributes(
            @Nullable String alias,
            boolean marked,
            @Nullable String keyId) {}

    /**
     * What the JDK reads; a shrouded key where {@code certificate} is null.
     *
     * @param first whether its SafeContents begins with it
     */
    private record Item(
            Attributes said,
            boolean encrypted,
            boolean first,
            @Nullable Certificate certificate) {
        /** Whether it is an entry of its own, not a certificate for the chain of a key. */
        boolean isEntry() {
            return certificate == null || said.marked;
        }
    }

    private final List<Item> items = new ArrayList<>();
    private int privateKeys;
    private int nested;

    List<Bag> bags() {
        return items.stream()
                .filter(item -> item.certificate != null)
                .map(item -> new Bag(item.said.alias, item.certificate, item.said.marked, item.encrypted))
                .toList();
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
        boolean first = true;
        for (ASN1Encodable element : safeContents) {
            SafeBag bag = SafeBag.getInstance(element);
            ASN1ObjectIdentifier id = bag.getBagId();
            if (PKCSObjectIdentifiers.certBag.equals(id)) {
                certificate(bag, encrypted, first);
            } else if (PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(id)
                    || PKCSObjectIdentifiers.keyBag.equals(id)) {
                privateKeys++;
                if (PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(id)) {
                    items.add(new Item(attributes(bag), encrypted, first, null));
                }
            } else if (PKCSObjectIdentifiers.safeContentsBag.equals(id)) {
                nested++;
            }
            first = false;
        }
    }

    private void certificate(SafeBag bag, boolean encrypted, boolean first) throws IOException {
        CertBag content = CertBag.getInstance(bag.getBagValue());
        if (!PKCSObjectIdentifiers.x509Certificate.equals(content.getCertId())) {
            return;
        }
        byte[] der = ASN1OctetString.getInstance(content.getCertValue()).getOctets();
        add(attributes(bag), der, encrypted, first);
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
     * What the JDK loads (PKCS12KeyStore.java, loadSafeContents): of two entries with one name the later, a number for a name
     * that is missing, and keys without localKeyId only if no key stands before them. Keys that are not shrouded it does not
     * read.
     *
     * @param decrypts whether it has a password; without one it passes over the encrypted parts
     */
    LoadOutcome.Loaded loaded(boolean decrypts) {
        Map<String, Item> entries = new LinkedHashMap<>();
        List<Item> chains = new ArrayList<>();
        int keys = 0;
        int unnamed = 0;
        for (Item item : items) {
            if (item.encrypted && !decrypts) {
                continue;
            }
            boolean key = item.certificate == null;
            keys += key ? 1 : 0;
            String id = item.said.keyId == null && keys == 1 && (key || item.first) ? ONLY_KEY : item.said.keyId;
            if (key && id == null) {
                continue;
            }
            String alias = item.said.alias == null && item.isEntry() ? Integer.toString(++unnamed) : item.said.alias;
            Item settled =
                    new Item(new Attributes(alias, item.said.marked, id), item.encrypted, item.first, item.certificate);
            if (alias != null && item.isEntry()) {
                entries.put(alias.toLowerCase(Locale.ENGLISH), settled);
            } else {
                chains.add(settled);
            }
        }
        List<Certificate> certificates = new ArrayList<>();
        List<Certificate> ofKeys = new ArrayList<>();
        for (Item entry : entries.values()) {
            if (entry.certificate == null) {
                headOf(entry.said, chains).ifPresent(ofKeys::add);
            } else {
                certificates.add(entry.certificate);
            }
        }
        return new LoadOutcome.Loaded(certificates, ofKeys);
    }

    /**
     * The certificate with which the JDK heads the chain of a key (findMatchedCertificate): the one with its localKeyId and
     * name, else the last one with that identifier, else the last one with that name.
     */
    private static Optional<Certificate> headOf(Attributes key, List<Item> chains) {
        Item byId = null;
        Item byName = null;
        for (Item item : chains) {
            boolean named = key.alias != null && key.alias.equalsIgnoreCase(item.said.alias);
            if (Objects.equals(key.keyId, item.said.keyId)) {
                byId = item;
                if (named) {
                    break;
                }
            } else if (named) {
                byName = item;
            }
        }
        return Optional.ofNullable(byId == null ? byName : byId).map(Item::certificate);
    }

    /** A certificate without localKeyId; {@code first} of its SafeContents. */
    void add(@Nullable String alias, byte[] der, boolean marked, boolean encrypted, boolean first) throws IOException {
        add(new Attributes(alias, marked, null), der, encrypted, first);
    }

    /**
     * @param der of a certificate
     * @throws IOException if it does not parse
     */
    private void add(Attributes said, byte[] der, boolean encrypted, boolean first) throws IOException {
        try {
            items.add(new Item(said, encrypted, first, Certificate.parse(der)));
        } catch (MalformedCertificateException e) {
            throw new IOException(
                    "certificate " + (bags().size() + 1) + (said.alias == null ? "" : " \"" + said.alias + "\"")
                            + " does not parse: " + e.getMessage(),
                    e);
        }
    }
}
