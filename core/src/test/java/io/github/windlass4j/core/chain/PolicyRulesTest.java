package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.PolicyConstraints;
import io.github.windlass4j.core.cert.PolicyMapping;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies along root, CA, issuing CA and server. */
class PolicyRulesTest {
    private static final String A = "1.2.3.1";
    private static final String B = "1.2.3.2";
    private static final String ANY = PolicyInputs.ANY_POLICY;
    private static final UnaryOperator<CertificateSpec> NOTHING = UnaryOperator.identity();
    private static final PolicyInputs EXPLICIT = PolicyInputs.oneOf(Set.of(ANY));

    private static UnaryOperator<CertificateSpec> of(String... policies) {
        return s -> s.policies(policies);
    }

    private static UnaryOperator<CertificateSpec> limits(int explicit, int mapping) {
        return s -> s.policyConstraints(new PolicyConstraints(explicit, mapping));
    }

    private static UnaryOperator<CertificateSpec> both(
            UnaryOperator<CertificateSpec> one, UnaryOperator<CertificateSpec> other) {
        return s -> other.apply(one.apply(s));
    }

    private record Path(
            UnaryOperator<CertificateSpec> root,
            UnaryOperator<CertificateSpec> ca,
            UnaryOperator<CertificateSpec> issuing,
            UnaryOperator<CertificateSpec> leaf) {
        ChainVerdict with(PolicyInputs inputs) {
            return with(inputs, Profile.RFC5280);
        }

        ChainVerdict with(PolicyInputs inputs, RuleProfile profile) {
            Mint mint = Mint.seeded(5280).at(Pki.AT);
            Authority anchor = mint.root("Root", root);
            Issued server = anchor.issueAuthority("CA", ca)
                    .issueAuthority("Issuing", issuing)
                    .issueLeaf(Pki.HOST, leaf);
            return ChainValidator.of(profile)
                    .validate(Pki.request(server.chain(), anchor.certificate()).policies(inputs));
        }
    }

    private static Path below(
            UnaryOperator<CertificateSpec> ca,
            UnaryOperator<CertificateSpec> issuing,
            UnaryOperator<CertificateSpec> leaf) {
        return new Path(NOTHING, ca, issuing, leaf);
    }

    private static Set<String> policies(ChainVerdict verdict) {
        assertThat(verdict).isInstanceOf(ChainVerdict.Trusted.class);
        return ((ChainVerdict.Trusted) verdict).accepted().policies();
    }

    /** The certificate at which no policy is left. */
    private static void refusedAt(int index, ChainVerdict verdict) {
        assertThat(verdict).as(verdict.toString()).isInstanceOf(ChainVerdict.Rejected.class);
        List<Obstacle> obstacles = ((ChainVerdict.Rejected) verdict).obstacles();
        assertThat(obstacles).extracting(Obstacle::rule).containsOnly(Rule.NO_VALID_POLICY);
        assertThat(obstacles.stream().mapToInt(Obstacle::index).max()).hasValue(index);
    }

    @Test
    void a_policy_that_all_share_is_valid() {
        Path shared = below(of(A, B), of(A, B), of(A));

        assertThat(policies(shared.with(EXPLICIT))).containsExactly(A);
        assertThat(policies(shared.with(PolicyInputs.oneOf(Set.of(A, B))))).containsExactly(A);
        refusedAt(0, shared.with(PolicyInputs.oneOf(Set.of(B))));
        assertThat(policies(shared.with(new PolicyInputs(Set.of(B), false, false, false))))
                .isEmpty();
    }

    @Test
    void a_gap_ends_every_policy_where_it_is() {
        refusedAt(2, below(NOTHING, of(A), of(A)).with(EXPLICIT));
        refusedAt(1, below(of(A), NOTHING, of(A)).with(EXPLICIT));
        refusedAt(0, below(of(A), of(A), NOTHING).with(EXPLICIT));
        refusedAt(1, below(of(A), of(B), of(B)).with(EXPLICIT));
        assertThat(policies(below(of(A), NOTHING, of(A)).with(PolicyInputs.NONE)))
                .isEmpty();
    }

