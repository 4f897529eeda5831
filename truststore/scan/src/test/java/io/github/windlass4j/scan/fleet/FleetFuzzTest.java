package io.github.windlass4j.scan.fleet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * Text as the lines of an assessment: what survives being written, or a {@link MalformedFleetException} that names the line. As
 * tests over the inputs kept in {@code FleetFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1}.
 */
class FleetFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void lines(byte[] input) throws IOException {
        FleetAssessment read;
        try {
            read = FleetAssessment.read(
                    new BufferedReader(new StringReader(new String(input, StandardCharsets.UTF_8))), "fuzzed");
        } catch (MalformedFleetException e) {
            if (!String.valueOf(e.getMessage()).startsWith("fuzzed:")) {
                throw new AssertionError("no place in: " + e.getMessage(), e);
            }
            return;
        }
        StringWriter written = new StringWriter();
        read.writeTo(written);
        if (!FleetAssessment.read(new BufferedReader(new StringReader(written.toString())), "written")
                .equals(read)) {
            throw new AssertionError("written, an assessment differs: " + written);
        }
        for (String store : read.stores()) {
            for (int chain = 0; chain < read.chains().size(); chain++) {
                if (read.trusts(store, chain) == read.obstacle(store, chain).isPresent()) {
                    throw new AssertionError(store + " trusts chain " + chain + " and names an obstacle");
                }
            }
        }
    }
}
