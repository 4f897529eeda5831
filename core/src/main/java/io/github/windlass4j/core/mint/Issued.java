package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.Certificate;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/** A certificate with its private key and the certificates above it. */
public sealed class Issued permits Authority {
    private final Certificate certificate;
    private final KeyPair keyPair;
    private final List<Certificate> path;

    /** {@code path}: this certificate first, its root last. */
    Issued(Certificate certificate, KeyPair keyPair, List<Certificate> path) {
        this.certificate = certificate;
        this.keyPair = keyPair;
        this.path = List.copyOf(path);
    }

    /** The certificate. */
    public final Certificate certificate() {
        return certificate;
    }

    /** Its key, both halves. */
    public final KeyPair keyPair() {
        return keyPair;
    }

    /** The private half of its key. */
    public final PrivateKey privateKey() {
        return keyPair.getPrivate();
    }

    /** This certificate first, its root last; a root's path is itself. */
    public final List<Certificate> path() {
        return path;
    }

    /** What a server sends: leaf first, every intermediate, not the root; a root's chain is itself. */
    public final List<Certificate> chain() {
        return path.size() == 1 ? path : path.subList(0, path.size() - 1);
    }

    /** The chain as the JDK sees it, leaf first. */
    public final X509Certificate[] x509Chain() {
        return chain().stream().map(Certificate::toX509).toArray(X509Certificate[]::new);
    }

    /** The chain as PEM, leaf first: the content of a server's certificate file. */
    public final String chainPem() {
        return chain().stream().map(Certificate::toPem).collect(Collectors.joining());
    }

    /** The private key as unencrypted PKCS#8 PEM: the content of a server's key file. */
    public final String privateKeyPem() {
        return PemText.of("PRIVATE KEY", keyPair.getPrivate().getEncoded());
    }

    /** The certificate; never the key. */
    @Override
    public String toString() {
        return certificate.toString();
    }
}
