package io.github.windlass4j.core.chain.engine;

import static io.github.windlass4j.core.chain.Rule.CONSTRAINED_NAME_UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.Rule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NameRulesTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(
                        new GeneralName.Dns("db.test"),
                        Rule.DNS_NAME_NOT_PERMITTED,
                        Rule.DNS_NAME_EXCLUDED,
                        Rule.DNS_NAME_MALFORMED),
                Arguments.of(
                        new GeneralName.Ip(new byte[4]),
                        Rule.IP_ADDRESS_NOT_PERMITTED,
                        Rule.IP_ADDRESS_EXCLUDED,
                        Rule.IP_ADDRESS_MALFORMED),
                Arguments.of(
                        new GeneralName.Email("ops@db.test"),
                        Rule.MAILBOX_NOT_PERMITTED,
                        Rule.MAILBOX_EXCLUDED,
                        Rule.MAILBOX_MALFORMED),
                Arguments.of(
                        new GeneralName.Uri("https://db.test"),
                        Rule.URI_NOT_PERMITTED,
                        Rule.URI_EXCLUDED,
                        Rule.URI_MALFORMED));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_kind_of_name_has_its_rules(GeneralName name, Rule notPermitted, Rule excluded, Rule malformed) {
        assertThat(NameRules.notPermitted(name)).isEqualTo(notPermitted);
        assertThat(NameRules.excluded(name)).isEqualTo(excluded);
        assertThat(NameRules.malformed(name)).isEqualTo(malformed);
    }

    @Test
    void directory_names_have_rules_and_what_no_engine_compares_has_one() {
        GeneralName directory = new GeneralName.Directory(DistinguishedName.parse("O=Example"));
        assertThat(NameRules.notPermitted(directory)).isEqualTo(Rule.DIRECTORY_NAME_NOT_PERMITTED);
        assertThat(NameRules.excluded(directory)).isEqualTo(Rule.DIRECTORY_NAME_EXCLUDED);
        GeneralName id = new GeneralName.RegisteredId("1.2.3.4");
        assertThat(NameRules.notPermitted(id)).isEqualTo(CONSTRAINED_NAME_UNSUPPORTED);
        assertThat(NameRules.excluded(id)).isEqualTo(CONSTRAINED_NAME_UNSUPPORTED);
    }

    @Test
    void tells_twenty_names_and_how_many_more_there_are() {
        assertThat(NameRules.shown(hosts(2))).isEqualTo(hosts(2).toString());
        assertThat(NameRules.shown(hosts(20))).isEqualTo(hosts(20).toString());
        assertThat(NameRules.shown(hosts(21))).isEqualTo(hosts(20) + " and 1 more");
        assertThat(NameRules.shown(hosts(500))).isEqualTo(hosts(20) + " and 480 more");
    }

    private static List<GeneralName> hosts(int count) {
        return IntStream.range(0, count)
                .<GeneralName>mapToObj(i -> new GeneralName.Dns("h" + i + ".test"))
                .toList();
    }
}
