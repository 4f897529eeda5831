package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.StoreMemory;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A store of 144 roots from its bytes, the keys mixed as in a public programme. The PKCS12 is as keytool writes it; the floor
 * of reading it are its two password functions, run by the same provider. Its certificates the JDK has in its memory on both
 * sides.
 */
@State(Scope.Benchmark)
public class StoreBenchmark {
    private static final int ROOTS = 144;
    private static final int ROUNDS = 10_000;
    private static final int SALT = 20;
    private static final char[] PASSWORD = "changeit".toCharArray();

    private byte[] pem;
    private byte[] pkcs12;
    private final CertificateFactory factory = Jdk.factory();
    private final StoreMemory memory = new StoreMemory(PASSWORD);

    @Setup
    public void mint() throws Exception {
        List<Certificate> roots = roots(ROOTS);
        pem = FleetMaterial.pem(roots);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Certificate root : roots) {
            store.setCertificateEntry("root" + store.size(), root.toX509());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        pkcs12 = out.toByteArray();
    }

    /** Roots with RSA of 2048 and 4096 bits and P-384 in turn; those of a kind share their key. */
    static List<Certificate> roots(int count) {
        Mint mint = Mint.seeded(144).at(Shape.AT);
        List<KeyPair> keys = Stream.of(KeyType.RSA_2048, KeyType.RSA_4096, KeyType.P_384, KeyType.RSA_4096)
                .map(mint::keyPair)
                .toList();
        List<Certificate> roots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            KeyPair key = keys.get(i % keys.size());
            roots.add(mint.root(
                            "CN=Root " + i + ",OU=www.example.com,O=Example Trust Services,C=US", spec -> spec.key(key))
                    .certificate());
        }
        return roots;
    }

    @Benchmark
    public Object windlassPem() {
        return TrustStore.read(pem, "root.crt").certificates();
    }

    /** The same bytes once more, under the same name: neither parsed nor decrypted. */
    @Benchmark
    public Object windlassAgainPem() {
        return memory.read(pem, "root.crt");
    }

    @Benchmark
    public Object windlassAgainPkcs12() {
        return memory.read(pkcs12, "trust.p12");
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

    /** What no reader can spare: the key of the cipher and the key of the MAC, 10,000 rounds each. */
    @Benchmark
    public Object functionsOfPkcs12() throws GeneralSecurityException {
        byte[] salt = new byte[SALT];
        PBEKeySpec key = new PBEKeySpec(PASSWORD, salt, ROUNDS, 256);
        byte[] cipher = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(key)
                .getEncoded();
        Mac mac = Mac.getInstance("HmacPBESHA256");
        mac.init(
                SecretKeyFactory.getInstance("PBE").generateSecret(new PBEKeySpec(PASSWORD)),
                new PBEParameterSpec(salt, ROUNDS));
        return cipher.length + mac.doFinal().length;
    }
}
