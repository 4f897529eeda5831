package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.OcspResponse;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private final ChainValidator validator = ChainValidator.of(Profile.RFC5280);
    private final Mint mint = Mint.seeded(5).at(Pki.AT);
    private final Authority oldRoot = mint.root("Old root");
    private final Authority newRoot = mint.root("New root");
    private final Authority crossSigned = oldRoot.crossSign(newRoot, s -> s.notAfter(Pki.AT.plus(Duration.ofDays(30))));
    private final Authority issuing = newRoot.issueAuthority("Issuing");
    private final Issued leaf = issuing.issueLeaf(Pki.HOST);
    private final List<Certificate> chain =
            List.of(leaf.certificate(), issuing.certificate(), crossSigned.certificate());

    private WhatIf whatIf(Certificate... anchors) {
        return WhatIf.of(validator, Pki.request(chain, anchors));
    }

    @Test
    void everything_on_the_only_path_is_a_single_point_of_failure() {
        assertThat(whatIf(oldRoot.certificate()).singlePointsOfFailure())
                .containsExactly(issuing.certificate(), crossSigned.certificate(), oldRoot.certificate());
    }

    @Test
    void a_second_anchor_relieves_the_first() {
        assertThat(whatIf(oldRoot.certificate(), newRoot.certificate()).singlePointsOfFailure())
                .containsExactly(issuing.certificate());
    }

    @Test
    void signatures_are_verified_once_over_all_questions() {
        SignatureMemo own = SignatureMemo.standard();
        ChainRequest request = Pki.request(chain, oldRoot.certificate());
        WhatIf forgotten = WhatIf.of(validator, request);
        WhatIf kept = WhatIf.of(validator, request.memo(own));

        for (WhatIf whatIf : List.of(forgotten, kept)) {
            assertThat(checks(whatIf)).isEqualTo(3);
            assertThat(checks(whatIf)).isZero();
        }
        assertThat(own.size()).isEqualTo(3);
    }

    private int checks(WhatIf whatIf) {
        return whatIf.acrossStores(Map.of("old", List.of(oldRoot.certificate())))
                .get("old")
                .work()
                .signatureChecks();
    }

    @Test
    void a_rejection_has_no_single_point_of_failure() {
        assertThat(whatIf(mint.root("Other").certificate()).singlePointsOfFailure())
                .isEmpty();
    }

    @Test
    void stores_differ_by_paths() {
        WhatIf.Difference difference = whatIf().difference(
                        List.of(oldRoot.certificate()), List.of(oldRoot.certificate(), newRoot.certificate()));

        assertThat(difference.onlyFirst()).isEmpty();
        assertThat(difference.onlySecond())
                .containsExactly(List.of(leaf.certificate(), issuing.certificate(), newRoot.certificate()));
        assertThat(difference.both()).hasSize(1);
        assertThat(difference.complete()).isTrue();
    }

    @Test
    void several_stores_at_once() {
        Map<String, ChainVerdict> verdicts =
                whatIf().acrossStores(Map.of("old", List.of(oldRoot.certificate()), "empty", List.<Certificate>of()));

        assertThat(verdicts.get("old").isTrusted()).isTrue();
        assertThat(verdicts.get("empty").isTrusted()).isFalse();
    }

    @Test
    void the_next_change_is_exact_to_the_second() {
        Instant lastGood = crossSigned.certificate().notAfter();

        WhatIf.Change change = whatIf(oldRoot.certificate()).nextChange().orElseThrow();

        assertThat(change.at()).isEqualTo(lastGood.plusSeconds(1));
        assertThat(change.before().isTrusted()).isTrue();
        assertThat(change.before().at()).isEqualTo(lastGood);
        assertThat(change.after().isTrusted()).isFalse();
    }

    @Test
    void changes_go_both_ways() {
        List<WhatIf.Change> changes = whatIf(oldRoot.certificate(), newRoot.certificate())
                .changes(Pki.AT.minus(Duration.ofDays(400)), Pki.AT.plus(Duration.ofDays(4000)));

        assertThat(changes)
                .extracting(WhatIf.Change::at)
                .containsExactly(
                        leaf.certificate().notBefore(),
                        leaf.certificate().notAfter().plusSeconds(1));
        assertThat(changes.get(0).after().isTrusted()).isTrue();
        assertThat(changes.get(1).after().isTrusted()).isFalse();
    }

    @Test
    void a_stale_crl_is_a_change() {
        List<Crl> crls = List.of(
                Crl.parse(issuing.crl(c -> c.nextUpdate(Pki.AT.plus(Duration.ofDays(3))))),
                Crl.parse(newRoot.crl(c -> c.nextUpdate(Pki.AT.plus(Duration.ofDays(9))))));
        ChainRequest request = Pki.request(chain, newRoot.certificate())
                .revocation(RevocationData.crls(crls), RevocationPolicy.REQUIRE);

        Optional<WhatIf.Change> change = WhatIf.of(validator, request).nextChange();

        assertThat(change.map(WhatIf.Change::at)).contains(Pki.AT.plus(Duration.ofDays(3)));
    }

    @Test
    void a_stale_answer_is_a_change_and_so_is_one_that_the_policy_calls_old() {
        Instant end = Pki.AT.plus(Duration.ofDays(2));
        Duration age = Duration.ofDays(1);
        byte[] ofLeaf = issuing.ocsp(o -> o.valid(Pki.AT, end).good(leaf.certificate()));
        byte[] ofIssuing =
                newRoot.ocsp(o -> o.valid(Pki.AT, end.plusSeconds(60)).good(issuing.certificate()));
        RevocationData data = new RevocationData(
                List.of(), Stream.of(ofLeaf, ofIssuing).map(OcspResponse::parse).toList());
        ChainRequest request = Pki.request(chain, newRoot.certificate());

        assertThat(nextChange(request.revocation(data, RevocationPolicy.REQUIRE)))
                .contains(end);
        assertThat(nextChange(request.revocation(data, RevocationPolicy.REQUIRE.withMaxAge(age))))
                .contains(Pki.AT.plus(age).plusSeconds(1));
    }

    private Optional<Instant> nextChange(ChainRequest request) {
        return WhatIf.of(validator, request).nextChange().map(WhatIf.Change::at);
    }

    @Test
    void what_is_rejected_for_good_never_changes() {
        assertThat(whatIf(mint.root("Other").certificate()).nextChange()).isEmpty();
    }
}
