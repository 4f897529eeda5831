package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.scan.fleet.FleetAssessment;
import io.github.windlass4j.scan.fleet.FleetAssessor;
import io.github.windlass4j.truststore.store.StoreMemory;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.net.ssl.X509TrustManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Stores against 500 chains. Ours judges 10,000 stores with a new assessor; the JDK 20 of them with a trust manager each, its
 * signatures answered from memory (memoised). {@code AtHand}: the certificates are objects already; {@code FromBytes}: each
 * store is a PEM bundle, put together for the call from the texts of its certificates, on both sides. Time is per pair of store
 * and chain.
 */
@State(Scope.Benchmark)
public class FleetBenchmark {
    private static final int STORES = 10_000;
    private static final int SAMPLE = 20;
    private static final int CHAINS = 500;

    private final CertificateFactory factory = Jdk.factory();
    private final Map<Certificate, byte[]> texts = new HashMap<>();
    private FleetMaterial fleet;
    private List<List<X509Certificate>> stores;
    private List<X509Certificate[]> chains;
    private FleetAssessor warm;
    private FleetAssessment whole;
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
        fleet.roots().forEach(root -> texts.put(root, root.toPem().getBytes(StandardCharsets.US_ASCII)));
        warm = FleetAssessor.of(Profile.RFC5280, fleet.chains(), Shape.AT);
        whole = warm.assess(IntStream.range(0, STORES).mapToObj(this::bundle).iterator());
    }

    private byte[] pem(List<Certificate> store) {
        byte[] bundle =
                new byte[store.stream().mapToInt(root -> texts.get(root).length).sum()];
        int at = 0;
        for (Certificate root : store) {
            byte[] text = texts.get(root);
            System.arraycopy(text, 0, bundle, at, text.length);
            at += text.length;
        }
        return bundle;
    }

    private TrustStore bundle(int store) {
        return TrustStore.read(pem(fleet.stores().get(store)), "store " + store);
    }

    @Benchmark
    @OperationsPerInvocation(STORES * CHAINS)
    public long windlassAtHand() {
        return rejectionsOfAll(FleetAssessor.of(Profile.RFC5280, fleet.chains(), Shape.AT));
    }

    /** By an assessor that has met the signatures before, as the JDK has. */
    @Benchmark
    @OperationsPerInvocation(STORES * CHAINS)
    public long windlassAgainAtHand() {
        return rejectionsOfAll(warm);
    }

    private long rejectionsOfAll(FleetAssessor assessor) {
        long rejections = 0;
        for (List<Certificate> store : fleet.stores()) {
            rejections += assessor.assess("store", store).rejections();
        }
        return rejections;
    }

    @Benchmark
    @OperationsPerInvocation(SAMPLE * CHAINS)
    public long jdkAtHand() throws Exception {
        long rejections = 0;
        for (List<X509Certificate> store : stores) {
            rejections += rejections(store);
        }
        return rejections;
    }

    @Benchmark
    @OperationsPerInvocation(STORES * CHAINS)
    public long windlassFromBytes() {
        StoreMemory memory = new StoreMemory();
        FleetAssessor assessor = FleetAssessor.of(Profile.RFC5280, fleet.chains(), Shape.AT);
        return assessor.assess(IntStream.range(0, STORES)
                        .mapToObj(i -> memory.read(pem(fleet.stores().get(i)), "store " + i))
                        .iterator())
                .rejections();
    }

    @Benchmark
    @OperationsPerInvocation(SAMPLE * CHAINS)
    @SuppressWarnings("unchecked")
    public long jdkFromBytes() throws Exception {
        long rejections = 0;
        for (List<Certificate> store : fleet.stores().subList(0, SAMPLE)) {
            rejections += rejections(
                    (Collection<X509Certificate>) factory.generateCertificates(new ByteArrayInputStream(pem(store))));
        }
        return rejections;
    }

    /** One of 10,000 stores is another: its 500 answers anew, and the whole assessment with them in place. */
    @Benchmark
    @OperationsPerInvocation(CHAINS)
    public Object windlassOneStoreChanges() {
        next = (next + 1) % STORES;
        whole = whole.replacing(warm.assess("store 7", fleet.stores().get(next)));
        return whole;
    }

    @Benchmark
    @OperationsPerInvocation(CHAINS)
    public long jdkOneStoreChanges() throws Exception {
        next = (next + 1) % SAMPLE;
        return rejections(stores.get(next));
    }

    private long rejections(Collection<X509Certificate> store) throws Exception {
        long rejections = 0;
        X509TrustManager manager = Jdk.trustManager(store);
        for (X509Certificate[] chain : chains) {
            try {
                manager.checkServerTrusted(chain, "ECDHE_ECDSA");
            } catch (GeneralSecurityException refused) {
                rejections++;
            }
        }
        return rejections;
    }
}
