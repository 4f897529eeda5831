package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.mint.CertificateSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule a certificate breaks that is not encoded as RFC 5280 defines it. */
class EncodingRulesTest {
    private static final Pki PKI = Pki.sound();

    private static List<Rule> broken(UnaryOperator<CertificateSpec> changes) {
        List<Rule> rules = new ArrayList<>();
        Node node = new Node(PKI.root.issueAuthority("CA", changes).certificate());
        EncodingRules.check(node, Role.ISSUER, (rule, found, expected, fix) -> rules.add(rule));
        return rules;
    }

    /** Extension values, in DER, in hex. */
    @ParameterizedTest
    @CsvSource({
        // permittedSubtrees with an iPAddress of five octets
        "2.5.29.30,         300ba00930078705c0a80100ff, IP_CONSTRAINT_MALFORMED",
        // INTEGER 5 where a SEQUENCE belongs
        "2.5.29.30,         020105,                     MALFORMED_EXTENSION",
        "2.5.29.36,         020105,                     MALFORMED_EXTENSION",
        "1.3.6.1.5.5.7.1.1, 020105,                     AUTHORITY_INFO_MALFORMED",
        "1.3.6.1.5.5.7.1.1, 3000,                       AUTHORITY_INFO_MALFORMED",
        "2.5.29.37,         3000,                       EKU_EMPTY",
        "2.5.29.30,         3000,                       NAME_CONSTRAINTS_EMPTY",
        "2.5.29.32,         3000,                       MALFORMED_EXTENSION",
    })
    void an_extension_that_cannot_be_read_breaks_its_own_rule(String oid, String value, Rule rule) {
        Extension unreadable = new Extension(oid, false, HexFormat.of().parseHex(value));

        assertThat(broken(s -> s.extension(unreadable))).containsExactly(rule);
    }

    @Test
    void a_serial_number_is_positive_and_has_at_most_twenty_octets() {
        BigInteger longest = BigInteger.ONE.shiftLeft(159).subtract(BigInteger.ONE);

        assertThat(broken(s -> s.serial(BigInteger.ONE))).isEmpty();
        assertThat(broken(s -> s.serial(longest))).isEmpty();
        assertThat(broken(s -> s.serial(longest.add(BigInteger.ONE)))).containsExactly(Rule.SERIAL_TOO_LONG);
        assertThat(broken(s -> s.serial(BigInteger.ZERO))).containsExactly(Rule.SERIAL_NOT_POSITIVE);
        assertThat(broken(s -> s.serial(BigInteger.ONE.negate()))).containsExactly(Rule.SERIAL_NOT_POSITIVE);
    }
}
