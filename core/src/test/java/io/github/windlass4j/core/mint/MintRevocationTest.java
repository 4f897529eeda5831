package io.github.windlass4j.core.mint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.DistributionPoint;
import io.github.windlass4j.core.cert.DistributionPointName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.internal.Bouncy;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.SignatureException;
import java.security.cert.CRLException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;

/** CRLs are read by the JDK and OCSP responses by Bouncy Castle: what only we could read would prove nothing. */
class MintRevocationTest {
    private static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");
    private final Mint mint = Mint.seeded(5).at(AT);
    private final Authority root = mint.root("Root");
    private final Certificate leaf = root.issueLeaf("a.test").certificate();
    private final Certificate other = root.issueLeaf("b.test").certificate();

    private X509CRL crl(UnaryOperator<CrlSpec> changes) throws Exception {
        return (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(root.crl(changes)));
    }

    @Test
    void a_complete_crl() throws Exception {
        X509CRL crl = crl(spec -> spec.revoke(leaf, AT.minus(Duration.ofHours(1)), RevocationReason.KEY_COMPROMISE)
                .number(7));

        crl.verify(root.certificate().publicKey().toPublicKey());
        assertThat(crl.getVersion()).isEqualTo(2);
        assertThat(crl.getThisUpdate()).isEqualTo(Date.from(AT));
        assertThat(crl.getNextUpdate()).isEqualTo(Date.from(AT.plus(Duration.ofDays(7))));
        assertThat(crl.getRevokedCertificate(leaf.serialNumber()).getRevocationReason())
                .isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThat(crl.getRevokedCertificate(leaf.serialNumber()).getRevocationDate())
                .isEqualTo(Date.from(AT.minus(Duration.ofHours(1))));
        assertThat(crl.getRevokedCertificate(other.serialNumber())).isNull();
        assertThat(crl.getExtensionValue(Extension.CRL_NUMBER)).endsWith((byte) 7);
        assertThat(crl.getExtensionValue(Extension.AUTHORITY_KEY_IDENTIFIER)).isNotNull();
    }

    @Test
    void an_empty_crl_has_no_list() throws Exception {
        assertThat(crl(UnaryOperator.identity()).getRevokedCertificates()).isNull();
        assertThat(root.crl()).isNotEmpty();
    }

    @Test
    void a_delta_crl_names_its_base() throws Exception {
        X509CRL crl = crl(spec -> spec.number(9).deltaTo(7).revoke(leaf, AT, RevocationReason.REMOVE_FROM_CRL));

        assertThat(crl.getCriticalExtensionOIDs()).contains(Extension.DELTA_CRL_INDICATOR);
        assertThat(crl.getRevokedCertificate(leaf.serialNumber()).getRevocationReason())
                .isEqualTo(CRLReason.REMOVE_FROM_CRL);
    }

    @Test
    void a_scoped_and_an_indirect_crl() throws Exception {
        CrlScope scope = CrlScope.EVERYTHING
                .at("http://crl.test/1")
                .forUsers()
                .forReasons(RevocationReason.KEY_COMPROMISE, RevocationReason.AA_COMPROMISE)
                .withOtherIssuers();
        Certificate foreign = mint.root("Other").issueLeaf("c.test").certificate();
        X509CRL crl = crl(spec -> spec.scope(scope).revokeOfOtherIssuer(foreign, AT));

        byte[] octets = crl.getExtensionValue(Extension.ISSUING_DISTRIBUTION_POINT);
        IssuingDistributionPoint point = IssuingDistributionPoint.getInstance(
                ASN1OctetString.getInstance(octets).getOctets());
        assertThat(point.isIndirectCRL()).isTrue();
        assertThat(point.onlyContainsUserCerts()).isTrue();
        assertThat(point.onlyContainsCACerts()).isFalse();
        assertThat(point.onlyContainsAttributeCerts()).isFalse();
        assertThat(point.getOnlySomeReasons().intValue())
                .isEqualTo(ReasonFlags.keyCompromise | ReasonFlags.aACompromise);
        assertThat(point.getDistributionPoint().toString()).contains("http://crl.test/1");
        assertThat(crl.getRevokedCertificates().iterator().next().getCertificateIssuer())
                .isEqualTo(foreign.toX509().getIssuerX500Principal());

        CrlScope authorities = CrlScope.EVERYTHING.forAuthorities();
        byte[] other = crl(spec -> spec.scope(authorities)).getExtensionValue(Extension.ISSUING_DISTRIBUTION_POINT);
        assertThat(IssuingDistributionPoint.getInstance(
                                ASN1OctetString.getInstance(other).getOctets())
                        .onlyContainsCACerts())
                .isTrue();
    }

