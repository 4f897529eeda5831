package io.github.windlass4j.truststore.store;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;

/**
 * Bytes into each reader of trust stores: a store that answers every question, or an {@link UnreadableStoreException} that
 * says where. As tests over the inputs kept in {@code StoreFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and one
 * method chosen.
 */
class StoreFuzzTest {
    private static final List<char[]> PASSWORDS = List.of("changeit".toCharArray());

    @FuzzTest(maxDuration = "15m")
    void jks(byte[] input) {
        if (StoreReader.isJks(input)) {
            read(input);
        }
    }

    @FuzzTest(maxDuration = "15m")
    void bouncyCastle(byte[] input) {
        if (BouncyCastleHeader.read(input) != null) {
            read(input);
        }
    }

    /** PKCS12, BCFKS, PKCS#7 and certificates: whatever DER begins with a SEQUENCE. */
    @FuzzTest(maxDuration = "15m")
    void der(byte[] input) {
        if (input.length > 0 && input[0] == 0x30) {
            read(input);
        }
    }

    @FuzzTest(maxDuration = "15m")
    void certdata(byte[] input) {
        if (CertdataReader.recognizes(text(input))) {
            read(input);
        }
    }

    @FuzzTest(maxDuration = "15m")
    void observatory(byte[] input) {
        if (ObservatoryReader.recognizes(text(input))) {
            read(input);
        }
    }

    /** PEM and everything that is none of the others. */
    @FuzzTest(maxDuration = "15m")
    void any(byte[] input) {
        read(input);
    }

    /**
     * The bags of a PKCS12 file that needs no password: a mutated one that does fails its MAC, and nothing behind it is read.
     */
    @FuzzTest(maxDuration = "15m")
    void pkcs12Bags(byte[] input) throws IOException {
        ContentInfo bags = new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(input));
        byte[] safe = new DERSequence(bags).getEncoded();
        read(new Pfx(new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(safe)), null).getEncoded());
    }

    /** What each kind of loader makes of the bytes. */
    @FuzzTest(maxDuration = "15m")
    void loaders(byte[] input) {
        FileView view = FileView.of(input);
        for (Loader loader : new Loader[] {
            Loader.JDK_17,
            Loader.JDK_25,
            Loader.OPENSSL,
            Loader.GO,
            Loader.NETTY,
            Loader.NODE,
            Loader.keyStore(Loader.Jdk.JDK_25)
        }) {
            LoadOutcome outcome = view.loadedBy(loader);
            if (outcome instanceof LoadOutcome.Failed failed
                    && failed.exception().isBlank()) {
                throw new AssertionError("a failure has a name: " + failed);
            }
            if (!outcome.certificates().equals(view.loadedBy(loader).certificates())) {
                throw new AssertionError(loader + " says two things");
            }
        }
    }

    /** A directory of one file: its name, a line feed, its content. */
    @FuzzTest(maxDuration = "15m")
    void directory(byte[] input) throws IOException {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String name = new String(input, 0, end, StandardCharsets.US_ASCII).replaceAll("[^0-9a-z.]", "_");
        if (name.isEmpty() || name.length() > 40 || name.matches("\\.+")) {
            return;
        }
        Path folder = Files.createTempDirectory("fuzz");
        Path file = folder.resolve(name);
        try {
            Files.write(file, Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length));
            TrustStore store = TrustStore.read(folder, "changeit".toCharArray());
            if (store.format() != StoreFormat.DIRECTORY
                    || store.loadedBy(Loader.OPENSSL).certificates().size()
                            > store.entries().size()) {
                throw new AssertionError("OpenSSL finds what is not there: " + store);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }

    private static void read(byte[] input) {
        try {
            TrustStore store = StoreReader.read(input, "fuzzed", PASSWORDS);
            StoreSnapshot answers = StoreSnapshot.of(store);
            if (answers.entries().size() < store.certificates().size()
                    || !store.toString().contains("fuzzed")) {
                throw new AssertionError("a store has its entries and its origin: " + store);
            }
            for (Loader.Password given : Loader.Password.values()) {
                store.loadedBy(new Loader.KeyStoreFile(Loader.Jdk.JDK_17, "PKCS12", given));
            }
        } catch (UnreadableStoreException e) {
            if (!String.valueOf(e.getMessage()).contains("fuzzed")) {
                throw new AssertionError("no place in: " + e.getMessage(), e);
            }
        }
    }
}
