package io.github.windlass4j.scan.inventory;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * Text as the lines of an inventory and of answers: what survives being written, or a {@link MalformedInventoryException} that
 * names the line. As tests over the inputs kept in {@code InventoryFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and
 * one method chosen.
 */
class InventoryFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void inventory(byte[] input) throws IOException {
        Inventory read;
        try {
            read = Inventory.read(lines(new String(input, StandardCharsets.UTF_8)), "fuzzed");
        } catch (MalformedInventoryException e) {
            named(e);
            return;
        }
        StringWriter written = new StringWriter();
        read.writeTo(written);
        if (!Inventory.read(lines(written.toString()), "written").equals(read)
                || !read.merge(read).equals(read)) {
            throw new AssertionError("written or merged with itself, an inventory differs: " + written);
        }
        read.unresolved();
        read.clients().forEach(read::model);
    }

    @FuzzTest(maxDuration = "15m")
    void answers(byte[] input) throws IOException {
        Readiness read;
        try {
            read = Readiness.read(lines(new String(input, StandardCharsets.UTF_8)), "fuzzed");
        } catch (MalformedInventoryException e) {
            named(e);
            return;
        }
        StringWriter written = new StringWriter();
        read.writeTo(written);
        if (!Readiness.read(lines(written.toString()), "written").equals(read)) {
            throw new AssertionError("written, the answers differ: " + written);
        }
        read.findings();
    }

    private static BufferedReader lines(String text) {
        return new BufferedReader(new StringReader(text));
    }

    private static void named(MalformedInventoryException e) {
        if (!String.valueOf(e.getMessage()).startsWith("fuzzed:")) {
            throw new AssertionError("no place in: " + e.getMessage(), e);
        }
    }
}
