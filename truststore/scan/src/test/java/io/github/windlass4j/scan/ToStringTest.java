package io.github.windlass4j.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.cluster.ClusterScan;
import io.github.windlass4j.scan.config.ConfigScan;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.files.Scanner;
import io.github.windlass4j.scan.inventory.Inventory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a debugger shows. */
class ToStringTest {
    @Test
    void scans_say_what_they_look_at_and_no_password() {
        assertThat(Scanner.standard().realm("build-7").passwords(List.of("secret".toCharArray())))
                .hasToString("scanner of build-7, at most " + Scanner.DEFAULT_ALLOWANCE + " bytes");
        assertThat(ClusterScan.of(Manifests.empty()).cluster("east")).hasToString("scan of 0 objects of east");
        assertThat(ConfigScan.of("api", Configuration.none())).hasToString("scan of the settings of api");
        assertThat(Inventory.builder()).hasToString("0 clients, 0 stores so far");
    }
}
