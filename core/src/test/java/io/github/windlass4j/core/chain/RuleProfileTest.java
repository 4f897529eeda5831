package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.hostname.PublicSuffixes;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles are changed by copies, one thing at a time. */
class RuleProfileTest {
    private static final RuleProfile BASE = Profile.RFC5280;

    @Test
    void a_copy_differs_in_what_was_asked_for() {
        assertThat(BASE.named("house")).hasToString("house").isEqualTo(copy("house", BASE));
        assertThat(BASE.with(Switch.UNDERSCORE_HOST_NAMES).has(Switch.UNDERSCORE_HOST_NAMES))
                .isTrue();
        assertThat(BASE.with(Switch.UNDERSCORE_HOST_NAMES).without(Switch.UNDERSCORE_HOST_NAMES))
                .isEqualTo(BASE);
        assertThat(BASE.with(AlgorithmPolicy.WEB).algorithms()).isEqualTo(AlgorithmPolicy.WEB);
        assertThat(BASE.with(PublicSuffixes.shipped()).publicSuffixes()).isSameAs(PublicSuffixes.shipped());
        assertThat(BASE.with(AlgorithmPolicy.WEB).with(BASE.algorithms())).isEqualTo(BASE);
    }

    private static RuleProfile copy(String name, RuleProfile of) {
        return new RuleProfile(name, of.rejecting(), of.warning(), of.switches(), of.algorithms(), of.publicSuffixes());
    }

    @Test
    void a_rule_rejects_or_warns_or_is_out() {
        RuleProfile mild = BASE.warning(Rule.SERIAL_TOO_LONG);
        RuleProfile none = mild.without(Rule.SERIAL_TOO_LONG);

        assertThat(BASE.rejecting()).contains(Rule.SERIAL_TOO_LONG);
        assertThat(mild.rejecting()).doesNotContain(Rule.SERIAL_TOO_LONG);
        assertThat(mild.warning()).contains(Rule.SERIAL_TOO_LONG);
        assertThat(none.rejecting()).doesNotContain(Rule.SERIAL_TOO_LONG);
        assertThat(none.warning()).doesNotContain(Rule.SERIAL_TOO_LONG).isEqualTo(BASE.warning());
        assertThat(mild.rejecting(Rule.SERIAL_TOO_LONG)).isEqualTo(BASE);
        assertThat(none.rejecting(Rule.SERIAL_TOO_LONG)).isEqualTo(BASE);
    }

    /** Microsoft's application policies say what extended key usage says; where that stands as well they are understood. */
    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void critical_application_policies_are_tolerated_beside_extended_key_usage(boolean purposes, boolean rejected) {
        String applicationPolicies = "1.3.6.1.4.1.311.21.10";
        UnaryOperator<CertificateSpec> changes = s -> {
            CertificateSpec with = s.extension(new Extension(applicationPolicies, true, new byte[] {0x30, 0}));
            return purposes ? with : with.without(Extension.EXTENDED_KEY_USAGE);
        };
        ChainRequest request = Pki.leaf(changes).request();
        Extension other = new Extension("1.3.6.1.4.1.311.21.11", true, new byte[] {0x30, 0});

        assertThat(Pki.rules(Profile.PRIVATE_PKI, request))
                .isEqualTo(rejected ? List.of(Rule.UNKNOWN_CRITICAL_EXTENSION) : List.of());
        assertThat(Pki.rules(Profile.RFC5280, request)).contains(Rule.UNKNOWN_CRITICAL_EXTENSION);
        assertThat(Pki.rules(
                        Profile.PRIVATE_PKI, Pki.leaf(s -> s.extension(other)).request()))
                .containsExactly(Rule.UNKNOWN_CRITICAL_EXTENSION);
    }

    @Test
    void only_a_self_signed_certificate_needs_no_key_identifier_of_its_issuer() {
        Issued own = Mint.seeded(7).at(Pki.AT).selfSigned(Pki.HOST, s -> s.without(Extension.AUTHORITY_KEY_IDENTIFIER));
        ChainRequest selfSigned = Pki.request(List.of(own.certificate()), own.certificate());
        ChainRequest issued =
                Pki.leaf(s -> s.without(Extension.AUTHORITY_KEY_IDENTIFIER)).request();

        assertThat(Pki.rules(Profile.RFC5280, selfSigned)).isEmpty();
        assertThat(Pki.rules(Profile.RFC5280, issued)).containsExactly(Rule.AUTHORITY_KEY_ID_MISSING);
    }
}
