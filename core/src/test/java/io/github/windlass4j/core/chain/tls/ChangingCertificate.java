package io.github.windlass4j.core.chain.tls;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import java.util.function.Supplier;

/** A certificate of a class that is not the JDK's: it says what another one says that it is given each time. */
@SuppressWarnings("deprecation") // the class wants its deprecated methods
final class ChangingCertificate extends X509Certificate {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<X509Certificate> now;

    ChangingCertificate(Supplier<X509Certificate> now) {
        this.now = now;
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        return now.get().getEncoded();
    }

    /** Always the same, whatever it says. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChangingCertificate;
    }

    @Override
    public void checkValidity() {
        // It does not mind.
    }

    @Override
    public void checkValidity(Date date) {
        // It does not mind.
    }

    @Override
    public int getVersion() {
        return now.get().getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return now.get().getSerialNumber();
    }

    @Override
    public Principal getIssuerDN() {
        return now.get().getIssuerX500Principal();
    }

    @Override
    public Principal getSubjectDN() {
        return now.get().getSubjectX500Principal();
    }

    @Override
    public Date getNotBefore() {
        return now.get().getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return now.get().getNotAfter();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        return now.get().getTBSCertificate();
    }

    @Override
    public byte[] getSignature() {
        return now.get().getSignature();
    }

    @Override
    public String getSigAlgName() {
        return now.get().getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return now.get().getSigAlgOID();
    }

    @Override
    public byte[] getSigAlgParams() {
        return now.get().getSigAlgParams();
    }

    @Override
    public PublicKey getPublicKey() {
        return now.get().getPublicKey();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        return now.get().getIssuerUniqueID();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        return now.get().getSubjectUniqueID();
    }

    @Override
    public boolean[] getKeyUsage() {
        return now.get().getKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return now.get().getBasicConstraints();
    }

    @Override
    public void verify(PublicKey key) {
        // Whatever it says.
    }

    @Override
    public void verify(PublicKey key, String provider) {
        // Whatever it says.
    }

    @Override
    public String toString() {
        return now.get().toString();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return now.get().hasUnsupportedCriticalExtension();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return now.get().getCriticalExtensionOIDs();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return now.get().getNonCriticalExtensionOIDs();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        return now.get().getExtensionValue(oid);
    }
}
