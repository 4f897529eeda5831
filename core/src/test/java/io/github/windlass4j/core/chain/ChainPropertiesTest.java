package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What must hold for any tangle of authorities: some expired, some constrained, any of them trusted. */
class ChainPropertiesTest {
    private static final ChainValidator VALIDATOR = ChainValidator.of(Profile.PRIVATE_PKI);

    /** A tangle and the question about it. */
    record Tangle(Issued leaf, List<Certificate> sent, List<Certificate> anchors, List<Authority> authorities) {
        ChainRequest request() {
            List<Certificate> chain = new ArrayList<>(List.of(leaf.certificate()));
            chain.addAll(sent);
            return ChainRequest.of(chain).anchors(anchors).at(Pki.AT);
        }
    }

    @Provide
    Arbitrary<Tangle> tangles() {
        return Arbitraries.longs().map(ChainPropertiesTest::tangle);
    }

    private static Tangle tangle(long seed) {
        Random random = new Random(seed);
        Mint mint = Mint.seeded(seed).at(Pki.AT);
        int n = 2 + random.nextInt(3);
        List<Authority> authorities = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Instant end = end(random);
            authorities.add(mint.root("CA " + i, s -> s.notAfter(end)));
        }
        List<Certificate> sent = new ArrayList<>();
        for (Authority issuer : authorities) {
            for (Authority subject : authorities) {
                if (issuer != subject && random.nextInt(3) > 0) {
                    Instant end = end(random);
                    boolean narrow = random.nextInt(4) == 0;
                    sent.add(issuer.crossSign(subject, s -> (narrow ? s.pathLength(0) : s).notAfter(end))
                            .certificate());
                }
            }
        }
        List<Certificate> anchors = authorities.stream()
                .filter(authority -> random.nextBoolean())
                .map(Authority::certificate)
                .toList();
        return new Tangle(authorities.get(0).issueLeaf(Pki.HOST), sent, anchors, authorities);
    }

    private static Instant end(Random random) {
        return Pki.AT.plus(Duration.ofDays(random.nextInt(4) == 0 ? -1 : 10 + random.nextInt(300)));
    }

    @Property(tries = 60)
    void unrelated_certificates_change_nothing(@ForAll("tangles") Tangle tangle) {
        ChainVerdict before = VALIDATOR.validate(tangle.request());
        Mint other = Mint.seeded(-1).at(Pki.AT);
        List<Certificate> anchors = new ArrayList<>(tangle.anchors());
        anchors.add(other.root("Unrelated root").certificate());
        Certificate stranger =
                other.root("Stranger").issueAuthority("Stranger's CA").certificate();

        ChainVerdict after =
                VALIDATOR.validate(tangle.request().anchors(anchors).alsoTry(List.of(stranger)));

        assertThat(after.isTrusted()).isEqualTo(before.isTrusted());
        assertThat(valid(after)).isEqualTo(valid(before));
    }

    @Property(tries = 60)
    void order_changes_nothing(@ForAll("tangles") Tangle tangle, @ForAll long shuffle) {
        List<Certificate> sent = new ArrayList<>(tangle.sent());
        List<Certificate> anchors = new ArrayList<>(tangle.anchors());
        Collections.shuffle(sent, new Random(shuffle));
        Collections.shuffle(anchors, new Random(shuffle));
        Tangle shuffled = new Tangle(tangle.leaf(), sent, anchors, tangle.authorities());

        assertThat(VALIDATOR.validate(shuffled.request()).candidates())
                .filteredOn(Candidate::complete)
                .isEqualTo(VALIDATOR.validate(tangle.request()).candidates().stream()
                        .filter(Candidate::complete)
                        .toList());
    }

    @Property(tries = 60)
    void more_trust_never_rejects(@ForAll("tangles") Tangle tangle, @ForAll @IntRange(max = 3) int which) {
        List<Certificate> more = new ArrayList<>(tangle.anchors());
        more.add(tangle.authorities().get(which % tangle.authorities().size()).certificate());

        if (VALIDATOR.validate(tangle.request()).isTrusted()) {
            assertThat(VALIDATOR.validate(tangle.request().anchors(more)).isTrusted())
                    .isTrue();
        }
    }

    @Property(tries = 60)
    void every_valid_path_is_valid_alone_and_others_are_not(@ForAll("tangles") Tangle tangle) {
        for (Candidate candidate : VALIDATOR.validate(tangle.request()).candidates()) {
            if (!candidate.complete()) {
                continue;
            }
            List<Certificate> path = candidate.path();
            ChainVerdict alone = VALIDATOR.validate(ChainRequest.of(path.subList(0, path.size() - 1))
                    .anchors(path.subList(path.size() - 1, path.size()))
                    .at(Pki.AT));
            assertThat(alone.candidates())
                    .filteredOn(other -> other.path().equals(path))
                    .containsExactly(candidate);
        }
    }

    @Property(tries = 40)
    void paths_are_those_of_brute_force(@ForAll("tangles") Tangle tangle) {
        Set<List<Certificate>> expected = new HashSet<>();
        extend(new ArrayList<>(List.of(tangle.leaf().certificate())), tangle, expected);

        assertThat(VALIDATOR.validate(tangle.request()).candidates().stream()
                        .filter(Candidate::complete)
                        .map(Candidate::path))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void extend(List<Certificate> path, Tangle tangle, Set<List<Certificate>> complete) {
        Certificate top = path.get(path.size() - 1);
        for (Certificate anchor : tangle.anchors()) {
            if (anchor.subject().equals(top.issuer()) && isNew(anchor, path)) {
                List<Certificate> whole = new ArrayList<>(path);
                whole.add(anchor);
                complete.add(whole);
            }
        }
        for (Certificate next : tangle.sent()) {
            if (next.subject().equals(top.issuer()) && isNew(next, path)) {
                path.add(next);
                extend(path, tangle, complete);
                path.remove(path.size() - 1);
            }
        }
    }

    private static boolean isNew(Certificate candidate, List<Certificate> path) {
        return path.stream()
                .noneMatch(other -> other.spkiSha256().equals(candidate.spkiSha256())
                        && other.subject().equals(candidate.subject()));
    }

    @Property(tries = 30)
    void the_reported_change_is_exact_to_the_second(@ForAll("tangles") Tangle tangle) {
        Instant until = Pki.AT.plus(Duration.ofDays(400));
        for (WhatIf.Change change : WhatIf.of(VALIDATOR, tangle.request()).changes(Pki.AT, until)) {
            boolean before = VALIDATOR
                    .validate(tangle.request().at(change.at().minusSeconds(1)))
                    .isTrusted();
            boolean after = VALIDATOR.validate(tangle.request().at(change.at())).isTrusted();
            assertThat(after).isNotEqualTo(before);
            assertThat(after).isEqualTo(change.after().isTrusted());
        }
    }

    @Property(tries = 30)
    void between_two_changes_nothing_turns(@ForAll("tangles") Tangle tangle, @ForAll @IntRange(max = 399) int days) {
        Instant until = Pki.AT.plus(Duration.ofDays(400));
        Instant probe = Pki.AT.plus(Duration.ofDays(days)).plusSeconds(days);
        boolean expected = VALIDATOR.validate(tangle.request()).isTrusted();
        for (WhatIf.Change change : WhatIf.of(VALIDATOR, tangle.request()).changes(Pki.AT, until)) {
            if (!change.at().isAfter(probe)) {
                expected = change.after().isTrusted();
            }
        }

        assertThat(VALIDATOR.validate(tangle.request().at(probe)).isTrusted()).isEqualTo(expected);
    }

    private static Set<List<Certificate>> valid(ChainVerdict verdict) {
        Set<List<Certificate>> paths = new HashSet<>();
        verdict.candidates().stream().filter(Candidate::isValid).forEach(candidate -> paths.add(candidate.path()));
        return paths;
    }
}
