package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.jdbc.WindlassSslSocketFactory;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a connection pays for a store of 144 roots that may have changed on disk, up to the socket factory that it connects by.
 * The JDK's side is the usual one: read the file and build the context, each time, because nothing of it looks whether it has
 * to.
 */
@State(Scope.Benchmark)
public class ReloadBenchmark {
    private static final int ROOTS = 144;
    private static final int VARIANTS = 8;
    private static final int NEW = 3;

    private final CertificateFactory factory = Jdk.factory();
    private final List<byte[]> versions = new ArrayList<>();
    private Path file;
    private WindlassSslSocketFactory sockets;
    private int next;

    /** Versions of the file that differ by three roots each. */
    @Setup
    public void write() throws IOException {
        List<Certificate> roots = StoreBenchmark.roots(ROOTS + VARIANTS * NEW);
        for (int i = 0; i < VARIANTS; i++) {
            List<Certificate> version = new ArrayList<>(roots.subList(0, ROOTS - NEW));
            version.addAll(roots.subList(ROOTS + i * NEW, ROOTS + (i + 1) * NEW));
            versions.add(StoreFile.pem(TrustStore.of("m", version)).bytes());
        }
        file = Files.createTempFile("roots", ".pem");
        Files.write(file, versions.get(0));
        sockets = new WindlassSslSocketFactory("stores=" + file + ";sslmode=verify-full");
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public Object windlassUnchanged() {
        return sockets.getDefaultCipherSuites();
    }

    /** The file is written anew, on both sides the same way, and read when it is asked about. */
    @Benchmark
    public Object windlassChanged() throws IOException {
        change();
        return sockets.getDefaultCipherSuites();
    }

    /** What both sides pay for the change itself. */
    @Benchmark
    public Object writingChanged() throws IOException {
        change();
        return next;
    }

    @Benchmark
    public Object jdkUnchanged() throws Exception {
        return rebuilt();
    }

    @Benchmark
    public Object jdkChanged() throws Exception {
        change();
        return rebuilt();
    }

    private void change() throws IOException {
        next = (next + 1) % VARIANTS;
        Files.write(file, versions.get(next));
    }

    @SuppressWarnings("unchecked")
    private Object rebuilt() throws Exception {
        var roots = (Collection<X509Certificate>)
                factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {Jdk.trustManager(roots)}, null);
        return context.getSocketFactory().getDefaultCipherSuites();
    }
}
