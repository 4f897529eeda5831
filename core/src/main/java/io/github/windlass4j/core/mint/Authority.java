package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.internal.der.DerWriter;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A certificate and key that issue others: authorities, leaves, cross-certificates, CRLs and OCSP responses. */
public final class Authority extends Issued {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(10 * 365L);
    private static final Duration LEAF_LIFE = Duration.ofDays(365);

    private final Mint mint;

    Authority(Mint mint, Certificate certificate, KeyPair keyPair, List<Certificate> path) {
        super(certificate, keyPair, path);
        this.mint = mint;
    }

    /** The same authority at another present: what it issues from here is valid from a day before. */
    public Authority at(Instant instant) {
        return new Authority(mint.at(instant), certificate(), keyPair(), path());
    }

    /** An intermediate authority. {@code name}: a common name, or a whole name as RFC 4514 writes it. */
    public Authority issueAuthority(String name) {
        return issueAuthority(name, UnaryOperator.identity());
    }

    /** An intermediate authority with changes: 10 years, CA, keyCertSign and cRLSign unless changed. */
    public Authority issueAuthority(String name, UnaryOperator<CertificateSpec> changes) {
        return authority(changes.apply(authoritySpec(name)));
    }

    private CertificateSpec authoritySpec(String name) {
        return mint.spec(name, AUTHORITY_LIFE).authority().keyUsage(KeyUsage.Bit.KEY_CERT_SIGN, KeyUsage.Bit.CRL_SIGN);
    }

    /** A server certificate for one host name, wildcard name or address. */
    public Issued issueLeaf(String host) {
        return issueLeaf(host, UnaryOperator.identity());
    }

    /** A server certificate with changes: one year, the host as common name and as only alternative name, serverAuth. */
    public Issued issueLeaf(String host, UnaryOperator<CertificateSpec> changes) {
        CertificateSpec spec = changes.apply(leafSpec(mint, host));
        KeyPair pair = mint.key(spec);
        Certificate certificate = sign(spec, pair);
        return new Issued(certificate, pair, below(certificate));
    }

    static CertificateSpec leafSpec(Mint mint, String host) {
        return mint.spec("CN=" + host.replace("+", "\\+").replace(",", "\\,"), LEAF_LIFE)
                .basicConstraints(new BasicConstraints(false, BasicConstraints.UNLIMITED))
                .keyUsage(KeyUsage.Bit.DIGITAL_SIGNATURE, KeyUsage.Bit.KEY_ENCIPHERMENT)
                .extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH)
                .names(name(host));
    }

    private static GeneralName name(String host) {
        boolean wildcard = host.indexOf('*') >= 0;
        return !wildcard && ServerName.parse(host) instanceof ServerName.Ip ip
                ? new GeneralName.Ip(ip.address())
                : new GeneralName.Dns(host);
    }

    /** A delegated OCSP signer: leaf with the purpose OCSPSigning and id-pkix-ocsp-nocheck (RFC 6960 4.2.2.2). */
    public Issued issueOcspSigner(String name) {
        return issueOcspSigner(name, UnaryOperator.identity());
    }

    /** A delegated OCSP signer with changes. */
    public Issued issueOcspSigner(String name, UnaryOperator<CertificateSpec> changes) {
        CertificateSpec spec = changes.apply(mint.spec(name, LEAF_LIFE)
                .keyUsage(KeyUsage.Bit.DIGITAL_SIGNATURE)
                .extendedKeyUsage(ExtendedKeyUsage.OCSP_SIGNING)
                .extension(new Extension(Extension.OCSP_NO_CHECK, false, DerWriter.nul())));
        KeyPair pair = mint.key(spec);
        Certificate certificate = sign(spec, pair);
        return new Issued(certificate, pair, below(certificate));
    }

    /** A cross-certificate: name and key of {@code other}, signed by this authority. What it issues chains up through here. */
    public Authority crossSign(Authority other) {
        return crossSign(other, UnaryOperator.identity());
    }

    /** A cross-certificate with changes. Of two authorities with one name it is a self-issued rollover (RFC 5280 3.2). */
    public Authority crossSign(Authority other, UnaryOperator<CertificateSpec> changes) {
        CertificateSpec spec = authoritySpec("CN=replaced")
                .subject(other.certificate().subject())
                .key(other.keyPair());
        return authority(changes.apply(spec));
    }

    /** A root of the same name with a new key, self-signed: {@link #crossSign} in both directions makes the rollover pair. */
    public Authority rekey() {
        return rekey(UnaryOperator.identity());
    }

    /** A root of the same name with a new key, self-signed, with changes. */
    public Authority rekey(UnaryOperator<CertificateSpec> changes) {
        return mint.root(
                "CN=replaced", spec -> changes.apply(spec.subject(certificate().subject())));
    }

    /** A complete CRL without entries: DER. */
    public byte[] crl() {
        return crl(UnaryOperator.identity());
    }

    /** A CRL with changes: DER, signed by this authority. */
    public byte[] crl(UnaryOperator<CrlSpec> changes) {
        return changes.apply(new CrlSpec(mint.now())).sign(this);
    }

    /** An OCSP response about certificates of this authority: DER of the OCSPResponse. */
    public byte[] ocsp(UnaryOperator<OcspSpec> changes) {
        return changes.apply(new OcspSpec(mint.now())).sign(this);
    }

    private Authority authority(CertificateSpec spec) {
        KeyPair pair = mint.key(spec);
        Certificate certificate = sign(spec, pair);
        return new Authority(mint, certificate, pair, below(certificate));
    }

    private Certificate sign(CertificateSpec spec, KeyPair pair) {
        return Assembly.issue(mint, spec, pair, certificate().subject(), keyPair(), certificate());
    }

    private List<Certificate> below(Certificate certificate) {
        List<Certificate> path = new ArrayList<>();
        path.add(certificate);
        path.addAll(path());
        return path;
    }

    Mint mint() {
        return mint;
    }
}
