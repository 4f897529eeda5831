package io.github.windlass4j.core.chain.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.JsseProfile.Entry;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.OpensslProfile.Version;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One case for each known difference between the engines. Whatever a case says of an engine is also asked of the engine itself,
 * where the running JDK is the one named and an openssl 3.0 is on the PATH.
 */
class EngineDifferencesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HOST = "db.example.test";
    private static final boolean OPENSSL = RunningOpenssl.version()
            .filter(text -> text.startsWith("OpenSSL 3.0."))
            .isPresent();

    @TempDir
    static Path folder;

    private final Mint mint = Mint.seeded(7).at(NOW);
    private final Authority root = mint.root("Root A");
    private final Authority issuing = root.issueAuthority("Issuing CA");
    private final Issued leaf = issuing.issueLeaf(HOST);

    @Test
    void all_engines_accept_a_plain_chain() {
        ask(leaf.chain(), root.certificate()).jsse(true).builder(true).openssl(true);
    }

    @Test
    void jsse_accepts_a_pinned_intermediate_and_openssl_only_with_partial_chains() {
        Question pinned = ask(leaf.chain(), issuing.certificate());
        pinned.jsse(true).builder(true).openssl(false).opensslPartial(true);
        assertThat(pinned.predicted(Entry.TRUST_MANAGER).candidates().get(0).warnings())
                .extracting(Obstacle::rule)
                .contains(Rule.ROOT_NOT_TRUSTED);
    }

    @Test
    void jsse_accepts_an_expired_root_above_a_chain_in_order() {
        Authority expired = root.rekey(spec -> spec.key(root.keyPair()).notAfter(NOW.minusSeconds(60)));
        Question question = ask(leaf.chain(), expired.certificate());
        question.jsse(true).builder(false).openssl(false);
        assertThat(question.predicted(Entry.TRUST_MANAGER).candidates().get(0).warnings())
                .extracting(Obstacle::rule)
                .contains(Rule.ANCHOR_EXPIRED);
    }

    @Test
    void the_jdk_builder_accepts_an_expired_anchor_only_right_above_the_leaf() {
        Authority expired = mint.root("Root E", spec -> spec.notAfter(NOW.minusSeconds(60)));
        ask(List.of(expired.issueLeaf(HOST).certificate()), expired.certificate())
                .jsse(true)
                .builder(true)
                .openssl(false);
    }

    @Test
    void jsse_accepts_a_leaf_in_the_store_whatever_is_wrong_with_it() {
        Issued expired = issuing.issueLeaf(
                HOST, spec -> spec.notAfter(NOW.minusSeconds(60)).extendedKeyUsage(ExtendedKeyUsage.CLIENT_AUTH));
        ask(expired.chain(), expired.certificate()).jsse(true).openssl(false).opensslPartial(false);
    }

    @Test
    void openssl_calls_a_certificate_expired_at_its_very_notAfter() {
        Issued ending = issuing.issueLeaf(HOST, spec -> spec.notAfter(NOW));
        ask(ending.chain(), root.certificate()).jsse(true).builder(true).openssl(false);
        Issued longer = issuing.issueLeaf(HOST, spec -> spec.notAfter(NOW.plusSeconds(1)));
        ask(longer.chain(), root.certificate()).jsse(true).builder(true).openssl(true);
    }

    @Test
    void openssl_takes_the_first_of_two_twins_and_never_the_second() {
        Authority newRoot = mint.root("Root B");
        Certificate twin = newRoot.crossSign(issuing).certificate();
        List<Certificate> oldFirst = List.of(leaf.certificate(), issuing.certificate(), twin);
        List<Certificate> newFirst = List.of(leaf.certificate(), twin, issuing.certificate());
        ask(oldFirst, newRoot.certificate()).jsse(true).builder(true).openssl(false);
        ask(newFirst, newRoot.certificate()).jsse(true).builder(true).openssl(true);
    }

    @Test
    void openssl_is_broken_by_a_pinned_intermediate_beside_the_right_root() {
        Authority newRoot = mint.root("Root B");
        Certificate twin = newRoot.crossSign(issuing).certificate();
        ask(leaf.chain(), root.certificate()).openssl(true);
        ask(leaf.chain(), root.certificate(), twin).jsse(true).builder(true).openssl(false);
    }

    @Test
    void openssl_is_misled_by_a_look_alike_root_that_comes_first() {
        // Without key identifiers the name is all that OpenSSL has to go by.
        Authority plain = mint.root("Root P", spec -> spec.without(Extension.SUBJECT_KEY_IDENTIFIER));
        Certificate lookAlike = plain.rekey(spec -> spec.without(Extension.SUBJECT_KEY_IDENTIFIER))
                .certificate();
        Issued below = plain.issueLeaf(HOST);
        ask(below.chain(), lookAlike, plain.certificate())
                .jsse(true)
                .builder(true)
                .openssl(false);
        ask(below.chain(), plain.certificate(), lookAlike)
                .jsse(true)
                .builder(true)
                .openssl(true);
    }

    @Test
    void openssl_prefers_a_valid_edition_of_the_root_and_so_survives_an_expired_one() {
        Certificate expired = root.rekey(spec -> spec.key(root.keyPair()).notAfter(NOW.minusSeconds(60)))
                .certificate();
        ask(leaf.chain(), expired, root.certificate()).jsse(true).openssl(true);
    }

    @Test
    void the_trust_manager_tries_no_other_path_once_the_last_issuer_is_known_by_name() {
        Authority newRoot = mint.root("Root B");
        Certificate expiredTwin = root.crossSign(issuing, spec -> spec.notAfter(NOW.minusSeconds(60)))
                .certificate();
        Certificate goodTwin = newRoot.crossSign(issuing).certificate();
        List<Certificate> expiredOnly = List.of(leaf.certificate(), expiredTwin);
        ask(expiredOnly, root.certificate(), newRoot.certificate()).jsse(false).builder(false);
        List<Certificate> both = List.of(leaf.certificate(), goodTwin, expiredTwin);
        ask(both, newRoot.certificate()).jsse(true).builder(true);
        // In order of names, and the name above is trusted: the expired twin is judged, the good one in the store is
        // not found.
        ask(expiredOnly, root.certificate(), goodTwin).jsse(true).builder(true).opensslPartial(true);
    }

    @Test
    void jsse_ignores_name_constraints_of_the_anchor_and_openssl_obeys_them() {
        Authority constrained = mint.root("Root N", spec -> spec.permitted(new GeneralName.Dns("other.test")));
        ask(constrained.issueLeaf(HOST).chain(), constrained.certificate())
                .jsse(true)
                .builder(true)
                .openssl(false);
    }

    @Test
    void jsse_ignores_critical_extensions_and_purposes_of_the_anchor() {
        Authority odd = mint.root("Root X", spec -> spec.extension(new Extension("1.2.3.4", true, new byte[] {5, 0})));
        ask(odd.issueLeaf(HOST).chain(), odd.certificate())
                .jsse(true)
                .builder(true)
                .openssl(false);
        Authority mail = mint.root("Root M", spec -> spec.extendedKeyUsage(ExtendedKeyUsage.EMAIL_PROTECTION));
        ask(mail.issueLeaf(HOST).chain(), mail.certificate())
                .jsse(true)
                .builder(true)
                .openssl(false);
    }

    @Test
    void jsse_lets_a_mail_authority_issue_servers() {
        Authority mail =
                root.issueAuthority("Mail CA", spec -> spec.extendedKeyUsage(ExtendedKeyUsage.EMAIL_PROTECTION));
        ask(mail.issueLeaf(HOST).chain(), root.certificate())
                .jsse(true)
                .builder(true)
                .openssl(false);
    }

    @Test
    void the_jdk_builder_asks_for_no_purpose_and_the_trust_manager_does() {
        Issued client = issuing.issueLeaf(HOST, spec -> spec.extendedKeyUsage(ExtendedKeyUsage.CLIENT_AUTH));
        ask(client.chain(), root.certificate()).jsse(false).builder(true).openssl(false);
    }

    @Test
    void jsse_takes_any_purpose_for_a_server_and_openssl_does_not() {
        Issued any = issuing.issueLeaf(HOST, spec -> spec.extendedKeyUsage(ExtendedKeyUsage.ANY));
        ask(any.chain(), root.certificate()).jsse(true).openssl(false);
    }

    @Test
    void the_trust_manager_wants_digitalSignature_and_openssl_any_use_of_tls() {
        Issued exchange = issuing.issueLeaf(
                HOST, spec -> spec.keyUsage(io.github.windlass4j.core.cert.KeyUsage.Bit.KEY_ENCIPHERMENT));
        ask(exchange.chain(), root.certificate()).jsse(false).builder(true).openssl(true);
    }

    @Test
    void jsse_accepts_sha1_under_private_roots_and_openssl_at_level_1_does_not() {
        Issued old = issuing.issueLeaf(HOST, spec -> spec.signedWith(SigningAlgorithm.ECDSA_SHA1));
        ask(old.chain(), root.certificate()).jsse(true).builder(true).openssl(false);
        ChainRequest request = ask(old.chain(), root.certificate()).question.request();
        assertThat(ChainValidator.of(Profile.openssl(Version.V3_0).withSecurityLevel(OpensslProfile.NO_SECURITY_LEVEL))
                        .validate(request)
                        .isTrusted())
                .isTrue();
        assertThat(obstacles(ChainValidator.of(Profile.jsse(17, Entry.TRUST_MANAGER)
                                .withJdkRoots(List.of(root.certificate().sha256())))
                        .validate(request)))
                .contains(Rule.DIGEST_NOT_ALLOWED);
    }

    @Test
    void the_jdk_crashes_on_two_authorities_whose_permitted_names_have_nothing_in_common() {
        Authority one = root.issueAuthority("CA one", spec -> spec.permitted(new GeneralName.Dns("example.test")));
        Authority two = one.issueAuthority("CA two", spec -> spec.permitted(new GeneralName.Dns("other.test")));
        Question question = ask(two.issueLeaf("x.unrelated").chain(), root.certificate());
        question.jsse(false).builder(false).openssl(false);
        assertThat(question.predicted(Entry.TRUST_MANAGER).toString()).contains("java.lang.RuntimeException");
    }

    @Test
    void the_jdk_crashes_on_a_constraint_for_other_names() {
        GeneralName other = new GeneralName.Other("1.2.3.4", new byte[] {5, 0});
        Authority constrained = root.issueAuthority("CA other", spec -> spec.permitted(other));
        Question question = ask(
                constrained
                        .issueLeaf(HOST, spec -> spec.names(other, new GeneralName.Dns(HOST)))
                        .chain(),
                root.certificate());
        question.jsse(false).builder(false).openssl(false);
        assertThat(question.predicted(Entry.TRUST_MANAGER).toString()).contains("UnsupportedOperationException");
    }

    @Test
    void the_jdk_finds_an_address_in_the_common_name_once_name_constraints_have_been_looked_at() {
        Authority constrained =
                root.issueAuthority("CA constrained", spec -> spec.excluded(new GeneralName.Dns("unrelated.test")));
        Issued byCommonName =
                constrained.issueLeaf(HOST, spec -> spec.subject("CN=10.0.0.7").dns(HOST));
        ask(byCommonName.chain(), root.certificate()).of("10.0.0.7").jsse(true).openssl(false);
        Issued unconstrained =
                issuing.issueLeaf(HOST, spec -> spec.subject("CN=10.0.0.7").dns(HOST));
        ask(unconstrained.chain(), root.certificate())
                .of("10.0.0.7")
                .jsse(false)
                .openssl(false);
    }

    @Test
    void the_builder_stops_at_five_intermediates_and_the_validator_does_not() {
        Authority above = root;
        for (int i = 0; i < 6; i++) {
            above = above.issueAuthority("CA " + i);
        }
        ask(above.issueLeaf(HOST).chain(), root.certificate())
                .jsse(true)
                .builder(false)
                .openssl(true);
    }

    @Test
    void a_star_in_the_second_label_is_a_wildcard_to_jdk_17_alone() {
        Issued star = issuing.issueLeaf(HOST, spec -> spec.dns("db.*.test"));
        Question question = ask(star.chain(), root.certificate()).of(HOST);
        assertThat(question.predicted(17).isTrusted()).isTrue();
        assertThat(question.predicted(25).isTrusted()).isFalse();
        question.asRunning(Entry.TRUST_MANAGER).openssl(false);
    }

    @Test
    void a_star_inside_a_label_is_a_wildcard_to_the_jdk_and_at_its_ends_to_openssl() {
        Issued inside = issuing.issueLeaf(HOST, spec -> spec.dns("d*b.example.test"));
        ask(inside.chain(), root.certificate())
                .of("dxb.example.test")
                .jsse(true)
                .openssl(false);
        Issued end = issuing.issueLeaf(HOST, spec -> spec.dns("d*.example.test"));
        ask(end.chain(), root.certificate()).of(HOST).jsse(true).openssl(true);
    }

    @Test
    void openssl_finds_no_issuer_whose_key_identifier_differs_and_the_jdk_builder_does() {
        Issued misnamed = issuing.issueLeaf(
                HOST,
                spec -> spec.authorityKeyIdentifier(
                        new AuthorityKeyIdentifier(Optional.of("0102"), List.of(), Optional.empty())));
        ask(misnamed.chain(), root.certificate()).jsse(true).builder(true).openssl(false);
    }

    @Test
    void no_engine_goes_on_after_two_self_issued_certificates_in_a_row_but_openssl() {
        Authority rolled = issuing.rekey();
        Authority again = issuing.rekey();
        Issued below = again.issueLeaf(HOST);
        List<Certificate> chain = List.of(
                below.certificate(),
                rolled.crossSign(again).certificate(),
                issuing.crossSign(rolled).certificate(),
                issuing.certificate());
        ask(chain, root.certificate()).builder(false).openssl(true);
    }

    @Test
    void openssl_compares_a_leading_dot_in_a_constraint_and_the_jdk_reads_it_as_text() {
        Authority dotted =
                root.issueAuthority("CA dotted", spec -> spec.permitted(new GeneralName.Dns(".example.test")));
        ask(dotted.issueLeaf(HOST).chain(), root.certificate())
                .jsse(true)
                .builder(true)
                .openssl(true);
        ask(dotted.issueLeaf("example.test").chain(), root.certificate())
                .jsse(false)
                .builder(false)
                .openssl(false);
    }

    @Test
    void openssl_says_with_which_error_and_depth_it_refuses() {
        ChainVerdict refused = ChainValidator.of(Profile.openssl(Version.V3_0))
                .validate(ask(List.of(leaf.certificate()), root.certificate())
                        .question
                        .request());
        assertThat(refused.toString()).contains("error 20 at depth 0: unable to get local issuer certificate");
        assertThat(obstacles(refused)).containsExactly(Rule.ISSUER_UNKNOWN);
    }

    @Test
    void horizon_of_an_anchor_differs_by_engine_to_the_second() {
        Duration day = Duration.ofDays(1);
        Authority ending = mint.root("Root H", spec -> spec.notAfter(NOW.plus(day)));
        List<Certificate> chain = ending.issueAuthority("CA H").issueLeaf(HOST).chain();
        ask(chain, ending.certificate())
                .at(NOW.plus(day).minusSeconds(1))
                .jsse(true)
                .builder(true)
                .openssl(true);
        ask(chain, ending.certificate())
                .at(NOW.plus(day))
                .jsse(true)
                .builder(true)
                .openssl(false);
        ask(chain, ending.certificate())
                .at(NOW.plus(day).plusSeconds(1))
                .jsse(true)
                .builder(false)
                .openssl(false);
    }

    private static List<Rule> obstacles(ChainVerdict verdict) {
        return verdict.fold(
                trusted -> List.of(),
                rejected -> rejected.obstacles().stream().map(Obstacle::rule).toList());
    }

    private static Question ask(List<Certificate> chain, Certificate... anchors) {
        return new Question(new ChainCase("case", chain, List.of(anchors), NOW, Optional.empty(), false));
    }

    /** What is asked of the emulations, and of the engines themselves where they are at hand. */
    private record Question(ChainCase question) {
        Question of(String host) {
            return new Question(new ChainCase(
                    "case", question.chain(), question.anchors(), question.at(), Optional.of(host), false));
        }

        Question at(Instant instant) {
            return new Question(
                    new ChainCase("case", question.chain(), question.anchors(), instant, question.host(), false));
        }

        ChainVerdict predicted(Entry entry) {
            return ChainValidator.of(Profile.jsse(17, entry)).validate(question.request());
        }

        ChainVerdict predicted(int jdk) {
            return ChainValidator.of(Profile.jsse(jdk, Entry.TRUST_MANAGER)).validate(question.request());
        }

        Question jsse(boolean trusted) {
            return says(Entry.TRUST_MANAGER, trusted);
        }

        Question builder(boolean trusted) {
            return says(Entry.CERT_PATH_BUILDER, trusted);
        }

        private Question says(Entry entry, boolean trusted) {
            // The JDK first: whoever asks its certificate object for names early changes what it finds later.
            asRunning(entry);
            for (int jdk : new int[] {17, 25}) {
                ChainVerdict verdict =
                        ChainValidator.of(Profile.jsse(jdk, entry)).validate(question.request());
                assertThat(verdict.isTrusted())
                        .as("%d %s: %s", jdk, entry, verdict)
                        .isEqualTo(trusted);
            }
            return asRunning(entry);
        }

        Question asRunning(Entry entry) {
            if (RunningJdk.RELEASE == 17 || RunningJdk.RELEASE == 25) {
                boolean said = entry == Entry.TRUST_MANAGER
                        ? RunningJdk.trustManager(question).isEmpty()
                        : RunningJdk.builtPath(question).isPresent();
                ChainVerdict verdict = ChainValidator.of(Profile.jsse(RunningJdk.RELEASE, entry))
                        .validate(question.request());
                assertThat(verdict.isTrusted())
                        .as("the running JDK, %s: %s", entry, verdict)
                        .isEqualTo(said);
            }
            return this;
        }

        Question openssl(boolean trusted) {
            return says(Profile.openssl(Version.V3_0), trusted);
        }

        Question opensslPartial(boolean trusted) {
            return says(Profile.openssl(Version.V3_0).withPartialChain(), trusted);
        }

        private Question says(OpensslProfile profile, boolean trusted) {
            ChainVerdict verdict = ChainValidator.of(profile).validate(question.request());
            assertThat(verdict.isTrusted())
                    .as("%s: %s", profile.name(), verdict)
                    .isEqualTo(trusted);
            if (OPENSSL) {
                Optional<String> said = new RunningOpenssl(folder).verify(question, profile);
                assertThat(said.isEmpty()).as("openssl itself: %s", said).isEqualTo(trusted);
            }
            return this;
        }
    }
}
