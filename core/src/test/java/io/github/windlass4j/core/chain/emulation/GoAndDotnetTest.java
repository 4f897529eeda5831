package io.github.windlass4j.core.chain.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.PolicyConstraints;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.GoProfile;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What sets Go and .NET apart from the other engines; what is said of Go 1.19 is also compared with a running one elsewhere.
 */
class GoAndDotnetTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HOST = "db.example.test";
    private static final GoProfile GO_19 = Profile.go(GoProfile.Version.V1_19);
    private static final GoProfile GO_24 = Profile.go(GoProfile.Version.V1_24);
    private static final Profile DOTNET = Profile.dotnet(OpensslProfile.Version.V3_0);

    private final Mint mint = Mint.seeded(77).at(NOW);
    private final Authority root = mint.root("Root");
    private final Authority issuing = root.issueAuthority("Issuing CA");
    private final Issued leaf = issuing.issueLeaf(HOST);

    private static ChainVerdict ask(Profile profile, List<Certificate> chain, Certificate... pool) {
        return ChainValidator.of(profile)
                .validate(ChainRequest.of(chain).anchors(List.of(pool)).at(NOW).host(ServerName.parse(HOST)));
    }

    private static Rule reason(ChainVerdict verdict) {
        return ((ChainVerdict.Rejected) verdict).obstacles().get(0).rule();
    }

    @Test
    void both_accept_a_plain_chain() {
        for (Profile profile : List.of(GO_19, GO_24, DOTNET)) {
            assertThat(ask(profile, leaf.chain(), root.certificate()).isTrusted())
                    .as(profile.name())
                    .isTrue();
            assertThat(ask(profile, leaf.chain(), mint.root("Stranger").certificate())
                            .isTrusted())
                    .as(profile.name())
                    .isFalse();
        }
        assertThat(List.of(GO_19.name(), DOTNET.name())).containsExactly("GO 1.19", ".NET on OpenSSL 3.0");
    }

    @Test
    void go_takes_any_certificate_of_the_pool_as_an_anchor_but_only_in_date() {
        assertThat(ask(GO_19, leaf.chain(), issuing.certificate()).isTrusted()).isTrue();
        assertThat(ask(GO_19, List.of(leaf.certificate()), leaf.certificate()).isTrusted())
                .isTrue();
        Authority expired = mint.root("Root", spec -> spec.key(root.keyPair()).notAfter(NOW.minusSeconds(1)));
        assertThat(reason(ask(GO_19, leaf.chain(), expired.certificate()))).isEqualTo(Rule.EXPIRED);
    }

    @Test
    void go_tries_every_path() {
        Authority other = mint.root("Other");
        List<Certificate> sent = new ArrayList<>(leaf.chain());
        sent.add(
                1,
                other.crossSign(issuing, spec -> spec.notAfter(NOW.minus(Duration.ofDays(1))))
                        .certificate());
        assertThat(ask(GO_19, sent, other.certificate(), root.certificate()).isTrusted())
                .isTrue();
    }

    @Test
    void go_looks_at_no_common_name() {
        Issued old =
                issuing.issueLeaf(HOST, spec -> spec.subject("CN=" + HOST).without(Extension.SUBJECT_ALTERNATIVE_NAME));
        ChainVerdict verdict = ask(GO_19, old.chain(), root.certificate());
        assertThat(reason(verdict)).isEqualTo(Rule.HOST_NOT_NAMED);
        assertThat(verdict.toString()).contains("legacy Common Name");
    }

    @Test
    void go_refuses_sha1_and_dotnet_on_openssl_does_not() {
        Authority old = root.issueAuthority("Old CA", spec -> spec.signedWith(SigningAlgorithm.ECDSA_SHA1));
        List<Certificate> chain = old.issueLeaf(HOST).chain();
        assertThat(reason(ask(GO_19, chain, root.certificate()))).isEqualTo(Rule.DIGEST_NOT_ALLOWED);
        assertThat(ask(DOTNET, chain, root.certificate()).isTrusted()).isTrue();
    }

    @Test
    void go_wants_the_usage_in_every_certificate_that_names_any_the_root_too() {
        Authority mail = mint.root("Mail", spec -> spec.extendedKeyUsage(ExtendedKeyUsage.EMAIL_PROTECTION));
        for (Profile profile : List.of(GO_19, DOTNET)) {
            assertThat(reason(ask(profile, mail.issueLeaf(HOST).chain(), mail.certificate())))
                    .as(profile.name())
                    .isEqualTo(Rule.CA_PURPOSE_MISSING);
        }
    }

    @Test
    void go_does_not_read_directory_constraints_and_refuses_them_only_where_critical() {
        GeneralName elsewhere = new GeneralName.Directory(leaf.certificate().subject());
        Authority critical = root.issueAuthority("Critical", spec -> spec.excluded(elsewhere));
        Authority lax = root.issueAuthority(
                "Lax", spec -> spec.excluded(elsewhere).critical(Extension.NAME_CONSTRAINTS, false));
        assertThat(reason(ask(GO_19, critical.issueLeaf(HOST).chain(), root.certificate())))
                .isEqualTo(Rule.UNKNOWN_CRITICAL_EXTENSION);
        assertThat(ask(GO_19, lax.issueLeaf(HOST).chain(), root.certificate()).isTrusted())
                .isTrue();
    }

    @Test
    void later_go_parses_more_strictly() {
        List<Certificate> negative = issuing.issueLeaf(HOST, spec -> spec.serial(BigInteger.valueOf(-7)))
                .chain();
        List<Certificate> critical = issuing.issueLeaf(
                        HOST,
                        spec -> spec.extension(
                                new Extension(Extension.SUBJECT_KEY_IDENTIFIER, true, new byte[] {4, 2, 1, 2})))
                .chain();
        for (List<Certificate> chain : List.of(negative, critical)) {
            assertThat(ask(GO_19, chain, root.certificate()).isTrusted()).isTrue();
            ChainVerdict verdict = ask(GO_24, chain, root.certificate());
            assertThat(verdict.toString()).contains("tls: failed to parse certificate from server");
        }
    }

    @Test
    void later_go_verifies_nothing_with_short_keys() {
        Authority small = mint.keys(KeyType.rsa(768)).root("Small");
        List<Certificate> chain = small.issueLeaf(HOST).chain();
        assertThat(ask(GO_19, chain, small.certificate()).isTrusted()).isTrue();
        assertThat(ask(GO_24, chain, small.certificate()).isTrusted()).isFalse();
    }

    @Test
    void later_go_processes_policies() {
        Authority strict = root.issueAuthority(
                "Strict", spec -> spec.policyConstraints(new PolicyConstraints(0, PolicyConstraints.ABSENT)));
        List<Certificate> none = strict.issueLeaf(HOST).chain();
        assertThat(reason(ask(GO_19, none, root.certificate()))).isEqualTo(Rule.UNKNOWN_CRITICAL_EXTENSION);
        assertThat(reason(ask(GO_24, none, root.certificate()))).isEqualTo(Rule.NO_VALID_POLICY);
    }

    @Test
    void dotnet_takes_only_self_issued_certificates_as_anchors() {
        assertThat(reason(ask(DOTNET, leaf.chain(), issuing.certificate()))).isEqualTo(Rule.ISSUER_UNKNOWN);
        assertThat(ask(DOTNET, List.of(leaf.certificate()), issuing.certificate(), root.certificate())
                        .isTrusted())
                .as("what is no anchor helps as an intermediate")
                .isTrue();
        Authority expired = mint.root("Root", spec -> spec.key(root.keyPair()).notAfter(NOW.minusSeconds(1)));
        assertThat(reason(ask(DOTNET, leaf.chain(), expired.certificate()))).isEqualTo(Rule.EXPIRED);
    }
}
