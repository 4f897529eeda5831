package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the mint writes with the types of this package, this package reads back. */
class ExtensionsTest {
    private static final DistinguishedName DN = DistinguishedName.parse("CN=x,O=Example");
    private static final List<GeneralName> EVERY_KIND_OF_NAME = List.of(
            new GeneralName.Dns("db.example.test"),
            new GeneralName.Email("a@example.test"),
            new GeneralName.Uri("https://example.test/a?b"),
            new GeneralName.Ip(new byte[] {10, 0, 0, 1}),
            new GeneralName.Ip(new byte[16]),
            new GeneralName.Directory(DN),
            new GeneralName.RegisteredId("1.2.3.4"),
            new GeneralName.Other("1.3.6.1.4.1.311.20.2.3", DerWriter.string(Tag.UTF8_STRING, "user@ad")),
            new GeneralName.Unsupported(3, new byte[] {(byte) 0xa3, 0}),
            new GeneralName.Unsupported(5, new byte[] {(byte) 0xa5, 2, 5, 0}));
    private static final NameConstraints CONSTRAINTS = new NameConstraints(
            List.of(
                    new NameConstraints.Subtree(new GeneralName.Dns("example.test"), 0, -1),
                    new NameConstraints.Subtree(new GeneralName.Ip(new byte[8]), 0, -1)),
            List.of(new NameConstraints.Subtree(new GeneralName.Directory(DN), 1, 3)));
    private static final CertificatePolicies POLICIES = new CertificatePolicies(List.of(
            new CertificatePolicies.Policy(
                    "2.23.140.1.2.2",
                    List.of(new CertificatePolicies.Qualifier(
                            "1.3.6.1.5.5.7.2.1", DerWriter.string(Tag.IA5_STRING, "http://cps.test")))),
            new CertificatePolicies.Policy(CertificatePolicies.ANY_POLICY, List.of())));
    private static final AuthorityKeyIdentifier AKI = new AuthorityKeyIdentifier(
            Optional.of("0a0b"), List.of(new GeneralName.Directory(DN)), Optional.of(BigInteger.TEN));
    private static final DistributionPoint POINT = new DistributionPoint(
            Optional.of(new DistributionPointName.Full(List.of(new GeneralName.Uri("http://crl.test/1")))),
            Set.of(RevocationReason.KEY_COMPROMISE, RevocationReason.AA_COMPROMISE),
            List.of(new GeneralName.Directory(DN)));
    private static final DistributionPoint RELATIVE = new DistributionPoint(
            Optional.of(new DistributionPointName.Relative(DerWriter.setOf(
                    List.of(DerWriter.sequence(DerWriter.oid("2.5.4.3"), DerWriter.string(Tag.UTF8_STRING, "CRL1")))))),
            Set.of(),
            List.of());
    private static final AccessDescription ACCESS =
            new AccessDescription(AccessDescription.OCSP, new GeneralName.Uri("http://ocsp.test"));

