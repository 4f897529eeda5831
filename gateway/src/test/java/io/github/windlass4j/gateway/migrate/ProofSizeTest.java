package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.NginxSamples.STANDARD;
import static io.github.windlass4j.gateway.migrate.NginxSamples.ingress;
import static io.github.windlass4j.gateway.migrate.NginxSamples.migrate;
import static io.github.windlass4j.gateway.migrate.NginxSamples.path;
import static io.github.windlass4j.gateway.migrate.NginxSamples.service;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProofSizeTest {
    @Test
    void requests_beyond_the_most_are_named() {
        StringBuilder hosts = new StringBuilder(service("shop", "web"));
        for (int i = 0; i < 900; i++) {
            hosts.append(ingress("shop", "i" + i, "", "h" + i + ".example.com", path("/", "web")));
        }
        assertThat(migrate(STANDARD, hosts.toString()).prove().notLookedAt())
                .anyMatch(line -> line.startsWith("hosts and paths beyond the first 20000"));
        assertThat(migrate(
                                STANDARD,
                                service("shop", "web"),
                                ingress("shop", "a", "", "a.example.com", path("/", "web")))
                        .prove()
                        .notLookedAt())
                .noneMatch(line -> line.startsWith("hosts and paths"));
    }
}
