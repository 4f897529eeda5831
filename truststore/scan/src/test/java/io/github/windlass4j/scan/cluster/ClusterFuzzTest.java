package io.github.windlass4j.scan.cluster;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.scan.internal.KeytoolScript;
import io.github.windlass4j.scan.inventory.Inventory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Bytes as the objects of a cluster, and as the script of a container that builds a keystore: an inventory, whatever they are.
 * As tests over the inputs kept in {@code ClusterFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and one method chosen.
 */
class ClusterFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void objects(byte[] input) {
        Manifests manifests;
        try {
            manifests = Manifests.read(input, "fuzzed");
        } catch (MalformedYamlException e) {
            return;
        }
        if (manifests.resources().stream().anyMatch(object -> object.root().expandedSize() > 10_000)) {
            return;
        }
        Inventory found = ClusterScan.of(manifests).cluster("test").scan();
        if (!found.equals(ClusterScan.of(manifests).cluster("test").scan())) {
            throw new AssertionError("scanned twice, a cluster differs: " + found);
        }
    }

    @FuzzTest(maxDuration = "15m")
    void script(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Map<String, KeytoolScript.Made> made = KeytoolScript.read(List.of("sh", "-c", "keytool " + text));
        made.forEach((keystore, how) -> {
            if (how.imported().isEmpty() && how.open().isEmpty()) {
                throw new AssertionError(keystore + " is made of nothing");
            }
        });
    }
}
