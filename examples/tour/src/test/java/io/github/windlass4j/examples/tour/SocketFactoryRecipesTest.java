package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Mint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFactoryRecipesTest {
    @Test
    void all_three_ways_of_configuring_it_verify_the_server() throws Exception {
        assertThat(Printed.by(SocketFactoryRecipes::main))
                .contains("pgjdbc: TLS established, chain and host verified")
                .contains("HikariCP: TLS established, chain and host verified")
                .contains("Spring Boot: TLS established, chain and host verified");
    }

    @Test
    void another_root_is_refused_with_the_reason_in_the_message(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("root.crt"),
                Mint.seeded(2).at(Instant.now()).root("Another root").chainPem());
        String printed = Printed.by(SocketFactoryRecipes::main, file.toString());
        assertThat(printed.lines().filter(line -> line.contains(": refused: "))).hasSize(3);
        assertThat(printed.lines().filter(line -> line.contains("NO_ANCHOR: "))).hasSize(3);
    }
}
