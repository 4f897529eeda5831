package io.github.windlass4j.scan.discovery;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Text as the rows of pg_stat_ssl: a sample, or a {@link MalformedSampleException}. As tests over the inputs kept in {@code
 * ServerSampleFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1}.
 */
class ServerSampleFuzzTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HEADER = "application_name,usename,client_addr,ssl,version,cipher,sessions\n";

    @FuzzTest(maxDuration = "15m")
    void rows(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        read(text);
        read(HEADER + text);
        read(HEADER.replace(',', '\t') + text);
    }

    private static void read(String text) {
        ServerSample sample;
        try {
            sample = ServerSample.read(text, "orders", AT);
        } catch (MalformedSampleException e) {
            if (!String.valueOf(e.getMessage()).contains("orders")) {
                throw new AssertionError("no place in: " + e.getMessage(), e);
            }
            return;
        }
        if (sample.inventory().clients().size() > sample.clients().size()) {
            throw new AssertionError("more clients than were seen: " + sample);
        }
        if (sample.clients().isEmpty() != sample.merge(sample).clients().isEmpty()) {
            throw new AssertionError("merged with itself, a sample loses its clients: " + sample);
        }
    }
}
