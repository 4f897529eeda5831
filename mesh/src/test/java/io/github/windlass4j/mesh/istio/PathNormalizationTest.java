package io.github.windlass4j.mesh.istio;

import static io.github.windlass4j.mesh.istio.PathNormalization.BASE;
import static io.github.windlass4j.mesh.istio.PathNormalization.DECODE_AND_MERGE_SLASHES;
import static io.github.windlass4j.mesh.istio.PathNormalization.MERGE_SLASHES;
import static io.github.windlass4j.mesh.istio.PathNormalization.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathNormalizationTest {
    @ParameterizedTest
    @CsvSource({
        "/, /, /, /",
        "/a/b/, /a/b/, /a/b/, /a/b/",
        "/a/../b, /b, /b, /b",
        "/a/b/.., /a/, /a/, /a/",
        "/a/., /a/, /a/, /a/",
        "/../a, /a, /a, /a",
        "/a//../b, /a/b, /a/b, /a/b",
        "/a//../../b, /b, /b, /b",
        "/a///b, /a///b, /a/b, /a/b",
        "/%2e%2E/a, /a, /a, /a",
        "/.../a, /.../a, /.../a, /.../a",
        "/a%2fb, /a%2fb, /a%2fb, /a/b",
        "/a%5Cb, /a%5Cb, /a%5Cb, /a/b",
        "'/a\\b', /a/b, /a/b, /a/b",
        "/%41%7e%2D, /A~-, /A~-, /A~-",
        "/%252e%252e/a, /%252e%252e/a, /%252e%252e/a, /%252e%252e/a",
        "/%c0%2e/%zz%2, /%c0./%zz%2, /%c0./%zz%2, /%c0./%zz%2",
        "/a/../b?c=/../%61#d, /b?c=/../%61, /b?c=/../%61, /b?c=/../%61",
        "*, *, *, *",
    })
    void each_step_goes_further(String path, String base, String merged, String decoded) {
        assertThat(BASE.apply(path)).contains(base);
        assertThat(MERGE_SLASHES.apply(path)).contains(merged);
        assertThat(DECODE_AND_MERGE_SLASHES.apply(path)).contains(decoded);
        assertThat(NONE.apply(path)).contains(path.replaceFirst("#.*", ""));
    }

    @Test
    void only_unreserved_characters_are_decoded() {
        for (int i = 1; i < 256; i++) {
            String encoded = String.format(Locale.ROOT, "/x%%%02x", i);
            boolean unreserved = i < 128 && (Character.isLetterOrDigit(i) || "-._~".indexOf(i) >= 0);
            assertThat(BASE.apply(encoded)).contains(unreserved ? "/x" + (char) i : encoded);
        }
        assertThat(BASE.apply("/a%00")).isEmpty();
        assertThat(NONE.apply("/a%00")).contains("/a%00");
    }

    /** A request passes two proxies, and each normalizes. */
    @Property
    void once_is_enough(
            @ForAll @StringLength(max = 12) @Chars({'/', '\\', '.', '%', '?'}) @CharRange(from = '0', to = 'f')
                    String rest,
            @ForAll PathNormalization how) {
        how.apply("/" + rest)
                .ifPresent(path -> assertThat(how.apply(path)).contains(path).isEqualTo(how.apply(path)));
    }
}
