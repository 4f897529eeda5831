package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.scan.fleet.FleetAssessment;
import io.github.windlass4j.scan.fleet.FleetAssessor;
import io.github.windlass4j.truststore.store.StoreMemory;
import java.lang.ref.Reference;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a fleet of 10,000 stores and 500 chains holds after it was read from PEM bundles, roots with P-256 keys or, with the
 * argument {@code rsa}, RSA keys of 2048 bits: heap after collections, beside the fleet's own certificates.
 */
final class FleetMemory {
    private static final int STORES = 10_000;
    private static final int CHAINS = 500;
    private static final double MB = 1e6;

    private FleetMemory() {}

    public static void main(String[] arguments) {
        boolean rsa = arguments.length > 0 && arguments[0].equals("rsa");
        FleetMaterial fleet = FleetMaterial.of(STORES, CHAINS, rsa ? KeyType.RSA_2048 : KeyType.P_256);
        FleetMaterial.pem(fleet.roots()); // whatever this makes is not the fleet's
        long before = used();
        AtomicReference<@Nullable StoreMemory> memory = new AtomicReference<>(new StoreMemory());
        FleetAssessor assessor = FleetAssessor.of(Profile.RFC5280, fleet.chains(), Shape.AT);
        FleetAssessment assessment = assessor.assess(IntStream.range(0, STORES)
                .mapToObj(i -> Objects.requireNonNull(memory.get())
                        .read(FleetMaterial.pem(fleet.stores().get(i)), "store " + i))
                .iterator());
        long all = used() - before;
        memory.set(null);
        long withoutMemory = used() - before;
        Reference.reachabilityFence(assessor);
        Reference.reachabilityFence(assessment);
        long der = fleet.roots().stream()
                .map(Certificate::encoded)
                .mapToLong(root -> root.length)
                .sum();
        Reference.reachabilityFence(fleet);
        System.out.printf(
                Locale.ROOT,
                "%,d stores, %d roots, %d chains: %.2f MB, without the memory of stores %.2f MB; the roots' DER %.2f MB%n",
                STORES,
                fleet.roots().size(),
                CHAINS,
                all / MB,
                withoutMemory / MB,
                der / MB);
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
