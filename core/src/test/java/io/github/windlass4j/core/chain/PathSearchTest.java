package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathSearchTest {
    private final Mint mint = Mint.seeded(11).at(Pki.AT);
    private final ChainValidator rfc5280 = ChainValidator.of(Profile.RFC5280);

    /** n authorities that all cross-sign each other; the first issued the leaf. */
    private record Mesh(List<Authority> authorities, List<Certificate> crossSigned, Issued leaf) {
        static Mesh of(Mint mint, int n) {
            List<Authority> authorities = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                authorities.add(mint.root("CA " + i));
            }
            List<Certificate> crossSigned = new ArrayList<>();
            for (Authority issuer : authorities) {
                for (Authority subject : authorities) {
                    if (issuer != subject) {
                        crossSigned.add(issuer.crossSign(subject).certificate());
                    }
                }
            }
            return new Mesh(authorities, crossSigned, authorities.get(0).issueLeaf(Pki.HOST));
        }

        List<Certificate> chain() {
            List<Certificate> chain = new ArrayList<>(List.of(leaf.certificate()));
            chain.addAll(crossSigned);
            return chain;
        }

        /** Paths from the leaf's issuer to the last authority: orders of any selection of those between. */
        static int bruteForce(int between) {
            int paths = 0;
            for (int chosen = 0, orders = 1; chosen <= between; chosen++, orders *= between - chosen + 1) {
                paths += orders;
            }
            return paths;
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 2", "4, 5", "5, 16"})
    void finds_every_path_of_a_mesh(int n, int expected) {
        Mesh mesh = Mesh.of(mint, n);
        Certificate anchor = mesh.authorities().get(n - 1).certificate();

        ChainVerdict verdict = rfc5280.validate(Pki.request(mesh.chain(), anchor));

        assertThat(verdict.isTrusted()).isTrue();
        assertThat(verdict.exploration().complete()).isTrue();
        assertThat(verdict.candidates().stream().filter(Candidate::isValid))
                .hasSize(expected)
                .hasSize(Mesh.bruteForce(n - 2))
                .doesNotHaveDuplicates();
        assertThat(((ChainVerdict.Trusted) verdict).path()).as("the shortest").hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void a_mesh_without_anchor_costs_no_signature_and_no_step(int n) {
        Mesh mesh = Mesh.of(mint, n);

        ChainVerdict verdict = rfc5280.validate(
                Pki.request(mesh.chain(), mint.root("Unrelated").certificate()));

        assertThat(verdict.isTrusted()).isFalse();
        assertThat(verdict.work()).isEqualTo(new Work(0, 0, 0));
        assertThat(((ChainVerdict.Rejected) verdict).obstacles().get(0).rule()).isEqualTo(Rule.LOOP);
    }

    @Test
    void a_mesh_below_an_anchor_of_the_right_name_and_wrong_key_ends_within_the_budget() {
        Mesh mesh = Mesh.of(mint, 8);
        Certificate impostor = mesh.authorities().get(7).rekey().certificate();

        ChainVerdict verdict = rfc5280.validate(Pki.request(mesh.chain(), impostor));

        assertThat(verdict.isTrusted()).isFalse();
        assertThat(verdict.work().signatureChecks())
                .as("one for each link to the name")
                .isEqualTo(7);
        assertThat(verdict.work().buildSteps()).isLessThan(100);
        assertThat(((ChainVerdict.Rejected) verdict).obstacles())
                .extracting(Obstacle::rule)
                .containsOnly(Rule.ISSUER_KEY_DIFFERS);
    }

    @Test
    void a_mesh_below_an_expired_anchor_explains_and_ends() {
        Mesh mesh = Mesh.of(mint, 7);
        Authority last = mesh.authorities().get(6);
        Certificate expired = mint.root(
                        "CA 6",
                        s -> s.subject(last.certificate().subject())
                                .key(last.keyPair())
                                .notAfter(Pki.AT.minusSeconds(1)))
                .certificate();

        ChainVerdict verdict = rfc5280.validate(
                Pki.request(mesh.chain(), expired).budget(Budget.standard().withPaths(20)));

        assertThat(((ChainVerdict.Rejected) verdict).obstacles())
                .extracting(Obstacle::rule)
                .containsExactly(Rule.ANCHOR_EXPIRED);
        assertThat(verdict.candidates()).hasSize(20);
        assertThat(verdict.exploration().complete()).isFalse();
        assertThat(verdict.work().buildSteps()).isLessThan(1_000);
    }

    @Test
    void a_valid_path_is_found_behind_more_rejected_ones_than_are_kept() {
        Pki pki = Pki.sound();
        List<Certificate> chain = new ArrayList<>(List.of(pki.leaf.certificate()));
        for (int i = 0; i < 30; i++) {
            int days = i;
            Authority again = pki.root.issueAuthority(
                    "CA",
                    s -> s.key(pki.ca.keyPair())
                            .notBefore(Pki.AT.minus(Duration.ofDays(400)))
                            .notAfter(Pki.AT.minus(Duration.ofDays(1 + days))));
            chain.add(again.certificate());
        }
        chain.add(pki.mint.root("Other").crossSign(pki.ca).certificate());
        Authority other = pki.mint.root("Detour");
        chain.add(other.crossSign(pki.ca).certificate());
        chain.add(pki.root.crossSign(other).certificate());

        ChainVerdict verdict = rfc5280.validate(Pki.request(chain, pki.root.certificate())
                .budget(Budget.standard().withPaths(5)));

        assertThat(verdict.isTrusted()).isTrue();
        assertThat(((ChainVerdict.Trusted) verdict).path()).hasSize(4);
    }

    @Test
    void a_budget_that_ends_the_search_keeps_what_was_found() {
        Mesh mesh = Mesh.of(mint, 5);
        ChainRequest request =
                Pki.request(mesh.chain(), mesh.authorities().get(4).certificate());

        ChainVerdict few = rfc5280.validate(request.budget(Budget.standard().withSteps(4)));
        ChainVerdict none = rfc5280.validate(request.budget(Budget.standard().withSteps(1)));

        assertThat(few.isTrusted()).isTrue();
        assertThat(few.exploration().complete()).isFalse();
        assertThat(((ChainVerdict.Rejected) none).obstacles())
                .as("the steps alone, whatever lies deeper")
                .singleElement()
                .satisfies(obstacle ->
                        assertThat(obstacle.message()).contains("build steps", "at most 1", "explored with"));
    }

    @ParameterizedTest
    @CsvSource({"withDepth, names lead on", "withCertificates, certificates besides", "withBytes, bytes of certificates"
    })
    void each_limit_is_named(String limit, String text) {
        Mesh mesh = Mesh.of(mint, 3);
        Budget budget = switch (limit) {
            case "withDepth" -> Budget.standard().withDepth(1);
            case "withCertificates" -> Budget.standard().withCertificates(2);
            default -> Budget.standard().withBytes(100);
        };

        ChainVerdict verdict = rfc5280.validate(
                Pki.request(mesh.chain(), mesh.authorities().get(2).certificate())
                        .budget(budget));

        assertThat(((ChainVerdict.Rejected) verdict).obstacles().get(0).rule()).isEqualTo(Rule.BUDGET_EXCEEDED);
        assertThat(((ChainVerdict.Rejected) verdict).obstacles().get(0).found()).contains(text);
    }

    @Test
    void first_path_only_stops_at_the_first() {
        Mesh mesh = Mesh.of(mint, 5);

        ChainVerdict verdict = rfc5280.validate(
                Pki.request(mesh.chain(), mesh.authorities().get(4).certificate())
                        .firstPathOnly());

        assertThat(verdict.candidates()).hasSize(1);
        assertThat(verdict.work().signatureChecks()).isEqualTo(2);
    }

    @Test
    void a_memo_answers_instead_of_the_second_check() {
        Pki pki = Pki.sound();
        SignatureMemo memo = SignatureMemo.bounded(10);

        ChainVerdict first = rfc5280.validate(pki.request().memo(memo));
        ChainVerdict second = rfc5280.validate(pki.request().memo(memo));

        assertThat(first.work().signatureChecks()).isEqualTo(2);
        assertThat(second.work().signatureChecks()).isZero();
        assertThat(second.isTrusted()).isTrue();
        assertThat(memo.size()).isEqualTo(2);
    }

    @Test
    void a_memo_changes_no_explanation() {
        Pki pki = Pki.leaf(s -> s.wrongSignature());
        SignatureMemo memo = SignatureMemo.standard();

        ChainVerdict first = rfc5280.validate(pki.request().memo(memo));
        ChainVerdict second = rfc5280.validate(pki.request().memo(memo));

        assertThat(second.toString()).isEqualTo(first.toString());
    }

    @Test
    void a_memo_forgets_the_least_recent_answer() {
        SignatureMemo memo = SignatureMemo.bounded(1);
        rfc5280.validate(Pki.sound().request().memo(memo));

        assertThat(memo.size()).isEqualTo(1);
    }

    @Test
    void backtracks_over_an_expired_cross_certificate() {
        Authority old = mint.root("Old root");
        Authority current = mint.root("New root");
        Authority expired = old.crossSign(current, s -> s.notAfter(Pki.AT.minus(Duration.ofDays(1))));
        Issued leaf = current.issueLeaf(Pki.HOST);

        ChainVerdict verdict = rfc5280.validate(Pki.request(
                List.of(leaf.certificate(), expired.certificate()), old.certificate(), current.certificate()));

        assertThat(((ChainVerdict.Trusted) verdict).path()).containsExactly(leaf.certificate(), current.certificate());
        assertThat(verdict.candidates()).hasSize(2);
        assertThat(verdict.candidates().get(1).obstacles())
                .extracting(Obstacle::rule)
                .containsExactly(Rule.EXPIRED);
    }

    /** The shape of DST Root CA X3 in October 2021: an expired anchor above a cross-certificate that is still valid. */
    @Test
    void an_expired_anchor_above_a_valid_cross_certificate() {
        Authority expiredRoot = mint.root("DST", s -> s.notAfter(Pki.AT.minus(Duration.ofDays(60))));
        Authority root = mint.root("ISRG");
        Certificate crossSigned = expiredRoot.crossSign(root).certificate();
        Authority intermediate = root.issueAuthority("R3");
        Issued leaf = intermediate.issueLeaf(Pki.HOST);
        List<Certificate> chain = List.of(leaf.certificate(), intermediate.certificate(), crossSigned);

        ChainRequest onlyOld = Pki.request(chain, expiredRoot.certificate());
        ChainRequest both = Pki.request(chain, expiredRoot.certificate(), root.certificate());

        assertThat(rfc5280.validate(onlyOld).isTrusted()).isFalse();
        assertThat(ChainValidator.of(Profile.RFC5280_PATH).validate(onlyOld).isTrusted())
                .as("RFC 5280 6.1 ignores the anchor's dates")
                .isTrue();
        assertThat(((ChainVerdict.Trusted) rfc5280.validate(both)).anchor()).isEqualTo(root.certificate());
    }

    @Test
    void an_anchor_need_not_be_self_signed_and_the_root_may_be_sent() {
        Pki pki = Pki.sound();

        ChainVerdict verdict = rfc5280.validate(Pki.request(pki.leaf.path(), pki.ca.certificate()));

        assertThat(((ChainVerdict.Trusted) verdict).path())
                .containsExactly(pki.leaf.certificate(), pki.ca.certificate());
    }

    @Test
    void a_self_signed_server_is_trusted_where_the_profile_says_so() {
        Issued server = mint.selfSigned(Pki.HOST, Pki.SOUND);
        ChainRequest request = Pki.request(List.of(server.certificate()), server.certificate());

        assertThat(ChainValidator.of(Profile.PRIVATE_PKI).validate(request).isTrusted())
                .isTrue();
        assertThat(ChainValidator.of(Profile.WEBPKI).validate(request).isTrusted())
                .isFalse();
    }

    @Test
    void a_pinned_leaf_needs_no_issuer_but_its_dates_and_names() {
        Pki pki = Pki.sound();
        ChainRequest pinned =
                Pki.request(List.of(pki.leaf.certificate())).trustedLeaves(List.of(pki.leaf.certificate()));

        assertThat(rfc5280.validate(pinned).isTrusted()).isTrue();
        assertThat(rfc5280.validate(pinned.host(ServerName.parse("other.example.test")))
                        .isTrusted())
                .isFalse();
        assertThat(rfc5280.validate(pinned.at(pki.leaf.certificate().notAfter().plusSeconds(1)))
                        .isTrusted())
                .isFalse();
    }

    @Test
    void the_order_of_what_is_sent_makes_no_difference() {
        Mesh mesh = Mesh.of(mint, 4);
        List<Certificate> reversed = new ArrayList<>(mesh.crossSigned());
        Collections.reverse(reversed);
        reversed.add(0, mesh.leaf().certificate());
        Certificate anchor = mesh.authorities().get(3).certificate();

        ChainVerdict one = rfc5280.validate(Pki.request(mesh.chain(), anchor));
        ChainVerdict other = rfc5280.validate(Pki.request(reversed, anchor));

        assertThat(other.candidates()).isEqualTo(one.candidates());
    }
}
