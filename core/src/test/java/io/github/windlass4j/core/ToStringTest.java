package io.github.windlass4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.WhatIf;
import io.github.windlass4j.core.chain.tls.ChainTrustManager;
import io.github.windlass4j.core.knowledge.Layers;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a debugger shows. */
class ToStringTest {
    private static final Instant AT = Instant.parse("2026-12-01T00:00:00Z");
    private static final Mint MINT = Mint.seeded(1).at(AT);
    private static final Authority ROOT = MINT.root("Root");
    private static final Issued LEAF = ROOT.issueLeaf("db.example.com");

    @Test
    void questions_say_what_they_ask() {
        ChainValidator validator = ChainValidator.of(Profile.RFC5280);
        ChainRequest request = ChainRequest.of(LEAF.chain())
                .anchors(List.of(ROOT.certificate()))
                .at(AT);
        assertThat(WhatIf.of(validator, request))
                .hasToString("what if: CN=db.example.com among 1 presented, 1 anchor, at 2026-12-01T00:00:00Z");
        assertThat(ChainTrustManager.of(validator, List.of(ROOT.certificate()), () -> AT))
                .hasToString("ChainValidator[RFC5280] with 1 anchor");
        assertThat(Layers.of("shipped", Map.of("a", 1)).with("own", Map.of("a", 2, "b", 3)))
                .hasToString("2 facts, 1 replaced");
    }

    @Test
    void mints_and_specifications_say_what_they_make() {
        List<Object> seen = new ArrayList<>();
        ROOT.issueLeaf("db.example.com", spec -> {
            seen.add(spec.toString());
            return spec;
        });
        ROOT.crl(spec -> {
            seen.add(spec.revoke(LEAF.certificate())
                    .nextUpdate(AT.plus(Duration.ofDays(1)))
                    .toString());
            return spec;
        });
        ROOT.ocsp(spec -> {
            seen.add(spec.good(LEAF.certificate()).toString());
            return spec;
        });
        assertThat(seen)
                .containsExactly(
                        "CN=db.example.com from 2026-11-30T00:00:00Z to 2027-12-01T00:00:00Z",
                        "CRL of 1 entry from 2026-12-01T00:00:00Z to 2026-12-02T00:00:00Z",
                        "OCSP response of 1 answer, produced at 2026-12-01T00:00:00Z");
        assertThat(MINT).asString().startsWith("mint of ").endsWith(" keys at 2026-12-01T00:00:00Z");
    }
}
