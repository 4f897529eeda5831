package io.github.windlass4j.examples.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void everything_below_goes_away_after_its_users_were_closed_last_first() throws Exception {
        Path folder;
        List<String> closed = new ArrayList<>();
        try (Scratch scratch = new Scratch()) {
            folder = scratch.folder("server");
            Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("file"), "content");
            scratch.closing(() -> closed.add("first, folder there: " + Files.exists(folder)));
            scratch.closing(() -> closed.add("second"));
        }
        assertThat(closed).containsExactly("second", "first, folder there: true");
        assertThat(folder.getParent()).doesNotExist();
    }
}
