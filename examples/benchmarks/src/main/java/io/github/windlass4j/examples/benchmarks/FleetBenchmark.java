package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.scan.fleet.FleetAssessor;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Stores against 500 chains, the certificates at hand. Ours judges 10,000 stores with a new assessor; the JDK 20 of them with
 * a trust manager each, its signatures answered from memory (memoised). Time is per pair of store and chain.
 */
@State(Scope.Benchmark)
public class FleetBenchmark {
    private static final int STORES = 10_000;
    private static final int SAMPLE = 20;
    private static final int CHAINS = 500;

    private FleetMaterial fleet;
    private List<List<X509Certificate>> stores;
    private List<X509Certificate[]> chains;
    private FleetAssessor warm;
    private int next;

    @Setup
    public void mint() {
        fleet = FleetMaterial.of(STORES, CHAINS);
        stores = fleet.stores().subList(0, SAMPLE).stream()
                .map(store -> store.stream().map(Certificate::toX509).toList())
                .toList();
        chains = fleet.chains().stream()
                .map(chain ->
                        chain.certificates().stream().map(Certificate::toX509).toArray(X509Certificate[]::new))
                .toList();
        warm = FleetAssessor.of(Profile.RFC5280, fleet.chains(), Shape.AT);
        fleet.stores().forEach(store -> warm.assess("store", store));
    }

    @Benchmark
    @OperationsPerInvocation(STORES * CHAINS)
    public long windlass() {
        FleetAssessor assessor = FleetAssessor.of(Profile.RFC5280, fleet.chains(), Shape.AT);
        long rejections = 0;
        for (List<Certificate> store : fleet.stores()) {
            rejections += assessor.assess("store", store).rejections();
        }
        return rejections;
    }

    @Benchmark
    @OperationsPerInvocation(CHAINS)
    public long windlassOneStoreChanges() {
        next = (next + 1) % STORES;
        return warm.assess("store", fleet.stores().get(next)).rejections();
    }

    @Benchmark
    @OperationsPerInvocation(SAMPLE * CHAINS)
    public long jdk() throws Exception {
        long rejections = 0;
        for (List<X509Certificate> store : stores) {
            X509TrustManager manager = Jdk.trustManager(store);
            for (X509Certificate[] chain : chains) {
                try {
                    manager.checkServerTrusted(chain, "ECDHE_ECDSA");
                } catch (GeneralSecurityException refused) {
                    rejections++;
                }
            }
        }
        return rejections;
    }
}