    static Certificate everything() {
        return Samples.authority(spec -> spec.pathLength(3)
                .keyUsage(KeyUsage.Bit.values())
                .extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH, ExtendedKeyUsage.ANY)
                .names(EVERY_KIND_OF_NAME.toArray(new GeneralName[0]))
                .nameConstraints(CONSTRAINTS)
                .policies(POLICIES)
                .policyMappings(new PolicyMapping("1.2.3", "1.2.4"))
                .policyConstraints(new PolicyConstraints(0, 2))
                .inhibitAnyPolicy(5)
                .subjectKeyIdentifier("c0ffee")
                .authorityKeyIdentifier(AKI)
                .authorityInformationAccess(ACCESS)
                .crlDistributionPoints(POINT, RELATIVE)
                .freshestCrl(POINT)
                .extension(new Extension("1.2.3.4.5", true, new byte[] {1, 2, 3})));
    }

    @Test
    void reads_back_every_type() {
        Certificate certificate = everything();
        Extensions all = certificate.extensions();

        assertThat(certificate.defects()).isEmpty();
        assertThat(all.basicConstraints()).contains(new BasicConstraints(true, 3));
        assertThat(all.keyUsage()).contains(new KeyUsage(Set.of(KeyUsage.Bit.values())));
        assertThat(all.extendedKeyUsage())
                .contains(new ExtendedKeyUsage(List.of(ExtendedKeyUsage.SERVER_AUTH, ExtendedKeyUsage.ANY)));
        assertThat(all.subjectAlternativeNames()).contains(EVERY_KIND_OF_NAME);
        assertThat(all.nameConstraints()).contains(CONSTRAINTS);
        assertThat(all.certificatePolicies()).contains(POLICIES);
        assertThat(all.certificatePolicies().orElseThrow().oids())
                .containsExactly("2.23.140.1.2.2", CertificatePolicies.ANY_POLICY);
        assertThat(all.policyMappings()).contains(List.of(new PolicyMapping("1.2.3", "1.2.4")));
        assertThat(all.policyConstraints()).contains(new PolicyConstraints(0, 2));
        assertThat(all.inhibitAnyPolicy()).hasValue(5);
        assertThat(all.subjectKeyIdentifier()).contains("c0ffee");
        assertThat(all.authorityKeyIdentifier()).contains(AKI);
        assertThat(all.authorityInformationAccess()).contains(List.of(ACCESS));
        assertThat(all.crlDistributionPoints()).contains(List.of(POINT, RELATIVE));
        assertThat(all.freshestCrl()).contains(List.of(POINT));
        assertThat(all.unknownCritical()).containsExactly("1.2.3.4.5");
        assertThat(all.find("1.2.3.4.5")).contains(new Extension("1.2.3.4.5", true, new byte[] {1, 2, 3}));
        assertThat(all.isCritical(Extension.NAME_CONSTRAINTS)).isTrue();
        assertThat(all.isCritical(Extension.CERTIFICATE_POLICIES)).isFalse();
        assertThat(all.all()).hasSize(15);
    }

    @Test
    void the_jdk_reads_the_same() throws Exception {
        var x509 = Samples.authority(spec -> spec.pathLength(3)
                        .names(
                                new GeneralName.Dns("db.example.test"),
                                new GeneralName.Ip(new byte[] {10, 0, 0, 1}),
                                new GeneralName.Directory(DN))
                        .extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH)
                        .keyUsage(KeyUsage.Bit.KEY_CERT_SIGN, KeyUsage.Bit.DECIPHER_ONLY))
                .toX509();

        assertThat(x509.getBasicConstraints()).isEqualTo(3);
        assertThat(x509.getExtendedKeyUsage()).containsExactly(ExtendedKeyUsage.SERVER_AUTH);
        assertThat(x509.getKeyUsage()).containsExactly(false, false, false, false, false, true, false, false, true);
        assertThat(x509.getSubjectAlternativeNames().toString())
                .isEqualTo("[[2, db.example.test], [7, 10.0.0.1], [4, CN=x,O=Example]]");
    }

    @Test
    void absent_is_not_empty() {
        Extensions none = Samples.leaf(spec -> spec.withoutExtensions()).extensions();

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.all()).isEmpty();
        assertThat(none.basicConstraints()).isEmpty();
        assertThat(none.subjectAlternativeNames()).isEmpty();
        assertThat(none.inhibitAnyPolicy()).isEmpty();
        assertThat(none.contains(Extension.KEY_USAGE)).isFalse();
        assertThat(Samples.leaf(spec -> spec.names()).extensions().subjectAlternativeNames())
                .contains(List.of());
    }

    /** A constraint that cannot be read must never look like no constraint. */
    @Test
    void a_malformed_extension_throws_and_names_field_and_byte() {
        Certificate certificate = Samples.leaf(
                spec -> spec.extension(new Extension(Extension.NAME_CONSTRAINTS, true, new byte[] {0x04, 0})));

        assertThatThrownBy(() -> certificate.extensions().nameConstraints())
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessageStartingWith("nameConstraints: NameConstraints: tag 0x04 (want 0x30)");
        assertThat(certificate.defects())
                .singleElement()
                .matches(defect -> defect.kind() == EncodingDefect.Kind.MALFORMED_EXTENSION)
                .matches(defect -> defect.field().equals(Extension.NAME_CONSTRAINTS))
                .matches(defect -> certificate.encoded()[defect.offset()] == 4);
    }

    @Test
    void huge_and_negative_numbers_are_told_apart() {
        byte[] huge = DerWriter.sequence(DerWriter.bool(true), DerWriter.integer(BigInteger.ONE.shiftLeft(64)));
        byte[] negative = DerWriter.sequence(DerWriter.bool(true), DerWriter.integer(-1));

        assertThat(Samples.leaf(spec -> spec.extension(new Extension(Extension.BASIC_CONSTRAINTS, true, huge)))
                        .extensions()
                        .basicConstraints())
                .contains(new BasicConstraints(true, Integer.MAX_VALUE));
        assertThatThrownBy(() -> Samples.leaf(
                                spec -> spec.extension(new Extension(Extension.BASIC_CONSTRAINTS, true, negative)))
                        .extensions()
                        .basicConstraints())
                .hasMessageContaining("pathLenConstraint is negative: -1");
    }

    @ParameterizedTest
    @EnumSource(KeyUsage.Bit.class)
    void each_key_usage_bit_stands_alone(KeyUsage.Bit bit) {
        KeyUsage usage =
                Samples.leaf(spec -> spec.keyUsage(bit)).extensions().keyUsage().orElseThrow();

        assertThat(usage.bits()).containsExactly(bit);
        assertThat(usage.allows(bit)).isTrue();
    }

    @Test
    void a_relative_crl_name_becomes_absolute_under_its_issuer() {
        byte[] rdn = ((DistributionPointName.Relative) RELATIVE.name().orElseThrow())
                .rdn()
                .bytes();

        assertThat(DN.plus(rdn)).isEqualTo(DistinguishedName.parse("CN=CRL1,CN=x,O=Example"));
        assertThat(DistinguishedName.parse("O=" + "y".repeat(300)).plus(rdn).toString())
                .startsWith("CN=CRL1,O=yyy");
    }

    @Test
    void parts_parse_on_their_own() {
        byte[] names = DerWriter.sequence(DerWriter.value(Tag.context(2), new byte[] {'a'}));

        assertThat(GeneralName.parseAll(names)).containsExactly(new GeneralName.Dns("a"));
        assertThatThrownBy(() -> GeneralName.parseAll(new byte[] {0x30, 2, (byte) 0x89, 0}))
                .hasMessageContaining("want [0] to [8]");
        assertThat(Extensions.parse(DerWriter.sequence(DerWriter.sequence(
                                DerWriter.oid(Extension.INHIBIT_ANY_POLICY), DerWriter.octets(DerWriter.integer(1)))))
                        .inhibitAnyPolicy())
                .hasValue(1);
        assertThatThrownBy(() -> DistributionPointName.parse(new byte[] {(byte) 0xa2, 0}))
                .hasMessageContaining("want [0] or [1]");
        assertThatThrownBy(() -> DistributionPoint.parseAll(new byte[] {2, 0}))
                .hasMessageContaining("CRLDistributionPoints");
    }

    @Test
    void names_print_as_openssl_users_know_them() {
        assertThat(EVERY_KIND_OF_NAME.stream().map(Object::toString))
                .startsWith(
                        "DNS:db.example.test",
                        "email:a@example.test",
                        "URI:https://example.test/a?b",
                        "IP:10.0.0.1",
                        "IP:::",
                        "DirName:CN=x,O=Example",
                        "RID:1.2.3.4");
        assertThat(new GeneralName.Ip(new byte[] {10, 0, 0, 0, -1, 0, 0, 0})).hasToString("IP:10.0.0.0/255.0.0.0");
        assertThat(new GeneralName.Ip(new byte[] {1, 2, 3})).hasToString("IP:#010203");
        assertThat(new GeneralName.Ip(new byte[] {0x20, 1, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5}))
                .hasToString("IP:2001:db8::5");
        assertThat(new GeneralName.Ip(new byte[] {0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3}))
                .hasToString("IP:1:0:0:2::3");
        assertThat(new GeneralName.Ip(new byte[] {0, 1, 0, 0, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 0}))
                .hasToString("IP:1:0:2:2:2:2:2:0");
    }
}
