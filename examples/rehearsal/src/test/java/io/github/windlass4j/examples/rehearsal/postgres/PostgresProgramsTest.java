package io.github.windlass4j.examples.rehearsal.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {
    @Test
    void a_directory_without_the_programs_is_refused(@TempDir Path folder) {
        assertThatThrownBy(() -> PostgresPrograms.installed(folder))
                .isInstanceOf(PostgresException.class)
                .hasMessage(folder + ": no initdb, postgres and pg_ctl there or in its bin");
    }
}
