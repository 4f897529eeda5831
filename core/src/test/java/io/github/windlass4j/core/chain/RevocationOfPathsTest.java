package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.DistributionPoint;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CrlScope;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.OcspResponse;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What revocation data say about a whole path, and in which words. */
class RevocationOfPathsTest {
    private final Mint mint = Mint.seeded(61).at(Pki.AT);
    private final Authority root = mint.root("Root");
    private final Authority ca = root.issueAuthority("CA");
    private final Issued leaf = ca.issueLeaf(Pki.HOST);

    private ChainVerdict validate(RevocationPolicy policy, List<byte[]> crls, List<byte[]> responses) {
        RevocationData data = new RevocationData(
                crls.stream().map(Crl::parse).toList(),
                responses.stream().map(OcspResponse::parse).toList());
        return ChainValidator.of(Profile.RFC5280)
                .validate(Pki.request(leaf.chain(), root.certificate()).revocation(data, policy));
    }

    private static List<Obstacle> obstacles(ChainVerdict verdict) {
        return verdict.fold(trusted -> List.of(), ChainVerdict.Rejected::obstacles);
    }

    @Test
    void a_revoked_certificate_is_told_with_time_and_reason() {
        byte[] withReason = ca.crl(
                c -> c.revoke(leaf.certificate(), Pki.AT.minus(Duration.ofDays(2)), RevocationReason.KEY_COMPROMISE));
        byte[] without = ca.crl(c -> c.revoke(leaf.certificate()));

        Obstacle told = obstacles(validate(RevocationPolicy.REQUIRE, List.of(withReason, root.crl()), List.of()))
                .get(0);
        Obstacle bare = obstacles(validate(RevocationPolicy.PREFER, List.of(without, root.crl()), List.of()))
                .get(0);

        assertThat(told.rule()).isEqualTo(Rule.REVOKED);
        assertThat(told.index()).isZero();
        assertThat(told.found()).startsWith("revoked 2026-11-20T12:00:00Z, ");
        assertThat(bare.found()).startsWith("revoked 2026-11-").doesNotContain(",");
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, REVOCATION_UNKNOWN",
        "false, true, OCSP_UNUSABLE",
        "true, false, CRL_UNUSABLE",
        "true, true, CRL_UNUSABLE"
    })
    void the_rule_tells_what_was_at_hand(boolean crls, boolean responses, Rule rule) {
        List<byte[]> stale = crls ? List.of(ca.crl(c -> c.nextUpdate(Pki.AT)), root.crl()) : List.of();
        List<byte[]> foreign = responses
                ? List.of(ca.ocsp(o -> o.good(ca.issueLeaf("other.example.test").certificate())))
                : List.of();

        List<Obstacle> obstacles = obstacles(validate(RevocationPolicy.REQUIRE, stale, foreign));
        ChainVerdict preferred = validate(RevocationPolicy.PREFER, stale, foreign);

        assertThat(obstacles).extracting(Obstacle::rule).containsOnly(rule);
        assertThat(obstacles.get(0).found()).startsWith("revocation unknown: ");
        assertThat(preferred.isTrusted()).isTrue();
        assertThat(preferred.candidates().get(0).warnings())
                .extracting(Obstacle::rule)
                .containsOnly(rule);
        assertThat(validate(RevocationPolicy.IGNORE, stale, foreign)
                        .candidates()
                        .get(0)
                        .warnings())
                .isEmpty();
    }

    @Test
    void a_useless_answer_leaves_the_word_to_the_crls() {
        byte[] useless = ca.ocsp(o -> o.good(leaf.certificate()).wrongSignature());

        assertThat(validate(RevocationPolicy.REQUIRE, List.of(ca.crl(), root.crl()), List.of(useless))
                        .isTrusted())
                .isTrue();
        Obstacle both = obstacles(validate(
                        RevocationPolicy.REQUIRE,
                        List.of(ca.crl(c -> c.nextUpdate(Pki.AT)), root.crl()),
                        List.of(useless)))
                .get(0);
        assertThat(both.found()).contains("the signature does not fit", "stale since");
        Obstacle answers = obstacles(validate(RevocationPolicy.REQUIRE, List.of(), List.of(useless)))
                .get(0);
        assertThat(answers.found()).contains("the signature does not fit").doesNotContain("CRL");
    }

    @Test
    void the_first_answer_that_tells_is_taken_before_any_list() {
        byte[] useless = ca.ocsp(o -> o.good(leaf.certificate()).wrongSignature());
        byte[] good = ca.ocsp(o -> o.good(leaf.certificate()));
        byte[] revoked = ca.ocsp(o -> o.revoked(leaf.certificate(), Pki.AT.minus(Duration.ofDays(2))));
        byte[] ofTheCa = root.ocsp(o -> o.good(ca.certificate()));
        byte[] listed = ca.crl(c -> c.revoke(leaf.certificate()));

        assertThat(validate(RevocationPolicy.REQUIRE, List.of(listed), List.of(useless, good, ofTheCa))
                        .isTrusted())
                .isTrue();
        assertThat(obstacles(validate(
                        RevocationPolicy.REQUIRE, List.of(ca.crl()), List.of(useless, revoked, good, ofTheCa))))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.rule()).isEqualTo(Rule.REVOKED);
                    assertThat(told.index()).isZero();
                    assertThat(told.found()).isEqualTo("revoked 2026-11-20T12:00:00Z");
                });
    }

    @Test
    void of_many_reasons_eight_are_told() {
        List<byte[]> stale = new ArrayList<>(List.of(root.crl()));
        IntStream.range(0, 12)
                .mapToObj(i -> ca.crl(c -> c.nextUpdate(Pki.AT.minusSeconds(i))))
                .forEach(stale::add);

        String found = obstacles(validate(RevocationPolicy.REQUIRE, stale, List.of()))
                .get(0)
                .found();

        assertThat(Pattern.compile("stale since").matcher(found).results()).hasSize(8);
    }

    @Test
    void a_crl_without_a_usable_number_is_refused_only_where_nothing_else_tells() {
        byte[] unnumbered = ca.crl(c -> c.without(Extension.CRL_NUMBER));
        byte[] numbered = ca.crl(c -> c.number(7));
        byte[] critical = ca.crl(c -> c.without(Extension.CRL_NUMBER)
                .extension(new Extension(Extension.CRL_NUMBER, true, new byte[] {2, 1, 7})));

        for (byte[] odd : List.of(unnumbered, critical)) {
            assertThat(obstacles(validate(RevocationPolicy.REQUIRE, List.of(odd, root.crl()), List.of())))
                    .extracting(Obstacle::rule)
                    .containsExactly(Rule.CRL_NUMBER_UNUSABLE);
            ChainVerdict told = validate(RevocationPolicy.REQUIRE, List.of(odd, numbered, root.crl()), List.of());
            assertThat(told.isTrusted()).isTrue();
            assertThat(told.work().signatureChecks())
                    .as("two certificates and three lists, although each list is asked twice")
                    .isEqualTo(5);
        }
    }

    /** The leaf's CRL is another authority's, whose own is another's, and so on up to the root's. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void signers_of_crls_may_depend_on_each_other_to_the_second(int signers) {
        List<byte[]> crls = new ArrayList<>(List.of(root.crl()));
        List<Certificate> certificates = new ArrayList<>();
        Optional<Authority> above = Optional.empty();
        for (int i = signers; i > 0; i--) {
            Optional<Authority> telling = above;
            // The CA has no list of its own, so that below it only the indirect ones tell.
            Authority signer = (telling.isEmpty() ? root : ca)
                    .issueAuthority(
                            "CRL signer " + i,
                            s -> telling.map(told -> s.crlDistributionPoints(pointing(told)))
                                    .orElse(s));
            crls.add(signer.crl(c -> c.scope(CrlScope.EVERYTHING.withOtherIssuers())));
            certificates.add(signer.certificate());
            above = Optional.of(signer);
        }
        Authority first = above.orElseThrow();
        Issued pointed = ca.issueLeaf(Pki.HOST, s -> s.crlDistributionPoints(pointing(first)));
        ChainVerdict verdict = ChainValidator.of(Profile.RFC5280)
                .validate(Pki.request(pointed.chain(), root.certificate())
                        .alsoTry(certificates)
                        .revocation(
                                RevocationData.crls(
                                        crls.stream().map(Crl::parse).toList()),
                                RevocationPolicy.REQUIRE));

        assertThat(verdict.isTrusted()).as(verdict.toString()).isEqualTo(signers < 3);
    }

    private static DistributionPoint pointing(Authority signer) {
        return new DistributionPoint(
                Optional.empty(),
                Set.of(),
                List.of(new GeneralName.Directory(signer.certificate().subject())));
    }

    @Test
    void a_signer_of_crls_that_is_revoked_itself_tells_nothing() {
        Authority signer = root.issueAuthority("CRL signer");
        Issued pointed = ca.issueLeaf(Pki.HOST, s -> s.crlDistributionPoints(pointing(signer)));
        byte[] indirect = signer.crl(c -> c.scope(CrlScope.EVERYTHING.withOtherIssuers()));
        ChainRequest request = Pki.request(pointed.chain(), root.certificate()).alsoTry(List.of(signer.certificate()));

        assertThat(validate(request, indirect, root.crl()).isTrusted()).isTrue();
        assertThat(obstacles(validate(request, indirect, root.crl(c -> c.revoke(signer.certificate())))))
                .extracting(Obstacle::rule)
                .containsExactly(Rule.CRL_UNUSABLE);
    }

    /** The signer's own point names the signer: its own list is the only one that can tell of it. */
    @Test
    void a_signer_of_crls_that_names_itself_is_told_of_by_its_own_list() {
        DistributionPoint itself = new DistributionPoint(
                Optional.empty(),
                Set.of(),
                List.of(new GeneralName.Directory(DistinguishedName.parse("CN=CRL signer"))));
        Authority pointing = ca.issueAuthority("CRL signer", s -> s.crlDistributionPoints(itself));
        Authority silent = ca.issueAuthority("CRL signer");
        Issued pointed = ca.issueLeaf(Pki.HOST, s -> s.crlDistributionPoints(itself));
        CrlScope indirect = CrlScope.EVERYTHING.withOtherIssuers();
        Function<Authority, ChainRequest> with =
                signer -> Pki.request(pointed.chain(), root.certificate()).alsoTry(List.of(signer.certificate()));

        assertThat(validate(with.apply(pointing), pointing.crl(c -> c.scope(indirect)), root.crl())
                        .isTrusted())
                .isTrue();
        assertThat(obstacles(validate(
                        with.apply(pointing),
                        pointing.crl(c -> c.scope(indirect).revokeOfOtherIssuer(pointing.certificate(), Pki.AT)),
                        root.crl())))
                .as("revoked by itself")
                .extracting(Obstacle::rule)
                .containsExactly(Rule.CRL_UNUSABLE);
        assertThat(obstacles(validate(with.apply(silent), silent.crl(c -> c.scope(indirect)), root.crl())))
                .as("nobody tells of it")
                .extracting(Obstacle::rule)
                .containsExactly(Rule.CRL_UNUSABLE);
    }

    @Test
    void a_list_in_anothers_name_counts_only_with_that_ones_signature() {
        Authority signer = root.issueAuthority("CRL signer");
        Issued pointed = ca.issueLeaf(Pki.HOST, s -> s.crlDistributionPoints(pointing(signer)));
        byte[] pretended =
                ca.crl(c -> c.issuer(signer.certificate().subject()).scope(CrlScope.EVERYTHING.withOtherIssuers()));
        ChainRequest request = Pki.request(pointed.chain(), root.certificate()).alsoTry(List.of(signer.certificate()));

        assertThat(obstacles(validate(request, pretended, root.crl())))
                .extracting(Obstacle::rule)
                .containsExactly(Rule.CRL_UNUSABLE);
    }

    @Test
    void a_list_by_the_issuers_new_key_counts_once_its_certificate_is_at_hand() {
        Authority renewed = root.issueAuthority("CA");
        ChainRequest request = Pki.request(leaf.chain(), root.certificate());

        assertThat(obstacles(validate(request, renewed.crl(), root.crl())))
                .extracting(Obstacle::rule)
                .containsExactly(Rule.CRL_UNUSABLE);
        assertThat(validate(request.alsoTry(List.of(renewed.certificate())), renewed.crl(), root.crl())
                        .isTrusted())
                .isTrue();
    }

    private static ChainVerdict validate(ChainRequest request, byte[]... crls) {
        return ChainValidator.of(Profile.RFC5280)
                .validate(request.revocation(
                        RevocationData.crls(
                                List.of(crls).stream().map(Crl::parse).toList()),
                        RevocationPolicy.REQUIRE));
    }
}
