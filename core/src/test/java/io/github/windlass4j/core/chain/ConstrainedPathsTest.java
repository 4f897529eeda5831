package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Mint;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which certificates of a path name constraints bind (RFC 5280 6.1.3 (b), (c) and 6.1.4 (g)). */
class ConstrainedPathsTest {
    private static final GeneralName CA_HOST = new GeneralName.Dns("ca.test");

    private final Mint mint = Mint.seeded(83).at(Pki.AT);

    @Test
    void an_anchors_constraints_bind_where_the_profile_says_so() {
        ChainRequest request =
                Pki.root(s -> s.permitted(new GeneralName.Dns("other.test"))).request();

        assertThat(Pki.rules(Profile.RFC5280, request)).containsExactly(Rule.DNS_NAME_NOT_PERMITTED);
        assertThat(Pki.rules(Profile.PRIVATE_PKI, request)).containsExactly(Rule.DNS_NAME_NOT_PERMITTED);
        assertThat(Pki.rules(Profile.RFC5280_PATH, request)).isEmpty();
    }

    @Test
    void constraints_in_a_leaf_bind_nobody() {
        ChainRequest request =
                Pki.leaf(s -> s.excluded(new GeneralName.Dns(Pki.HOST))).request();

        assertThat(Pki.rules(Profile.RFC5280_PATH, request)).isEmpty();
    }

    /** A self-issued intermediate may have names that are excluded, so that keys can be rolled over; no other one may. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_self_issued_intermediate_is_exempt(boolean selfIssued) {
        Authority root = mint.root("Root", s -> s.excluded(CA_HOST));
        Authority first = root.issueAuthority("CA");
        Authority second = selfIssued ? first.rekey() : mint.root("Second");
        Certificate link = first.crossSign(second, s -> s.names(CA_HOST)).certificate();
        List<Certificate> chain = List.of(second.issueLeaf(Pki.HOST).certificate(), link, first.certificate());

        assertThat(Pki.rules(Profile.RFC5280, Pki.request(chain, root.certificate())))
                .isEqualTo(selfIssued ? List.of() : List.of(Rule.CA_NAME_EXCLUDED));
    }

    @Test
    void a_self_issued_leaf_is_not_exempt() {
        UnaryOperator<CertificateSpec> namesake = s -> s.subject("CN=CA");
        GeneralName host = new GeneralName.Dns(Pki.HOST);

        assertThat(Pki.rules(Profile.RFC5280, new Pki(s -> s.excluded(host), Pki.SOUND, namesake).request()))
                .containsExactly(Rule.DNS_NAME_EXCLUDED);
        assertThat(Pki.rules(Profile.RFC5280, new Pki(s -> s.excluded(CA_HOST), Pki.SOUND, namesake).request()))
                .isEmpty();
    }

    @Test
    void every_constraint_above_counts() {
        GeneralName wide = new GeneralName.Dns("example.test");
        GeneralName narrow = new GeneralName.Dns("a.example.test");

        assertThat(Pki.rules(
                        Profile.RFC5280,
                        new Pki(s -> s.permitted(wide), s -> s.permitted(narrow), Pki.SOUND).request()))
                .containsExactly(Rule.DNS_NAME_NOT_PERMITTED);
        assertThat(Pki.rules(
                        Profile.RFC5280,
                        new Pki(s -> s.permitted(narrow), s -> s.permitted(wide), Pki.SOUND).request()))
                .containsExactly(Rule.DNS_NAME_NOT_PERMITTED);
        assertThat(Pki.rules(
                        Profile.RFC5280, new Pki(s -> s.permitted(wide), s -> s.permitted(wide), Pki.SOUND).request()))
                .isEmpty();
    }
}
