package io.github.windlass4j.examples.rehearsal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PsqlTest {
    @TempDir
    Path folder;

    @Test
    void no_psql_on_the_path_is_no_psql() {
        assertThat(Psql.onPath(folder.toString(), folder)).isEmpty();
        assertThat(Psql.onPath("", folder)).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_program_of_that_name_that_is_no_psql_is_passed_over() throws Exception {
        Path program = Files.writeString(folder.resolve("psql"), "#!/bin/sh\necho something else\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        assertThat(Psql.onPath(folder.toString(), folder)).isEmpty();
        Files.writeString(program, "#!/bin/sh\necho 'psql (PostgreSQL) 17.5 (Homebrew)'\n");
        assertThat(Psql.onPath(folder.toString(), folder))
                .hasValueSatisfying(psql -> assertThat(psql.version()).isEqualTo("17.5"));
    }
}
