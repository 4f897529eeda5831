package io.github.windlass4j.examples.tour;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.time.Instant;
import java.util.List;

/** Why is this chain not trusted? {@code ChainReasons [HOST]}. */
public final class ChainReasons {
    private ChainReasons() {}

    public static void main(String[] arguments) {
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
}
