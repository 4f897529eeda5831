package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A few self-signed roots, made once. */
final class Certs {
    private static final Mint MINT = Mint.seeded(20261122L);

    static final Certificate A = root("CN=Root A,O=Windlass,C=DE");
    static final Certificate B = root("CN=Root B,O=Windlass,C=DE");
    static final Certificate C = root("CN=Root C,O=Windlass,C=DE");
    static final List<Certificate> ALL = List.of(A, B, C);
    static final char[] PASSWORD = "changeit".toCharArray();

    private Certs() {}

    static List<Certificate> some(int count) {
        List<Certificate> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(ALL.get(i % ALL.size()));
        }
        return some;
    }

    static Certificate root(String name) {
        return MINT.root("Root", spec -> spec.subject(name)).certificate();
    }

    /** Root A with another signature, which does not fit: for counting, not for validating. */
    static Certificate resigned(int number) {
        byte[] der = A.encoded();
        int last = der.length - 1;
        der[last] = (byte) number;
        der[last - 1] = (byte) (number >> 8);
        return Certificate.parse(der);
    }

    /** Root A as a certificate of version 10, which is read, and which the JDK's own parser refuses. */
    static Certificate refusedByTheJdk() {
        byte[] der = A.encoded();
        der[HexFormat.of().formatHex(der).indexOf("a003020102") / 2 + 4] = 9;
        return Certificate.parse(der);
    }

    static KeyPair keys() {
        return MINT.keyPair(KeyType.P_256);
    }
}
