package io.github.windlass4j.core.chain.tls;

import io.github.windlass4j.core.cert.Certificate;
import java.io.IOException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Certificates from and to the JDK's collections and key stores. */
public final class JdkCertificates {
    private JdkCertificates() {}

    /** The same certificates as Windlass sees them, in their order. */
    public static List<Certificate> of(Collection<? extends X509Certificate> certificates) {
        return certificates.stream().map(Certificate::of).toList();
    }

    /** The same certificates as the JDK sees them, in their order. */
    public static List<X509Certificate> toX509(Collection<Certificate> certificates) {
        return certificates.stream().map(Certificate::toX509).toList();
    }

    /**
     * What a key store trusts: its certificate entries in the order of their aliases, as JSSE reads it. Key entries are left
     * out; JSSE trusts the first certificate of theirs as well, which nobody means.
     *
     * @param store loaded already
     * @throws KeyStoreException if it was not loaded
     */
    public static List<Certificate> trustedIn(KeyStore store) throws KeyStoreException {
        List<Certificate> trusted = new ArrayList<>();
        List<String> aliases = Collections.list(store.aliases());
        Collections.sort(aliases);
        for (String alias : aliases) {
            if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                trusted.add(Certificate.of(certificate));
            }
        }
        return List.copyOf(trusted);
    }

    /** A PKCS12 key store in memory with these certificates as trusted entries, alias = SHA-256. */
    public static KeyStore toKeyStore(Collection<Certificate> certificates) throws KeyStoreException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException | NoSuchAlgorithmException | CertificateException broken) {
            throw new KeyStoreException("an empty PKCS12 store cannot be made", broken);
        }
        for (Certificate certificate : certificates) {
            store.setCertificateEntry(certificate.sha256(), certificate.toX509());
        }
        return store;
    }
}
