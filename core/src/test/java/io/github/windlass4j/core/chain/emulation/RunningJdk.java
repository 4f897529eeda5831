package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.cert.Certificate;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The two entries of the JDK that runs the tests, asked for real. */
final class RunningJdk {
    /** Feature release. */
    static final int RELEASE = Runtime.version().feature();

    private RunningJdk() {}

    /** What JSSE's trust manager says in a handshake; empty = trusted. */
    static Optional<String> trustManager(ChainCase question) {
        try {
            X509Certificate[] chain = new X509Certificate[question.chain().size()];
            for (int i = 0; i < chain.length; i++) {
                chain[i] = x509(question.chain().get(i));
            }
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors(question), new X509CertSelector());
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(question.at()));
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            X509ExtendedTrustManager manager = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
            HandshakeStub engine = new HandshakeStub(question.host().orElse(null));
            if (question.client()) {
                manager.checkClientTrusted(chain, "UNKNOWN", engine);
            } else {
                manager.checkServerTrusted(chain, "UNKNOWN", engine);
            }
            return Optional.empty();
        } catch (GeneralSecurityException | RuntimeException refused) {
            // JSSE lets unchecked exceptions of its name constraints through: the handshake fails all the same.
            return Optional.of(refused.toString());
        }
    }

    /** What CertPathBuilder finds, leaf first, anchor last; empty = nothing. */
    static Optional<List<Certificate>> builtPath(ChainCase question) {
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(x509(question.chain().get(0)));
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors(question), target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(question.at()));
            List<X509Certificate> others = new ArrayList<>();
            for (Certificate other :
                    question.chain().subList(1, question.chain().size())) {
                readable(other).ifPresent(others::add);
            }
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
            PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            List<Certificate> path = new ArrayList<>();
            for (java.security.cert.Certificate certificate :
                    result.getCertPath().getCertificates()) {
                path.add(Certificate.of((X509Certificate) certificate));
            }
            path.add(Certificate.of(result.getTrustAnchor().getTrustedCert()));
            return Optional.of(path);
        } catch (GeneralSecurityException | RuntimeException refused) {
            return Optional.empty();
        }
    }

    private static Set<TrustAnchor> anchors(ChainCase question) {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (Certificate anchor : question.anchors()) {
            readable(anchor).ifPresent(x509 -> anchors.add(new TrustAnchor(x509, null)));
        }
        return anchors;
    }

    private static Optional<X509Certificate> readable(Certificate certificate) {
        try {
            return Optional.of(x509(certificate));
        } catch (CertificateException refused) {
            return Optional.empty();
        }
    }

    private static X509Certificate x509(Certificate certificate) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.encoded()));
    }
}
