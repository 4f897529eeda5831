package io.github.windlass4j.examples.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static CommandLine parse(String line) {
        return CommandLine.parse(line.isEmpty() ? List.of() : Arrays.asList(line.split(" ")), NOW);
    }

    @Test
    void nothing_means_a_rehearsal_and_postgres_names_an_installation() {
        assertThat(parse("")).isEqualTo(new CommandLine.Rehearse(null));
        assertThat(parse("--postgres /usr/lib/postgresql/15"))
                .isEqualTo(new CommandLine.Rehearse(Path.of("/usr/lib/postgresql/15")));
        assertThat(parse("--connect x:1 --help")).isEqualTo(new CommandLine.Help());
    }

    @Test
    void connect_takes_a_host_and_a_port_and_maybe_a_store() {
        assertThat(parse("--connect db.example:5432"))
                .isEqualTo(new CommandLine.Connect("db.example", 5432, new CommandLine.StoreFile(null, null, null)));
        assertThat(parse("--connect [::1]:5432 --truststore t.p12 --type PKCS12 --password-file pw"))
                .isEqualTo(new CommandLine.Connect(
                        "::1", 5432, new CommandLine.StoreFile(Path.of("t.p12"), "PKCS12", Path.of("pw"))));
    }

    @Test
    void own_files_take_one_chain_of_today_and_any_number_of_tomorrow() {
        CommandLine.Judge judge = (CommandLine.Judge)
                parse(
                        "--before a.pem --after b.pem --after c.pem --truststore t.jks --sslmode verify-full --host db --at 2026-12-01");
        assertThat(judge.after()).containsExactly(Path.of("b.pem"), Path.of("c.pem"));
        assertThat(judge.driver()).isEqualTo("pgjdbc");
        assertThat(judge.at()).isEqualTo("2026-12-01T00:00:00Z");
        judge = (CommandLine.Judge)
                parse("--before a --after b --truststore t --sslmode require --host db --driver libpq");
        assertThat(judge.at()).isEqualTo(NOW);
        assertThat(judge.driver()).isEqualTo("libpq");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nonsense x | unknown argument: --nonsense",
                "rehearse | unknown argument: rehearse",
                "--postgres | --postgres wants a value",
                "--postgres --connect | --postgres wants a value",
                "--connect db | --connect db (want HOST:PORT",
                "--connect :5432 | want HOST:PORT",
                "--connect db:70000 | port from 1 to 65535",
                "--connect db:1 --sslmode require | --sslmode does not go with --connect",
                "--connect db:1 --type JKS | --type goes with --truststore only",
                "--before a | --after is missing",
                "--before a --sslmode require --host h | --after is missing",
                "--after a | --before is missing",
                "--before a --after b --sslmode require | --host is missing",
                "--before a --after b --host h | --sslmode is missing",
                "--before a --before b --after c | --before stands twice",
                "--before a --after b --sslmode require --host h --driver odbc | --driver odbc (want pgjdbc or libpq)",
                "--before a --after b --sslmode require --host h --at tomorrow | --at tomorrow (want 2026-11-22",
                "--truststore a | --truststore does not go with a rehearsal"
            })
    void wrong_usage_names_the_argument(String line, String message) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(UsageException.class).hasMessageContaining(message);
    }
}
