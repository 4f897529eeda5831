package io.github.windlass4j.truststore.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectionString;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialLineTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final TrialLine.Target TARGET =
            new TrialLine.Target("db.example.test", 5432, "postgres", "app@tenant", "/etc/db+roots.pem");
    private static final List<Client> CLIENTS =
            List.of(Client.libpq("17"), Client.pgjdbc("42.7.14"), Client.of("npgsql", "8.0"));

    private final Mint mint = Mint.seeded(31).at(AT);
    private final Authority root = mint.root("Root");
    private final Issued leaf = root.issueAuthority("Issuing CA").issueLeaf("db.example.test");
    private final Server server = Server.presenting(PresentedChain.of("db", leaf.chain()));

    private List<TrialLine> lines(Authority trusted) {
        TrustStore roots = TrustStore.of("roots.pem", List.of(trusted.certificate()));
        return TrialLine.of(TARGET, CLIENTS, server, roots, AT);
    }

    private static List<Boolean> connects(List<TrialLine> lines, String driver) {
        return lines.stream()
                .filter(line -> line.driver().equals(driver))
                .map(line -> line.expected().connects())
                .toList();
    }

    @Test
    void with_the_right_root_every_modelled_driver_connects() {
        List<TrialLine> lines = lines(root);

        assertThat(lines).hasSize(9);
        assertThat(connects(lines, "libpq")).containsExactly(true, true, true);
        assertThat(connects(lines, "pgjdbc")).containsExactly(true, true, true);
        // Npgsql 8 verifies nothing at Require.
        assertThat(connects(lines, "npgsql")).containsExactly(true, true, true);
    }

    /** libpq verifies with require as well, because there is a root file; pgjdbc does not. */
    @Test
    void with_the_wrong_root_the_drivers_differ_at_require() {
        List<TrialLine> lines = lines(mint.root("Stranger"));

        assertThat(connects(lines, "libpq")).containsExactly(false, false, false);
        assertThat(connects(lines, "pgjdbc")).containsExactly(true, false, false);
        assertThat(lines.get(4).toString()).contains("\n# expected: does not connect: ");
    }

    @Test
    void each_line_says_to_the_driver_what_was_meant() {
        for (TrialLine line : lines(root)) {
            String text = line.driver().equals("libpq")
                    ? line.line().substring("psql \"".length(), line.line().indexOf("\" -c "))
                    : line.line();
            ConnectionString read = ConnectionString.parse(text);

            assertThat(read.driver()).isEqualTo(line.driver());
            assertThat(read.endpoints()).containsExactly(new ConnectionString.Endpoint("db.example.test", 5432));
            assertThat(read.settings())
                    .containsEntry("sslmode", line.mode().text())
                    .containsEntry("sslrootcert", TARGET.rootFile());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "a$b", "a;b", "a'b", "a`b", "a\nb", "a\\b", "a&b"})
    void refuses_what_could_leave_its_quotes(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrialLine.Target(text, 1, "d", "u", "r"))
                .withMessageContaining("host: ");
        assertThatIllegalArgumentException().isThrownBy(() -> new TrialLine.Target("h", 1, text, "u", "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TrialLine.Target("h", 1, "d", text, "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TrialLine.Target("h", 1, "d", "u", text));
    }

    @Test
    void refuses_a_driver_whose_lines_it_does_not_know() {
        TrustStore roots = TrustStore.of("roots.pem", List.of(root.certificate()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialLine.of(TARGET, List.of(Client.of("pgx", "5")), server, roots, AT))
                .withMessageContaining("want libpq, pgjdbc or npgsql");
    }
}
