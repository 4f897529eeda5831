package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificatePolicies;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.PolicyMapping;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.OcspResponse;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever stands in certificates that can be read at all: every profile and emulation answers, and explains its answer. */
class HostileChainTest {
    private static final List<Profile> PROFILES = List.of(
            Profile.RFC5280,
            Profile.RFC5280_PATH,
            Profile.WEBPKI_STRICT,
            Profile.PRIVATE_PKI,
            Profile.jsse(17, JsseProfile.Entry.TRUST_MANAGER),
            Profile.jsse(25, JsseProfile.Entry.TRUST_MANAGER),
            Profile.jsse(25, JsseProfile.Entry.CERT_PATH_BUILDER),
            Profile.openssl(OpensslProfile.Version.V3_0),
            Profile.openssl(OpensslProfile.Version.V3_5).withPartialChain());

    private static final Pki PKI = new Pki(HostileChainTest::rich, HostileChainTest::rich, HostileChainTest::named);
    private static final RevocationData DATA = new RevocationData(
            List.of(Crl.parse(PKI.ca.crl()), Crl.parse(PKI.root.crl())),
            List.of(OcspResponse.parse(PKI.ca.ocsp(o -> o.good(PKI.leaf.certificate())))));

    private static CertificateSpec rich(CertificateSpec spec) {
        return spec.basicConstraints(new BasicConstraints(true, 3))
                .permitted(
                        new GeneralName.Dns("example.test"),
                        new GeneralName.Email("example.test"),
                        new GeneralName.Uri(".example.test"),
                        new GeneralName.Ip(new byte[] {10, 0, 0, 0, -1, 0, 0, 0}),
                        new GeneralName.Directory(DistinguishedName.parse("O=Example")))
                .policies("1.2.3")
                .policyMappings(new PolicyMapping("1.2.3", "1.2.3"));
    }

    private static CertificateSpec named(CertificateSpec spec) {
        return spec.subject("CN=db.example.test,O=Example")
                .names(
                        new GeneralName.Dns(Pki.HOST),
                        new GeneralName.Email("ops@example.test"),
                        new GeneralName.Uri("https://db.example.test/"),
                        new GeneralName.Ip(new byte[] {10, 0, 0, 7}))
                .policies(CertificatePolicies.ANY_POLICY);
    }

    @Property(tries = 300)
    void any_byte_of_any_certificate_may_be_wrong(
            @ForAll @IntRange(max = 2) int which,
            @ForAll @Size(min = 1, max = 3) int[] places,
            @ForAll @IntRange(min = 1, max = 255) int mask) {
        List<Certificate> path = new ArrayList<>(PKI.leaf.path());
        Optional<Certificate> broken = broken(path.get(which), places, mask);
        if (broken.isEmpty()) {
            return;
        }
        path.set(which, broken.get());
        ChainRequest request = Pki.request(path.subList(0, 2), path.get(2))
                .mailboxes(List.of("ops@example.test"))
                .revocation(DATA, RevocationPolicy.REQUIRE)
                .memo(SignatureMemo.standard());
        for (Profile profile : PROFILES) {
            ChainVerdict verdict = ChainValidator.of(profile).validate(request);
            assertThat(verdict.candidates().size() + verdict.toString().length())
                    .isPositive();
            assertThat(verdict.section().title()).isNotEmpty();
            if (verdict instanceof ChainVerdict.Rejected rejected) {
                assertThat(rejected.obstacles()).allSatisfy(obstacle -> {
                    assertThat(obstacle.found()).isNotBlank();
                    assertThat(obstacle.expected()).isNotBlank();
                });
            }
            WhatIf.of(ChainValidator.of(profile), request).nextChange();
        }
    }

    private static Optional<Certificate> broken(Certificate certificate, int[] places, int mask) {
        byte[] der = certificate.encoded();
        for (int place : places) {
            der[Math.floorMod(place, der.length)] ^= (byte) mask;
        }
        try {
            return Optional.of(Certificate.parse(der));
        } catch (MalformedCertificateException unreadable) {
            return Optional.empty();
        }
    }
}
