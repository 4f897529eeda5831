package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateBundleTest {
    private static final Certificate A = Samples.ROOT.certificate();
    private static final Certificate B = Samples.LEAF;
    private static final Certificate C = Samples.authority(spec -> spec);
    private static final String PEM = A.toPem() + B.toPem() + C.toPem();

    private static CertificateBundle read(String text) {
        return CertificateBundle.read(text.getBytes(StandardCharsets.ISO_8859_1), "ca.pem");
    }

    private static List<String> rules(CertificateBundle bundle) {
        return bundle.findings().stream().map(Finding::rule).toList();
    }

    private static String block(String label, byte[] der) {
        return Pem.encode(label, der);
    }

    /** What people do to PEM files, and the rules that must notice; the certificates must survive all of it. */
    private enum Trap {
        PLAIN(),
        CRLF(BundleRule.CRLF) {
            @Override
            String apply(String pem) {
                return pem.replace("\n", "\r\n");
            }
        },
        CR(BundleRule.CR_ONLY) {
            @Override
            String apply(String pem) {
                return pem.replace('\n', '\r');
            }
        },
        GLUED(BundleRule.GLUED_BOUNDARIES) {
            @Override
            String apply(String pem) {
                return pem.replace("-----\n-----BEGIN", "----------BEGIN");
            }
        },
        INDENTED(BundleRule.INDENTED) {
            @Override
            String apply(String pem) {
                return pem.replaceAll("(?m)^(?=.)", "    ");
            }
        },
        TRAILING_SPACES(BundleRule.TRAILING_WHITESPACE) {
            @Override
            String apply(String pem) {
                return pem.replace("\n", " \t\n");
            }
        },
        COMMENTS {
            @Override
            String apply(String pem) {
                return "# mine\nsubject=/CN=x\n"
                        + pem.replace("-----END CERTIFICATE-----\n", "-----END CERTIFICATE-----\n\n# next\n");
            }
        },
        NO_LAST_NEWLINE {
            @Override
            String apply(String pem) {
                return pem.strip();
            }
        },
        ONE_LINE_BASE64 {
            @Override
            String apply(String pem) {
                return pem.replaceAll("(?<!-)\n(?!-)", "");
            }
        },
        BLANK_LINES {
            @Override
            String apply(String pem) {
                return pem.replace("\n", "\n\n");
            }
        },
        OLD_LABEL(BundleRule.X509_CERTIFICATE_HEADER) {
            @Override
            String apply(String pem) {
                return pem.replace(" CERTIFICATE-----", " X509 CERTIFICATE-----");
            }
        },
        JSON_STRING(BundleRule.STRING_LITERAL) {
            @Override
            String apply(String pem) {
                return "{\"ca\": \"" + pem.replace("\n", "\\n").replace("/", "\\/") + "\"}";
            }
        },
        JAVA_CONCATENATION(BundleRule.STRING_LITERAL) {
            @Override
            String apply(String pem) {
                return "String CA = \"" + pem.replace("\n", "\\n\"\n  + \"") + "\";";
            }
        },
        ENVIRONMENT_VARIABLE(BundleRule.STRING_LITERAL) {
            @Override
            String apply(String pem) {
                return pem.replace("\n", "\\n");
            }
        };

        private final Set<BundleRule> expected;

        Trap(BundleRule... expected) {
            this.expected = Set.of(expected);
        }

        String apply(String pem) {
            return pem;
        }
    }

    @ParameterizedTest
    @EnumSource(Trap.class)
    void every_way_to_write_pem_gives_the_same_certificates(Trap trap) {
        CertificateBundle bundle = read(trap.apply(PEM));

        assertThat(bundle.certificates()).containsExactly(A, B, C);
        assertThat(Set.copyOf(rules(bundle)))
                .isEqualTo(Set.copyOf(trap.expected.stream().map(BundleRule::id).toList()));
    }

    @ParameterizedTest
    @EnumSource(Trap.class)
    void a_byte_order_mark_is_noticed_and_does_not_matter(Trap trap) {
        CertificateBundle utf8 = read("\u00ef\u00bb\u00bf" + trap.apply(PEM));

        assertThat(utf8.certificates()).containsExactly(A, B, C);
        assertThat(rules(utf8)).contains(BundleRule.UTF8_BOM.id());
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String mark : List.of("", "\ufeff")) {
                CertificateBundle wide = CertificateBundle.read((mark + trap.apply(PEM)).getBytes(charset), "ca.pem");
                assertThat(wide.certificates()).containsExactly(A, B, C);
                assertThat(rules(wide)).contains(BundleRule.UTF16.id());
            }
        }
    }

    @Test
    void an_entry_says_block_and_line() {
        CertificateBundle bundle = read("# a\n" + A.toPem() + "\n" + B.toPem());
        int second = 2 + (int) A.toPem().lines().count() + 1;

        assertThat(bundle.entries()).extracting(CertificateBundle.Entry::block).containsExactly(1, 2);
        assertThat(bundle.entries()).extracting(CertificateBundle.Entry::line).containsExactly(2, second);
        assertThat(bundle.entries()).extracting(CertificateBundle.Entry::trust).containsOnly(Optional.empty());
    }

    @Test
    void one_bad_block_keeps_the_rest_and_is_named() {
        byte[] cut = B.encoded();
        CertificateBundle bundle = read(A.toPem() + block("CERTIFICATE", Arrays.copyOf(cut, 99)) + C.toPem());

        assertThat(bundle.certificates()).containsExactly(A, C);
        int line = 1 + (int) A.toPem().lines().count();
        assertThat(bundle.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(BundleRule.BAD_BLOCK.id());
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.location()).hasToString("ca.pem:" + line + ", entry \"block 2\"");
            assertThat(finding.message()).contains("at byte 0");
        });
    }

    @Test
    void bad_base64_is_named_by_its_own_line() {
        for (String body : List.of("AAAA\nA=AA\n", "AAAA\nA\u00e4AA\n", "AAAA\nA\n")) {
            CertificateBundle bundle =
                    read("-----BEGIN CERTIFICATE-----\n" + body + "-----END CERTIFICATE-----\n" + A.toPem());

            assertThat(bundle.certificates()).containsExactly(A);
            assertThat(bundle.findings().get(0).location().line()).isBetween(3, 4);
        }
    }

    @Test
    void a_block_without_end_costs_only_itself() {
        String open = "-----BEGIN CERTIFICATE-----\nMIIB\n";

        assertThat(read(open + A.toPem()).certificates()).containsExactly(A);
        assertThat(rules(read(open + A.toPem()))).containsExactly(BundleRule.BAD_BLOCK.id());
        assertThat(read(A.toPem() + open).certificates()).containsExactly(A);
        assertThat(rules(read(A.toPem() + open))).containsExactly(BundleRule.TRUNCATED.id());
    }

    @Test
    void keys_and_other_blocks_are_findings_and_stay_unread() {
        String key = Samples.ROOT.privateKeyPem();
        String crl = block("X509 CRL", Samples.ROOT.crl());
        CertificateBundle bundle = read(A.toPem() + key + crl + B.toPem());

        assertThat(bundle.certificates()).containsExactly(A, B);
        assertThat(rules(bundle))
                .containsExactly(BundleRule.PRIVATE_KEY_INSIDE.id(), BundleRule.OTHER_BLOCK_INSIDE.id());
        assertThat(bundle.findings().toString()).doesNotContain(key.substring(40, 60));
        assertThat(bundle.entries().get(1).block()).isEqualTo(4);
    }

    @Test
    void labels_that_differ_are_noticed() {
        CertificateBundle bundle = read(A.toPem().replace("END CERTIFICATE", "END X509 CERTIFICATE"));

        assertThat(bundle.certificates()).containsExactly(A);
        assertThat(rules(bundle)).containsExactly(BundleRule.LABEL_MISMATCH.id());
    }

    private static byte[] aux(List<String> trusted, List<String> rejected, String alias) {
        List<byte[]> fields = new ArrayList<>();
        if (!trusted.isEmpty()) {
            fields.add(DerWriter.sequence(trusted.stream().map(DerWriter::oid).toList()));
        }
        if (!rejected.isEmpty()) {
            fields.add(DerWriter.implicit(
                    0, DerWriter.sequence(rejected.stream().map(DerWriter::oid).toList())));
        }
        if (!alias.isEmpty()) {
            fields.add(DerWriter.string(Tag.UTF8_STRING, alias));
        }
        return DerWriter.sequence(fields);
    }

    private static byte[] concat(byte[]... parts) {
        return Arrays.stream(parts).reduce(new byte[0], (a, b) -> {
            byte[] both = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, both, a.length, b.length);
            return both;
        });
    }

    @Test
    void trust_settings_come_with_the_certificate() {
        byte[] aux = aux(List.of(ExtendedKeyUsage.CLIENT_AUTH), List.of(ExtendedKeyUsage.EMAIL_PROTECTION), "my root");
        CertificateBundle bundle = read(block("TRUSTED CERTIFICATE", concat(A.encoded(), aux))
                + block("TRUSTED CERTIFICATE", B.encoded())
                + block("TRUSTED CERTIFICATE", concat(C.encoded(), new byte[] {5, 0})));

        assertThat(bundle.certificates()).containsExactly(A, B);
        TrustSettings trust = bundle.entries().get(0).trust().orElseThrow();
        assertThat(trust.alias()).contains("my root");
        assertThat(trust.allows(ExtendedKeyUsage.CLIENT_AUTH)).isTrue();
        assertThat(trust.allows(ExtendedKeyUsage.SERVER_AUTH)).isFalse();
        assertThat(trust.allows(ExtendedKeyUsage.EMAIL_PROTECTION)).isFalse();
        assertThat(bundle.entries().get(1).trust()).isEmpty();
        assertThat(rules(bundle)).contains(BundleRule.TRUSTED_CERTIFICATE_HEADER.id(), BundleRule.BAD_BLOCK.id());
    }

    @Test
    void trust_settings_reject_by_any_purpose_and_trust_all_by_default() {
        TrustSettings open = new TrustSettings(List.of(), List.of(), Optional.empty());
        TrustSettings any = new TrustSettings(List.of(ExtendedKeyUsage.ANY), List.of(), Optional.empty());
        TrustSettings none = new TrustSettings(List.of(), List.of(ExtendedKeyUsage.ANY), Optional.empty());

        assertThat(open.allows(ExtendedKeyUsage.SERVER_AUTH)).isTrue();
        assertThat(any.allows(ExtendedKeyUsage.SERVER_AUTH)).isTrue();
        assertThat(none.allows(ExtendedKeyUsage.SERVER_AUTH)).isFalse();
    }

    @Test
    void der_alone_and_behind_one_another() {
        assertThat(CertificateBundle.read(A.encoded(), "a.der").certificates()).containsExactly(A);
        assertThat(CertificateBundle.read(A.encoded(), "a.der").findings()).isEmpty();

        CertificateBundle many = CertificateBundle.read(concat(A.encoded(), B.encoded(), C.encoded()), "a.der");
        assertThat(many.certificates()).containsExactly(A, B, C);
        assertThat(rules(many)).containsExactly(BundleRule.CONCATENATED_DER.id());
    }

    @Test
    void der_with_one_bad_value_or_a_bad_end() {
        byte[] stranger = DerWriter.sequence(DerWriter.octets(new byte[200]));

        CertificateBundle middle = CertificateBundle.read(concat(A.encoded(), stranger, B.encoded()), "a.der");
        assertThat(middle.certificates()).containsExactly(A, B);
        assertThat(rules(middle)).contains(BundleRule.BAD_BLOCK.id());
        assertThat(middle.findings().get(0).message()).contains("from byte " + A.encoded().length + " of the file");

        CertificateBundle newline = CertificateBundle.read(concat(A.encoded(), new byte[] {'\n'}), "a.der");
        assertThat(newline.certificates()).containsExactly(A);
        assertThat(rules(newline)).containsExactly(BundleRule.TRAILING_BYTES.id());

        CertificateBundle cut = CertificateBundle.read(concat(A.encoded(), new byte[] {0x30, 0x50}), "a.der");
        assertThat(cut.certificates()).containsExactly(A);
        assertThat(rules(cut)).contains(BundleRule.TRUNCATED.id());
    }

    private static byte[] pkcs7(byte[]... certificates) {
        byte[] signedData = DerWriter.sequence(
                DerWriter.integer(1),
                DerWriter.setOf(List.of()),
                DerWriter.sequence(DerWriter.oid("1.2.840.113549.1.7.1")),
                DerWriter.explicit(0, certificates),
                DerWriter.setOf(List.of()));
        return DerWriter.sequence(DerWriter.oid("1.2.840.113549.1.7.2"), DerWriter.explicit(0, signedData));
    }

    @Test
    void pkcs7_in_every_wrapping() {
        byte[] p7 = pkcs7(A.encoded(), B.encoded());

        assertThat(CertificateBundle.read(p7, "a.p7b").certificates()).containsExactly(A, B);
        for (String label : List.of("PKCS7", "PKCS #7 SIGNED DATA", "CMS", "CERTIFICATE")) {
            CertificateBundle bundle = read(block(label, p7) + C.toPem());
            assertThat(bundle.certificates()).containsExactly(A, B, C);
            assertThat(rules(bundle)).containsExactly(BundleRule.PKCS7.id());
        }
        CertificateBundle partly = CertificateBundle.read(pkcs7(A.encoded(), DerWriter.sequence()), "a.p7b");
        assertThat(partly.certificates()).containsExactly(A);
        assertThat(partly.findings().toString()).contains("certificate 2 of the PKCS#7");
        byte[] data = DerWriter.sequence(
                DerWriter.oid("1.2.840.113549.1.7.1"), DerWriter.explicit(0, DerWriter.octets(new byte[120])));
        assertThat(CertificateBundle.read(data, "a.p7b").findings().toString()).contains("want signedData");
    }

    @Test
    void limits_are_named() {
        byte[] huge = new byte[CertificateBundle.MAX_BYTES + 1];
        assertThat(CertificateBundle.read(huge, "x").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo(BundleRule.LIMIT.id()));

        String empty = "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n";
        CertificateBundle many = read(empty.repeat(CertificateBundle.MAX_CERTIFICATES + 1));
        assertThat(many.findings()).hasSize(CertificateBundle.MAX_FINDINGS + 1);
        assertThat(many.findings().get(CertificateBundle.MAX_FINDINGS).rule()).isEqualTo(BundleRule.LIMIT.id());
    }

    @Provide
    Arbitrary<String> textWithBlocks() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(
                        A.toPem(),
                        B.toPem(),
                        "-----BEGIN CERTIFICATE-----",
                        "-----END CERTIFICATE-----",
                        "-----BEGIN ",
                        "-----",
                        "\r\n",
                        "\"",
                        "\\n",
                        "-----BEGIN TRUSTED CERTIFICATE-----\nMAA=\n-----END TRUSTED CERTIFICATE-----",
                        "-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----"),
                Arbitraries.strings().ofMaxLength(20));
        return piece.list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 1000)
    void any_text_ends_in_certificates_or_findings(@ForAll("textWithBlocks") String text) {
        HostileBundle.readsOrFinds(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void any_bytes_end_in_certificates_or_findings(@ForAll @Size(max = 400) byte[] bytes) {
        HostileBundle.readsOrFinds(bytes);
    }

    @Property(tries = 300)
    void any_truncation_of_a_pkcs7_is_a_finding(@ForAll int length) {
        byte[] p7 = pkcs7(A.encoded(), B.encoded());
        byte[] cut = Arrays.copyOf(p7, Math.floorMod(length, p7.length));

        assertThat(HostileBundle.readsOrFinds(cut).certificates()).isEmpty();
        HostileBundle.readsOrFinds(block("PKCS7", cut).getBytes(StandardCharsets.US_ASCII));
    }

    @Property(tries = 300)
    void base64_agrees_with_the_jdk(@ForAll @Size(max = 100) byte[] bytes) throws Exception {
        assertThat(PemBody.decode(Base64.getEncoder().encodeToString(bytes))).isEqualTo(bytes);
        assertThat(PemBody.decode(
                        Base64.getMimeEncoder(4, new byte[] {'\r', '\n'}).encodeToString(bytes)))
                .isEqualTo(bytes);
        assertThat(PemBody.decode(Base64.getEncoder().withoutPadding().encodeToString(bytes)))
                .isEqualTo(bytes);
    }
}
