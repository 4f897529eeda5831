package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A store of 144 roots from its bytes. */
@State(Scope.Benchmark)
public class StoreBenchmark {
    private static final int ROOTS = 144;
    private static final char[] PASSWORD = "changeit".toCharArray();

    private byte[] pem;
    private byte[] pkcs12;
    private final CertificateFactory factory = Jdk.factory();

    @Setup
    public void mint() throws Exception {
        Mint mint = Mint.seeded(144).at(Shape.AT).keys(KeyType.P_256);
        List<Certificate> roots = new ArrayList<>();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < ROOTS; i++) {
            Certificate root = mint.root("Root " + i).certificate();
            roots.add(root);
            store.setCertificateEntry("root" + i, root.toX509());
        }
        pem = roots.stream()
                .map(Certificate::toPem)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        pkcs12 = out.toByteArray();
    }

    @Benchmark
    public Object windlassPem() {
        return TrustStore.read(pem, "root.crt").certificates();
    }

    @Benchmark
    public Object jdkPem() throws Exception {
        return factory.generateCertificates(new ByteArrayInputStream(pem));
    }

    @Benchmark
    public Object windlassPkcs12() {
        return TrustStore.read(pkcs12, "trust.p12", PASSWORD).certificates();
    }

    @Benchmark
    public Object jdkPkcs12() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(pkcs12), PASSWORD);
        return store;
    }
}
