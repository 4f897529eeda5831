package io.github.windlass4j.core.hostname;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;

/** A host and a presented name, separated by a line feed, under every rule set. */
class HostnameFuzzTest {
    private static final Mint MINT = Mint.seeded(4);
    private static final Authority ROOT = MINT.root("Root");
    private static final KeyPair KEY = MINT.keyPair(KeyType.P_256);
    private static final List<HostnameRules> ALL = List.of(
            HostnameRules.RFC_9525,
            HostnameRules.JDK_17,
            HostnameRules.JDK_25,
            HostnameRules.LIBPQ,
            HostnameRules.LIBPQ_14,
            HostnameRules.PGJDBC);

    @FuzzTest(maxDuration = "15m")
    void names(byte[] input) {
        String[] parts = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        ServerName host;
        try {
            host = ServerName.parse(parts[0]);
        } catch (IllegalArgumentException notAHost) {
            return;
        }
        String presented = parts.length > 1 ? parts[1] : parts[0];
        Certificate leaf = ROOT.issueLeaf("x.test", spec -> spec.key(KEY).names(new GeneralName.Dns(presented)))
                .certificate();
        for (HostnameRules rules : ALL) {
            HostVerdict verdict = rules.check(leaf, host);
            if (verdict.message().isEmpty()) {
                throw new AssertionError("no message");
            }
            boolean strict = rules == HostnameRules.RFC_9525;
            if (strict
                    && verdict.matches()
                    && !HostnameRules.PGJDBC.check(leaf, relative(host)).matches()) {
                throw new AssertionError("RFC 9525 matches what the laxest rules do not: " + verdict.message());
            }
        }
    }

    private static ServerName relative(ServerName host) {
        return host instanceof ServerName.Dns dns ? new ServerName.Dns(dns.ascii()) : host;
    }
}
