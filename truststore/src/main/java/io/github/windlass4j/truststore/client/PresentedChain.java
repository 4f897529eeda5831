package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The certificates that a server sends in one handshake, the server's own first, in the order of sending. The order is
 * kept as it is: what an engine makes of a wrong one is part of the answer.
 *
 * @param name what to call it in answers: "today", a file name
 * @param certificates as sent; empty is allowed and has a finding
 * @param unread findings of reading it, such as a damaged block that was left out
 */
public record PresentedChain(String name, List<Certificate> certificates, List<Finding> unread) {
    /** Checks the components and copies the collections. */
    public PresentedChain {
        Objects.requireNonNull(name);
        certificates = List.copyOf(certificates);
        unread = List.copyOf(unread);
    }

    /** A chain of these certificates, the server's own first. */
    public static PresentedChain of(String name, Collection<Certificate> certificates) {
        return new PresentedChain(name, List.copyOf(certificates), List.of());
    }

    /** A chain of these certificates, the server's own first. */
    public static PresentedChain of(String name, Certificate... certificates) {
        return of(name, Arrays.asList(certificates));
    }

    /**
     * Reads PEM (the output of {@code openssl s_client -showcerts} included), DER or PKCS#7.
     *
     * @param content file content
     * @param name file name, for answers and findings
     */
    public static PresentedChain read(byte[] content, String name) {
        CertificateBundle bundle = CertificateBundle.read(content, name);
        return new PresentedChain(name, bundle.certificates(), bundle.findings());
    }

    /** The server's own certificate: the first one; empty for an empty chain. */
    public Optional<Certificate> leaf() {
        return certificates.stream().findFirst();
    }

    /**
     * What is odd about the chain itself, before any client looks at it: empty, leaf only, out of order, strangers,
     * repetitions, a damaged block. In the order of the certificates.
     */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(unread);
        all.addAll(ChainShape.findings(this));
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return name + " (" + Count.of(certificates.size(), "certificate") + ")";
    }
}
