package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.hostname.ServerName;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same chain again, every object kept: both sides answer their signatures from memory (memoised). */
@State(Scope.Benchmark)
public class RepeatBenchmark {
    @Param({"AZURE", "P256"})
    public Shape shape;

    private ChainRequest request;
    private ChainValidator windlass;
    private final CertificateFactory factory = Jdk.factory();
    private PKIXParameters parameters;
    private List<X509Certificate> chain;
    private X509Certificate[] array;
    private X509TrustManager trustManager;
    private String keyType;

    @Setup
    public void mint() throws Exception {
        Shape.Material material = shape.chains(1);
        Shape.Pair pair = material.chains().get(0);
        SignatureMemo memo = SignatureMemo.standard();
        windlass = ChainValidator.of(Profile.RFC5280);
        request = ChainRequest.of(List.of(Certificate.parse(pair.leaf()), Certificate.parse(pair.intermediate())))
                .anchors(List.of(Certificate.parse(material.root())))
                .at(Shape.AT)
                .host(ServerName.parse(Shape.HOST))
                .memo(memo);
        X509Certificate root = Jdk.parse(factory, material.root());
        parameters = Jdk.parameters(root, Shape.AT);
        chain = List.of(Jdk.parse(factory, pair.leaf()), Jdk.parse(factory, pair.intermediate()));
        array = chain.toArray(X509Certificate[]::new);
        trustManager = Jdk.trustManager(List.of(root));
        keyType = shape == Shape.P256 ? "ECDHE_ECDSA" : "ECDHE_RSA";
        windlass();
        if (windlass().work().signatureChecks() != 0) {
            throw new IllegalStateException("a kept memo was asked and signatures were checked again");
        }
    }

    @Benchmark
    public ChainVerdict windlass() {
        return windlass.validate(request);
    }

    @Benchmark
    public Object jdkValidator() throws Exception {
        return Jdk.validate(factory, chain, parameters);
    }

    @Benchmark
    public void jdkTrustManager() throws Exception {
        trustManager.checkServerTrusted(array, keyType);
    }
}
