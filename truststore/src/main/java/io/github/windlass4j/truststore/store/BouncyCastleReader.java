package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Bouncy;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.jspecify.annotations.Nullable;

/**
 * Reads BKS and UBER of Bouncy Castle. BKS holds its certificates in the clear and a keyed digest at the end; UBER is the same
 * stream, encrypted as a whole. Both are walked here because their own reader allocates whatever lengths the file states.
 */
final class BouncyCastleReader {
    private static final int MAC_LENGTH = 20;

    private final StoreSource source;
    private final StoreFormat format;
    private final ByteArrayInputStream bytes;
    private final DataInputStream in;
    private final DatedEntries entries = new DatedEntries();
    private int privateKeys;
    private String alias = "";
    private long date;

    private BouncyCastleReader(StoreSource source, StoreFormat format, byte[] stream, int offset) {
        this.source = source;
        this.format = format;
        this.bytes = new ByteArrayInputStream(stream, offset, stream.length - offset);
        this.in = new DataInputStream(bytes);
    }

    static StoreContent read(StoreSource source) {
        BouncyCastleHeader header = BouncyCastleHeader.read(source.content());
        if (header == null) {
            throw source.failure(StoreRule.GARBAGE, "no Bouncy Castle store");
        }
        try {
            KeyDerivationCost.rounds(BigInteger.valueOf(header.rounds()));
        } catch (IOException e) {
            throw source.failure(StoreRule.LIMIT_EXCEEDED, String.valueOf(e.getMessage()));
        }
        // After the header comes the kind of the first entry, 0 to 4, in BKS; in UBER, nothing but cipher text.
        int first = header.end() < source.content().length ? source.content()[header.end()] : -1;
        if (first >= 0 && first <= 4 && looksLikeEntry(source.content(), header.end(), first)) {
            return bks(source, header);
        }
        return uber(source, header);
    }

    private static boolean looksLikeEntry(byte[] content, int offset, int kind) {
        if (kind == 0) {
            return content.length - offset - 1 == MAC_LENGTH;
        }
        if (offset + 3 > content.length) {
            return true;
        }
        int aliasLength = ((content[offset + 1] & 0xff) << 8) | (content[offset + 2] & 0xff);
        return aliasLength <= content.length - offset - 3;
    }

    private static StoreContent bks(StoreSource source, BouncyCastleHeader header) {
        byte[] content = source.content();
        BouncyCastleReader reader = new BouncyCastleReader(source, StoreFormat.BKS, content, header.end());
        reader.entries();
        int end = content.length - reader.bytes.available();
        if (reader.bytes.available() < MAC_LENGTH) {
            throw source.failure(StoreRule.TRUNCATED, "BKS: the file ends before its digest");
        }
        byte[] stored = Arrays.copyOfRange(content, end, end + MAC_LENGTH);
        boolean intact = source.passwords().isEmpty()
                || source.passwords().stream()
                        .anyMatch(password ->
                                MessageDigest.isEqual(stored, mac(header, password, content, header.end(), end)));
        return reader.content(intact);
    }

    private static StoreContent uber(StoreSource source, BouncyCastleHeader header) {
        if (header.version() == 0) {
            throw source.failure(
                    StoreRule.UNSUPPORTED,
                    "looks like Bouncy Castle's UBER of version 0, which Bouncy Castle itself does not open any more");
        }
        byte[] content = source.content();
        for (char[] password : source.passwords()) {
            byte[] plain = decryptUber(header, content, password);
            if (plain != null) {
                BouncyCastleReader reader = new BouncyCastleReader(source, StoreFormat.UBER, plain, 0);
                reader.entries();
                return reader.content(true);
            }
        }
        throw source.passwords().isEmpty()
                ? source.failure(
                        StoreRule.PASSWORD_NEEDED,
                        "looks like Bouncy Castle's UBER, which is encrypted; no password was given")
                : source.failure(
                        StoreRule.WRONG_PASSWORD,
                        "looks like Bouncy Castle's UBER; none of the given passwords opens it, or it is cut");
    }

    private StoreContent content(boolean intact) {
        return content(source, format, entries.inOrder(), privateKeys, intact);
    }

