package io.github.windlass4j.examples.rehearsal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ObservationTest {
    @Test
    void text_of_several_lines_becomes_one() {
        Observation observation = new Observation(Observation.Kind.REFUSED, "SSL error:\n\tno path\r\n");
        assertThat(observation.text()).isEqualTo("SSL error: \tno path");
        assertThat(observation.toLine()).isEqualTo("REFUSED\tSSL error:  no path");
    }

    @Property(tries = 200)
    void what_goes_through_the_pipe_is_one_line_and_keeps_the_kind(@ForAll Observation.Kind kind, @ForAll String text) {
        String line = new Observation(kind, text).toLine();
        assertThat(line).doesNotContain("\n").doesNotContain("\r");
        Observation back = Observation.ofLine(line);
        assertThat(back.kind()).isEqualTo(kind);
        assertThat(back.toLine()).isEqualTo(line);
    }
}