    @Test
    void a_crl_broken_on_purpose() throws Exception {
        assertThatThrownBy(() -> crl(CrlSpec::wrongSignature)
                        .verify(root.certificate().publicKey().toPublicKey()))
                .isInstanceOf(SignatureException.class);
        assertThat(crl(CrlSpec::withoutNextUpdate).getNextUpdate()).isNull();
        assertThat(crl(spec -> spec.without(Extension.CRL_NUMBER)).getExtensionValue(Extension.CRL_NUMBER))
                .isNull();
        assertThat(crl(spec -> spec.issuer(DistinguishedName.parse("CN=Other")))
                        .getIssuerX500Principal()
                        .getName())
                .isEqualTo("CN=Other");
        assertThat(crl(spec -> spec.version(1)
                                .without(Extension.CRL_NUMBER)
                                .without(Extension.AUTHORITY_KEY_IDENTIFIER)
                                .revoke(BigInteger.TEN, AT))
                        .getVersion())
                .isEqualTo(1);
    }

    private BasicOCSPResp ocsp(UnaryOperator<OcspSpec> changes) throws Exception {
        OCSPResp response = new OCSPResp(root.ocsp(changes));
        assertThat(response.getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
        return (BasicOCSPResp) response.getResponseObject();
    }

    private static boolean verifies(BasicOCSPResp response, Certificate signer) throws Exception {
        return response.isSignatureValid(new JcaContentVerifierProviderBuilder()
                .setProvider(Bouncy.castle())
                .build(new X509CertificateHolder(signer.encoded())));
    }

    @Test
    void a_response_signed_by_the_issuer() throws Exception {
        BasicOCSPResp response =
                ocsp(spec -> spec.good(leaf).revoked(other, AT.minusSeconds(5), RevocationReason.KEY_COMPROMISE));
        SingleResp[] singles = response.getResponses();

        assertThat(verifies(response, root.certificate())).isTrue();
        assertThat(response.getCerts()).isEmpty();
        assertThat(singles).hasSize(2);
        assertThat(singles[0].getCertStatus()).isNull();
        assertThat(singles[0].getThisUpdate()).isEqualTo(Date.from(AT));
        assertThat(singles[0].getNextUpdate()).isEqualTo(Date.from(AT.plus(Duration.ofDays(1))));
        assertThat(matches(singles[0].getCertID(), root.certificate(), leaf)).isTrue();
        assertThat(matches(singles[1].getCertID(), root.certificate(), leaf)).isFalse();
        assertThat(((RevokedStatus) singles[1].getCertStatus()).getRevocationReason())
                .isEqualTo(1);
    }

    private static boolean matches(CertificateID id, Certificate issuer, Certificate certificate) throws Exception {
        return id.getSerialNumber().equals(certificate.serialNumber())
                && id.matchesIssuer(
                        new X509CertificateHolder(issuer.encoded()), new JcaDigestCalculatorProviderBuilder().build());
    }

    @Test
    void a_response_signed_by_a_delegate() throws Exception {
        Issued responder = root.issueOcspSigner("Responder");
        BasicOCSPResp response =
                ocsp(spec -> spec.signedBy(responder).byName().hash("SHA-256").unknown(leaf));

        assertThat(verifies(response, responder.certificate())).isTrue();
        assertThat(verifies(response, root.certificate())).isFalse();
        assertThat(response.getCerts()[0].getEncoded())
                .isEqualTo(responder.certificate().encoded());
        assertThat(response.getResponderId().toASN1Primitive().getName().toString())
                .isEqualTo("CN=Responder");
        assertThat(response.getResponses()[0].getCertStatus()).isInstanceOf(UnknownStatus.class);
        assertThat(matches(response.getResponses()[0].getCertID(), root.certificate(), leaf))
                .isTrue();
        assertThat(ocsp(spec -> spec.signedBy(responder).withoutCertificate().good(leaf))
                        .getCerts())
                .isEmpty();
    }

    @Test
    void a_response_broken_on_purpose() throws Exception {
        assertThat(verifies(ocsp(spec -> spec.good(leaf).wrongSignature()), root.certificate()))
                .isFalse();
        assertThat(new OCSPResp(root.ocsp(spec -> spec.responseStatus(OcspSpec.TRY_LATER))).getStatus())
                .isEqualTo(OcspSpec.TRY_LATER);
        assertThat(ocsp(spec -> spec.withoutNextUpdate().good(leaf))
                        .getResponses()[0]
                        .getNextUpdate())
                .isNull();
        assertThat(ocsp(spec -> spec.valid(AT.minusSeconds(9), AT.minusSeconds(1))
                                .good(leaf))
                        .getResponses()[0]
                        .getNextUpdate())
                .isEqualTo(Date.from(AT.minusSeconds(1)));
        assertThat(ocsp(spec -> spec.producedAt(AT.plusSeconds(60)).good(leaf)).getProducedAt())
                .isEqualTo(Date.from(AT.plusSeconds(60)));
        Certificate stranger = mint.root("Stranger").certificate();
        assertThat(matches(
                        ocsp(spec -> spec.idIssuer(stranger).good(leaf))
                                .getResponses()[0]
                                .getCertID(),
                        root.certificate(),
                        leaf))
                .isFalse();
        assertThat(ocsp(spec -> spec.nonce(new byte[] {1, 2}).good(leaf))
                        .getExtensionOIDs()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void what_signs_a_crl_and_what_it_says_of_it_can_be_chosen() throws Exception {
        Authority rsa = mint.root("RSA", spec -> spec.key(KeyType.RSA_2048));
        byte[] signed = rsa.crl(spec -> spec.signedWith(SigningAlgorithm.RSA_SHA512));
        X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(signed));
        crl.verify(rsa.certificate().publicKey().toPublicKey());
        assertThat(crl.getSigAlgName()).isEqualTo("SHA512withRSA");
        assertThatThrownBy(() -> crl(spec -> spec.innerAlgorithm(SigningAlgorithm.RSA_SHA512)))
                .isInstanceOf(CRLException.class);
        BasicOCSPResp answer = (BasicOCSPResp) new OCSPResp(rsa.ocsp(spec ->
                        spec.good(rsa.issueLeaf("x.test").certificate()).signedWith(SigningAlgorithm.RSA_SHA384)))
                .getResponseObject();
        assertThat(verifies(answer, rsa.certificate())).isTrue();
        assertThat(answer.getSignatureAlgOID().getId())
                .isEqualTo(SigningAlgorithm.RSA_SHA384.identifier().oid());
    }

    @Test
    void a_complete_crl_says_where_its_deltas_are() throws Exception {
        DistributionPoint point = new DistributionPoint(
                Optional.of(new DistributionPointName.Full(List.of(new GeneralName.Uri("http://crl.example.test/d")))),
                Set.of(),
                List.of());
        X509CRL crl = crl(spec -> spec.freshestCrl(point));
        assertThat(DistributionPoint.parseAll(ASN1OctetString.getInstance(crl.getExtensionValue(Extension.FRESHEST_CRL))
                        .getOctets()))
                .containsExactly(point);
    }
}
