package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To the unit: what a budget still allows, and what is told where it ends; and what makes one path nearer than another. */
class SearchLimitsTest {
    private final Mint mint = Mint.seeded(47).at(Pki.AT);
    private final ChainValidator rfc5280 = ChainValidator.of(Profile.RFC5280);

    @Test
    void every_limit_is_enough_when_it_is_met_exactly() {
        Pki pki = new Pki(
                Pki.SOUND,
                s -> s.permitted(new GeneralName.Dns("example.test")),
                s -> s.dns(Pki.HOST, "b.example.test"));
        ChainRequest request = pki.request();
        Work work = rfc5280.validate(request).work();
        int bytes =
                pki.leaf.certificate().encoded().length + pki.ca.certificate().encoded().length;
        Budget exact = Budget.standard()
                .withSignatures(work.signatureChecks())
                .withSteps(work.buildSteps())
                .withNameComparisons(Math.toIntExact(work.nameComparisons()))
                .withDepth(2)
                .withCertificates(1)
                .withBytes(bytes)
                .withPaths(1);

        ChainVerdict verdict = rfc5280.validate(request.budget(exact));

        assertThat(work).isEqualTo(new Work(2, 2, work.nameComparisons()));
        assertThat(work.nameComparisons()).isPositive();
        assertThat(verdict.isTrusted()).as(verdict.toString()).isTrue();
        assertThat(List.of(
                        exact.withSignatures(1),
                        exact.withSteps(1),
                        exact.withNameComparisons(Math.toIntExact(work.nameComparisons() - 1)),
                        exact.withDepth(1),
                        exact.withBytes(bytes - 1)))
                .allSatisfy(less -> assertThat(obstacles(rfc5280.validate(request.budget(less)))
                                .get(0)
                                .rule())
                        .as("%s", less)
                        .isIn(Rule.BUDGET_EXCEEDED, Rule.NAME_COMPARISONS_EXCEEDED));
    }

    @Test
    void a_path_whose_signatures_were_not_all_checked_is_not_valid() {
        ChainVerdict verdict =
                rfc5280.validate(Pki.sound().request().budget(Budget.standard().withSignatures(1)));

        assertThat(verdict.isTrusted()).isFalse();
        assertThat(verdict.exploration().complete()).isFalse();
        assertThat(verdict.candidates()).isNotEmpty().noneMatch(Candidate::isValid);
        assertThat(verdict.work().signatureChecks()).isEqualTo(1);
        assertThat(obstacles(verdict).get(0).message()).contains("signature checks are used up", "at most 1");
    }

    @Test
    void comparisons_of_names_are_counted_once_for_each_pair() {
        Authority root = mint.root("Root", s -> s.permitted(new GeneralName.Dns("example.test")));
        Authority ca = root.issueAuthority("CA");
        Issued leaf = ca.issueLeaf(Pki.HOST);
        Certificate again = root.issueAuthority("CA", s -> s.key(ca.keyPair())).certificate();

        ChainVerdict one = rfc5280.validate(Pki.request(leaf.chain(), root.certificate()));
        List<Certificate> twice = new ArrayList<>(leaf.chain());
        twice.add(again);
        ChainVerdict two = rfc5280.validate(Pki.request(twice, root.certificate()));

        assertThat(two.candidates()).hasSize(2);
        assertThat(two.work().nameComparisons())
                .as("the leaf is compared once; each edition of the CA on its own")
                .isLessThan(2 * one.work().nameComparisons());
    }

    @Test
    void the_path_with_the_fewest_faults_is_told_first() {
        Pki pki = Pki.sound();
        Authority expired = pki.mint.root("Worse", s -> s.notAfter(Pki.AT.minus(Duration.ofDays(1))));
        Authority late = pki.mint.root("Bad", s -> s.notBefore(Pki.AT.plus(Duration.ofDays(1))));
        Certificate worse = expired.crossSign(pki.ca, s -> s.notAfter(Pki.AT.minus(Duration.ofDays(1))))
                .certificate();
        Certificate bad = late.crossSign(pki.ca).certificate();

        ChainVerdict verdict = rfc5280.validate(
                Pki.request(List.of(pki.leaf.certificate(), worse, bad), expired.certificate(), late.certificate()));

        assertThat(verdict.candidates())
                .extracting(candidate -> candidate.obstacles().size())
                .containsExactly(1, 2);
        assertThat(obstacles(verdict)).extracting(Obstacle::rule).containsExactly(Rule.ANCHOR_NOT_YET_VALID);
    }

