package io.github.windlass4j.core.chain.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.EmulatedProfile;
import io.github.windlass4j.core.chain.JsseProfile.Entry;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.OpensslProfile.Version;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmulatedProfileTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Mint mint = Mint.seeded(11).at(NOW);
    private final Authority root = mint.root("Root");
    private final Authority issuing = root.issueAuthority("Issuing CA");
    private final Issued leaf = issuing.issueLeaf("db.test");
    private final ChainRequest request =
            ChainRequest.of(leaf.chain()).anchors(List.of(root.certificate())).at(NOW);

    static Stream<EmulatedProfile> profiles() {
        return Stream.of(
                Profile.jsse(17, Entry.CERT_PATH_BUILDER),
                Profile.jsse(17, Entry.TRUST_MANAGER),
                Profile.jsse(25, Entry.CERT_PATH_BUILDER),
                Profile.jsse(25, Entry.TRUST_MANAGER),
                Profile.openssl(Version.V3_0),
                Profile.openssl(Version.V3_5).withPartialChain());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void gives_the_path_from_leaf_to_anchor(EmulatedProfile profile) {
        ChainVerdict verdict = ChainValidator.of(profile).validate(request);
        assertThat(verdict.candidates().get(0).path())
                .containsExactly(leaf.certificate(), issuing.certificate(), root.certificate());
        assertThat(verdict.isTrusted()).isTrue();
        assertThat(verdict.at()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void warns_of_wishes_that_the_engine_has_no_input_for(EmulatedProfile profile) {
        ChainVerdict verdict = ChainValidator.of(profile)
                .validate(request.revocation(RevocationData.NONE, RevocationPolicy.REQUIRE)
                        .distrusted(List.of(root.certificate()))
                        .mailboxes(List.of("ops@db.test")));
        assertThat(verdict.candidates().get(0).warnings())
                .extracting(Obstacle::rule)
                .contains(Rule.REVOCATION_UNKNOWN, Rule.DISTRUSTED, Rule.MAILBOX_NOT_NAMED);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void names_a_rule_a_certificate_and_a_fix_when_nobody_issued_the_leaf(EmulatedProfile profile) {
        ChainVerdict verdict = ChainValidator.of(profile).validate(request.presenting(List.of(leaf.certificate())));
        List<Obstacle> obstacles = verdict.fold(trusted -> List.of(), ChainVerdict.Rejected::obstacles);
        assertThat(obstacles).hasSize(1);
        assertThat(obstacles.get(0).rule()).isEqualTo(Rule.ISSUER_UNKNOWN);
        assertThat(obstacles.get(0).subject()).isEqualTo("CN=db.test");
        assertThat(obstacles.get(0).fix()).contains("root");
        assertThat(verdict.candidates()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void ends_in_a_mesh_of_authorities_that_all_sign_each_other(EmulatedProfile profile) {
        List<Authority> authorities = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            authorities.add(mint.root("Mesh " + i));
        }
        List<Certificate> sent = new ArrayList<>();
        sent.add(authorities.get(0).issueLeaf("db.test").certificate());
        for (Authority one : authorities) {
            for (Authority other : authorities) {
                if (one != other) {
                    sent.add(one.crossSign(other).certificate());
                }
            }
        }
        ChainVerdict verdict =
                ChainValidator.of(profile).validate(request.presenting(sent).memo(SignatureMemo.standard()));
        assertThat(verdict.isTrusted()).isFalse();
        assertThat(verdict.candidates()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void stands_an_empty_store(EmulatedProfile profile) {
        ChainVerdict verdict = ChainValidator.of(profile).validate(request.anchors(List.of()));
        assertThat(verdict.isTrusted()).isFalse();
    }

    @Test
    void names_product_version_and_entry() {
        assertThat(profiles().map(Profile::name))
                .containsExactly(
                        "JSSE 17 cert path builder",
                        "JSSE 17 trust manager",
                        "JSSE 25 cert path builder",
                        "JSSE 25 trust manager",
                        "OPENSSL 3.0",
                        "OPENSSL 3.5 partial chain");
    }

    @Test
    void refuses_releases_and_levels_that_are_not_modelled() {
        assertThatThrownBy(() -> Profile.jsse(21, Entry.TRUST_MANAGER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jdk: 21 (want 17 or 25)");
        assertThatThrownBy(() -> Profile.openssl(Version.V3_5).withSecurityLevel(6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("securityLevel: 6 (want 0 to 5)");
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void names_the_budget_that_constraints_exceed(EmulatedProfile profile) {
        Authority one = root.issueAuthority("CA one", spec -> spec.excluded(hosts(600, "one")));
        Authority two = one.issueAuthority("CA two", spec -> spec.excluded(hosts(600, "two")));
        Issued below = two.issueLeaf("db.test");
        ChainVerdict verdict = ChainValidator.of(profile).validate(request.presenting(below.chain()));

        boolean merges = profile.name().startsWith("JSSE");
        assertThat(verdict.isTrusted()).as(verdict.toString()).isEqualTo(!merges);
        if (merges) {
            assertThat(verdict.toString()).contains(Rule.NAME_COMPARISONS_EXCEEDED.id(), "at most 1048576");
        }
        Authority few = one.issueAuthority("CA few", spec -> spec.excluded(hosts(400, "two")));
        assertThat(ChainValidator.of(profile)
                        .validate(request.presenting(few.issueLeaf("db.test").chain()))
                        .isTrusted())
                .isTrue();
    }

    private static GeneralName[] hosts(int count, String domain) {
        return IntStream.range(0, count)
                .mapToObj(i -> new GeneralName.Dns("h" + i + "." + domain + ".example"))
                .toArray(GeneralName[]::new);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void tells_no_more_names_than_a_person_reads(EmulatedProfile profile) {
        Issued many = issuing.issueLeaf("db.test", spec -> spec.names(hosts(30_000, "many")));
        ChainVerdict verdict = ChainValidator.of(profile)
                .validate(request.presenting(many.chain()).host(ServerName.parse("db.test")));

        assertThat(verdict.toString()).hasSizeLessThan(3_000);
        assertThat(verdict.isTrusted()).isEqualTo(profile.name().endsWith("builder"));
    }
}
