package io.github.windlass4j.truststore.store;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bytes into each reader of trust stores: a store that answers every question, or an {@link UnreadableStoreException} that
 * says where. As tests over the inputs kept in {@code StoreFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and one
 * method chosen.
 */
class StoreFuzzTest {
    private static final List<char[]> PASSWORDS = List.of("changeit".toCharArray());

    @FuzzTest(maxDuration = "10m")
    void jks(byte[] input) {
        if (JksReader.recognizes(input)) {
            read(input);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void bouncyCastle(byte[] input) {
        if (BouncyCastleReader.recognizes(input)) {
            read(input);
        }
    }

    /** PKCS12, BCFKS, PKCS#7 and certificates: whatever DER begins with a SEQUENCE. */
    @FuzzTest(maxDuration = "10m")
    void der(byte[] input) {
        if (input.length > 0 && input[0] == 0x30) {
            read(input);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void certdata(byte[] input) {
        if (CertdataReader.recognizes(text(input))) {
            read(input);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void observatory(byte[] input) {
        if (ObservatoryReader.recognizes(text(input))) {
            read(input);
        }
    }

    /** PEM and everything that is none of the others. */
    @FuzzTest(maxDuration = "10m")
    void any(byte[] input) {
        read(input);
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
        } catch (UnreadableStoreException e) {
            if (!String.valueOf(e.getMessage()).contains("fuzzed")) {
                throw new AssertionError("no place in: " + e.getMessage(), e);
            }
        }
    }
}
