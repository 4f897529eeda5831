package io.github.windlass4j.core.chain.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The steps of {@code ForwardBuilder.PKIXCertComparator} one by one, each asked both ways round. */
class CandidateOrderTest {
    private static final String ANCHOR = "CN=Root,OU=PKI,O=Acme,C=SE";
    private static final Mint MINT = Mint.seeded(11);

    private final JdkCertificate unrelated = issued("CN=Stranger,O=Elsewhere", "CN=Nobody,O=Nowhere");

    @Test
    void a_certificate_is_equal_to_itself() {
        assertThat(order(17, null, unrelated, unrelated)).isZero();
    }

    @Test
    void the_key_that_the_certificate_below_names_comes_first() {
        Authority wanted = MINT.root("CN=Other Root").issueAuthority("CN=Wanted");
        JdkCertificate below =
                new JdkCertificate(wanted.issueLeaf("db.example.test").certificate());
        JdkCertificate byKey = new JdkCertificate(wanted.certificate());
        JdkCertificate byTrust = issued("CN=Trusted", ANCHOR);

        assertFirst(17, below, byKey, byTrust);
        assertFirst(17, null, byTrust, byKey);
        assertFirst(17, below, byTrust, unrelated);
    }

    @Test
    void what_an_anchor_issued_comes_before_what_stands_below_its_name() {
        assertFirst(17, null, issued("CN=Trusted", ANCHOR), issued("CN=A", "CN=Sub," + ANCHOR));
        assertFirst(25, null, issued("CN=Trusted", ANCHOR), issued("CN=A", "CN=Sub," + ANCHOR));
    }

    @Test
    void of_issuers_below_an_anchor_the_nearest_comes_first() {
        JdkCertificate near = issued("CN=Near", "CN=One," + ANCHOR);
        JdkCertificate far = issued("CN=Far", "CN=Two,CN=One," + ANCHOR);

        assertNearestFirst(17, near, far);
        assertFirst(17, null, far, issued("CN=Above", "OU=PKI,O=Acme,C=SE"));
        assertUndecided(17, near, issued("CN=As near", "CN=Twin," + ANCHOR));
    }

    @Test
    void of_issuers_above_an_anchor_the_nearest_comes_first() {
        JdkCertificate near = issued("CN=Near", "OU=PKI,O=Acme,C=SE");
        JdkCertificate far = issued("CN=Far", "O=Acme,C=SE");

        assertNearestFirst(17, near, far);
        assertFirst(17, null, far, issued("CN=Beside", "CN=X,OU=PKI,O=Acme,C=SE"));
        assertUndecided(17, near, issued("CN=As near", "OU=PKI,O=Acme,C=SE"));
    }

    @Test
    void of_issuers_beside_an_anchor_the_one_with_fewer_hops_comes_first() {
        JdkCertificate near = issued("CN=Near", "CN=X,OU=PKI,O=Acme,C=SE");
        JdkCertificate far = issued("CN=Far", "CN=X,OU=Shop,O=Acme,C=SE");

        assertNearestFirst(17, near, far);
        assertFirst(17, null, issued("CN=Shorter", "CN=X,O=Acme,C=SE"), issued("CN=Longer", "CN=X,OU=A,O=Acme,C=SE"));
    }

    @Test
    void far_from_every_anchor_the_farther_step_to_the_own_issuer_comes_first() {
        JdkCertificate one = issued("CN=A,O=One", "O=One");
        JdkCertificate two = issued("CN=B,OU=U,O=Two", "O=Two");

        assertFirst(17, null, two, one);
        assertFirst(17, null, one, unrelated);
        assertUndecided(17, one, issued("CN=C,O=Three", "O=Three"));
    }

    @Test
    void since_jdk_21_the_levels_below_the_common_part_decide() {
        JdkCertificate near = issued("CN=Near", "CN=X,OU=PKI,O=Acme,C=SE");
        JdkCertificate far = issued("CN=Far", "CN=X,OU=Shop,O=Acme,C=SE");

        assertNearestFirst(25, near, far);
        assertUndecided(25, near, issued("CN=As near", "CN=Y,OU=PKI,O=Acme,C=SE"));
        assertFirst(25, null, issued("CN=Above", "OU=PKI,O=Acme,C=SE"), near);
    }

    @Test
    void since_jdk_21_a_place_alone_is_nothing_in_common() {
        JdkCertificate sameCountry = issued("CN=Neighbour", "O=Other,C=SE");

        assertFirst(25, null, issued("CN=Near", "CN=X,O=Acme,C=SE"), sameCountry);
        assertUndecided(25, sameCountry, unrelated);
        assertFirst(17, null, sameCountry, unrelated);
    }

    @Test
    void jdk_17_puts_the_name_below_before_the_name_above_and_jdk_21_the_reverse() {
        JdkCertificate below = issued("CN=Below", "CN=Two,CN=One," + ANCHOR);
        JdkCertificate above = issued("CN=Above", "O=Acme,C=SE");

        assertFirst(17, null, below, above);
        assertFirst(20, null, below, above);
        assertFirst(21, null, above, below);
    }

    private static JdkCertificate issued(String subject, String issuer) {
        return new JdkCertificate(MINT.root(issuer).issueAuthority(subject).certificate());
    }

    private static int order(int jdk, @Nullable JdkCertificate below, JdkCertificate one, JdkCertificate other) {
        JdkCertificate anchor = new JdkCertificate(MINT.root(ANCHOR).certificate());
        return new CandidateOrder(jdk, List.of(anchor)).above(below).compare(one, other);
    }

    private static void assertFirst(int jdk, @Nullable JdkCertificate below, JdkCertificate one, JdkCertificate other) {
        assertThat(order(jdk, below, one, other)).isEqualTo(-1);
        assertThat(order(jdk, below, other, one)).isEqualTo(1);
    }

    /** The far one still comes before one that has nothing to do with any anchor. */
    private void assertNearestFirst(int jdk, JdkCertificate near, JdkCertificate far) {
        assertFirst(jdk, null, near, far);
        assertFirst(jdk, null, far, unrelated);
    }

    /** What stands first when asked stays first, either way round: no total order. */
    private static void assertUndecided(int jdk, JdkCertificate one, JdkCertificate other) {
        assertThat(order(jdk, null, one, other)).isEqualTo(-1);
        assertThat(order(jdk, null, other, one)).isEqualTo(-1);
    }
}