    /** What is common to the three formats; throws if the integrity check failed. */
    static StoreContent content(
            StoreSource source, StoreFormat format, List<StoreEntry> entries, int privateKeys, boolean intact) {
        List<Finding> findings = new ArrayList<>();
        KeyStoreFindings.describe(source, findings, entries, privateKeys);
        findings.add(StoreRule.NEEDS_BOUNCY_CASTLE.at(source.location(), format + ": no provider of the JDK loads it"));
        Finding tampered = StoreRule.STORE_TAMPERED.at(
                source.location(), "the digest does not match: the file was changed, or the password is another one");
        if (!intact) {
            findings.add(tampered);
        }
        StoreContent content = new StoreContent(
                format,
                entries,
                findings,
                privateKeys,
                List.of(),
                FileView.ofKeyStore(source.content(), loader -> FileView.notAKeyStore(loader, source.content())));
        if (!intact) {
            throw new UnreadableStoreException(List.of(tampered), new TrustStore(source.origin(), content));
        }
        return content;
    }

    private void entries() {
        int number = 0;
        try {
            for (int kind = in.readUnsignedByte(); kind != 0; kind = in.readUnsignedByte()) {
                number++;
                alias = "";
                alias = in.readUTF();
                date = in.readLong();
                int chain = in.readInt();
                for (int i = 0; i < chain; i++) {
                    certificate(false);
                }
                content(kind);
            }
            alias = "";
        } catch (EOFException e) {
            throw source.failure(StoreRule.TRUNCATED, alias, format + ": the file ends in entry " + number);
        } catch (IOException | MalformedCertificateException e) {
            throw source.failure(StoreRule.BAD_ENTRY, alias, format + ", entry " + number + ": " + e.getMessage());
        }
    }

    private void content(int kind) throws IOException {
        switch (kind) {
            case 1 -> certificate(true);
            case 2 -> {
                // A key in the clear: kind, format, algorithm, encoding.
                privateKeys += in.readUnsignedByte() == 0 ? 1 : 0;
                in.readUTF();
                in.readUTF();
                Blocks.read(in);
            }
            case 3 -> Blocks.read(in);
            case 4 -> {
                privateKeys++;
                Blocks.read(in);
            }
            default -> throw new IOException("entry kind " + kind + " (want 1 to 4)");
        }
    }

    private void certificate(boolean trusted) throws IOException {
        String type = in.readUTF();
        if (!type.equals("X.509")) {
            throw new IOException("certificate type " + type + " (want X.509)");
        }
        Certificate certificate = Certificate.parse(Blocks.read(in));
        entries.add(date, new StoreEntry(alias, certificate, trusted, source.entry(alias)));
    }

    /** HMAC-SHA1 keyed by the key function of PKCS#12; version 1 keyed it with 20 bits instead of 20 bytes. */
    private static byte[] mac(BouncyCastleHeader header, char[] password, byte[] content, int from, int to) {
        PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
        generator.init(PBEParametersGenerator.PKCS12PasswordToBytes(password), header.salt(), header.rounds());
        HMac hmac = new HMac(new SHA1Digest());
        int bits = header.version() == 2 ? MAC_LENGTH * 8 : MAC_LENGTH;
        hmac.init(generator.generateDerivedMacParameters(bits));
        hmac.update(content, from, to - from);
        byte[] mac = new byte[MAC_LENGTH];
        hmac.doFinal(mac, 0);
        return mac;
    }

    /** The stream inside UBER, without the SHA-1 that follows it; null if the password does not open it. */
    private static byte @Nullable [] decryptUber(BouncyCastleHeader header, byte[] content, char[] password) {
        try {
            Cipher cipher = Cipher.getInstance("PBEWithSHAAndTwofish-CBC", Bouncy.castle());
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance("PBEWithSHAAndTwofish-CBC", Bouncy.castle())
                            .generateSecret(new PBEKeySpec(password)),
                    new PBEParameterSpec(header.salt(), header.rounds()));
            byte[] plain = cipher.doFinal(content, header.end(), content.length - header.end());
            int end = plain.length - MAC_LENGTH;
            if (end <= 0) {
                return null;
            }
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(plain, 0, end);
            return MessageDigest.isEqual(sha1.digest(), Arrays.copyOfRange(plain, end, plain.length))
                    ? Arrays.copyOf(plain, end)
                    : null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Bouncy Castle has Twofish", e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Bad padding: another password, or not UBER at all.
            return null;
        }
    }
}
