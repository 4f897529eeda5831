package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates of a keystore the parser of the JDK that runs refuses: for it the whole file then does not load. Others
 * may read them, so it is asked only where the JDK's view is wanted, and then once.
 */
final class JdkRefusals {
    private final List<Certificate> certificates;
    private volatile @Nullable SortedMap<Integer, CertificateException> refused;

    /** @param certificates in the order in which the JDK meets them */
    JdkRefusals(List<Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /** What it says, by place in the list; empty if it takes all. */
    SortedMap<Integer, CertificateException> byPlace() {
        SortedMap<Integer, CertificateException> known = refused;
        if (known == null) {
            known = ask();
            refused = known;
        }
        return known;
    }

    private SortedMap<Integer, CertificateException> ask() {
        SortedMap<Integer, CertificateException> answers = new TreeMap<>();
        for (int i = 0; i < certificates.size(); i++) {
            try {
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(certificates.get(i).encoded()));
            } catch (CertificateException e) {
                answers.put(i, e);
            }
        }
        return Collections.unmodifiableSortedMap(answers);
    }
}
