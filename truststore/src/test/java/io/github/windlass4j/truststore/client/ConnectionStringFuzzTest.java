package io.github.windlass4j.truststore.client;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Text as a connection string of every driver: clients that can be asked, or a {@link MalformedConnectionStringException} that
 * says where. As tests over the inputs kept in {@code ConnectionStringFuzzTestInputs}, as a fuzzer with {@code
 * JAZZER_FUZZ=1}.
 */
class ConnectionStringFuzzTest {
    private static final List<String> STARTS = List.of(
            "",
            "jdbc:postgresql:",
            "postgresql://",
            "jdbc:mysql://",
            "jdbc:sqlserver://",
            "r2dbc:postgresql://",
            "Host=");

    @FuzzTest(maxDuration = "15m")
    void text(byte[] input) {
        String rest = new String(input, StandardCharsets.UTF_8);
        STARTS.forEach(start -> read(start + rest));
    }

    private static void read(String text) {
        ConnectionString read;
        try {
            read = ConnectionString.parse(text);
        } catch (MalformedConnectionStringException e) {
            if (e.offset() < 0 || e.offset() > text.length()) {
                throw new AssertionError("offset " + e.offset() + " of " + text.length(), e);
            }
            return;
        }
        List<Client> clients = read.clients("42.7.14");
        if (clients.size() != read.endpoints().size()
                || !ConnectionString.parse(text).equals(read)) {
            throw new AssertionError("not one client for each host, or not the same twice: " + read);
        }
        for (Client client : clients) {
            client.modeInForce();
            client.storeInUse();
        }
    }
}
