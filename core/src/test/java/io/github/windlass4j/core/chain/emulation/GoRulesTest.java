package io.github.windlass4j.core.chain.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.GoProfile;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.Work;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Go's verdict names as the reason behind its few sentences, and where its limits lie. */
class GoRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final GoProfile GO = Profile.go(GoProfile.Version.V1_19);

    private final Mint mint = Mint.seeded(78).at(NOW);
    private final Authority root = mint.root("Root");

    private static ChainRequest request(List<Certificate> chain, Certificate... pool) {
        return ChainRequest.of(chain).anchors(List.of(pool)).at(NOW);
    }

    private static ChainVerdict ask(ChainRequest request) {
        return ChainValidator.of(GO).validate(request);
    }

    private static Obstacle reason(ChainVerdict verdict) {
        return verdict.fold(trusted -> List.<Obstacle>of(), ChainVerdict.Rejected::obstacles)
                .get(0);
    }

    private Obstacle below(UnaryOperator<CertificateSpec> authority) {
        return reason(ask(request(
                root.issueAuthority("CA", authority).issueLeaf("db.test").chain(), root.certificate())));
    }

    @Test
    void says_why_an_issuer_did_not_fit() {
        Obstacle notCa = below(spec -> spec.without(Extension.BASIC_CONSTRAINTS));
        assertThat(notCa.rule()).isEqualTo(Rule.BASIC_CONSTRAINTS_NOT_CA);
        assertThat(notCa.found()).contains("certificate signed by unknown authority", "CN=CA is no CA");
        assertThat(notCa.index()).isZero();
        Obstacle noSigning = below(spec -> spec.keyUsage(KeyUsage.Bit.CRL_SIGN));
        assertThat(noSigning.rule()).isEqualTo(Rule.KEY_CERT_SIGN_MISSING);
        assertThat(noSigning.found()).contains("does not allow signing certificates");
        Obstacle sha1 = below(spec -> spec.signedWith(SigningAlgorithm.ECDSA_SHA1));
        assertThat(sha1.rule()).isEqualTo(Rule.DIGEST_NOT_ALLOWED);
        assertThat(sha1.index()).isEqualTo(1);
        assertThat(sha1.fix()).isEqualTo("reissue with a stronger key or digest");
        Obstacle forged = below(CertificateSpec::wrongSignature);
        assertThat(forged.rule()).isEqualTo(Rule.SIGNATURE_INVALID);
        assertThat(forged.found()).contains("the key of CN=Root did not make the signature");
    }

    @Test
    void verifies_no_signature_of_a_kind_that_it_does_not_know() {
        Authority edwards = mint.keys(KeyType.ED448).root("Edwards");
        Obstacle unknown = reason(ask(request(edwards.issueLeaf("db.test").chain(), edwards.certificate())));
        assertThat(unknown.rule()).isEqualTo(Rule.SIGNATURE_ALGORITHM_UNKNOWN);
        assertThat(unknown.found()).contains("cannot verify Ed448 with a key of Ed448");
    }

    @Test
    void says_of_the_first_issuer_that_did_not_fit() {
        Authority noCa = mint.root("Twin", spec -> spec.without(Extension.BASIC_CONSTRAINTS));
        Authority noSigner = mint.root("Twin", spec -> spec.keyUsage(KeyUsage.Bit.CRL_SIGN));
        Issued leaf = mint.root("Twin").issueLeaf("db.test", spec -> spec.without(Extension.AUTHORITY_KEY_IDENTIFIER));
        assertThat(reason(ask(request(leaf.chain(), noCa.certificate(), noSigner.certificate())))
                        .rule())
                .isEqualTo(Rule.BASIC_CONSTRAINTS_NOT_CA);
        assertThat(reason(ask(request(leaf.chain(), noSigner.certificate(), noCa.certificate())))
                        .rule())
                .isEqualTo(Rule.KEY_CERT_SIGN_MISSING);
        Obstacle unknown = reason(ask(request(leaf.chain(), root.certificate())));
        assertThat(unknown.rule()).isEqualTo(Rule.ISSUER_UNKNOWN);
        assertThat(unknown.found()).endsWith("nobody by the name CN=Twin fits");
        assertThat(unknown.fix()).contains("put an issuer into the pool");
    }

    @ParameterizedTest
    @CsvSource({"99, true", "100, false"})
    void checks_a_hundred_signatures(int lookAlikes, boolean trusted) {
        Authority plain = mint.root("Plain", spec -> spec.without(Extension.SUBJECT_KEY_IDENTIFIER));
        List<Certificate> pool = new ArrayList<>();
        for (int i = 0; i < lookAlikes; i++) {
            pool.add(plain.rekey(spec -> spec.without(Extension.SUBJECT_KEY_IDENTIFIER))
                    .certificate());
        }
        pool.add(plain.certificate());
        ChainVerdict verdict = ask(request(plain.issueLeaf("db.test").chain(), pool.toArray(Certificate[]::new)));
        assertThat(verdict.isTrusted()).isEqualTo(trusted);
        assertThat(verdict.work().signatureChecks()).isEqualTo(lookAlikes + 1);
        if (!trusted) {
            assertThat(reason(verdict).rule()).isEqualTo(Rule.BUDGET_EXCEEDED);
            assertThat(reason(verdict).found()).contains("more than 100 signatures");
        }
    }

    @ParameterizedTest
    @CsvSource({"500, true", "501, false"})
    void compares_250000_names_with_constraints(int names, boolean trusted) {
        Authority constrained = root.issueAuthority("CA", spec -> spec.excluded(hosts(500, "elsewhere.test")));
        Issued leaf = constrained.issueLeaf("db.test", spec -> spec.names(hosts(names, "db.test")));
        ChainVerdict verdict = ask(request(leaf.chain(), root.certificate()));
        assertThat(verdict.isTrusted()).isEqualTo(trusted);
        if (trusted) {
            assertThat(verdict.work()).isEqualTo(new Work(2, 2 + 2, 250_000));
        } else {
            assertThat(reason(verdict).rule()).isEqualTo(Rule.NAME_COMPARISONS_EXCEEDED);
            assertThat(reason(verdict).found()).contains("250500 comparisons");
            assertThat(reason(verdict).fix()).isEqualTo("reissue the certificate");
        }
    }

    private static GeneralName[] hosts(int count, String domain) {
        return IntStream.range(0, count)
                .mapToObj(i -> new GeneralName.Dns("h" + i + "." + domain))
                .toArray(GeneralName[]::new);
    }

    @Test
    void an_IPv4_address_in_sixteen_bytes_is_that_address() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 7};
        assertThat(isNamed(mapped, "10.0.0.7")).isTrue();
        assertThat(isNamed(mapped, "10.0.0.8")).isFalse();
        for (int i = 0; i < 12; i++) {
            byte[] other = mapped.clone();
            other[i] ^= 1;
            assertThat(isNamed(other, "10.0.0.7")).as("octet %d", i).isFalse();
        }
        assertThat(isNamed(new byte[] {10, 0, 0, 7}, "10.0.0.7")).isTrue();
    }

    private boolean isNamed(byte[] address, String host) {
        Issued leaf = root.issueLeaf("db.test", spec -> spec.names(new GeneralName.Ip(address)));
        ChainVerdict verdict = ask(request(leaf.chain(), root.certificate()).host(ServerName.parse(host)));
        if (!verdict.isTrusted()) {
            assertThat(reason(verdict).rule()).isEqualTo(Rule.ADDRESS_NOT_NAMED);
            assertThat(reason(verdict).fix()).contains("alternative name");
        }
        return verdict.isTrusted();
    }

    @Test
    void asks_for_the_usage_that_is_wished_and_for_none_where_none_is() {
        Issued client = root.issueLeaf("db.test", spec -> spec.extendedKeyUsage(ExtendedKeyUsage.CLIENT_AUTH));
        ChainRequest request = request(client.chain(), root.certificate());
        assertThat(ask(request.purpose(Purpose.CLIENT_AUTH)).isTrusted()).isTrue();
        assertThat(ask(request.purpose(Purpose.ANY)).isTrusted()).isTrue();
        Obstacle server = reason(ask(request.purpose(Purpose.SERVER_AUTH)));
        assertThat(server.rule()).isEqualTo(Rule.LEAF_PURPOSE_MISSING);
        assertThat(server.index()).isZero();
        Issued plain = root.issueLeaf("db.test", spec -> spec.extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH));
        assertThat(reason(ask(request(plain.chain(), root.certificate()).purpose(Purpose.CLIENT_AUTH)))
                        .rule())
                .isEqualTo(Rule.LEAF_PURPOSE_MISSING);
    }

    @Test
    void tells_expired_from_not_yet_valid_and_names_both_instants() {
        Issued late = root.issueLeaf("db.test", spec -> spec.notAfter(NOW.minusSeconds(1)));
        Obstacle expired = reason(ask(request(late.chain(), root.certificate())));
        assertThat(expired.rule()).isEqualTo(Rule.EXPIRED);
        assertThat(expired.found()).endsWith(NOW + " is after " + NOW.minusSeconds(1));
        Issued early = root.issueLeaf("db.test", spec -> spec.notBefore(NOW.plusSeconds(1)));
        Obstacle notYet = reason(ask(request(early.chain(), root.certificate())));
        assertThat(notYet.rule()).isEqualTo(Rule.NOT_YET_VALID);
        assertThat(notYet.found()).endsWith(NOW + " is before " + NOW.plusSeconds(1));
        assertThat(notYet.fix()).contains("replace the certificate");
        assertThat(ask(request(early.chain(), root.certificate()).leafAt(NOW.plusSeconds(1)))
                        .isTrusted())
                .as("the leaf's dates at its own instant")
                .isTrue();
    }

    @Test
    void tells_what_it_tried() {
        Authority issuing = root.issueAuthority("CA");
        Issued leaf = issuing.issueLeaf("db.test");
        ChainVerdict trusted = ask(request(leaf.chain(), root.certificate()));
        assertThat(trusted.work()).isEqualTo(new Work(2, 4, 0));
        Authority expired = mint.root("Root", spec -> spec.key(root.keyPair()).notAfter(NOW.minusSeconds(1)));
        ChainVerdict rejected = ask(request(leaf.chain(), expired.certificate()));
        assertThat(rejected.candidates().get(0).path())
                .containsExactly(leaf.certificate(), issuing.certificate(), expired.certificate());
        assertThat(rejected.candidates().get(0).complete()).isTrue();
        ChainVerdict open = ask(request(leaf.chain(), mint.root("Stranger").certificate()));
        assertThat(open.candidates().get(0).complete()).isFalse();
        assertThat(open.candidates().get(0).path()).containsExactly(leaf.certificate(), issuing.certificate());
    }

    @Test
    void an_authority_that_lies_in_the_path_already_is_passed_over_by_subject_key_and_alternative_names() {
        Authority one = mint.root("One");
        Authority two = mint.root("Two");
        Certificate oneByTwo = two.crossSign(one).certificate();
        Certificate twoByOne = one.crossSign(two).certificate();
        Certificate named = two.crossSign(one, spec -> spec.dns("ca.test")).certificate();
        Certificate leaf = one.issueLeaf("db.test").certificate();
        ChainVerdict circle = ask(request(List.of(leaf, oneByTwo, twoByOne), root.certificate()));
        assertThat(circle.work().signatureChecks()).isEqualTo(2);
        // With other alternative names it is another one, once: its twin with the same names is not.
        ChainVerdict longer = ask(request(List.of(leaf, oneByTwo, twoByOne, named), root.certificate()));
        assertThat(longer.work().signatureChecks()).isGreaterThan(circle.work().signatureChecks());
        assertThat(longer.isTrusted()).isFalse();
    }
}
