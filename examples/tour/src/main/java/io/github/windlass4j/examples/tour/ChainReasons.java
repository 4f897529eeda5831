package io.github.windlass4j.examples.tour;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.JvmTrustStore;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Why is this chain not trusted? {@code ChainReasons [HOST [CHAIN [ROOTS [INSTANT]]]]}, with the chain as {@code openssl s_client
 * -showcerts} prints it and a trust store; without one, that of this JDK is asked.
 */
public final class ChainReasons {
    private ChainReasons() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[HOST [CHAIN [ROOTS [INSTANT]]]]", 0, 1, 2, 3, 4);
        if (arguments.length > 1) {
            own(arguments);
            return;
        }
        String host = arguments.length > 0 ? arguments[0] : "db.example.com";
        // README begins
        Instant day = Instant.parse("2026-12-01T00:00:00Z");
        Authority root = Mint.seeded(1).at(day).root("Root");
        Authority ca = root.issueAuthority("Issuing CA", spec -> spec.permitted(new GeneralName.Dns("example.org")));
        Issued server = ca.issueLeaf(host);

        System.out.println(ChainValidator.of(Profile.RFC5280)
                .validate(ChainRequest.of(server.chain())
                        .anchors(List.of(root.certificate()))
                        .at(day.plusSeconds(400 * 86_400L))
                        .host(ServerName.parse(host))));
        // README ends
    }

    private static void own(String[] arguments) throws IOException {
        TrustStore roots = arguments.length > 2
                ? TrustStore.read(Path.of(arguments[2]))
                : JvmTrustStore.of(Path.of(System.getProperty("java.home")), Map.of())
                        .store();
        System.out.println(ChainValidator.of(Profile.RFC5280)
                .validate(ChainRequest.of(Inputs.chain(Path.of(arguments[1])).certificates())
                        .anchors(roots.certificates())
                        .at(Inputs.instant(arguments, 3))
                        .host(ServerName.parse(arguments[0]))));
    }
}
