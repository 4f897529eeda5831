package io.github.windlass4j.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingTest {
    private final Authority root =
            Mint.seeded(7).at(Instant.parse("2026-12-01T00:00:00Z")).root("Root");
    private final Issued today = root.issueAuthority("Issuing CA 1").issueLeaf("db.example.com");
    private final Issued tomorrow = root.issueAuthority("Issuing CA 2").issueLeaf("db.example.com");

    @Test
    void rotation_marks_retired_new_and_anchor_in_words() {
        Drawing drawing = Drawing.rotation(
                List.of(today.chain().get(0), today.chain().get(1), root.certificate()),
                List.of(tomorrow.chain().get(0), tomorrow.chain().get(1), root.certificate()),
                List.of(root.certificate()));
        assertThat(drawing.text()).isEqualTo("""
                        today: CN=db.example.com (retired) <- CN=Issuing CA 1 (retired) <- CN=Root (anchor)
                        tomorrow: CN=db.example.com (new) <- CN=Issuing CA 2 (new) <- CN=Root (anchor)""");
        assertThat(drawing.svg())
                .contains("stroke-dasharray")
                .contains(">today</text>")
                .contains(">CN=Issuing CA 2</text>")
                .containsPattern("ends [0-9-]{10}, retired</text>");
        assertThat(drawing.mermaid().orElseThrow())
                .contains("subgraph tomorrow")
                .contains("n1_2 --> n1_1");
    }

    @Test
    void path_without_anchor_has_no_anchor_mark() {
        Drawing drawing = Drawing.path(today.chain(), List.of());
        assertThat(drawing.text()).isEqualTo("CN=db.example.com <- CN=Issuing CA 1");
        assertThat(drawing.svg()).doesNotContain("anchor");
        assertThat(Drawing.path(List.of(), List.of()).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg><script>1</script></svg>",
                "<svg onload='x()'/>",
                "<svg><a href='https://example.com'/></svg>",
                "<svg><image href='x'/></svg>",
                "<svg><rect style='fill:url(https://example.com)'/></svg>",
                "<svg><rect fill='url(https://example.com)'/></svg>",
                "<svg><foreignObject/></svg>",
                "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
                "<?xml-stylesheet href='x'?><svg/>",
                "<html/>",
                "<svg>",
                ""
            })
    void refuses_svg_that_is_more_than_a_drawing(String svg) {
        assertThatThrownBy(() -> Drawing.of("t", svg, "w"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("svg");
    }

    @Test
    void allows_references_inside_the_drawing() {
        String svg = "<svg><defs><marker id=\"tip\"/></defs><line marker-end=\"url(#tip)\"/></svg>";
        assertThat(Drawing.of("t", svg, "w").svg()).isEqualTo(svg);
    }
}
