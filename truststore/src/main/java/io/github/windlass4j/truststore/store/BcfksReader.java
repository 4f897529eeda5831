package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.internal.Bouncy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** Reads BCFKS through its own provider, after the cost of its password functions has been checked. */
final class BcfksReader {
    /** Nesting as far as it holds algorithms: store, encryption, key function, its parameters. */
    private static final int MAX_DEPTH = 12;

    private BcfksReader() {}

    static StoreContent read(StoreSource source) {
        byte[] content = source.content();
        try {
            checkCosts(ASN1Primitive.fromByteArray(Arrays.copyOf(content, Der.end(content, 0))), MAX_DEPTH);
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw source.failure(StoreRule.BAD_ENTRY, "BCFKS: " + e.getMessage());
        }
        for (char[] password : source.passwords()) {
            KeyStore store = open(content, password);
            if (store != null) {
                return content(source, store);
            }
        }
        throw source.passwords().isEmpty()
                ? source.failure(StoreRule.PASSWORD_NEEDED, "BCFKS is encrypted and no password was given")
                : source.failure(StoreRule.WRONG_PASSWORD, "BCFKS: none of the given passwords opens it");
    }

    private static void checkCosts(ASN1Encodable node, int depth) throws IOException {
        if (depth == 0) {
            return;
        }
        if (node instanceof ASN1TaggedObject tagged) {
            checkCosts(tagged.getBaseObject(), depth - 1);
        } else if (node instanceof ASN1Sequence sequence) {
            if (sequence.size() == 2 && sequence.getObjectAt(0) instanceof ASN1ObjectIdentifier) {
                KeyDerivationCost.check(AlgorithmIdentifier.getInstance(sequence));
            }
            for (ASN1Encodable element : sequence) {
                checkCosts(element, depth - 1);
            }
        }
    }

    private static @Nullable KeyStore open(byte[] content, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("BCFKS", Bouncy.castle());
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return null;
        }
    }

    private static StoreContent content(StoreSource source, KeyStore store) {
        DatedEntries entries = new DatedEntries();
        int privateKeys = 0;
        String current = "";
        try {
            for (String alias : Collections.list(store.aliases())) {
                current = alias;
                boolean trusted = store.isCertificateEntry(alias);
                Certificate[] chain =
                        trusted ? new Certificate[] {store.getCertificate(alias)} : store.getCertificateChain(alias);
                privateKeys += trusted ? 0 : 1;
                for (Certificate certificate : chain == null ? new Certificate[0] : chain) {
                    if (certificate instanceof X509Certificate x509) {
                        entries.add(
                                store.getCreationDate(alias).toInstant().toEpochMilli(),
                                new StoreEntry(
                                        alias,
                                        io.github.windlass4j.core.cert.Certificate.parse(x509.getEncoded()),
                                        trusted,
                                        source.entry(alias)));
                    }
                }
            }
        } catch (GeneralSecurityException | MalformedCertificateException e) {
            throw source.failure(StoreRule.BAD_ENTRY, current, "BCFKS: " + e.getMessage());
        }
        return BouncyCastleReader.content(source, StoreFormat.BCFKS, entries.inOrder(), privateKeys, true);
    }
}
