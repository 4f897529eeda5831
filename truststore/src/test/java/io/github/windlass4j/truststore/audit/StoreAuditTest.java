package io.github.windlass4j.truststore.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.rotation.Distrust;
import io.github.windlass4j.truststore.store.StoreRule;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
        assertThat(audit).hasToString("store at 2026-11-22T00:00:00Z: 1 entries, 0 issues");
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
        assertThat(StoreAudit.of(store(root), NOW, AuditOptions.DEFAULT.withMonths(13))
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
        AuditOptions options = AuditOptions.DEFAULT
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
        AuditOptions options = AuditOptions.DEFAULT.withReferences(List.of(store(ROOT.certificate())));
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
        assertThat(StoreAudit.of(store(ROOT.certificate()), NOW, AuditOptions.DEFAULT.forKubernetes())
                        .issues(AuditRule.TOO_LARGE))
                .isEmpty();
        assertThatThrownBy(() -> AuditOptions.DEFAULT.withMonths(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findings_join_form_and_content_and_platform_most_serious_first() {
        byte[] file = ("\uFEFF" + ROOT.certificate().toPem()).getBytes(StandardCharsets.UTF_8);
        TrustStore store = TrustStore.read(file, "root.crt");
        List<Finding> findings = StoreAudit.of(store, NOW, AuditOptions.DEFAULT.withAuthorities(Authorities.azure()))
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
