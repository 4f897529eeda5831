package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.junit.jupiter.api.Test;

class SafeContentsTest {
    private static final List<Certificate> ROOTS = List.of(
            Mint.seeded(1).root("One").certificate(), Mint.seeded(2).root("Two").certificate());

    private static SafeBag bag(Certificate certificate, ASN1EncodableVector attributes) throws IOException {
        CertBag content = new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(certificate.encoded()));
        return new SafeBag(PKCSObjectIdentifiers.certBag, content, new DERSet(attributes));
    }

    private static DERSequence attribute(ASN1ObjectIdentifier id, ASN1Encodable value) {
        ASN1EncodableVector pair = new ASN1EncodableVector();
        pair.add(id);
        pair.add(new DERSet(value));
        return new DERSequence(pair);
    }

    private static ASN1EncodableVector contents() throws IOException {
        ASN1EncodableVector first = new ASN1EncodableVector();
        first.add(attribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString("r\u00f6\u20act")));
        first.add(attribute(Pkcs12Bags.TRUSTED_KEY_USAGE, new ASN1ObjectIdentifier("2.5.29.37.0")));
        ASN1EncodableVector bags = new ASN1EncodableVector();
        bags.add(bag(ROOTS.get(0), first));
        bags.add(bag(ROOTS.get(1), new ASN1EncodableVector()));
        return bags;
    }

    private static String told(SafeContents contents) {
        Pkcs12Bags bags = new Pkcs12Bags();
        try {
            contents.addTo(bags, true);
        } catch (IOException e) {
            return e.getMessage();
        }
        return bags.bags() + " and " + bags.privateKeys() + " keys, " + bags.nested() + " nested";
    }

    @Test
    void what_keytool_writes_is_read_in_place() throws IOException {
        byte[] octets = new DERSequence(contents()).getEncoded("DER");
        SafeContents contents = SafeContents.read(octets);
        assertThat(contents.isPlain()).isTrue();
        Pkcs12Bags bags = new Pkcs12Bags();
        contents.addTo(bags, false);
        assertThat(bags.bags())
                .containsExactly(
                        new Pkcs12Bags.Bag("r\u00f6\u20act", ROOTS.get(0), true, false),
                        new Pkcs12Bags.Bag(null, ROOTS.get(1), false, false));
    }

    @Test
    void indefinite_lengths_are_left_to_bouncy_castle() throws IOException {
        SafeContents contents = SafeContents.read(new BERSequence(contents()).getEncoded());
        assertThat(contents.isPlain()).isFalse();
        assertThat(told(contents)).contains("r\u00f6\u20act");
    }

    /** One octet changed, cut out or put in: where the reading in place answers, it answers as Bouncy Castle's. */
    @Test
    void what_is_read_in_place_is_what_bouncy_castle_reads() throws IOException {
        byte[] octets = new DERSequence(contents()).getEncoded("DER");
        Random random = new Random(12);
        int plain = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] changed = changed(octets, random);
            SafeContents contents;
            try {
                contents = SafeContents.read(changed);
            } catch (IOException | RuntimeException unreadable) {
                continue;
            }
            if (contents.isPlain()) {
                plain++;
                assertThat(told(contents)).isEqualTo(told(SafeContents.byBouncyCastle(changed)));
            }
        }
        assertThat(plain).isBetween(500, 4_900);
    }

    private static byte[] changed(byte[] octets, Random random) {
        byte[] changed = octets.clone();
        int certificate = ROOTS.get(0).encoded().length;
        // Most of the octets are the certificates': those around them decide here.
        int at = random.nextInt(4) == 0
                ? random.nextInt(changed.length)
                : (random.nextBoolean() ? random.nextInt(60) : 40 + certificate + random.nextInt(110));
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(changed, changed.length - random.nextInt(3));
        }
        changed[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (changed[at] + random.nextInt(5) - 2);
        return changed;
    }
}
