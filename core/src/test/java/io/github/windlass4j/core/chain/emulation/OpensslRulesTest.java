package io.github.windlass4j.core.chain.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.Work;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands beside OpenSSL's own words: what was found, what it wants instead, what would mend it. */
class OpensslRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final OpensslProfile OPENSSL = Profile.openssl(OpensslProfile.Version.V3_0);

    private final Mint mint = Mint.seeded(79).at(NOW);
    private final Authority root = mint.root("Root");
    private final Authority issuing = root.issueAuthority("CA");
    private final Issued leaf = issuing.issueLeaf("db.test");

    private static ChainRequest request(List<Certificate> chain, Certificate... store) {
        return ChainRequest.of(chain).anchors(List.of(store)).at(NOW);
    }

    private static List<Obstacle> reasons(OpensslProfile profile, ChainRequest request) {
        return ChainValidator.of(profile)
                .validate(request)
                .fold(trusted -> List.of(), ChainVerdict.Rejected::obstacles);
    }

    private static Obstacle only(ChainRequest request) {
        List<Obstacle> reasons = reasons(OPENSSL, request);
        assertThat(reasons).hasSize(1);
        return reasons.get(0);
    }

    private static void says(Obstacle obstacle, String found, String expected, String fix) {
        assertThat(obstacle.found()).isEqualTo("OpenSSL says \"" + found);
        assertThat(obstacle.expected()).isEqualTo(expected);
        assertThat(obstacle.fix()).contains(fix);
    }

    @Test
    void of_a_chain_without_an_end() {
        says(
                only(request(leaf.chain(), mint.root("Stranger").certificate())),
                "error 20 at depth 1: unable to get local issuer certificate\": nobody by the name CN=Root fits",
                "an issuer among the certificates sent or in the trust store",
                "put the self-signed root above this certificate into the trust store");
        says(
                only(request(leaf.chain(), issuing.certificate())),
                "error 2 at depth 1: unable to get issuer certificate\": nobody by the name CN=Root fits",
                "a self-signed anchor above the trusted certificate, as no partial chain is allowed",
                "put the self-signed root above");
        says(
                only(request(
                        List.of(leaf.certificate(), issuing.certificate(), root.certificate()),
                        mint.root("Stranger").certificate())),
                "error 19 at depth 2: self-signed certificate in certificate chain\": the chain ends in a self-signed certificate",
                "the very same certificate in the trust store",
                "put this root into the trust store");
        says(
                only(request(List.of(root.certificate()), mint.root("Stranger").certificate())),
                "error 18 at depth 0: self-signed certificate\": the chain ends in a self-signed certificate",
                "the very same certificate in the trust store",
                "put this root into the trust store");
        says(
                only(request(leaf.chain(), root.certificate()).maxIntermediates(0)),
                "error 22 at depth 1: certificate chain too long\": the chain goes on",
                "an anchor within the depth limit",
                "reissue the certificate");
    }

    @Test
    void of_what_it_cannot_read() {
        Issued broken = issuing.issueLeaf(
                "db.test", spec -> spec.extension(new Extension(Extension.KEY_USAGE, true, new byte[] {5, 0})));
        says(
                only(request(broken.chain(), root.certificate())),
                "error 20 at depth 0: unable to get local issuer certificate\": extensions or a key that OpenSSL cannot read",
                "a certificate that OpenSSL can read",
                "reissue the certificate");
        Issued unloaded =
                issuing.issueLeaf("db.test", spec -> spec.subject(DistinguishedName.parse("2.5.4.10=#1a024142")));
        ChainVerdict verdict = ChainValidator.of(OPENSSL).validate(request(unloaded.chain(), root.certificate()));
        says(
                verdict.fold(trusted -> List.<Obstacle>of(), ChainVerdict.Rejected::obstacles)
                        .get(0),
                "Unable to load certificate file\": a name with a value that it cannot read",
                "names of strings that are text",
                "reissue the certificate");
        assertThat(verdict.candidates().get(0).path()).containsExactly(unloaded.certificate());
        assertThat(verdict.work()).isEqualTo(new Work(0, 0, 0));
        Authority odd = root.issueAuthority("Odd", spec -> spec.subject(DistinguishedName.parse("2.5.4.10=#1a024142")));
        assertThat(ChainValidator.of(OPENSSL)
                        .validate(request(leaf.chain(), odd.certificate(), root.certificate()))
                        .isTrusted())
                .as("in a store it fits nobody")
                .isTrue();
    }

    @Test
    void of_dates_and_hosts() {
        Issued late = issuing.issueLeaf("db.test", spec -> spec.notAfter(NOW));
        says(
                only(request(late.chain(), root.certificate())),
                "error 10 at depth 0: certificate has expired\": notAfter " + NOW,
                "after " + NOW,
                "replace the certificate");
        Issued early = issuing.issueLeaf("db.test", spec -> spec.notBefore(NOW.plusSeconds(1)));
        says(
                only(request(early.chain(), root.certificate())),
                "error 9 at depth 0: certificate is not yet valid\": notBefore " + NOW.plusSeconds(1),
                "before or at " + NOW,
                "replace the certificate");
        assertThat(reasons(OPENSSL, request(early.chain(), root.certificate()).leafAt(NOW.plusSeconds(1))))
                .isEmpty();
        says(
                only(request(leaf.chain(), root.certificate()).host(ServerName.parse("other.test"))),
                "error 62 at depth 0: hostname mismatch\": names [DNS:db.test]",
                "other.test",
                "connect to a name that the certificate holds");
        says(
                only(request(leaf.chain(), root.certificate()).host(ServerName.parse("10.0.0.7"))),
                "error 64 at depth 0: IP address mismatch\": names [DNS:db.test]",
                "IP:10.0.0.7",
                "connect to a name that the certificate holds");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void of_keys_and_digests_at_each_security_level(int level) {
        // 80 bits of strength in the leaf's key, 112 in the root's and 128 in what it signed with.
        Authority rsa = mint.keys(KeyType.RSA_2048).root("RSA");
        Issued weak = rsa.issueLeaf("db.test", spec -> spec.key(KeyType.rsa(1024)));
        List<Obstacle> reasons = reasons(OPENSSL.withSecurityLevel(level), request(weak.chain(), rsa.certificate()));
        int wanted = List.of(0, 80, 112, 128, 192, 256).get(level);
        assertThat(reasons.stream().map(Obstacle::rule))
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Rule.KEY_TYPE_NOT_ALLOWED, Rule.KEY_TYPE_NOT_ALLOWED, Rule.DIGEST_NOT_ALLOWED)
                                .subList(0, wanted > 128 ? 3 : wanted > 112 ? 2 : wanted > 80 ? 1 : 0));
        assertThat(reasons)
                .allMatch(reason -> reason.expected().equals("at least " + wanted + " at security level " + level)
                        && reason.fix().equals("reissue with a stronger key or digest"));
    }

    @Test
    void of_purposes_and_constraints_in_a_CA_and_in_the_leaf() {
        Issued client = issuing.issueLeaf("db.test", spec -> spec.extendedKeyUsage(ExtendedKeyUsage.CLIENT_AUTH));
        assertThat(only(request(client.chain(), root.certificate())).rule()).isEqualTo(Rule.LEAF_PURPOSE_MISSING);
        Authority mail = root.issueAuthority("CA", spec -> spec.extendedKeyUsage(ExtendedKeyUsage.EMAIL_PROTECTION));
        Obstacle authority = only(request(mail.issueLeaf("db.test").chain(), root.certificate()));
        assertThat(authority.rule()).isEqualTo(Rule.CA_PURPOSE_MISSING);
        assertThat(authority.index()).isEqualTo(1);
        Authority elsewhere = root.issueAuthority("CA", spec -> spec.permitted(new GeneralName.Dns("elsewhere.test")));
        ChainVerdict verdict = ChainValidator.of(OPENSSL)
                .validate(request(elsewhere.issueLeaf("db.test").chain(), root.certificate()));
        assertThat(verdict.toString()).contains("DNS:db.test", "a name that the constraints of CN=CA allow");
        // The leaf's subject and its one alternative name, each with one subtree; two signatures.
        assertThat(verdict.work().nameComparisons()).isEqualTo(2);
        assertThat(verdict.work().signatureChecks()).isEqualTo(2);
    }
}
