package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Chains that are made to be expensive, parsing included (cold). The sizes are those that the JDK still survives. */
@State(Scope.Benchmark)
public class HostileBenchmark {
    @Param({"mesh 10", "constraints 1000", "constraints 4000", "policies 8 x 3", "names 20000"})
    public String what;

    private List<byte[]> sent;
    private ChainRequest request;
    private ChainValidator windlass;
    private Set<TrustAnchor> anchors;

    @Setup
    public void mint() throws Exception {
        Hostile hostile = switch (what) {
            case "mesh 10" -> Hostile.mesh(10, false);
            case "constraints 4000" -> Hostile.constraints(4_000);
            case "constraints 1000" -> Hostile.constraints(1_000);
            case "policies 8 x 3" -> Hostile.policies(8, 3);
            default -> Hostile.names(20_000);
        };
        sent = hostile.leafFirst().stream().map(Certificate::encoded).toList();
        request = hostile.request();
        windlass = ChainValidator.of(Profile.RFC5280);
        anchors = Set.of(new TrustAnchor(hostile.root().toX509(), null));
    }

    @Benchmark
    public ChainVerdict windlass() {
        List<Certificate> parsed = sent.stream().map(Certificate::parse).toList();
        return windlass.validate(request.presenting(parsed).firstPathOnly());
    }

    @Benchmark
    public Object jdk() throws Exception {
        List<X509Certificate> parsed = new ArrayList<>();
        for (byte[] der : sent) {
            parsed.add(Jdk.parse(Jdk.factory(), der));
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(parsed.get(0));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(Shape.AT));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(parsed)));
        try {
            return CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException refused) {
            return refused;
        }
    }
}
