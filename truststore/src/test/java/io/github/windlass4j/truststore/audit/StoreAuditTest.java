package io.github.windlass4j.truststore.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.rotation.Distrust;
import io.github.windlass4j.truststore.store.StoreRule;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreAuditTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final Mint MINT = Mint.seeded(11).at(NOW);
    private static final Authority ROOT = MINT.root("Root", spec -> spec.notAfter(NOW.plus(Duration.ofDays(5000))));

    @Test
    void a_sound_root_has_no_issue() {
        StoreAudit audit = audit(ROOT.certificate());
        assertThat(audit.issues()).isEmpty();
        assertThat(audit).hasToString("store at 2026-11-22T00:00:00Z: 1 entry, 0 findings");
    }

    @Test
    void counts_what_is_odd_about_the_form_of_a_store_too() {
        StoreAudit audit = StoreAudit.of(TrustStore.read(new byte[0], "empty.pem"), NOW);

        assertThat(audit.findings()).hasSize(1);
        assertThat(audit).hasToString("empty.pem at 2026-11-22T00:00:00Z: 0 entries, 1 finding");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, EXPIRED",
        "0, EXPIRES_WITHIN_7_DAYS",
        "604799, EXPIRES_WITHIN_7_DAYS",
        "604800, EXPIRES_WITHIN_14_DAYS",
        "1209600, EXPIRES_WITHIN_30_DAYS",
        "2592000, EXPIRES_SOON",
        "31535999, EXPIRES_SOON"
    })
    void each_second_belongs_to_one_expiry_rule(long seconds, AuditRule rule) {
        assertThat(rules(spec -> spec.notBefore(NOW.minusSeconds(1000)).notAfter(NOW.plusSeconds(seconds))))
                .containsExactly(rule);
    }

    @Test
    void the_horizon_is_counted_in_calendar_months_and_excludes_its_end() {
        Instant end = Instant.parse("2027-11-22T00:00:00Z");
        assertThat(rules(spec -> spec.notAfter(end))).isEmpty();
        assertThat(rules(spec -> spec.notAfter(end.minusSeconds(1)))).containsExactly(AuditRule.EXPIRES_SOON);
        Certificate root = MINT.root("Root", spec -> spec.notAfter(end)).certificate();
        assertThat(StoreAudit.of(store(root), NOW, AuditOptions.standard().withMonths(13))
                        .certificates(AuditRule.EXPIRES_SOON))
                .containsExactly(root);
    }

    @Test
    void names_a_root_that_is_not_valid_yet() {
        assertThat(rules(spec -> spec.notBefore(NOW.plusSeconds(1)).notAfter(NOW.plus(Duration.ofDays(5000)))))
                .containsExactly(AuditRule.NOT_YET_VALID);
    }

    @Test
    void names_weak_keys_and_signatures() {
        assertThat(rules(spec -> spec.key(KeyType.rsa(1024)))).contains(AuditRule.WEAK_RSA_KEY);
        assertThat(rules(spec -> spec.key(KeyType.RSA_2048).signedWith(SigningAlgorithm.RSA_SHA1)))
                .containsExactly(AuditRule.WEAK_SIGNATURE);
        assertThat(rules(spec -> spec.key(KeyType.RSA_2048).signedWith(SigningAlgorithm.RSA_MD5)))
                .containsExactly(AuditRule.WEAK_SIGNATURE);
        assertThat(rules(spec -> spec.signedWith(SigningAlgorithm.ECDSA_SHA1)))
                .containsExactly(AuditRule.WEAK_SIGNATURE);
    }

    @Test
    void names_version_1_which_cannot_be_a_ca() {
        assertThat(rules(spec -> spec.version(1).withoutExtensions())).containsExactly(AuditRule.NOT_CA, AuditRule.V1);
    }

    @Test
    void a_leaf_is_pinned_and_no_ca() {
        StoreAudit audit = audit(ROOT.issueLeaf("db.example").certificate());
        assertThat(audit.issues())
                .extracting(AuditIssue::rule)
                .contains(AuditRule.NOT_CA, AuditRule.PINNED_LEAF, AuditRule.NOT_SELF_ISSUED)
                .doesNotContain(AuditRule.PINNED_INTERMEDIATE);
        assertThat(audit.issues(AuditRule.PINNED_LEAF).get(0).evidence())
                .anyMatch(line -> line.startsWith("JSSE: an anchor"))
                .anyMatch(line -> line.startsWith("OpenSSL: not an anchor"));
    }

    @Test
    void an_intermediate_is_a_pin_unless_the_root_of_its_key_is_there() {
        Authority other = MINT.root("Other", spec -> spec.notAfter(NOW.plus(Duration.ofDays(5000))));
        Certificate cross = ROOT.crossSign(other).certificate();
        assertThat(audit(cross).certificates(AuditRule.PINNED_INTERMEDIATE)).containsExactly(cross);
        StoreAudit both = audit(other.certificate(), cross);
        assertThat(both.certificates(AuditRule.PINNED_INTERMEDIATE)).isEmpty();
        assertThat(both.issues(AuditRule.SAME_KEY_TWICE))
                .singleElement()
                .satisfies(issue -> assertThat(issue.entries()).hasSize(2));
        assertThat(both.certificates(AuditRule.NOT_SELF_ISSUED)).containsExactly(cross);
    }

    @Test
    void a_pin_beside_its_root_does_not_break_openssl() {
        Certificate issuing = ROOT.issueAuthority("Issuing").certificate();
        assertThat(audit(issuing).issues(AuditRule.PINNED_INTERMEDIATE).get(0).evidence())
                .contains("OpenSSL: not an anchor; connections fail today already");
        assertThat(audit(issuing, ROOT.certificate())
                        .issues(AuditRule.PINNED_INTERMEDIATE)
                        .get(0)
                        .evidence())
                .contains("OpenSSL: not an anchor; connections hang on its issuer, which is in the store too");
    }

    @Test
    void names_duplicates_and_other_keys_of_one_name() {
        Certificate root = ROOT.certificate();
        StoreAudit twice = audit(root, root);
        assertThat(twice.certificates(AuditRule.DUPLICATE)).containsExactly(root);
        assertThat(twice.issues(AuditRule.SAME_KEY_TWICE)).isEmpty();
        assertThat(twice.entries()).isEqualTo(2);
        assertThat(twice.distinctCertificates()).isEqualTo(1);
        assertThat(twice.distinctKeys()).isEqualTo(1);
        StoreAudit rekeyed = audit(root, ROOT.rekey().certificate());
        assertThat(rekeyed.issues(AuditRule.SAME_SUBJECT_OTHER_KEY)).hasSize(1);
    }

    @Test
    void takes_published_dates_into_account() {
        Certificate root = ROOT.certificate();
        AuditOptions options = AuditOptions.standard()
                .withCutOffs(List.of(new IssuanceCutOff(root.sha256(), NOW, "our own policy")))
                .withDistrust(List.of(new Distrust(root.spkiSha256(), NOW.plusSeconds(1), "a programme")));
        StoreAudit audit = StoreAudit.of(store(root), NOW, options);
        assertThat(audit.issues())
                .extracting(AuditIssue::message)
                .anyMatch(text -> text.endsWith("leaves issued after " + NOW + " are not trusted under it"))
                .anyMatch(text -> text.contains("will be withdrawn " + NOW.plusSeconds(1) + " by a programme"));
        assertThat(StoreAudit.of(store(root), NOW.plusSeconds(1), options)
                        .issues(AuditRule.WITHDRAWN)
                        .get(0)
                        .message())
                .contains("was withdrawn");
    }

    @Test
    void knows_the_policies_of_the_jdk() {
        assertThat(IssuanceCutOff.ofJdk()).hasSizeGreaterThan(20).anySatisfy(cutOff -> {
            assertThat(cutOff.programme()).isEqualTo("JDK policy CHUNGHWA_TLS");
            assertThat(cutOff.lastIssued()).isEqualTo(Instant.parse("2026-03-17T23:59:59Z"));
        });
    }

    @Test
    void notes_what_no_reference_store_has() {
        AuditOptions options = AuditOptions.standard().withReferences(List.of(store(ROOT.certificate())));
        Certificate stranger = MINT.root("Stranger", spec -> spec.notAfter(NOW.plus(Duration.ofDays(5000))))
                .certificate();
        StoreAudit audit = StoreAudit.of(store(ROOT.certificate(), stranger), NOW, options);
        assertThat(audit.certificates(AuditRule.UNKNOWN_ORIGIN)).containsExactly(stranger);
    }

    @Test
    void measures_against_the_bound_of_the_carrier() {
        AuditOptions small = new AuditOptions(12, 2048, 100, List.of(), List.of(), List.of(), List.of());
        assertThat(StoreAudit.of(store(ROOT.certificate()), NOW, small).issues(AuditRule.TOO_LARGE))
                .hasSize(1);
        assertThat(StoreAudit.of(
                                store(ROOT.certificate()),
                                NOW,
                                AuditOptions.standard().forKubernetes())
                        .issues(AuditRule.TOO_LARGE))
                .isEmpty();
        assertThatThrownBy(() -> AuditOptions.standard().withMonths(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findings_join_form_and_content_and_platform_most_serious_first() {
        byte[] file = ("\uFEFF" + ROOT.certificate().toPem()).getBytes(StandardCharsets.UTF_8);
        TrustStore store = TrustStore.read(file, "root.crt");
        List<Finding> findings = StoreAudit.of(
                        store, NOW, AuditOptions.standard().withAuthorities(Authorities.azure()))
                .findings();
        assertThat(findings).extracting(Finding::severity).isSorted();
        assertThat(findings).extracting(Finding::rule).contains(StoreRule.UTF8_BOM.id(), "WL-TS-201", "WL-TS-202");
        assertThat(findings.get(0).severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void rule_ids_are_unique_over_all_rules_of_stores() {
        List<String> ids = new java.util.ArrayList<>();
        Arrays.stream(AuditRule.values()).forEach(rule -> ids.add(rule.id()));
        Arrays.stream(StoreRule.values()).forEach(rule -> ids.add(rule.id()));
        Arrays.stream(io.github.windlass4j.truststore.authority.AuthorityRule.values())
                .forEach(rule -> ids.add(rule.id()));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void says_for_an_expired_root_what_each_engine_makes_of_it() {
        Certificate root = MINT.root(
                        "Root", spec -> spec.notBefore(NOW.minusSeconds(9)).notAfter(NOW.minusSeconds(1)))
                .certificate();
        AuditIssue issue = audit(root).issues(AuditRule.EXPIRED).get(0);
        assertThat(issue.message()).isEqualTo("CN=Root expired 2026-11-21T23:59:59Z");
        assertThat(issue.evidence())
                .anyMatch(line -> line.startsWith("JSSE: still an anchor"))
                .anyMatch(line -> line.startsWith("OpenSSL: chains to it are refused"));
    }

    @Test
    void counts_the_whole_days_that_are_left() {
        Certificate root = MINT.root("Root", spec -> spec.notAfter(NOW.plus(Duration.ofHours(71))))
                .certificate();
        assertThat(audit(root).issues().get(0).message()).isEqualTo("CN=Root expires 2026-11-24T23:00:00Z, in 2 days");
    }

    @Test
    void the_thirty_days_count_although_the_horizon_is_nearer() {
        Certificate root = MINT.root("Root", spec -> spec.notAfter(NOW.plus(Duration.ofDays(30))))
                .certificate();
        AuditOptions now = AuditOptions.standard().withMonths(0);
        assertThat(StoreAudit.of(store(root), NOW.plusSeconds(1), now).issues())
                .extracting(AuditIssue::rule)
                .containsExactly(AuditRule.EXPIRES_WITHIN_30_DAYS);
        assertThat(StoreAudit.of(store(root), NOW, now).issues()).isEmpty();
    }

    @Test
    void names_other_kinds_of_weak_keys_with_their_size() {
        assertThat(rules(spec -> spec.key(KeyType.dsa(2048)))).contains(AuditRule.WEAK_KEY);
        assertThat(rules(spec -> spec.key(KeyType.ec("P-192")))).containsExactly(AuditRule.WEAK_KEY);
        assertThat(rules(spec -> spec.key(KeyType.ec("P-224")))).isEmpty();
        assertThat(rules(spec -> spec.key(KeyType.ED25519))).isEmpty();
        assertThat(rules(spec -> spec.key(KeyType.RSA_2048))).isEmpty();
        Certificate weak =
                MINT.root("Root", spec -> spec.key(KeyType.rsa(1024))).certificate();
        assertThat(audit(weak).issues(AuditRule.WEAK_RSA_KEY).get(0).message())
                .isEqualTo("CN=Root RSA with 1024 bits (want >= 2048)");
    }

    @Test
    void names_a_digest_that_hardly_anybody_can_compute() {
        byte[] sha1 = MINT.root(
                        "Root",
                        spec -> spec.key(KeyType.RSA_2048)
                                .signedWith(SigningAlgorithm.RSA_SHA1)
                                .notAfter(NOW.plus(Duration.ofDays(5000))))
                .certificate()
                .encoded();
        // sha1WithRSAEncryption ends in 5, md2WithRSAEncryption in 2 (RFC 8017, A.2.4).
        Certificate md2 = Certificate.parse(replaced(sha1, "2a864886f70d010105", "2a864886f70d010102"));
        assertThat(audit(md2).issues()).extracting(AuditIssue::rule).containsExactly(AuditRule.FORGOTTEN_SIGNATURE);
    }

    @Test
    void names_an_encoding_that_strict_readers_refuse_and_no_harmless_one() {
        byte[] der = ROOT.certificate().encoded();
        Certificate odd = Certificate.parse(replaced(der, "0603551d130101ff", "0603551d13010101"));
        assertThat(audit(odd).issues(AuditRule.ENCODING_DEFECT))
                .singleElement()
                .satisfies(issue ->
                        assertThat(issue.evidence()).singleElement().asString().startsWith("NON_CANONICAL_BOOLEAN"));
        // "_" is no PrintableString; everybody reads it all the same.
        Certificate printable = Certificate.parse(replaced(
                MINT.root("A_B", spec -> spec.notAfter(NOW.plus(Duration.ofDays(5000))))
                        .certificate()
                        .encoded(),
                "0c03415f42",
                "1303415f42"));
        assertThat(printable.defects()).isNotEmpty();
        assertThat(audit(printable).issues()).isEmpty();
    }

    @Test
    void tells_the_cut_off_that_the_store_itself_states() throws IOException {
        TrustStore store = TrustStore.read(certdata().getBytes(StandardCharsets.UTF_8), "certdata.txt");
        assertThat(StoreAudit.of(store, NOW).issues(AuditRule.DISTRUSTED_FOR_NEW_LEAVES))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.message())
                            .isEqualTo(
                                    "CN=Root A,O=Windlass leaves issued after 2025-04-15T23:59:59Z are not trusted under it");
                    assertThat(issue.evidence()).containsExactly("says the store itself");
                });
    }

    @Test
    void looks_only_at_what_the_store_trusts() throws IOException, GeneralSecurityException {
        char[] password = "changeit".toCharArray();
        Issued server = ROOT.issueLeaf("db.example");
        KeyStore jks = KeyStore.getInstance("JKS");
        jks.load(null, null);
        jks.setKeyEntry("server", server.privateKey(), password, server.x509Chain());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        jks.store(bytes, password);
        TrustStore store = TrustStore.read(bytes.toByteArray(), "server.jks", password);
        assertThat(store.entries()).isNotEmpty();
        StoreAudit audit = StoreAudit.of(store, NOW.plus(Duration.ofDays(9000)));
        assertThat(audit.issues()).isEmpty();
        assertThat(audit.entries()).isZero();
    }

    @Test
    void withdrawals_of_others_and_cut_offs_of_others_do_not_count() {
        Certificate stranger = MINT.root("Stranger").certificate();
        AuditOptions options = AuditOptions.standard()
                .withCutOffs(List.of(new IssuanceCutOff(stranger.sha256(), NOW, "our own policy")))
                .withDistrust(List.of(new Distrust(stranger.sha256(), NOW, "a programme")));
        assertThat(StoreAudit.of(store(ROOT.certificate()), NOW, options).issues())
                .isEmpty();
        assertThat(StoreAudit.of(
                                store(ROOT.certificate()),
                                NOW,
                                AuditOptions.standard()
                                        .withDistrust(List.of(
                                                new Distrust(ROOT.certificate().sha256(), NOW, "a programme"))))
                        .issues(AuditRule.WITHDRAWN))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.message()).contains("was withdrawn " + NOW);
                    assertThat(issue.evidence()).anyMatch(line -> line.contains("this file keeps it"));
                });
    }

    @Test
    void options_add_up() {
        AuditOptions options = AuditOptions.standard()
                .forKubernetes()
                .withDistrust(List.of(new Distrust("a".repeat(64), NOW, "one")))
                .withDistrust(List.of(new Distrust("b".repeat(64), NOW, "two")))
                .withReferences(List.of(store(ROOT.certificate())))
                .withMonths(3);
        assertThat(options.maximumBytes()).isEqualTo(1024 * 1024);
        assertThat(options.distrust()).extracting(Distrust::programme).containsExactly("one", "two");
        assertThat(options.cutOffs()).isEqualTo(IssuanceCutOff.ofJdk());
        assertThat(options.references()).hasSize(1);
        assertThat(options.months()).isEqualTo(3);
        assertThat(options.withCutOffs(List.of(new IssuanceCutOff("c".repeat(64), NOW, "own")))
                        .cutOffs())
                .hasSize(IssuanceCutOff.ofJdk().size() + 1);
        for (int[] wrong : new int[][] {{-1, 0, 0}, {0, -1, 0}, {0, 0, -1}}) {
            assertThatThrownBy(() ->
                            new AuditOptions(wrong[0], wrong[1], wrong[2], List.of(), List.of(), List.of(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("want >= 0");
        }
        assertThat(new AuditOptions(0, 0, 0, List.of(), List.of(), List.of(), List.of()).months())
                .isZero();
        assertThatThrownBy(() -> new IssuanceCutOff("DigiCert", NOW, "own"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 lower-case hex digits");
    }

    @Test
    void a_bound_is_met_by_a_store_of_just_that_size() {
        int size = ROOT.certificate().toPem().length();
        AuditOptions exact = new AuditOptions(12, 2048, size, List.of(), List.of(), List.of(), List.of());
        assertThat(StoreAudit.of(store(ROOT.certificate()), NOW, exact).issues())
                .isEmpty();
        AuditOptions less = new AuditOptions(12, 2048, size - 1, List.of(), List.of(), List.of(), List.of());
        AuditIssue issue =
                StoreAudit.of(store(ROOT.certificate()), NOW, less).issues().get(0);
        assertThat(issue.message()).isEqualTo(size + " bytes as PEM (want at most " + (size - 1) + ")");
        assertThat(StoreAudit.of(store(ROOT.certificate()), NOW, less).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.location()).isEqualTo(Location.of("store")));
    }

    @Test
    void a_platform_vouches_for_its_own_roots_and_withdraws_them() {
        Certificate stranger = MINT.root("Stranger", spec -> spec.notAfter(NOW.plus(Duration.ofDays(5000))))
                .certificate();
        AuditOptions options =
                AuditOptions.standard().withReferences(List.of(store())).withAuthorities(Authorities.azure());
        StoreAudit audit = StoreAudit.of(store(stranger), NOW, options);
        assertThat(audit.certificates(AuditRule.UNKNOWN_ORIGIN)).containsExactly(stranger);
        assertThat(audit.issues(AuditRule.UNKNOWN_ORIGIN).get(0).message())
                .isEqualTo("CN=Stranger is in none of 1 reference stores");
    }

    @Test
    void says_of_several_certificates_which_they_are() {
        Certificate root = ROOT.certificate();
        Certificate rekeyed = ROOT.rekey().certificate();
        StoreAudit audit = audit(root, rekeyed, root);
        AuditIssue twice = audit.issues(AuditRule.DUPLICATE).get(0);
        assertThat(twice.message()).isEqualTo("CN=Root stands in the store 2 times");
        assertThat(twice.evidence()).hasSize(2).allMatch(line -> line.startsWith("store"));
        assertThat(audit.issues(AuditRule.SAME_SUBJECT_OTHER_KEY).get(0).message())
                .isEqualTo("2 keys under one name: CN=Root");
        Certificate renewed = MINT.root(
                        "Root", spec -> spec.key(ROOT.keyPair()).notAfter(NOW.plus(Duration.ofDays(6000))))
                .certificate();
        StoreAudit renewal = audit(root, renewed);
        assertThat(renewal.issues(AuditRule.SAME_KEY_TWICE).get(0).message())
                .isEqualTo("2 certificates of one key: CN=Root");
        assertThat(renewal.issues(AuditRule.SAME_SUBJECT_OTHER_KEY)).isEmpty();
        assertThat(renewal.distinctCertificates()).isEqualTo(2);
        assertThat(renewal.distinctKeys()).isEqualTo(1);
    }

    @Test
    void a_finding_carries_rule_place_and_remedy() {
        StoreAudit audit = audit(
                ROOT.certificate(),
                ROOT.certificate(),
                ROOT.issueLeaf("db.example").certificate());
        assertThat(audit.findings())
                .filteredOn(finding -> finding.rule().equals("WL-TS-117"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.location())
                            .isEqualTo(Location.of("store").entry("1"));
                    assertThat(finding.remedy()).contains("keep one of them");
                    assertThat(finding.evidence()).hasSize(2);
                });
        assertThat(audit.findings())
                .filteredOn(finding -> finding.rule().equals("WL-TS-116"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).isEmpty());
    }

    @Test
    void a_report_is_as_bad_as_the_worst_finding() {
        StoreAudit sound = audit(ROOT.certificate());
        assertThat(sound.section().outcome()).isEqualTo(Outcome.PASSES);
        assertThat(sound.at()).isEqualTo(NOW);
        StoreAudit pinned = audit(ROOT.issueLeaf("db.example").certificate());
        assertThat(pinned.section().title()).isEqualTo("store");
        assertThat(pinned.section().outcome()).isEqualTo(Outcome.WARNS);
        assertThat(pinned.section().summary()).isEqualTo(pinned.toString());
        assertThat(pinned.section().findings()).isEqualTo(pinned.findings());
    }

    private static String certdata() throws IOException {
        String file = "/io/github/windlass4j/truststore/store/StoreFuzzTestInputs/certdata/distrust-after.txt";
        try (InputStream in = Objects.requireNonNull(StoreAuditTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Exchanges octets everywhere in a certificate; nobody checks the signature of an anchor. */
    private static byte[] replaced(byte[] der, String hex, String with) {
        String text = HexFormat.of().formatHex(der);
        assertThat(text).contains(hex);
        return HexFormat.of().parseHex(text.replace(hex, with));
    }

    private static List<AuditRule> rules(UnaryOperator<CertificateSpec> changes) {
        Certificate root = MINT.root("Root", spec -> changes.apply(spec.notAfter(NOW.plus(Duration.ofDays(5000)))))
                .certificate();
        return audit(root).issues().stream().map(AuditIssue::rule).toList();
    }

    private static StoreAudit audit(Certificate... certificates) {
        return StoreAudit.of(store(certificates), NOW);
    }

    private static TrustStore store(Certificate... certificates) {
        return TrustStore.of("store", List.of(certificates));
    }
}
