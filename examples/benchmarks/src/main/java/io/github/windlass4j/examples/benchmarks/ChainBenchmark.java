package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.hostname.ServerName;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A leaf and an intermediate that were never seen before, parsing included, below a known root: cold. The floor is the two
 * signature checks alone with the provider that ours takes.
 */
@State(Scope.Benchmark)
public class ChainBenchmark {
    private static final int DISTINCT = 1024;
    private static final ServerName HOST = ServerName.parse(Shape.HOST);

    @Param({"RSA_2048", "AZURE", "P256"})
    public Shape shape;

    private Shape.Material material;
    private int next;

    private List<Certificate> anchors;
    private ChainValidator windlass;

    private final CertificateFactory factory = Jdk.factory();
    private PKIXParameters parameters;
    private List<SignedPart> parts;

    private record SignedPart(byte[] leaf, byte[] leafSignature, byte[] intermediate, byte[] intermediateSignature) {
        static SignedPart of(X509Certificate leaf, X509Certificate intermediate) throws GeneralSecurityException {
            return new SignedPart(
                    leaf.getTBSCertificate(),
                    leaf.getSignature(),
                    intermediate.getTBSCertificate(),
                    intermediate.getSignature());
        }
    }

    private String algorithm;
    private BouncyCastleProvider bouncyCastle;
    private PublicKey rootKey;
    private PublicKey intermediateKey;

    @Setup
    public void mint() throws Exception {
        material = shape.chains(DISTINCT);
        anchors = List.of(Certificate.parse(material.root()));
        windlass = ChainValidator.of(Profile.RFC5280);
        X509Certificate root = Jdk.parse(factory, material.root());
        parameters = Jdk.parameters(root, Shape.AT);
        parts = new java.util.ArrayList<>();
        X509Certificate intermediate = root;
        for (Shape.Pair pair : material.chains()) {
            intermediate = Jdk.parse(factory, pair.intermediate());
            parts.add(SignedPart.of(Jdk.parse(factory, pair.leaf()), intermediate));
        }
        algorithm = intermediate.getSigAlgName();
        bouncyCastle = new BouncyCastleProvider();
        boolean ours = shape == Shape.P256;
        rootKey = ours ? bouncyCastleKey(root) : root.getPublicKey();
        intermediateKey = ours ? bouncyCastleKey(intermediate) : intermediate.getPublicKey();
        if (!(windlass() instanceof ChainVerdict.Trusted)) {
            throw new IllegalStateException("the benched chain is not valid");
        }
    }

    private PublicKey bouncyCastleKey(X509Certificate certificate) throws Exception {
        return BouncyCastleProvider.getPublicKey(org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(
                certificate.getPublicKey().getEncoded()));
    }

    private int index() {
        next = (next + 1) % DISTINCT;
        return next;
    }

    @Benchmark
    public ChainVerdict windlass() {
        Shape.Pair pair = material.chains().get(index());
        return windlass.validate(
                ChainRequest.of(List.of(Certificate.parse(pair.leaf()), Certificate.parse(pair.intermediate())))
                        .anchors(anchors)
                        .at(Shape.AT)
                        .host(HOST));
    }

    @Benchmark
    public Object jdkValidator() throws Exception {
        Shape.Pair pair = material.chains().get(index());
        return Jdk.validate(
                factory, List.of(Jdk.parse(factory, pair.leaf()), Jdk.parse(factory, pair.intermediate())), parameters);
    }

    @Benchmark
    public boolean floor() throws Exception {
        SignedPart part = parts.get(index());
        return verify(intermediateKey, part.leaf(), part.leafSignature())
                & verify(rootKey, part.intermediate(), part.intermediateSignature());
    }

    private boolean verify(PublicKey key, byte[] data, byte[] signature) throws Exception {
        Signature verifier =
                shape == Shape.P256 ? Signature.getInstance(algorithm, bouncyCastle) : Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(data);
        return verifier.verify(signature);
    }
}
