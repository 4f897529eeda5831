package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.mint.Authority;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a verdict says of itself, and what an anchor may spoil. */
class ChainVerdictTest {
    private static final ChainValidator RFC5280 = ChainValidator.of(Profile.RFC5280);

    @Test
    void a_validator_and_its_candidates_have_a_text() {
        Pki pki = Pki.sound();
        ChainRequest request = pki.request();
        ChainRequest expired =
                request.at(pki.root.certificate().notAfter().plusSeconds(1)).leafAt(Pki.AT);
        ChainRequest nowhere = request.anchors(List.of(pki.mint.root("Other").certificate()));

        assertThat(RFC5280).hasToString("ChainValidator[RFC5280]");
        assertThat(RFC5280.profile()).isSameAs(Profile.RFC5280);
        assertThat(first(request)).hasToString("CN=db.example.test <- CN=CA <- CN=Root valid");
        assertThat(first(expired).toString()).startsWith("CN=db.example.test <- CN=CA <- CN=Root [");
        assertThat(first(nowhere).toString()).startsWith("CN=db.example.test <- CN=CA (no anchor) [");
    }

    private static Candidate first(ChainRequest request) {
        return RFC5280.validate(request).candidates().get(0);
    }

    @Test
    void another_chain_may_be_presented_in_the_same_circumstances() {
        Pki pki = Pki.sound();
        Authority stranger = pki.mint.root("Stranger");
        ChainRequest request = pki.request();

        ChainRequest other = request.presenting(stranger.issueLeaf(Pki.HOST).chain());

        assertThat(other.leaf().issuer()).isEqualTo(stranger.certificate().subject());
        assertThat(other.anchors()).isEqualTo(request.anchors());
        assertThat(RFC5280.validate(other).isTrusted()).isFalse();
        assertThat(RFC5280.validate(other.presenting(pki.leaf.chain())).isTrusted())
                .isTrue();
    }

    @Test
    void a_trusted_verdict_tells_the_policies_of_its_path() {
        String policy = "1.3.6.1.4.1.99999.1";
        Pki pki = new Pki(Pki.SOUND, s -> s.policies(policy), s -> s.policies(policy));

        ChainVerdict.Trusted trusted = (ChainVerdict.Trusted) RFC5280.validate(pki.request());

        assertThat(trusted.policies()).isEqualTo(Set.of(policy));
    }

    @Test
    void what_expired_says_which_remedy_there_is() {
        Duration day = Duration.ofDays(1);

        assertThat(fix(Pki.leaf(s -> s.notAfter(Pki.AT.minus(day))))).isEqualTo("renew it");
        assertThat(fix(Pki.root(s -> s.notAfter(Pki.AT.minus(day))))).isEqualTo("trust a newer anchor");
    }

    private static String fix(Pki pki) {
        return RFC5280.validate(pki.request())
                .fold(trusted -> "", rejected -> rejected.obstacles().get(0).fix());
    }

    @Test
    void an_unknown_critical_extension_of_an_anchor_counts_where_its_extensions_bind() {
        Pki pki = Pki.root(s -> s.extension(new Extension("1.2.3.4", true, new byte[] {5, 0})));

        for (Profile binding : List.of(Profile.PRIVATE_PKI, Profile.RFC5280, Profile.WEBPKI)) {
            ChainVerdict verdict = ChainValidator.of(binding).validate(pki.request());
            assertThat(verdict.candidates().get(0).obstacles())
                    .as(binding.name())
                    .extracting(Obstacle::rule)
                    .containsExactly(Rule.UNKNOWN_CRITICAL_EXTENSION);
        }
        assertThat(ChainValidator.of(Profile.RFC5280_PATH)
                        .validate(pki.request())
                        .isTrusted())
                .as("RFC 5280 6.1 reads name and key of an anchor")
                .isTrue();
        assertThat(ChainValidator.of(Profile.PRIVATE_PKI)
                        .validate(pki.request().understoodExtensions(Set.of("1.2.3.4")))
                        .isTrusted())
                .isTrue();
    }
}
