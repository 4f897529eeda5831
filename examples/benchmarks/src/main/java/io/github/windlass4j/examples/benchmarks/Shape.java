package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Shapes of two-certificate chains below a root, each certificate with a DER of its own but keys that are shared. */
public enum Shape {
    /** Root, intermediate and leaf with RSA keys of 2048 bits. */
    RSA_2048(KeyType.RSA_2048, KeyType.RSA_2048, KeyType.RSA_2048),
    /** An intermediate with 4096 bits below a root of 2048, as in the chains of Azure Database for PostgreSQL. */
    AZURE(KeyType.RSA_2048, KeyType.RSA_4096, KeyType.RSA_2048),
    /** Everything on P-256. */
    P256(KeyType.P_256, KeyType.P_256, KeyType.P_256);

    /** The instant at which all of them are valid: now, because the JDK's trust manager asks the clock. */
    public static final Instant AT = Instant.now().truncatedTo(ChronoUnit.HOURS);

    /** The host of every leaf. */
    public static final String HOST = "db.example.com";

    private final KeyType root;
    private final KeyType intermediate;
    private final KeyType leaf;

    Shape(KeyType root, KeyType intermediate, KeyType leaf) {
        this.root = root;
        this.intermediate = intermediate;
        this.leaf = leaf;
    }

    /**
     * A root and distinct chains below it.
     *
     * @param root DER of the root
     * @param chains DER of leaf and intermediate of each chain
     */
    public record Material(byte[] root, List<Pair> chains) {}

    /**
     * One chain.
     *
     * @param leaf DER
     * @param intermediate DER
     */
    public record Pair(byte[] leaf, byte[] intermediate) {}

    /** The kind of key that the root has. */
    KeyType keys() {
        return root;
    }

    /** As many chains as asked for; more than 750 cannot be answered from the JDK's cache of parsed certificates. */
    public Material chains(int count) {
        Mint mint = Mint.seeded(ordinal() + 1L).at(AT).keys(root);
        Authority top = mint.root("Benchmark Root");
        KeyPair caKey = mint.keyPair(intermediate);
        KeyPair leafKey = mint.keyPair(leaf);
        List<Pair> chains = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigInteger serial = BigInteger.valueOf(1_000_000L + i);
            Authority ca =
                    top.issueAuthority("Benchmark CA", spec -> spec.key(caKey).serial(serial));
            byte[] server = ca.issueLeaf(HOST, spec -> spec.key(leafKey).serial(serial))
                    .certificate()
                    .encoded();
            chains.add(new Pair(server, ca.certificate().encoded()));
        }
        return new Material(top.certificate().encoded(), chains);
    }
}