    @Test
    void a_path_that_its_signatures_bear_out_is_nearer_than_one_with_a_wrong_key() {
        Pki pki = Pki.sound();
        Authority lookAlike = pki.mint.root("Root");
        UnaryOperator<CertificateSpec> old = s -> s.notAfter(Pki.AT.minus(Duration.ofDays(1)));
        Authority expired = pki.mint.root("Old", old);
        List<Certificate> chain = List.of(
                pki.leaf.certificate(),
                pki.ca.certificate(),
                expired.crossSign(pki.ca, old).certificate());

        ChainVerdict verdict = rfc5280.validate(Pki.request(chain, lookAlike.certificate(), expired.certificate()));

        assertThat(obstacles(verdict))
                .as("two faults, and nearer than one")
                .extracting(Obstacle::rule)
                .containsExactlyInAnyOrder(Rule.EXPIRED, Rule.ANCHOR_EXPIRED);
        assertThat(verdict.candidates().get(1).obstacles())
                .extracting(Obstacle::rule)
                .containsExactly(Rule.ISSUER_KEY_DIFFERS);
    }

    @Test
    void a_wrong_key_names_both_key_identifiers() {
        Pki pki = Pki.sound();
        Authority lookAlike = pki.mint.root("Root", s -> s.subjectKeyIdentifier("0a0b"));

        Obstacle named = obstacles(rfc5280.validate(Pki.request(pki.leaf.chain(), lookAlike.certificate())))
                .get(0);
        Authority silent = pki.mint.root("Root", s -> s.without("2.5.29.14"));
        Obstacle unnamed = obstacles(ChainValidator.of(Profile.RFC5280
                                .without(Rule.SUBJECT_KEY_ID_MISSING)
                                .without(Rule.AUTHORITY_KEY_ID_MISSING))
                        .validate(Pki.request(pki.leaf.chain(), silent.certificate())))
                .get(0);

        String wanted = pki.ca
                .certificate()
                .extensions()
                .authorityKeyIdentifier()
                .orElseThrow()
                .keyIdentifier()
                .orElseThrow();
        assertThat(named.rule()).isEqualTo(Rule.ISSUER_KEY_DIFFERS);
        assertThat(named.index()).isEqualTo(1);
        assertThat(named.found()).contains("\"CN=Root\"", "0a0b");
        assertThat(named.expected()).contains(wanted);
        assertThat(unnamed.rule())
                .as("without an identifier nothing differs but the signature")
                .isEqualTo(Rule.SIGNATURE_INVALID);
        assertThat(unnamed.found()).contains("\"CN=Root\"");
    }

    @Test
    void a_key_that_cannot_be_used_is_told_of_the_certificate_above() {
        Pki pki = Pki.sound();
        Certificate broken = pki.root
                .crossSign(pki.ca, s -> s.key(RawKeys.pointOffItsCurve()).subjectKeyIdentifier(keyIdentifier(pki.leaf)))
                .certificate();

        List<Obstacle> obstacles = obstacles(
                rfc5280.validate(Pki.request(List.of(pki.leaf.certificate(), broken), pki.root.certificate())));

        assertThat(obstacles).extracting(Obstacle::rule).contains(Rule.KEY_UNREADABLE);
        assertThat(obstacles)
                .filteredOn(obstacle -> obstacle.rule() == Rule.SIGNATURE_INVALID)
                .singleElement()
                .satisfies(obstacle -> {
                    assertThat(obstacle.index()).isZero();
                    assertThat(obstacle.found()).contains("the key of \"CN=CA\" cannot be used");
                    assertThat(obstacle.expected()).isEqualTo("a signature by a readable key");
                });
    }

    private static String keyIdentifier(Issued leaf) {
        return leaf.certificate()
                .extensions()
                .authorityKeyIdentifier()
                .flatMap(AuthorityKeyIdentifier::keyIdentifier)
                .orElseThrow();
    }

    /**
     * A CA in twenty editions unfit for {@code reason}; the fit one is reached by a longer way. All of it takes 65 steps: 41
     * for paths of three below the root, 24 for the longer one, which the profile only warns about. An expired edition costs
     * nothing once three paths are known, what only forbids the names or the length below it costs the step to it but none
     * above.
     */
    @ParameterizedTest
    @CsvSource({"expired, 11", "names, 48", "length, 48"})
    void what_cannot_help_is_left_out_once_enough_is_known(String reason, int mostSteps) {
        Pki pki = Pki.sound();
        Authority middle = pki.root.issueAuthority("Middle");
        Authority low = middle.issueAuthority("Low");
        Issued leaf = low.issueLeaf(Pki.HOST);
        List<Certificate> chain = new ArrayList<>(List.of(leaf.certificate(), low.certificate()));
        for (int i = 0; i < 20; i++) {
            chain.add(pki.root.crossSign(middle, s -> unfit(s, reason)).certificate());
        }
        // What the way around permits, in names and in length, is no more than it takes.
        GeneralName host = new GeneralName.Dns(Pki.HOST);
        Authority detour = pki.root.issueAuthority(
                "Detour",
                s -> s.extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH, ExtendedKeyUsage.CODE_SIGNING)
                        .permitted(host)
                        .pathLength(2));
        chain.add(detour.certificate());
        chain.add(detour.crossSign(middle, s -> s.permitted(host).pathLength(1)).certificate());

