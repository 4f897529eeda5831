package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.PresentedChain;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A fleet: 180 roots, 60 intermediates, chains below them, and stores made of 40 bases of 140 roots of which every third is
 * changed by one to three roots.
 *
 * @param roots all roots
 * @param chains what the servers present
 * @param stores the certificates of each store
 */
public record FleetMaterial(List<Certificate> roots, List<PresentedChain> chains, List<List<Certificate>> stores) {
    private static final int ROOTS = 180;
    private static final int INTERMEDIATES = 60;
    private static final int BASES = 40;
    private static final int SIZE = 140;

    /** A fleet of so many stores and chains, the same for the same numbers, all keys on P-256. */
    public static FleetMaterial of(int storeCount, int chainCount) {
        return of(storeCount, chainCount, KeyType.P_256);
    }

    /** The same with keys of this kind. */
    static FleetMaterial of(int storeCount, int chainCount, KeyType keys) {
        Random random = new Random(2026);
        Mint mint = Mint.seeded(2026).at(Shape.AT).keys(keys);
        List<Authority> roots =
                IntStream.range(0, ROOTS).mapToObj(i -> mint.root("Root " + i)).toList();
        List<Authority> authorities = IntStream.range(0, INTERMEDIATES)
                .mapToObj(i -> roots.get(i * ROOTS / INTERMEDIATES).issueAuthority("CA " + i))
                .toList();
        KeyPair leafKey = mint.keyPair(keys);
        List<PresentedChain> chains = new ArrayList<>();
        for (int i = 0; i < chainCount; i++) {
            Issued leaf =
                    authorities.get(i % INTERMEDIATES).issueLeaf("host" + i + ".example", spec -> spec.key(leafKey));
            chains.add(PresentedChain.of("chain " + i, leaf.chain()));
        }
        List<Certificate> all = roots.stream().map(Authority::certificate).toList();
        List<List<Certificate>> bases =
                IntStream.range(0, BASES).mapToObj(i -> pick(all, random)).toList();
        List<List<Certificate>> stores = new ArrayList<>();
        for (int i = 0; i < storeCount; i++) {
            List<Certificate> store = new ArrayList<>(bases.get(random.nextInt(BASES)));
            for (int change = i % 3 == 0 ? 1 + random.nextInt(3) : 0; change > 0; change--) {
                store.set(random.nextInt(SIZE), all.get(random.nextInt(ROOTS)));
            }
            stores.add(List.copyOf(store));
        }
        return new FleetMaterial(all, chains, stores);
    }

    private static List<Certificate> pick(List<Certificate> all, Random random) {
        List<Certificate> shuffled = new ArrayList<>(all);
        java.util.Collections.shuffle(shuffled, random);
        return shuffled.subList(0, SIZE);
    }

    /** One store as the PEM bundle that it would be read from. */
    public static byte[] pem(List<Certificate> store) {
        return store.stream()
                .map(Certificate::toPem)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }
}
