package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One certificate that was not seen before (cold: more of them than the JDK keeps). */
@State(Scope.Benchmark)
public class ParseBenchmark {
    private static final int DISTINCT = 3_000;

    private List<Shape.Pair> pairs;
    private int next;
    private final CertificateFactory factory = Jdk.factory();

    @Setup
    public void mint() {
        pairs = Shape.P256.chains(DISTINCT).chains();
    }

    private byte[] der() {
        next = (next + 1) % DISTINCT;
        return pairs.get(next).leaf();
    }

    @Benchmark
    public Certificate windlass() {
        return Certificate.parse(der());
    }

    @Benchmark
    public Object jdk() throws Exception {
        return Jdk.parse(factory, der());
    }

    @Benchmark
    public Object bouncyCastle() throws Exception {
        return new X509CertificateHolder(der());
    }
}
