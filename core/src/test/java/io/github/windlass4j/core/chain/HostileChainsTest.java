package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.PolicyMapping;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The families of chains that other validators hang on, give up on or refuse, in sizes beyond theirs, under every profile:
 * a verdict within the budget, by counters. The time limit is there to stop a failure, not to measure.
 */
@Timeout(600)
class HostileChainsTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HOST = "db.example";
    private static final List<Profile> PROFILES = List.of(
            Profile.RFC5280,
            Profile.WEBPKI,
            Profile.PRIVATE_PKI,
            Profile.jsse(17, JsseProfile.Entry.TRUST_MANAGER),
            Profile.jsse(25, JsseProfile.Entry.TRUST_MANAGER),
            Profile.openssl(OpensslProfile.Version.V3_0));

    /** What is sent, the anchor, and whether a path that RFC 5280 accepts leads to it within the standard budget. */
    record Family(String name, List<Certificate> sent, Certificate root, boolean valid) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Mint mint(int seed) {
        return Mint.seeded(seed).at(AT).keys(KeyType.P_256);
    }

    static Stream<Family> families() {
        return Stream.of(
                mesh(32, false),
                mesh(32, true),
                sameName(300),
                ladder(9, false),
                ladder(9, true),
                ladder(60, false),
                policies(32, 8),
                policies(64, 4),
                constraints(700),
                names(30_000));
    }

    private static Family mesh(int size, boolean reachable) {
        Mint mint = mint(size);
        Authority root = mint.root("Root");
        List<Authority> all =
                IntStream.range(0, size).mapToObj(i -> mint.root("Mesh " + i)).toList();
        List<Certificate> sent = new ArrayList<>();
        sent.add(all.get(0).issueLeaf(HOST).certificate());
        for (Authority issuer : all) {
            for (Authority subject : all) {
                if (issuer != subject) {
                    sent.add(issuer.crossSign(subject).certificate());
                }
            }
        }
        if (reachable) {
            sent.add(root.crossSign(all.get(size - 1)).certificate());
        }
        return new Family(
                "mesh of " + size + (reachable ? " with a way out" : ""), sent, root.certificate(), reachable);
    }

    /** Authorities of one name below the anchor, without key identifiers; none of the keys signed the leaf. */
    private static Family sameName(int size) {
        Authority root = mint(7).root("Root");
        List<Certificate> sent = new ArrayList<>();
        Authority absent = root.issueAuthority("Same", HostileChainsTest::withoutKeyIdentifiers);
        sent.add(
                absent.issueLeaf(HOST, HostileChainsTest::withoutKeyIdentifiers).certificate());
        for (int i = 0; i < size; i++) {
            sent.add(root.issueAuthority("Same", HostileChainsTest::withoutKeyIdentifiers)
                    .certificate());
        }
        return new Family(size + " of one name", sent, root.certificate(), false);
    }

    private static CertificateSpec withoutKeyIdentifiers(CertificateSpec spec) {
        return spec.without(Extension.SUBJECT_KEY_IDENTIFIER).without(Extension.AUTHORITY_KEY_IDENTIFIER);
    }

    /** Two authorities a level, each certified by both of the level above: 2^levels paths. */
    private static Family ladder(int levels, boolean anchored) {
        Mint mint = mint(levels);
        Authority root = mint.root("Root");
        Authority top = anchored ? root : mint.root("Elsewhere");
        List<Certificate> sent = new ArrayList<>();
        List<Authority> above = List.of(top);
        for (int level = 0; level < levels; level++) {
            List<Authority> here = List.of(mint.root("L" + level + "a"), mint.root("L" + level + "b"));
            for (Authority issuer : above) {
                for (Authority subject : here) {
                    sent.add(issuer.crossSign(subject).certificate());
                }
            }
            above = here;
        }
        sent.add(0, above.get(0).issueLeaf(HOST).certificate());
        return new Family("ladder of " + levels, sent, root.certificate(), anchored);
    }

    private static Family policies(int width, int depth) {
        Authority issuer = mint(width).root("Root");
        Certificate root = issuer.certificate();
        for (int level = 0; level < depth; level++) {
            String[] own = oids(level, width);
            List<PolicyMapping> mappings = new ArrayList<>();
            for (String from : own) {
                for (String to : oids(level + 1, width)) {
                    mappings.add(new PolicyMapping(from, to));
                }
            }
            issuer = issuer.issueAuthority(
                    "CA " + level, spec -> spec.policies(own).policyMappings(mappings.toArray(PolicyMapping[]::new)));
        }
        List<Certificate> chain = issuer.issueLeaf(HOST, spec -> spec.policies(oids(depth, width)))
                .chain();
        return new Family(width + " policies, " + depth + " levels", chain, root, true);
    }

    private static String[] oids(int level, int width) {
        return IntStream.range(0, width).mapToObj(i -> "1.2." + level + "." + i).toArray(String[]::new);
    }

    /** Permitted subtrees, excluded subtrees and names, each as many: beyond 2^20 comparisons the budget says so. */
    private static Family constraints(int size) {
        Authority root = mint(size).root("Root");
        Authority ca = root.issueAuthority(
                "Constrained", spec -> spec.permitted(dns(size, "ok")).excluded(dns(size, "bad")));
        List<Certificate> chain = ca.issueLeaf("host.ok0.example", spec -> spec.names(dns(size, "host.ok")))
                .chain();
        return new Family(
                size + " subtrees and names", chain, root.certificate(), 2L * size * size <= Budget.NAME_COMPARISONS);
    }

    private static GeneralName[] dns(int size, String stem) {
        return IntStream.range(0, size)
                .mapToObj(i -> new GeneralName.Dns(stem + i + ".example"))
                .toArray(GeneralName[]::new);
    }

    private static Family names(int size) {
        Authority root = mint(size).root("Root");
        List<Certificate> chain = root.issueAuthority("CA")
                .issueLeaf(HOST, spec -> spec.names(dns(size, "host")))
                .chain();
        return new Family(size + " names", chain, root.certificate(), true);
    }

    @ParameterizedTest
    @MethodSource("families")
    void every_profile_gives_a_verdict_within_its_budget(Family family) {
        Budget budget = Budget.standard();
        for (Profile profile : PROFILES) {
            ChainVerdict verdict = ChainValidator.of(profile)
                    .validate(ChainRequest.of(family.sent())
                            .anchors(List.of(family.root()))
                            .at(AT)
                            .firstPathOnly());
            assertThat(verdict.work().buildSteps()).as(profile.name()).isLessThanOrEqualTo(budget.steps());
            // JSSE has no bound on signatures and comparisons, and its emulation counts what JSSE would do.
            if (!(profile instanceof JsseProfile)) {
                assertThat(verdict.work().signatureChecks())
                        .as(profile.name())
                        .isLessThanOrEqualTo(budget.signatures());
                assertThat(verdict.work().nameComparisons())
                        .as(profile.name())
                        .isLessThanOrEqualTo(budget.nameComparisons());
            }
            if (profile.equals(Profile.RFC5280)) {
                assertThat(verdict.isTrusted()).isEqualTo(family.valid());
            }
            if (!family.valid()) {
                assertThat(verdict.toString()).isNotBlank();
            }
        }
    }

    /** The JDK compares them all, and so does its emulation: it is not among these. */
    @Test
    void names_times_constraints_beyond_the_budget_are_refused_by_name_of_the_limit() {
        Family family = constraints(8_000);
        for (Profile profile : List.of(
                Profile.RFC5280, Profile.WEBPKI, Profile.PRIVATE_PKI, Profile.openssl(OpensslProfile.Version.V3_0))) {
            ChainVerdict verdict = ChainValidator.of(profile)
                    .validate(ChainRequest.of(family.sent())
                            .anchors(List.of(family.root()))
                            .at(AT)
                            .firstPathOnly());
            assertThat(verdict.isTrusted()).as(profile.name()).isFalse();
            assertThat(verdict.work().nameComparisons())
                    .as(profile.name())
                    .isLessThanOrEqualTo(Budget.NAME_COMPARISONS);
        }
    }
}
