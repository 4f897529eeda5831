package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.chain.tls.ChainTrustManager;
import io.github.windlass4j.core.hostname.ServerName;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The same chain again, every object kept: the JDK answers its signatures from memory (memoised). Ours answers the whole
 * question from the memo, or the signatures alone if the question differs. The trust managers are given the certificates
 * as the JDK parsed them, and neither checks a host.
 */
@State(Scope.Benchmark)
public class RepeatBenchmark {
    @Param({"AZURE", "P256"})
    public Shape shape;

    /** How the question relates to the one before. */
    public enum Question {
        /** The very same. */
        SAME,
        /** The same one second later. */
        NEXT_SECOND,
        /** One with a limit that was not asked about before: only the signatures are known. */
        OTHER
    }

    @Param({"SAME", "NEXT_SECOND", "OTHER"})
    public Question question;

    private int asked;
    private ChainRequest request;
    private ChainValidator windlass;
    private ChainTrustManager manager;
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
        manager = ChainTrustManager.of(windlass, List.of(Certificate.parse(material.root())), this::nextSecond);
        keyType = shape == Shape.P256 ? "ECDHE_ECDSA" : "ECDHE_RSA";
        windlass();
        if (windlass().work().signatureChecks() != 0) {
            throw new IllegalStateException("a kept memo was asked and signatures were checked again");
        }
    }

    private Instant nextSecond() {
        return Shape.AT.plusSeconds(asked++ % 3600);
    }

    @Benchmark
    public ChainVerdict windlass() {
        return windlass.validate(
                switch (question) {
                    case SAME -> request;
                    case NEXT_SECOND -> request.at(nextSecond());
                    case OTHER -> request.maxIntermediates(1 + (asked++ & 0xffff));
                });
    }

    @Benchmark
    public void windlassTrustManager() throws Exception {
        manager.checkServerTrusted(array, keyType);
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
