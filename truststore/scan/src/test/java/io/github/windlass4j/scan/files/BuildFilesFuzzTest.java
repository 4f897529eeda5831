package io.github.windlass4j.scan.files;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.scan.config.MalformedConfigurationException;
import io.github.windlass4j.scan.internal.StoreProbe;
import io.github.windlass4j.scan.internal.StoreProbe.Reading;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Text as a Compose file and as a Dockerfile, beside what they refer to: the same facts each time, about programs of that file,
 * or a refusal that says why. As tests over the inputs kept in {@code BuildFilesFuzzTestInputs}, as a fuzzer with {@code
 * JAZZER_FUZZ=1} and one method chosen.
 */
class BuildFilesFuzzTest {
    private static final Map<String, byte[]> FILES = Map.of(
            "/app/.env",
            bytes("TAG=3\nHOST=db\nMODE=verify-full\nURL=jdbc:postgresql://${HOST}/x\n"),
            "/app/db.env",
            bytes("PGHOST=low\nPGSSLMODE=require\n"));

    private static final NavigableMap<String, Reading> STORES = new TreeMap<>();

    static {
        StoreProbe probe = new StoreProbe(List.of());
        byte[] root = bytes(Mint.seeded(71).root("Root").certificate().toPem());
        for (String path : List.of("/app/certs/a.crt", "/app/certs/b.pem", "/c.pem")) {
            STORES.put(path, probe.read(root));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @FuzzTest(maxDuration = "15m")
    void compose(byte[] input) {
        String path = "/app/compose.yaml";
        sameTwice(path, facts -> ComposeFile.addTo(facts, path, input, "repo", FILES));
    }

    @FuzzTest(maxDuration = "15m")
    void dockerfile(byte[] input) {
        Place at = new Place("repo", "/app/Dockerfile");
        sameTwice(at.path(), facts -> ImageBuild.addTo(facts, at, input, STORES));
    }

    private static void sameTwice(String path, Consumer<Inventory.Builder> reader) {
        Inventory found;
        try {
            found = read(reader);
        } catch (MalformedYamlException e) {
            said(e.problem());
            return;
        } catch (MalformedConfigurationException e) {
            said(e.problem());
            return;
        }
        if (!found.equals(read(reader)) || !found.merge(found).equals(found)) {
            throw new AssertionError("read twice or merged with itself, an inventory differs: " + found);
        }
        if (found.clients().stream().anyMatch(client -> !client.who().startsWith(path))) {
            throw new AssertionError("a client of another file: " + found.clients());
        }
        found.clients().forEach(found::model);
    }

    private static Inventory read(Consumer<Inventory.Builder> reader) {
        Inventory.Builder facts = Inventory.builder();
        reader.accept(facts);
        return facts.build();
    }

    private static void said(String problem) {
        if (problem.isBlank()) {
            throw new AssertionError("a refusal says why");
        }
    }
}
