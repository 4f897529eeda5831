package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first programs of the README answer for chains, stores and configuration of one's own. */
class OwnFilesTest {
    private static final Instant DAY = Instant.parse("2027-03-01T00:00:00Z");
    private static final String AT = DAY.toString();
    private static final String HOST = "pg.example.org";

    private final Authority root = Mint.seeded(9).at(DAY).root("Corporate Root");
    private final Authority oldCa = root.issueAuthority("Corporate CA 1");
    private final Issued leaf = oldCa.issueLeaf(HOST);

    @TempDir
    private Path folder;

    @Test
    void a_rotation_is_judged_by_the_store_it_meets() throws Exception {
        String today = pem("today.pem", leaf.chain());
        String tomorrow = pem(
                "tomorrow.pem",
                root.issueAuthority("Corporate CA 2").issueLeaf(HOST).chain());
        String roots = pem("roots.pem", List.of(root.certificate()));
        String pinned = pem("pinned.pem", List.of(oldCa.certificate()));
        assertThat(Printed.by(FirstAnswer::main, today, tomorrow, roots, HOST, AT))
                .startsWith("UNAFFECTED: pgjdbc 42.7.14, sslmode=verify-full, host pg.example.org");
        assertThat(Printed.by(FirstAnswer::main, today, tomorrow, pinned, HOST, AT))
                .startsWith("BREAKS: ")
                .contains("CN=Corporate CA 2");
        assertThat(Printed.by(FirstAnswer::main, today, tomorrow, roots, "other.example.org", AT))
                .contains("other.example.org")
                .doesNotStartWith("UNAFFECTED");
    }

    @Test
    void a_chain_is_judged_by_the_roots_the_host_and_the_day() throws Exception {
        String chain = pem("chain.pem", leaf.chain());
        String roots = pem("roots.pem", List.of(root.certificate()));
        assertThat(Printed.by(ChainReasons::main, HOST, chain, roots, AT)).startsWith("trusted");
        assertThat(Printed.by(ChainReasons::main, HOST, chain, roots, "2029-03-01T00:00:00Z"))
                .contains("WL-CH-1501");
        assertThat(Printed.by(ChainReasons::main, "other.example.org", chain, roots, AT))
                .startsWith("rejected")
                .contains("other.example.org");
    }

    @Test
    void without_roots_this_jdk_is_asked() throws Exception {
        assertThat(Printed.by(ChainReasons::main, HOST, pem("chain.pem", leaf.chain())))
                .startsWith("rejected")
                .contains("WL-CH-0901");
    }

    @Test
    void a_configuration_states_the_client() throws Exception {
        Path strict = Files.writeString(
                folder.resolve("application.properties"),
                "spring.datasource.url=jdbc:postgresql://" + HOST + "/shop?sslmode=verify-full");
        Path lax = Files.writeString(
                folder.resolve("application.yaml"),
                "spring: {datasource: {url: 'jdbc:postgresql://" + HOST + "/shop?sslmode=disable'}}");
        assertThat(Printed.by(ClientAdvice::main, strict.toString()))
                .startsWith("taken for granted: no intermediate is pinned")
                .contains(HOST + ":5432 with pgjdbc 42.7.14 {sslmode=verify-full}")
                .contains("risk [HIGH] if [the root is missing]");
        assertThat(Printed.by(ClientAdvice::main, lax.toString()))
                .contains("{sslmode=disable}")
                .doesNotContain("HIGH");
    }

    private String pem(String name, Collection<Certificate> certificates) throws Exception {
        String text = certificates.stream().map(Certificate::toPem).collect(Collectors.joining());
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