    @Test
    void any_policy_stands_for_what_comes_below_unless_inhibited() {
        Path any = below(of(ANY), of(ANY), of(A));

        assertThat(policies(any.with(EXPLICIT))).containsExactly(A);
        refusedAt(2, any.with(new PolicyInputs(Set.of(ANY), true, false, true)));
        refusedAt(
                1,
                below(both(of(ANY), s -> s.inhibitAnyPolicy(0)), of(ANY), of(A)).with(EXPLICIT));
        assertThat(policies(below(both(of(ANY), s -> s.inhibitAnyPolicy(1)), of(ANY), of(A))
                        .with(EXPLICIT)))
                .containsExactly(A);
        refusedAt(
                0,
                below(both(of(ANY), s -> s.inhibitAnyPolicy(1)), of(ANY), of(ANY))
                        .with(EXPLICIT));
        // A later CA cannot raise what an earlier one has set.
        refusedAt(
                0,
                below(both(of(A), s -> s.inhibitAnyPolicy(0)), both(of(A), s -> s.inhibitAnyPolicy(5)), of(ANY))
                        .with(EXPLICIT));
    }

    @Test
    void a_mapping_leads_back_to_the_policy_of_the_issuer_unless_inhibited() {
        UnaryOperator<CertificateSpec> mapping = s -> s.policies(A).policyMappings(new PolicyMapping(A, B));
        Path early = below(mapping, of(B), of(B));
        Path late = below(of(A), mapping, of(B));

        assertThat(policies(early.with(EXPLICIT))).containsExactly(A);
        assertThat(policies(late.with(EXPLICIT))).containsExactly(A);
        refusedAt(1, early.with(new PolicyInputs(Set.of(ANY), true, true, false)));
        int absent = PolicyConstraints.ABSENT;
        refusedAt(0, below(both(of(A), limits(absent, 0)), mapping, of(B)).with(EXPLICIT));
        assertThat(policies(
                        below(both(of(A), limits(absent, 1)), mapping, of(B)).with(EXPLICIT)))
                .containsExactly(A);
    }

    /** A chain without policies; the CA asks for one after so many certificates, of which two follow it. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "2, 0", "3, -1"})
    void an_explicit_policy_can_be_asked_for_later(int skip, int refused) {
        ChainVerdict verdict =
                below(limits(skip, PolicyConstraints.ABSENT), NOTHING, NOTHING).with(PolicyInputs.NONE);

        if (refused < 0) {
            assertThat(verdict.isTrusted()).as(verdict.toString()).isTrue();
        } else {
            refusedAt(refused, verdict);
        }
    }

    @Test
    void the_leaf_may_ask_for_itself() {
        assertThat(below(NOTHING, NOTHING, limits(1, PolicyConstraints.ABSENT))
                        .with(PolicyInputs.NONE)
                        .isTrusted())
                .isTrue();
        refusedAt(
                0, below(NOTHING, NOTHING, limits(0, PolicyConstraints.ABSENT)).with(PolicyInputs.NONE));
    }

    @Test
    void an_anchor_limits_where_its_extensions_bind() {
        Path other = new Path(of(B), of(A), of(A), of(A));
        Path asking = new Path(limits(0, PolicyConstraints.ABSENT), NOTHING, NOTHING, NOTHING);
        Path mapping = new Path(s -> s.policies(B).policyMappings(new PolicyMapping(B, A)), of(A), of(A), of(A));

        refusedAt(2, other.with(EXPLICIT));
        assertThat(policies(other.with(EXPLICIT, Profile.RFC5280_PATH))).containsExactly(A);
        refusedAt(2, asking.with(PolicyInputs.NONE));
        assertThat(asking.with(PolicyInputs.NONE, Profile.RFC5280_PATH).isTrusted())
                .isTrue();
        assertThat(policies(mapping.with(EXPLICIT))).containsExactly(B);
        assertThat(policies(new Path(NOTHING, of(A), of(A), of(A)).with(EXPLICIT)))
                .containsExactly(A);
    }

    /** RFC 5280 6.1.4 (h): a self-issued certificate uses up no skip. */
    @Test
    void a_self_issued_certificate_does_not_count() {
        Mint mint = Mint.seeded(5281).at(Pki.AT);
        Authority old = mint.root("Root", limits(3, PolicyConstraints.ABSENT));
        Authority rolled = old.crossSign(old.rekey());
        Issued server = rolled.issueAuthority("CA").issueLeaf(Pki.HOST);

        ChainVerdict verdict = ChainValidator.of(Profile.RFC5280)
                .validate(Pki.request(server.chain(), old.certificate()).policies(PolicyInputs.NONE));

        assertThat(verdict.isTrusted()).as(verdict.toString()).isTrue();
        assertThat(((ChainVerdict.Trusted) verdict).path()).hasSize(4);
    }
}
