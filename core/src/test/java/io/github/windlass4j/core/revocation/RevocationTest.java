package io.github.windlass4j.core.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.AccessDescription;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistributionPoint;
import io.github.windlass4j.core.cert.DistributionPointName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.chain.Budget;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.internal.revocation.OcspRules;
import io.github.windlass4j.core.internal.signature.Verifier;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.CrlScope;
import io.github.windlass4j.core.mint.CrlSpec;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.OcspSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RevocationTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private final Mint mint = Mint.seeded(19).at(AT);
    private final Authority root = mint.root("Root");
    private final Authority ca = root.issueAuthority("CA");
    private final Issued leaf = ca.issueLeaf("db.example.test");

    private RevocationStatus crl(UnaryOperator<CrlSpec> changes) {
        return crl(RevocationPolicy.REQUIRE, changes);
    }

    private RevocationStatus crl(RevocationPolicy policy, UnaryOperator<CrlSpec> changes) {
        return Crl.parse(ca.crl(changes)).check(leaf.certificate(), ca.certificate(), AT, policy);
    }

    private static String why(RevocationStatus status) {
        return status.fold(good -> "good", revoked -> "revoked", unknown -> String.join("; ", unknown.reasons()));
    }

    @Test
    void a_current_crl_without_the_certificate_says_good() {
        assertThat(crl(UnaryOperator.identity())).isEqualTo(new RevocationStatus.Good());
    }

    @Test
    void a_crl_and_a_response_are_kept_as_they_came() {
        byte[] der = ca.crl(c -> c.revoke(leaf.certificate()).number(3));
        Crl read = Crl.parse(der);
        assertThat(read.encoded()).isEqualTo(der);
        assertThat(read.size()).isEqualTo(1);
        assertThat(read.version()).isEqualTo(2);
        assertThat(read).asString().contains("number 3", "1 entry");
        byte[] answer = ca.ocsp(o -> o.good(leaf.certificate()));
        assertThat(OcspResponse.parse(answer).encoded()).isEqualTo(answer);
    }

    @Test
    void an_entry_says_when_and_why() {
        assertThat(crl(c -> c.revoke(leaf.certificate(), AT.minusSeconds(60), RevocationReason.KEY_COMPROMISE)))
                .isEqualTo(new RevocationStatus.Revoked(
                        AT.minusSeconds(60), Optional.of(RevocationReason.KEY_COMPROMISE)));
    }

    @Test
    void a_crl_ends_at_its_next_update() {
        assertThat(why(crl(c -> c.nextUpdate(AT)))).contains("stale since " + AT);
        assertThat(why(crl(c -> c.nextUpdate(AT.plusSeconds(1))))).isEqualTo("good");
    }

    @Test
    void a_crl_begins_at_its_this_update() {
        assertThat(why(crl(c -> c.thisUpdate(AT.plusSeconds(1))))).contains("after " + AT);
        assertThat(why(crl(c -> c.thisUpdate(AT)))).isEqualTo("good");
    }

    @Test
    void without_next_update_only_a_limit_of_age_makes_it_count() {
        RevocationPolicy week = RevocationPolicy.REQUIRE.withMaxAge(Duration.ofDays(7));

        assertThat(why(crl(CrlSpec::withoutNextUpdate))).contains("without nextUpdate");
        assertThat(why(crl(week, CrlSpec::withoutNextUpdate))).isEqualTo("good");
        assertThat(why(crl(week, c -> c.thisUpdate(AT.minus(Duration.ofDays(7)).minusSeconds(1)))))
                .contains("older than PT168H");
    }

    @Test
    void a_signature_that_does_not_fit_makes_it_useless() {
        assertThat(why(crl(CrlSpec::wrongSignature))).contains("the signature does not fit");
    }

    @Test
    void an_unknown_critical_extension_makes_it_useless() {
        assertThat(why(crl(c -> c.extension(new Extension("1.2.3.4", true, new byte[] {5, 0})))))
                .contains("unknown critical extensions [1.2.3.4]");
    }

    @Test
    void an_unknown_critical_entry_extension_makes_it_useless_for_everybody() {
        assertThat(why(crl(c ->
                        c.revoke(java.math.BigInteger.TEN, AT, new Extension("1.2.3.4", true, new byte[] {5, 0})))))
                .contains("unknown critical extensions [1.2.3.4]");
    }

    @Test
    void an_issuer_that_may_not_sign_crls_makes_it_useless() {
        Authority silent = root.issueAuthority("Silent", s -> s.keyUsage(KeyUsage.Bit.KEY_CERT_SIGN));
        Certificate subject = silent.issueLeaf("db.example.test").certificate();

        assertThat(why(Crl.parse(silent.crl()).check(subject, silent.certificate(), AT, RevocationPolicy.REQUIRE)))
                .contains("lacks cRLSign");
    }

    @Test
    void somebody_elses_crl_says_nothing() {
        assertThat(why(Crl.parse(root.crl())
                        .check(
                                leaf.certificate(),
                                List.of(ca.certificate(), root.certificate()),
                                AT,
                                RevocationPolicy.REQUIRE)))
                .contains("issued by another CA");
    }

    @Test
    void a_scope_that_leaves_the_certificate_out_says_nothing() {
        assertThat(why(crl(c -> c.scope(CrlScope.EVERYTHING.forAuthorities())))).contains("for CA certificates only");
        assertThat(why(crl(c -> c.scope(CrlScope.EVERYTHING.forUsers())))).isEqualTo("good");
    }

    @Test
    void a_distribution_point_must_be_the_one_of_the_crl() {
        DistributionPointName mine = uri("http://crl.example.test/1");
        Certificate pointed = ca.issueLeaf(
                        "db.example.test",
                        s -> s.crlDistributionPoints(new DistributionPoint(Optional.of(mine), Set.of(), List.of())))
                .certificate();

        assertThat(why(at(pointed, c -> c.scope(CrlScope.EVERYTHING.at("http://crl.example.test/1")))))
                .isEqualTo("good");
        assertThat(why(at(pointed, c -> c.scope(CrlScope.EVERYTHING.at("http://crl.example.test/2")))))
                .contains("for another distribution point");
    }

    private RevocationStatus at(Certificate certificate, UnaryOperator<CrlSpec> changes) {
        return Crl.parse(ca.crl(changes)).check(certificate, ca.certificate(), AT, RevocationPolicy.REQUIRE);
    }

    private static DistributionPointName uri(String uri) {
        return new DistributionPointName.Full(List.of(new GeneralName.Uri(uri)));
    }

    private ChainVerdict validate(Issued server, RevocationPolicy policy, byte[]... crls) {
        return ChainValidator.of(Profile.RFC5280)
                .validate(ChainRequest.of(server.chain())
                        .anchors(List.of(root.certificate()))
                        .at(AT)
                        .revocation(
                                RevocationData.crls(
                                        Arrays.stream(crls).map(Crl::parse).toList()),
                                policy));
    }

    @Test
    void the_whole_path_is_looked_at() {
        ChainVerdict verdict =
                validate(leaf, RevocationPolicy.REQUIRE, ca.crl(), root.crl(c -> c.revoke(ca.certificate())));

        assertThat(((ChainVerdict.Rejected) verdict).obstacles())
                .extracting(Obstacle::rule, Obstacle::index)
                .containsExactly(org.assertj.core.api.Assertions.tuple(Rule.REVOKED, 1));
    }

    @ParameterizedTest
    @EnumSource(RevocationPolicy.Mode.class)
    void the_mode_decides_what_unknown_does(RevocationPolicy.Mode mode) {
        RevocationPolicy policy = new RevocationPolicy(mode, true, true, Optional.empty());

        ChainVerdict verdict = validate(leaf, policy, ca.crl());

        assertThat(verdict.isTrusted()).isEqualTo(mode != RevocationPolicy.Mode.REQUIRE);
        assertThat(verdict.candidates().get(0).warnings()).hasSize(mode == RevocationPolicy.Mode.PREFER ? 1 : 0);
    }

    @Test
    void soft_failing_still_refuses_what_is_revoked() {
        assertThat(validate(leaf, RevocationPolicy.PREFER, ca.crl(c -> c.revoke(leaf.certificate())))
                        .isTrusted())
                .isFalse();
    }

    @Test
    void a_delta_revokes_and_lifts() {
        byte[] base = ca.crl(
                c -> c.number(5).revoke(leaf.certificate(), AT.minusSeconds(9), RevocationReason.CERTIFICATE_HOLD));
        byte[] lifting = ca.crl(c -> c.number(6)
                .deltaTo(5)
                .revoke(leaf.certificate(), AT.minusSeconds(5), RevocationReason.REMOVE_FROM_CRL));
        byte[] clean = ca.crl(c -> c.number(5));
        byte[] revoking = ca.crl(c -> c.number(6).deltaTo(5).revoke(leaf.certificate()));

        assertThat(validate(leaf, RevocationPolicy.REQUIRE, root.crl(), base).isTrusted())
                .isFalse();
        assertThat(validate(leaf, RevocationPolicy.REQUIRE, root.crl(), base, lifting)
                        .isTrusted())
                .isTrue();
        assertThat(validate(leaf, RevocationPolicy.REQUIRE, root.crl(), clean, revoking)
                        .isTrusted())
                .isFalse();
        assertThat(validate(leaf, RevocationPolicy.REQUIRE.withoutDeltaCrls(), root.crl(), clean, revoking)
                        .isTrusted())
                .isTrue();
    }

    @Test
    void a_delta_to_a_later_base_does_not_count() {
        byte[] base = ca.crl(c -> c.number(5));
        byte[] tooNew = ca.crl(c -> c.number(8).deltaTo(7).revoke(leaf.certificate()));

        assertThat(validate(leaf, RevocationPolicy.REQUIRE, root.crl(), base, tooNew)
                        .isTrusted())
                .isTrue();
    }

    @Test
    void an_indirect_crl_counts_where_the_certificate_names_its_issuer() {
        Authority crlIssuer = root.issueAuthority("CRL issuer");
        DistributionPoint point = new DistributionPoint(
                Optional.empty(),
                Set.of(),
                List.of(new GeneralName.Directory(crlIssuer.certificate().subject())));
        Issued pointed = ca.issueLeaf("db.example.test", s -> s.crlDistributionPoints(point));
        UnaryOperator<CrlSpec> indirect = c -> c.scope(CrlScope.EVERYTHING.withOtherIssuers());

        ChainVerdict good = indirect(pointed, crlIssuer, crlIssuer.crl(indirect));
        ChainVerdict revoked = indirect(
                pointed,
                crlIssuer,
                crlIssuer.crl(c -> indirect.apply(c).revokeOfOtherIssuer(pointed.certificate(), AT)));

        assertThat(good.isTrusted()).as(good.toString()).isTrue();
        assertThat(((ChainVerdict.Rejected) revoked).obstacles().get(0).rule()).isEqualTo(Rule.REVOKED);
    }

    private ChainVerdict indirect(Issued server, Authority crlIssuer, byte[] crl) {
        return ChainValidator.of(Profile.RFC5280)
                .validate(ChainRequest.of(server.chain())
                        .anchors(List.of(root.certificate()))
                        .alsoTry(List.of(crlIssuer.certificate()))
                        .at(AT)
                        .revocation(
                                RevocationData.crls(List.of(Crl.parse(crl), Crl.parse(root.crl()))),
                                RevocationPolicy.REQUIRE));
    }

    private OcspAnswer ocsp(UnaryOperator<OcspSpec> changes) {
        return OcspResponse.parse(ca.ocsp(changes))
                .check(leaf.certificate(), ca.certificate(), AT, RevocationPolicy.REQUIRE);
    }

    @Test
    void the_authority_answers_for_itself() {
        assertThat(ocsp(o -> o.good(leaf.certificate())))
                .isEqualTo(new OcspAnswer(new RevocationStatus.Good(), OcspAnswer.Outcome.PROVIDED));
        assertThat(ocsp(o -> o.revoked(leaf.certificate(), AT)).status()).isInstanceOf(RevocationStatus.Revoked.class);
        assertThat(ocsp(o -> o.unknown(leaf.certificate())).status()).isInstanceOf(RevocationStatus.Unknown.class);
    }

    @Test
    void a_delegate_answers_with_the_right_purpose_and_issuer_only() {
        Issued delegate = ca.issueOcspSigner("Responder");
        Issued plain = ca.issueLeaf("responder.example.test");
        Issued foreign = root.issueOcspSigner("Foreign");
        Issued expired = ca.issueOcspSigner("Expired", s -> s.notAfter(AT.minusSeconds(1)));

        assertThat(why(ocsp(o -> o.good(leaf.certificate()).signedBy(delegate)).status()))
                .isEqualTo("good");
        assertThat(why(ocsp(o -> o.good(leaf.certificate()).signedBy(plain)).status()))
                .contains("without OCSPSigning");
        assertThat(why(ocsp(o -> o.good(leaf.certificate()).signedBy(foreign)).status()))
                .contains("not certified by the CA");
        assertThat(why(ocsp(o -> o.good(leaf.certificate()).signedBy(expired)).status()))
                .contains("not valid at");
        assertThat(why(ocsp(o -> o.good(leaf.certificate()).signedBy(delegate).withoutCertificate())
                        .status()))
                .contains("no certificate of the responder");
    }

    @Test
    void each_way_of_not_answering_has_its_outcome() {
        assertThat(ocsp(o -> o.responseStatus(OcspSpec.TRY_LATER)).outcome())
                .isEqualTo(OcspAnswer.Outcome.ERROR_RESPONSE);
        assertThat(ocsp(o -> o.good(ca.issueLeaf("x.example.test").certificate()))
                        .outcome())
                .isEqualTo(OcspAnswer.Outcome.NO_MATCHING_RESPONSE);
        assertThat(ocsp(o -> o.valid(AT.minusSeconds(9), AT).good(leaf.certificate()))
                        .outcome())
                .isEqualTo(OcspAnswer.Outcome.NOT_CURRENT);
        assertThat(ocsp(o -> o.good(leaf.certificate())
                                .producedAt(leaf.certificate().notBefore().minusSeconds(1)))
                        .outcome())
                .isEqualTo(OcspAnswer.Outcome.BAD_PRODUCED_AT);
        assertThat(ocsp(o -> o.good(leaf.certificate()).extension(new Extension("1.2.3.4", true, new byte[] {5, 0})))
                        .outcome())
                .isEqualTo(OcspAnswer.Outcome.UNKNOWN_CRITICAL_EXTENSION);
        assertThat(why(ocsp(o -> o.good(leaf.certificate()).wrongSignature()).status()))
                .contains("the issuer: the signature does not fit its key");
    }

    private static final UnaryOperator<CertificateSpec> CHECKED = s -> s.without(Extension.OCSP_NO_CHECK);
    private static final UnaryOperator<CertificateSpec> POINTED = s -> CHECKED.apply(s)
            .crlDistributionPoints(
                    new DistributionPoint(Optional.of(uri("http://crl.example.test/ca.crl")), Set.of(), List.of()));
    private static final UnaryOperator<CertificateSpec> ASKED = s -> CHECKED.apply(s)
            .authorityInformationAccess(
                    new AccessDescription(AccessDescription.OCSP, new GeneralName.Uri("http://ocsp.example.test/")));

    /** A leaf below the root, an answer about it by a delegate of the root, and CRLs of the root. */
    private ChainVerdict delegated(RevocationPolicy policy, Issued delegate, byte[]... crls) {
        Issued server = root.issueLeaf("db.example.test");
        OcspResponse answer =
                OcspResponse.parse(root.ocsp(o -> o.good(server.certificate()).signedBy(delegate)));
        return ChainValidator.of(Profile.RFC5280)
                .validate(ChainRequest.of(server.chain())
                        .anchors(List.of(root.certificate()))
                        .at(AT)
                        .revocation(
                                new RevocationData(
                                        Arrays.stream(crls).map(Crl::parse).toList(), List.of(answer)),
                                policy));
    }

    @Test
    void a_responder_with_nocheck_is_trusted_for_life() {
        Issued delegate = root.issueOcspSigner("Responder");

        ChainVerdict verdict =
                delegated(RevocationPolicy.REQUIRE, delegate, root.crl(c -> c.revoke(delegate.certificate())));

        assertThat(verdict.isTrusted()).as(verdict.toString()).isTrue();
    }

    @Test
    void a_responder_that_its_authority_has_revoked_says_nothing() {
        Issued delegate = root.issueOcspSigner("Responder", CHECKED);
        // Of the leaf, a CRL for one reason alone does not say that it is good.
        byte[] ofOneReason = root.crl(c -> c.revoke(delegate.certificate())
                .scope(CrlScope.EVERYTHING.forReasons(RevocationReason.KEY_COMPROMISE)));

        ChainVerdict verdict = delegated(RevocationPolicy.REQUIRE, delegate, ofOneReason);

        assertThat(verdict.isTrusted()).isFalse();
        assertThat(verdict.toString()).contains("responder CN=Responder: itself revoked");
    }

    @ParameterizedTest
    @EnumSource(
            value = RevocationPolicy.Mode.class,
            names = {"PREFER", "REQUIRE"})
    void a_responder_that_names_where_its_status_is_had_must_be_good_where_that_is_required(
            RevocationPolicy.Mode mode) {
        RevocationPolicy policy = new RevocationPolicy(mode, true, true, Optional.empty());
        boolean required = mode == RevocationPolicy.Mode.REQUIRE;

        for (UnaryOperator<CertificateSpec> named : List.of(POINTED, ASKED)) {
            Issued delegate = root.issueOcspSigner("Responder", named);
            ChainVerdict blind = delegated(policy, delegate);
            assertThat(blind.isTrusted()).as(blind.toString()).isEqualTo(!required);
            if (required) {
                assertThat(blind.toString()).contains("its own status is unknown: no CRL at hand");
            }
            assertThat(delegated(policy, delegate, root.crl()).isTrusted()).isTrue();
        }
        ChainVerdict silent = delegated(policy, root.issueOcspSigner("Responder", CHECKED));
        assertThat(silent.isTrusted()).as(silent.toString()).isTrue();
    }

    @Test
    void signatures_of_revocation_data_count() {
        ChainRequest withCrls = ChainRequest.of(leaf.chain())
                .anchors(List.of(root.certificate()))
                .at(AT)
                .revocation(
                        RevocationData.crls(List.of(Crl.parse(ca.crl()), Crl.parse(root.crl()))),
                        RevocationPolicy.REQUIRE);
        ChainVerdict enough = ChainValidator.of(Profile.RFC5280).validate(withCrls);
        ChainVerdict tight = ChainValidator.of(Profile.RFC5280)
                .validate(withCrls.budget(Budget.standard().withSignatures(3)));

        assertThat(enough.isTrusted()).isTrue();
        assertThat(enough.work().signatureChecks()).isEqualTo(4);
        Obstacle first = ((ChainVerdict.Rejected) tight).obstacles().get(0);
        assertThat(first.rule()).isEqualTo(Rule.BUDGET_EXCEEDED);
        assertThat(tight.toString()).contains("the budget leaves no signature check for it");
        assertThat(tight.work().signatureChecks()).isEqualTo(3);

        // The leaf's, the response's and the responder's.
        ChainVerdict answered = delegated(RevocationPolicy.REQUIRE, root.issueOcspSigner("Responder"));
        assertThat(answered.work().signatureChecks()).isEqualTo(3);
    }

    @Test
    void a_signature_that_nobody_may_verify_is_no_answer() {
        OcspResponse response = OcspResponse.parse(ca.ocsp(o -> o.good(leaf.certificate())));
        OcspRules spent =
                new OcspRules(AT, RevocationPolicy.REQUIRE, Verifier.atMost(0), one -> new RevocationStatus.Good());

        assertThat(why(spent.answer(response, leaf.certificate(), ca.certificate())
                        .status()))
                .contains("the budget leaves no signature check for it");
    }

    @Test
    void a_stapled_answer_spares_the_crl() {
        OcspResponse ofLeaf = OcspResponse.parse(ca.ocsp(o -> o.good(leaf.certificate())));
        OcspResponse ofCa = OcspResponse.parse(root.ocsp(o -> o.good(ca.certificate())));

        ChainVerdict verdict = ChainValidator.of(Profile.RFC5280)
                .validate(ChainRequest.of(leaf.chain())
                        .anchors(List.of(root.certificate()))
                        .at(AT)
                        .revocation(RevocationData.responses(List.of(ofLeaf, ofCa)), RevocationPolicy.REQUIRE));

        assertThat(verdict.isTrusted()).as(verdict.toString()).isTrue();
    }

    @Test
    void truncated_and_foreign_input_says_where() {
        byte[] crl = ca.crl();
        byte[] ocsp = ca.ocsp(o -> o.good(leaf.certificate()));
        for (int length = 0; length < crl.length; length += 7) {
            byte[] cut = Arrays.copyOf(crl, length);
            assertThatThrownBy(() -> Crl.parse(cut))
                    .isInstanceOf(MalformedRevocationException.class)
                    .hasMessageContaining("at byte");
        }
        for (int length = 0; length < ocsp.length; length += 7) {
            byte[] cut = Arrays.copyOf(ocsp, length);
            assertThatThrownBy(() -> OcspResponse.parse(cut)).isInstanceOf(MalformedRevocationException.class);
        }
        assertThatThrownBy(() -> Crl.parse(leaf.certificate().encoded()))
                .isInstanceOf(MalformedRevocationException.class);
        assertThatThrownBy(() -> Crl.parse(ca.crl(c -> c.version(1))))
                .hasMessageContaining("crlExtensions in a version 1 CRL");
    }
}
