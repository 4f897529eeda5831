package io.github.windlass4j.examples.conformance.x509;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What each kind of trust asks of an anchor. */
class BoringQuestionTest {
    private final Authority root = Mint.seeded(5).root("Root", s -> s.without(Extension.BASIC_CONSTRAINTS));

    @ParameterizedTest
    @CsvSource({
        "TRUSTED_ANCHOR, true",
        "TRUSTED_ANCHOR_WITH_CONSTRAINTS, true",
        "TRUSTED_ANCHOR_WITH_REQUIRE_BASIC_CONSTRAINTS, true",
        "TRUSTED_ANCHOR_WITH_CONSTRAINTS_REQUIRE_BASIC_CONSTRAINTS, false",
    })
    void basic_constraints_are_required_only_of_an_anchor_whose_constraints_bind(String trust, boolean trusted) {
        String node = "{\"lastCertTrust\": \"" + trust + "\", \"time\": \"" + Mint.DEFAULT_INSTANT
                + "\", \"keyPurpose\": \"SERVER_AUTH\", \"digestPolicy\": \"DEFAULT\"}";
        BoringQuestion question = new BoringQuestion(
                JsonMapper.shared().readTree(node),
                List.of(root.issueLeaf("db.example.test").certificate(), root.certificate()));

        assertThat(ChainValidator.of(question.profile())
                        .validate(question.request())
                        .isTrusted())
                .isEqualTo(trusted);
    }
}