        ChainRequest request = Pki.request(chain, pki.root.certificate());
        ChainVerdict verdict = rfc5280.validate(request.budget(Budget.standard().withPaths(3)));

        assertThat(verdict.isTrusted()).as(verdict.toString()).isTrue();
        assertThat(rfc5280.validate(request).work().buildSteps()).isEqualTo(65);
        assertThat(verdict.work().buildSteps()).isLessThanOrEqualTo(mostSteps);
        assertThat(((ChainVerdict.Trusted) verdict).path()).hasSize(5);
        assertThat(verdict.candidates()).hasSize(4);
        assertThat(verdict.candidates().get(0).warnings()).isNotEmpty();
        assertThat(verdict.exploration().complete()).isFalse();
    }

    private static CertificateSpec unfit(CertificateSpec spec, String reason) {
        return switch (reason) {
            case "expired" -> spec.notAfter(Pki.AT.minus(Duration.ofDays(1)));
            case "names" -> spec.permitted(new GeneralName.Dns("other.test"));
            default -> spec.pathLength(0);
        };
    }

    @Test
    void where_enough_is_known_one_valid_path_ends_the_search() {
        Pki pki = Pki.sound();
        Authority early = pki.mint.root("Early", s -> s.notBefore(Pki.AT.plus(Duration.ofDays(1))));
        Authority detour = pki.root.issueAuthority("Detour");
        Authority longer = detour.issueAuthority("Longer");
        List<Certificate> chain = List.of(
                pki.leaf.certificate(),
                early.crossSign(pki.ca).certificate(),
                detour.certificate(),
                detour.crossSign(pki.ca).certificate(),
                longer.certificate(),
                longer.crossSign(pki.ca).certificate());
        ChainRequest request = Pki.request(chain, pki.root.certificate(), early.certificate());

        ChainVerdict all = rfc5280.validate(request);
        ChainVerdict one = rfc5280.validate(request.budget(Budget.standard().withPaths(1)));
        ChainVerdict first = rfc5280.validate(request.firstPathOnly());

        assertThat(all.candidates()).extracting(Candidate::isValid).containsExactly(true, true, false);
        assertThat(all.exploration().complete()).isTrue();
        for (ChainVerdict verdict : List.of(one, first)) {
            assertThat(verdict.candidates()).extracting(Candidate::isValid).containsExactly(true, false);
            assertThat(verdict.candidates().get(0).path()).hasSize(4);
            assertThat(verdict.exploration().complete()).isFalse();
        }
    }

    @Test
    void the_longest_path_allowed_is_found_and_a_longer_one_makes_the_search_incomplete() {
        Authority first = mint.root("First");
        Authority second = mint.root("Second");
        Authority anchor = mint.root("Anchor");
        List<Certificate> chain = List.of(
                first.issueLeaf(Pki.HOST).certificate(),
                anchor.crossSign(first).certificate(),
                second.crossSign(first).certificate(),
                anchor.crossSign(second).certificate());
        ChainRequest request = Pki.request(chain, anchor.certificate());

        ChainVerdict two = rfc5280.validate(request.budget(Budget.standard().withDepth(2)));
        ChainVerdict three = rfc5280.validate(request.budget(Budget.standard().withDepth(3)));

        assertThat(two.isTrusted()).isTrue();
        assertThat(two.candidates()).hasSize(1);
        assertThat(two.exploration().complete()).isFalse();
        assertThat(three.candidates()).hasSize(2);
        assertThat(three.exploration().complete()).isTrue();
    }

    @Test
    void a_trusted_verdict_costs_no_signature_of_a_path_that_is_rejected_anyway() {
        Pki pki = Pki.sound();
        Authority expired = pki.mint.root("Old", s -> s.notAfter(Pki.AT.minus(Duration.ofDays(1))));
        List<Certificate> chain = List.of(
                pki.leaf.certificate(),
                pki.ca.certificate(),
                expired.crossSign(pki.ca).certificate());

        ChainVerdict both = rfc5280.validate(Pki.request(chain, pki.root.certificate(), expired.certificate()));
        ChainVerdict onlyOld = rfc5280.validate(Pki.request(chain, expired.certificate()));

        assertThat(both.candidates()).hasSize(2);
        assertThat(both.work().signatureChecks()).isEqualTo(2);
        assertThat(onlyOld.work().signatureChecks())
                .as("a rejection says whether the signatures fit")
                .isEqualTo(2);
    }

    @Test
    void explaining_looks_at_the_nearest_path_first_and_is_no_search_that_ended_early() {
        Pki pki = Pki.sound();
        Duration day = Duration.ofDays(1);
        Authority expired = pki.mint.root("Worse", s -> s.notAfter(Pki.AT.minus(day)));
        Authority late = pki.mint.root("Bad", s -> s.notBefore(Pki.AT.plus(day)));
        List<Certificate> chain = List.of(
                pki.leaf.certificate(),
                expired.crossSign(pki.ca, s -> s.notAfter(Pki.AT.minus(day))).certificate(),
                late.crossSign(pki.ca, s -> s.wrongSignature()).certificate());
        Budget one = Budget.standard().withSignatures(1);

        ChainVerdict wrong = rfc5280.validate(
                Pki.request(chain, expired.certificate(), late.certificate()).budget(one));
        ChainVerdict right = rfc5280.validate(
                Pki.request(chain.subList(0, 2), expired.certificate()).budget(one));

        assertThat(obstacles(wrong))
                .extracting(Obstacle::rule)
                .containsExactlyInAnyOrder(Rule.ANCHOR_NOT_YET_VALID, Rule.SIGNATURE_INVALID);
        assertThat(obstacles(right))
                .extracting(Obstacle::rule)
                .containsExactlyInAnyOrder(Rule.ANCHOR_EXPIRED, Rule.EXPIRED);
        for (ChainVerdict verdict : List.of(wrong, right)) {
            assertThat(verdict.work().signatureChecks()).isEqualTo(1);
            assertThat(verdict.exploration().complete()).isTrue();
        }
    }

    @Test
    void of_many_ends_sixteen_are_told() {
        Pki pki = Pki.sound();
        List<Certificate> chain = new ArrayList<>(List.of(pki.leaf.certificate()));
        for (int i = 0; i < 20; i++) {
            chain.add(pki.mint.root("Unknown " + i).crossSign(pki.ca).certificate());
        }

        ChainVerdict verdict = rfc5280.validate(Pki.request(chain, pki.root.certificate()));

        assertThat(verdict.candidates()).hasSize(16).allSatisfy(end -> {
            assertThat(end.complete()).isFalse();
            assertThat(end.path()).hasSize(2).startsWith(pki.leaf.certificate());
            assertThat(end.obstacles()).extracting(Obstacle::rule).containsExactly(Rule.ISSUER_UNKNOWN);
        });
        assertThat(verdict.exploration().complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3, false", "2, true"})
    void a_chain_that_ends_nowhere_is_measured_too(int depth, boolean tooLong) {
        Authority low = mint.root("Elsewhere").issueAuthority("High").issueAuthority("Low");
        List<Certificate> chain = low.issueLeaf(Pki.HOST).chain();

        ChainVerdict verdict =
                rfc5280.validate(Pki.request(chain, Pki.sound().root.certificate())
                        .budget(Budget.standard().withDepth(depth)));

        assertThat(chain).hasSize(3);
        assertThat(obstacles(verdict)).extracting(Obstacle::rule).contains(Rule.ISSUER_UNKNOWN);
        assertThat(obstacles(verdict).stream().anyMatch(obstacle -> obstacle.rule() == Rule.BUDGET_EXCEEDED))
                .isEqualTo(tooLong);
    }

    @Test
    void a_self_signed_leaf_and_a_pinned_one_are_paths_of_their_own() {
        Issued own = mint.selfSigned(Pki.HOST, s -> s.key(KeyType.P_384));
        ChainRequest request = Pki.request(List.of(own.certificate()), own.certificate());
        ChainVerdict both =
                ChainValidator.of(Profile.PRIVATE_PKI).validate(request.trustedLeaves(List.of(own.certificate())));

        assertThat(both.isTrusted()).isTrue();
        assertThat(both.candidates()).filteredOn(Candidate::isValid).hasSize(2);
        assertThat(both.candidates()).allMatch(candidate -> candidate.policies().isEmpty());
        Issued stranger = mint.root("Other").issueLeaf(Pki.HOST);
        assertThat(ChainValidator.of(Profile.PRIVATE_PKI)
                        .validate(Pki.request(List.of(stranger.certificate()), stranger.certificate()))
                        .isTrusted())
                .as("an anchor that signed nothing, and did not sign itself")
                .isFalse();
    }

    @Test
    void an_anchor_that_stands_in_the_chain_as_well_is_one_path() {
        Pki pki = Pki.sound();
        ChainVerdict verdict = rfc5280.validate(Pki.request(pki.leaf.path(), pki.root.certificate()));

        assertThat(verdict.candidates()).hasSize(1);
        assertThat(verdict.exploration().complete()).isTrue();
        assertThat(Optional.of(pki.root.certificate()))
                .isEqualTo(verdict.candidates().get(0).anchor());
    }

    private static List<Obstacle> obstacles(ChainVerdict verdict) {
        return verdict.fold(trusted -> List.of(), ChainVerdict.Rejected::obstacles);
    }
}
