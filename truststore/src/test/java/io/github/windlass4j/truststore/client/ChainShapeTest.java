package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is odd about a presented chain before anybody judges it. */
class ChainShapeTest {
    private static final Mint MINT = Mint.seeded(41);
    private static final Authority ROOT = MINT.root("Root");
    private static final Authority ISSUER = ROOT.issueAuthority("Issuer");
    private static final Issued LEAF = ISSUER.issueLeaf("db.example");
    private static final Authority STRANGER = MINT.root("Stranger");

    @Test
    void a_chain_in_order_is_not_odd_with_and_without_its_root() {
        assertThat(findings(LEAF, ISSUER)).isEmpty();
        assertThat(findings(LEAF, ISSUER, ROOT)).isEmpty();
        assertThat(findings(MINT.selfSigned("db.example", spec -> spec))).isEmpty();
    }

    @Test
    void no_certificate_at_all_is_an_error_with_a_way_to_look_again() {
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-CL-001");
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.location()).isEqualTo(Location.of("chain"));
            assertThat(finding.remedy().orElseThrow()).contains("openssl s_client");
        });
    }

    @Test
    void a_leaf_alone_names_the_issuer_that_is_missing() {
        assertThat(findings(LEAF)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-CL-002");
            assertThat(finding.message()).contains("CN=Issuer");
            assertThat(finding.location()).isEqualTo(Location.of("chain").entry("1"));
            assertThat(finding.remedy()).contains("append the intermediates to the server's certificate file");
        });
    }

    @Test
    void an_authority_before_the_certificate_that_it_issued_is_out_of_order() {
        assertThat(findings(LEAF, ROOT, ISSUER)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-CL-003");
            assertThat(finding.location()).isEqualTo(Location.of("chain").entry("2"));
            assertThat(finding.message()).startsWith("CN=Root ");
            assertThat(finding.remedy()).contains("send each certificate after the one that it issued");
        });
    }

    @Test
    void an_authority_of_nobody_is_a_stranger_and_so_is_what_lies_above_it() {
        assertThat(findings(LEAF, ISSUER, STRANGER)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-CL-004");
            assertThat(finding.location()).isEqualTo(Location.of("chain").entry("3"));
            assertThat(finding.message()).startsWith("CN=Stranger issued none");
        });
        assertThat(findings(LEAF, ROOT)).extracting(Finding::rule).containsExactly("WL-CL-004");
    }

    @Test
    void a_certificate_sent_twice_is_noted_where_it_comes_again() {
        assertThat(findings(LEAF, ISSUER, LEAF, ISSUER))
                .extracting(Finding::rule, finding -> finding.location().entry())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("WL-CL-005", "3"),
                        org.assertj.core.groups.Tuple.tuple("WL-CL-005", "4"));
        assertThat(findings(LEAF, LEAF).get(0).message()).endsWith("was already sent before");
    }

    @Test
    void a_captured_chain_is_read_with_its_damage() {
        String captured = "Certificate chain\n" + LEAF.certificate().toPem()
                + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                + ISSUER.certificate().toPem();
        PresentedChain chain = PresentedChain.read(captured.getBytes(StandardCharsets.UTF_8), "today.pem");
        assertThat(chain.certificates()).containsExactly(LEAF.certificate(), ISSUER.certificate());
        assertThat(chain.leaf()).contains(LEAF.certificate());
        assertThat(chain).hasToString("today.pem (2 certificates)");
        assertThat(chain.findings()).isNotEmpty().isEqualTo(chain.unread());
        assertThat(PresentedChain.of("nothing").leaf()).isEmpty();
    }

    private static List<Finding> findings(Issued... sent) {
        return PresentedChain.of(
                        "chain", Stream.of(sent).map(Issued::certificate).toList())
                .findings();
    }
}
