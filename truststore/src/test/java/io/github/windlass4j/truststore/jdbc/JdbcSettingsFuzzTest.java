package io.github.windlass4j.truststore.jdbc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Text as the one argument that drivers hand to a socket factory: settings, or an {@link IllegalArgumentException} that says
 * what is wanted. As tests over the inputs kept in {@code JdbcSettingsFuzzTestInputs}, as a fuzzer with {@code
 * JAZZER_FUZZ=1}.
 */
class JdbcSettingsFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void text(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        JdbcSettings settings;
        try {
            settings = JdbcSettings.ofText(text);
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError("a refusal says what is wanted", e);
            }
            return;
        }
        if (!settings.key().equals(JdbcSettings.ofText(text).key())) {
            throw new AssertionError("equal settings have equal keys: " + settings);
        }
    }
}
